"""pip-audit's online services, held to what they promise.

What it reads
    ``osv``: the OSV API (``POST /v1/query``), all pages of an answer; ``pypi``: the JSON document
    of a version; or the address of a server that speaks the OSV API, such as a company's mirror.

Why
    pip-audit asks without a time limit, reads the first page of an answer alone, and lets errors of
    its HTTP library through. Here an answer is whole, or the package counts as not checked.

Source: OSV API documentation, "POST /v1/query", "Pagination"; pip-audit 2.10.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pip_audit._service import (  # type: ignore[import-untyped]  # no py.typed
    ConnectionError as Unreachable,
)
from pip_audit._service import OsvService, PyPIService, ServiceError
from pip_audit._service.interface import (  # type: ignore[import-untyped]  # no py.typed
    VulnerabilityService,
)
from requests import HTTPError, RequestException
from requests.exceptions import InvalidJSONError

from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    from pip_audit._service.interface import Dependency, VulnerabilityResult
    from requests import Session

#: Seconds for one answer.
TIMEOUT_S = 20
#: Pages of one answer; a page has hundreds of advisories.
PAGES_LIMIT = 50
_QUERY = "/v1/query"
_LOCAL = frozenset(["127.0.0.1", "localhost", "::1"])


def service(name: str) -> VulnerabilityService:
    """Return the service called ``osv`` or ``pypi``, or the OSV server at an address.

    Raises:
        ConfigError: it is none of these.

    """
    if name == "pypi":
        return _Held(PyPIService(timeout=TIMEOUT_S))
    asked = (
        OsvService(timeout=TIMEOUT_S)
        if name == "osv"
        else OsvService(timeout=TIMEOUT_S, osv_url=address(name))
    )
    asked.session = _Pages(asked.session)
    return _Held(asked)


def address(name: str) -> str:
    """Return the address that takes queries, of the address of an OSV server."""
    parts = urlsplit(name)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ConfigError(
            f"--advisory-service {name}",
            "is neither 'osv' nor 'pypi' nor an https address",
        )
    return name if parts.path.endswith(_QUERY) else name.rstrip("/") + _QUERY


class _Held(VulnerabilityService):  # type: ignore[misc]  # its base is untyped
    """Turns every way to fail into one of the two errors of the interface."""

    def __init__(self, asked: VulnerabilityService) -> None:
        self._asked = asked

    def query(self, spec: Dependency) -> tuple[Dependency, list[VulnerabilityResult]]:
        try:
            found: tuple[Dependency, list[VulnerabilityResult]] = self._asked.query(spec)
        except (Unreachable, ServiceError) as error:
            cause = error.__cause__
            if str(error) or not isinstance(cause, HTTPError) or cause.response is None:
                raise
            raise ServiceError(f"the service answered {cause.response.status_code}") from error
        except InvalidJSONError as error:
            raise ServiceError("the service answered with broken JSON") from error
        except RequestException as error:
            raise Unreachable(f"{type(error).__name__}: {str(error)[:200]}") from error
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise ServiceError(f"the answer cannot be read: {type(error).__name__}") from error
        return found


class _Pages:
    """A session whose answer to a query is all of its pages."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def post(self, url: str, data: str, timeout: float | None) -> _Answer:
        query = json.loads(data)
        found: list[object] = []
        for _ in range(PAGES_LIMIT):
            answer = self._session.post(url=url, data=json.dumps(query), timeout=timeout)
            answer.raise_for_status()
            page = answer.json()
            found += page.get("vulns") or []
            token = page.get("next_page_token")
            if not token:
                return _Answer(found)
            query["page_token"] = token
        raise ServiceError(f"the answer has more than {PAGES_LIMIT} pages")


class _Answer:
    """What ``OsvService`` asks of an answer."""

    def __init__(self, found: list[object]) -> None:
        self._found = found

    def raise_for_status(self) -> None:
        """Do nothing: each page was asked already."""

    def json(self) -> dict[str, list[object]]:
        """Return the document; an empty one says that nothing is known."""
        return {"vulns": self._found} if self._found else {}
