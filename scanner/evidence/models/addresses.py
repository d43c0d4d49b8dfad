"""Addresses in a text: repositories of model hubs, weight files, services, models in a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.evidence.keys import OPEN, Role, Trust
from scanner.evidence.models.judgement import weights_of
from scanner.evidence.names import Named, judge, service_host
from scanner.evidence.stated_hosts import asks_model, stated_host
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]{}|`\\^,]+")
#: Hosts that are a web site too: only the path of their API makes them a service.
_WEB_SITES = words(
    """
    openrouter.ai ollama.com zenmux.ai aihubmix.com inference.net moark.com nano-gpt.com
    opencode.ai open.bigmodel.cn yiyan.baidu.com models.github.ai fal.run chat.d.run
    """
)
_API_PATH = re.compile(r"/(?:api|v\d|inference)(?:/|$|\?)")
#: ``/v1beta/models/NAME:generateContent``, ``/model/NAME/invoke``, ``/models/org/name``.
_MODEL_IN_PATH = re.compile(
    r"/(?:models?|engines|foundation-model)/(?P<name>[\w.@-]+(?:/[\w.-]+)?)(?=[:/?]|$)"
)
_MODEL_ASKED = re.compile(r"[?&](?:model|model_id|engine)=(?P<name>[\w.@:-]+)(?=[&#]|$)")
_HUB_HOSTS = frozenset(["api-inference.huggingface.co", "router.huggingface.co"])
_VERBS = words(
    "invoke converse generate predict completions embeddings chat invoke-with-response-stream"
)
_HOSTED = Role(Trust.KEYED, Kind.MODEL)


def service(text: str) -> str | None:
    """Return the host when the whole text is the address of a hosted AI service."""
    address = text.strip()
    host = None if re.search(r"\s", address) else service_host(address)
    if host in _WEB_SITES and not _API_PATH.search(address):
        return None
    return host


def addressed(address: str, host: str) -> Iterator[Named]:
    """Yield the service at ``host``, and the model that the path of the address asks for."""
    yield Named(Kind.ENDPOINT, host)
    match = _MODEL_IN_PATH.search(address) or _MODEL_ASKED.search(address)
    if match is None:
        return
    name = match["name"]
    owner, slash, rest = name.partition("/")
    if slash and (host not in _HUB_HOSTS or rest in _VERBS):
        name = owner
    named = judge(name, _HOSTED)
    if named is not None:
        yield named


def urls(text: str, role: Role = OPEN) -> Iterator[tuple[Named, int]]:
    """Yield what the URLs inside ``text`` point at, with their offsets.

    ``role`` says whether they are fetched (KEYED) or merely written (OPEN).
    """
    for match in _ADDRESS.finditer(text[:20_000]):
        address = match[0].rstrip(".:;")
        host = service(address)
        if host is not None:
            yield from ((named, match.start()) for named in addressed(address, host))
            continue
        asked = stated_host(address) if asks_model(address) else None
        if asked is not None:
            yield Named(Kind.ENDPOINT, asked, "", Confidence.MEDIUM), match.start()
            continue
        found = judge(address, role)
        if found is None or found.kind is Kind.ENDPOINT:
            continue
        yield found, match.start()
        weight = weights_of(address, found)
        if weight is not None:
            yield weight, match.start()
