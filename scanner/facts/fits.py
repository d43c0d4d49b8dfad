"""Which published models of one maker a written name fits, when no table holds the name.

``meta.llama3-2-90b-instruct`` names no hub id, yet every word of it stands in
``Llama-3.2-90B-Vision-Instruct``. A name fits an id that holds all its words: versions and sizes
are one word each ("3.2", "90b"), so a size or version that was never published fits nothing. What
all the ids have in common, a licence say, is then an inference about the name.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.facts.knowledge import Knowledge

_SEPARATORS = re.compile(r"[\s_:/@+-]+")
#: ``qwen2p5``, ``v3p1``: a ``p`` for the point, as hosts write versions.
_POINT = re.compile(r"(?<=\d)p(?=\d)")
#: A size stays one word: 8b, 8x7b, 1.5b, a3b, e4b, 16e.
_SIZE = re.compile(r"(?:\d+x)?\d+(?:\.\d+)?[bmt]|[ae]\d+(?:\.\d+)?b|\d+e")
_PARTS = re.compile(r"[a-z]+|\d+(?:\.\d+)*|[\u3400-\u9fff]+")
#: Words by which a host says how it serves a model; ids of makers need not hold them.
_SERVING = frozenset(
    """
    maas fast turbo lora basic long free fp8 fp16 bf16 int8 int4 awq hf tee latest nvfp4 mxfp4
    4k 8k 16k 32k 64k 128k 256k trt trtllm v us eu preview quantized
    """.split()  # noqa: SIM905 (a block of words reads better than 30 quoted ones)
)
_DAY = re.compile(r"\d{6}|20\d{6}")
#: More ids than this say only which family it is.
_LIMIT = 32


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name; neighbouring single digits are one version ("3-2" is "3.2")."""
    found: list[str] = []
    for piece in _SEPARATORS.split(_POINT.sub(".", name.lower())):
        if _SIZE.fullmatch(piece):
            found.append(piece)
            continue
        for part in _PARTS.findall(piece):
            if found and _digit(part) and _digit(found[-1]):
                found[-1] += f".{part}"
            else:
                found.append(part)
    return tuple(found)


def _digit(word: str) -> bool:
    return len(word) == 1 and word.isdigit()


def published(knowledge: Knowledge, name: str, organisation: str) -> tuple[str, ...]:
    """Return the hub ids of an organisation that the name fits, sorted; ``()`` for none.

    The name must hold a number or two words besides its first: "llama" fits too much to say
    anything. A version without a minor number stands for all of them ("3" for "3.1") only when no
    id holds it as it is.
    """
    wanted = [
        word
        for word in words(name)
        if word not in _SERVING and word != organisation and not _DAY.fullmatch(word)
    ]
    if not any(word[0].isdigit() for word in wanted) and len(wanted) < 3:  # noqa: PLR2004
        return ()
    index = _index(knowledge, organisation)
    found = _holding(index, wanted)
    if not found:
        found = _holding(index, [f"{word}." if word.isdigit() else word for word in wanted])
    return tuple(sorted(found)) if len(found) <= _LIMIT else ()


class _Index(NamedTuple):
    ids: tuple[str, ...]
    words: tuple[Mapping[str, int], ...]  # of each id, how often it holds them
    places: Mapping[str, frozenset[int]]  # of each word, the ids that hold it


def _holding(index: _Index, wanted: list[str]) -> list[str]:
    """Return the ids that hold every word as often as it is wanted."""
    need = Counter(wanted)
    if not need:
        return []
    places = [index.places.get(word, frozenset()) for word in need]
    return [
        index.ids[place]
        for place in frozenset.intersection(*places)
        if all(index.words[place].get(word, 0) >= count for word, count in need.items())
    ]


@lru_cache(maxsize=256)
def _index(knowledge: Knowledge, organisation: str) -> _Index:
    """Return the ids under an organisation's accounts, and the words they hold.

    A version counts as its first number and a point as well: "3.1" holds "3.".
    """
    handles = knowledge.row("org", organisation).get("handles")
    ids = tuple(
        f"{handle}/{name}"
        for handle in (handles if isinstance(handles, list) else ())
        for name in knowledge.list("ids", str(handle).lower())
    )
    held = []
    places: dict[str, set[int]] = {}
    for place, hub_id in enumerate(ids):
        found = words(hub_id.partition("/")[2])
        versions = [f"{word.partition('.')[0]}." for word in found if word[0].isdigit()]
        held.append(Counter([*found, *versions]))
        for word in held[-1]:
            places.setdefault(word, set()).add(place)
    return _Index(ids, tuple(held), {word: frozenset(all_) for word, all_ in places.items()})
