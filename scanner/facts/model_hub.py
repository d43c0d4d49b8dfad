"""Ask the hub for the models a scan names, and keep the answers as an import.

What it reads
    The public metadata of each model: licence, base models, tags, gating, size, date. Never its
    files.

Why
    The embedded tables are snapshots; a card may have changed since.

Limits
    Only with ``--online``. A token (``HF_TOKEN``) is sent to the hub itself and to no other host,
    and a redirect to another host is no answer. What the hub does not answer is reported by name
    and reason; the rest is kept. A hub that says "too many requests", or that does not answer
    several times in a row or within the time of a run, is asked no more.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urljoin, urlsplit

from scanner.facts.imported import Imported
from scanner.facts.imports import hub_entry
from scanner.model.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from scanner.facts.tables.read import Entry, Row

HUB = "https://huggingface.co"
#: Models asked for in one run, and seconds to wait for one answer.
NAMES_LIMIT = 2_000
TIMEOUT_S = 10.0
#: Seconds that a run may ask, and answers in a row that may fail to come.
RUN_S = 600.0
SILENCES = 3
_OK = 200
_TOO_MANY = 429


class Elsewhere(Exception):
    """The hub sends us to another host, which nobody allowed."""


class Answers(NamedTuple):
    """What the hub said, as an import, and the names it did not answer, with the reason."""

    found: Imported
    failed: tuple[tuple[str, str], ...]


class _Response(Protocol):
    """What both HTTP libraries that huggingface_hub has used give a hook."""

    url: object
    headers: Mapping[str, str]


class _Patience:
    """When to ask no more: ``why`` is empty while the hub may be asked."""

    def __init__(self) -> None:
        self.why = ""
        self.ends = time.monotonic() + RUN_S
        self.silences = 0

    def answered(self, status: int) -> None:
        """Count one answer, of which ``status`` 0 is none."""
        self.silences = 0 if status else self.silences + 1
        if status == _TOO_MANY:
            self.why = "too many requests"
        elif self.silences >= SILENCES:
            self.why = "the hub does not answer"
        elif time.monotonic() > self.ends:
            self.why = "out of time"


def ask(
    names: Iterable[str], *, today: date, endpoint: str = HUB, token: str | None = None
) -> Answers:
    """Ask the hub about ``names`` (hub ids) and return what it says.

    Raises:
        SourceUnavailable: the extra ``hub`` is not installed, or no name was answered.

    """
    try:
        from huggingface_hub import HfApi, utils  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise SourceUnavailable("needs the extra: pip install 'flagstate[hub]'") from error
    api = HfApi(endpoint=endpoint, token=_token(endpoint, token))
    entries: dict[str, Entry] = {}
    failed: list[tuple[str, str]] = []
    patience = _Patience()
    with _one_host(utils.get_session(), endpoint):  # type: ignore[attr-defined]  # its documented place
        for name in sorted(set(names))[:NAMES_LIMIT]:
            if patience.why:
                failed.append((name, f"not asked: {patience.why}"))
                continue
            try:
                model = api.model_info(
                    name,
                    expand=["cardData", "tags", "gated", "createdAt", "safetensors"],
                    timeout=TIMEOUT_S,
                )
                entries |= {entry.key: entry for entry in _entries(name, model)}
                patience.answered(_OK)
            except Exception as error:  # noqa: BLE001 (what the transport raises is the version's)
                failed.append((name, _reason(error)))
                patience.answered(_status(error))
    if failed and not entries:
        raise SourceUnavailable(f"the hub answered for none of {len(failed)}: {failed[0][1]}")
    held = tuple(entries.values())
    return Answers(
        Imported("models-online", f"hub at {endpoint}", today, len(held), held), tuple(failed)
    )


@contextlib.contextmanager
def _one_host(session: object, endpoint: str) -> Iterator[None]:
    """Refuse redirects to another host while the library asks."""
    hooks = getattr(session, "event_hooks", None)  # httpx; before version 1 it was requests
    hooks = getattr(session, "hooks", {}) if hooks is None else hooks

    def check(response: _Response, *_: object, **__: object) -> None:
        target = response.headers.get("location")
        if target and _host(urljoin(str(response.url), target)) != _host(endpoint):
            raise Elsewhere

    hooks.setdefault("response", []).append(check)
    try:
        yield
    finally:
        hooks["response"].remove(check)


def _host(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _entries(name: str, model: object) -> Iterator[Entry]:
    """Yield what was answered under the name that was asked, and under that of a renamed model."""
    row = _row(name, model)
    yield hub_entry(name, {**row, "id": name})
    if str(row["id"]).lower() != name.lower():
        yield hub_entry(name, row)


def _token(endpoint: str, token: str | None) -> str | bool:
    """Return the token for the hub itself; ``False`` keeps the library from looking for one."""
    if endpoint != HUB and not (token and _is_local(endpoint)):
        return False
    return token or os.environ.get("HF_TOKEN") or False


def _is_local(endpoint: str) -> bool:
    return urlsplit(endpoint).hostname in {"127.0.0.1", "localhost"}


def _row(name: str, model: object) -> Row:
    """Return the fields of the library's answer as the hub writes them."""
    card: Any = getattr(model, "card_data", None)
    weights = getattr(model, "safetensors", None)
    created: Any = getattr(model, "created_at", None)
    tags = getattr(model, "tags", None)
    return {
        "id": getattr(model, "id", None) or name,
        "cardData": card.to_dict() if hasattr(card, "to_dict") else {},
        "tags": tags if isinstance(tags, list) else [],
        "gated": getattr(model, "gated", False),
        "createdAt": created.isoformat() if hasattr(created, "isoformat") else "",
        "safetensors": {"total": getattr(weights, "total", None)},
    }


def _status(error: Exception) -> int:
    """Return the status that an error of the library comes with; 0 when nothing was answered."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else 0


def _reason(error: Exception) -> str:
    """Return one short line without addresses or tokens."""
    if isinstance(error, Elsewhere):
        return "redirected to another host"
    status = _status(error)
    return f"status {status}" if status else type(error).__name__
