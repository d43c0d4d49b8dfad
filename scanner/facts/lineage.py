"""What a model is made from, step by step, back to the weights at the root.

A link stated by a table is a fact of that table; a link read off a name is an inference. A copy
(quantised, converted, mirrored) keeps the developer of what it copies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.names import Finder
from scanner.facts.stems import stem, unpackaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.facts.knowledge import Knowledge, Model

#: Lineages are followed this far; a table that points in a circle ends here.
DEPTH_LIMIT = 12
_DISTILLED = "distilled_from"


#: Families whose name with a version in the name of another's model says what it is made from.
_IN_NAME = (
    ("alibaba", r"qwen-?\d|qwq"),
    ("deepseek", r"deepseek-(?:r1|v\d|coder|llm|math|moe)"),
    ("google", r"gemma-?\d"),
    ("meta", r"llama-?\d|code-?llama|vicuna"),
    ("microsoft", r"phi-?\d"),
    ("mistral", r"mistral-(?:\d|nemo|small|large)|mixtral-?\d"),
    ("shlab", r"internlm-?\d"),
    ("zhipu", r"(?:chat)?glm-?\d"),
)
_FAMILIES = tuple(
    (organisation, re.compile(rf"(?:^|[^a-z0-9])(?:{words})")) for organisation, words in _IN_NAME
)


def family_in_name(hub_id: str) -> str | None:
    """Return the developer of the family that a name holds, the first in the name."""
    name = hub_id.rpartition("/")[2].lower()
    found = ((words.search(name), organisation) for organisation, words in _FAMILIES)
    return min(((hit.start(), who) for hit, who in found if hit), default=(0, None))[1]


class Link(NamedTuple):
    """``relation`` to ``base`` (a hub id), and the source code of the table that says so."""

    relation: str
    base: str
    source: str  # "" when only the name says so
    inferred: bool


def links(knowledge: Knowledge, model: Model | None, base: str = "") -> tuple[Link, ...]:
    """Return what a model is made from: what tables state, else what its name says (``base``)."""
    found = []
    for relation, written, code in model.bases if model else ():
        source = knowledge.sources[code].code
        target = _hub_id(knowledge, written)
        derived = source == "name-derived"
        if model is None or target is None or (derived and _doubtful(knowledge, model.id, target)):
            continue
        if target.lower() != model.id.lower():
            found.append(Link(relation, target, "" if derived else source, derived))
    if not found and base:
        name = model.id if model else ""
        found.append(Link(_relation(name), base, "", inferred=True))
    return tuple(found)


def root(knowledge: Knowledge, hub_id: str, base: str = "") -> tuple[str, bool]:
    """Return ``(hub id at the root of the lineage, whether a link on the way is inferred)``."""
    current, inferred = hub_id, False
    for link in _upwards(knowledge, hub_id, base):
        current, inferred = link.base, inferred or link.inferred
    return current, inferred


def ancestors(knowledge: Knowledge, hub_id: str) -> tuple[str, ...]:
    """Return ``hub_id`` and what it is made from, up to the root."""
    return (hub_id, *(link.base for link in _upwards(knowledge, hub_id)))


def _upwards(knowledge: Knowledge, hub_id: str, base: str = "") -> Iterator[Link]:
    """Yield the links from a model to the root of its lineage.

    Of several bases (a merge) the first is followed. A distilled-from link is not lineage of
    weights.
    """
    finder = Finder(knowledge)
    seen = {hub_id.lower()}
    model = knowledge.model("hf", hub_id) if hub_id else None
    if model and not base:
        found = finder.hub(hub_id)
        base = found.base if found else ""
    for _ in range(DEPTH_LIMIT):
        made = [link for link in links(knowledge, model, base) if link.relation != _DISTILLED]
        if not made or made[0].base.lower() in seen:
            return
        seen.add(made[0].base.lower())
        yield made[0]
        model = knowledge.model("hf", made[0].base)
        following = finder.hub(made[0].base)
        base = following.base if following else ""


def _relation(name: str) -> str:
    """Return how a name that is only packaging apart from its base relates to it."""
    bare = name.rsplit("/", 1)[-1]
    packed = bool(bare) and stem(unpackaged(bare)) != stem(bare)
    return "quantized_from" if packed or not bare else "base_model"


def _hub_id(knowledge: Knowledge, written: str) -> str | None:
    """Return the hub id of a base as a table writes it; ``None`` for what is no hub id."""
    if "/" in written:
        return written if written.count("/") == 1 else None
    found = knowledge.list("alias:bare", written.lower())
    return str(found[0]) if found else None


def _doubtful(knowledge: Knowledge, model: str, base: str) -> bool:
    """Say whether a link guessed from names leads from a company's model to a stranger's."""
    own = knowledge.text("handle", model.split("/", maxsplit=1)[0].lower())
    return (
        own is not None and knowledge.text("handle", base.split("/", maxsplit=1)[0].lower()) is None
    )
