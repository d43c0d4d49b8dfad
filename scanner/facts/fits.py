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
from typing import TYPE_CHECKING

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
    need = Counter(wanted)
    ids = _ids(knowledge, organisation)
    found = [
        hub_id
        for hub_id, holds in ids
        if all(holds.get(word, 0) >= count for word, count in need.items())
    ]
    if not found:
        found = [hub_id for hub_id, holds in ids if all(_holds(holds, word) for word in need)]
    return tuple(sorted(found)) if len(found) <= _LIMIT else ()


def _holds(held: Mapping[str, int], word: str) -> bool:
    return word in held or (word.isdigit() and any(item.startswith(f"{word}.") for item in held))


@lru_cache(maxsize=256)
def _ids(knowledge: Knowledge, organisation: str) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """Return the ids under an organisation's accounts, each with the words it holds."""
    handles = knowledge.row("org", organisation).get("handles")
    return tuple(
        (f"{handle}/{name}", Counter(words(str(name))))
        for handle in (handles if isinstance(handles, list) else ())
        for name in knowledge.list("ids", str(handle).lower())
    )
