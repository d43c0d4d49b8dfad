"""Hosts that no table knows, given by code or configuration as the address of a model's API.

Who runs such a host is unknown, and stays so: its name is all that is said. Machines of one's own,
private networks and addresses to be filled in are none.

*Source.* RFC 2606 and RFC 6761 (names reserved for examples, tests and local use), RFC 8375
(``home.arpa``); private addresses: RFC 1918 and the registries that ``ipaddress`` follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.evidence.words import words

_ADDRESS = re.compile(
    r"(?:https?|wss?)://(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::\d+)?(?=[/?#]|$)"
)
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LAST_LABEL = re.compile(r"[A-Za-z]{2,}|xn--[a-z0-9-]+")
#: Last labels of names that lead nowhere, or only inside one network.
_RESERVED = words(
    """
    local localhost localdomain internal intranet private lan home corp arpa test example invalid
    svc cluster docker onion alt
    """
)
#: Labels of hosts that are to be filled in, invented, or inside a cluster.
_INVENTED = words(
    """
    example examples company mycompany yourcompany corp domain mydomain yourdomain domainname
    localhost local internal intranet lan svc cluster docker host hostname myhost server myserver
    test tests testing fake dummy mock foo bar baz foobar custom placeholder placeholders
    invalid url endpoint myendpoint your my some another other
    """
)
#: Parts between the hyphens of a label that say the same: ``your-resource``, ``my-proxy``.
_INVENTED_PARTS = words(
    """
    example your my some another fake dummy mock placeholder test foo bar custom internal local
    localhost company xx xxx xxxx xxxxx
    """
)
#: The calls of the APIs of models, whoever serves them.
_MODEL_API = re.compile(
    r"/(?:chat/completions|completions|embeddings|v\d+/(?:messages|responses|rerank|images/generations"
    r"|audio/(?:speech|transcriptions|translations))|api/(?:generate|chat|embed|embeddings))/?(?:[?#]|$)"
)


@lru_cache(maxsize=2048)
def stated_host(address: str) -> str | None:
    """Return the public host of a URL, ``None`` for private, reserved and invented ones."""
    match = _ADDRESS.match(address.strip())
    if match is None:
        return None
    host = match["host"].lower()
    if _NUMBERS.fullmatch(host):
        return host if _is_global(host) else None
    labels = host.split(".")
    if not _LAST_LABEL.fullmatch(labels[-1]) or labels[-1] in _RESERVED:
        return None
    if not _INVENTED.isdisjoint(labels):
        return None
    if any(not _INVENTED_PARTS.isdisjoint(label.split("-")) for label in labels):
        return None
    return host


def asks_model(address: str) -> bool:
    """Return whether the path of a URL is that of a call to a model: ``/v1/chat/completions``."""
    return "://" in address and _MODEL_API.search(address) is not None


def _is_global(host: str) -> bool:
    from ipaddress import IPv4Address  # noqa: PLC0415 (rare, and the hook pays for each import)

    try:
        return IPv4Address(host).is_global
    except ValueError:
        return False
