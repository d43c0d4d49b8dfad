"""The one HTTP client: one host a caller allows, bounded answers, no redirect to another host.

Only fact sources that run with ``--online`` use it. Credentials of an address are never sent on.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scanner.model.errors import SourceUnavailable
from scanner.version import VERSION

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPResponse

TIMEOUT_S = 20.0
ANSWER_LIMIT_BYTES = 20 * 1024 * 1024
#: Plain HTTP is for tests and proxies on this machine alone.
_LOCAL = frozenset(["127.0.0.1", "localhost"])


class NotThere(Exception):
    """The server says that there is no such document (404, 410)."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to the hosts that were allowed."""

    def __init__(self, hosts: frozenset[str]) -> None:
        self.hosts = hosts

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _allowed(newurl, self.hosts):
            raise SourceUnavailable(f"redirected to another host: {urlsplit(newurl).hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # passed on as it came


def get(url: str, *, hosts: frozenset[str], accept: str = "*/*") -> tuple[str, bytes]:
    """Return (content type, body) of one address.

    Raises:
        NotThere: the server has no such document.
        SourceUnavailable: the host is not allowed, or did not answer within time and size.

    """
    if not _allowed(url, hosts):
        raise SourceUnavailable(f"not allowed: {urlsplit(url).hostname}")
    headers = {"Accept": accept, "User-Agent": f"flagstate/{VERSION}"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (scheme is checked above)
    opener = urllib.request.build_opener(_SameHost(hosts))
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            return _body(answer)
    except urllib.error.HTTPError as error:
        if error.code in {404, 410}:
            raise NotThere(url) from error
        raise SourceUnavailable(f"{urlsplit(url).hostname} answered {error.code}") from error
    except (OSError, ValueError) as error:
        raise SourceUnavailable(f"{urlsplit(url).hostname} did not answer: {error}") from error


def _body(answer: HTTPResponse) -> tuple[str, bytes]:
    body = answer.read(ANSWER_LIMIT_BYTES + 1)
    if len(body) > ANSWER_LIMIT_BYTES:
        raise SourceUnavailable(f"an answer larger than {ANSWER_LIMIT_BYTES} bytes")
    return str(answer.headers.get("Content-Type", "")), body


def _allowed(url: str, hosts: frozenset[str]) -> bool:
    parts = urlsplit(url)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    return secure and parts.hostname in hosts
