"""Ask the hub for the models a scan names, and keep the answers as an import.

What it reads
    The public metadata of each model: licence, base models, tags, gating, size, date. Never its
    files.

Why
    The embedded tables are snapshots; a card may have changed since.

Limits
    Only with ``--online``. A token (``HF_TOKEN``) is sent to the hub itself and to no other host.
    What the hub does not answer is reported by name and reason; the rest is kept.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scanner.facts.imported import Imported
from scanner.facts.imports import hub_entry
from scanner.model.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scanner.facts.tables.read import Entry, Row

HUB = "https://huggingface.co"
#: Models asked for in one run, and seconds to wait for one answer.
NAMES_LIMIT = 2_000
TIMEOUT_S = 10.0


class Answers(NamedTuple):
    """What the hub said, as an import, and the names it did not answer, with the reason."""

    found: Imported
    failed: tuple[tuple[str, str], ...]


def ask(
    names: Iterable[str], *, today: date, endpoint: str = HUB, token: str | None = None
) -> Answers:
    """Ask the hub about ``names`` (hub ids) and return what it says.

    Raises:
        SourceUnavailable: the extra ``hub`` is not installed, or no name was answered.

    """
    try:
        from huggingface_hub import HfApi  # noqa: PLC0415 (an extra)
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError  # noqa: PLC0415
    except ImportError as error:
        raise SourceUnavailable("needs the extra: pip install 'flagstate[hub]'") from error
    api = HfApi(endpoint=endpoint, token=_token(endpoint, token))
    entries: list[Entry] = []
    failed: list[tuple[str, str]] = []
    for name in sorted(set(names))[:NAMES_LIMIT]:
        try:
            model = api.model_info(
                name,
                expand=["cardData", "tags", "gated", "createdAt", "safetensors"],
                timeout=TIMEOUT_S,
            )
            entries.append(hub_entry(name, _row(name, model)))
        except (HfHubHTTPError, HFValidationError, OSError, ValueError) as error:  # noqa: PERF203 (one name may fail)
            failed.append((name, _reason(error)))
    if failed and not entries:
        raise SourceUnavailable(f"the hub answered for none of {len(failed)}: {failed[0][1]}")
    found = Imported("models-online", f"hub at {endpoint}", today, len(entries), tuple(entries))
    return Answers(found, tuple(failed))


def _token(endpoint: str, token: str | None) -> str | bool:
    """Return the token for the hub itself; ``False`` keeps the library from looking for one."""
    if endpoint != HUB and not (token and _is_local(endpoint)):
        return False
    return token or os.environ.get("HF_TOKEN") or False


def _is_local(endpoint: str) -> bool:
    return urlsplit(endpoint).hostname in {"127.0.0.1", "localhost"}


def _row(name: str, model: object) -> Row:
    """Return the fields of the library's answer as the hub writes them."""
    card = getattr(model, "card_data", None)
    weights = getattr(model, "safetensors", None)
    created = getattr(model, "created_at", None)
    return {
        "id": str(getattr(model, "id", name)),
        "cardData": card.to_dict() if card is not None else {},
        "tags": list(getattr(model, "tags", None) or []),
        "gated": getattr(model, "gated", False),
        "createdAt": created.isoformat() if created is not None else "",
        "safetensors": {"total": getattr(weights, "total", None)},
    }


def _reason(error: Exception) -> str:
    """Return one short line without addresses or tokens."""
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    return f"status {status}" if status else type(error).__name__
