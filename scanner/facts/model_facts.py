"""Facts about one model: what its name means, licence, people behind it, lineage, compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.facts import license_facts, lineage, organisation_facts, screening
from scanner.facts.knowledge import Knowledge, Model, day_of
from scanner.facts.names import Resolution, resolve_model, split
from scanner.model.fact import (
    Basis,
    DerivedFrom,
    Fact,
    Identified,
    Licensed,
    Observed,
    Provenance,
    Status,
    Trained,
    WeightsAccess,
)
from scanner.model.purl import model_purl, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Relations of a copy to its original: packaging changes, the work does not.
_COPIES = frozenset({"quantized_from", "base_model"})
#: Name spaces of the model table whose names all come from one publisher.
_SPACE_PUBLISHERS = {
    "spacy": "explosion-spacy",
    "ultralytics": "ultralytics",
    "torchvision": "pytorch-foundation",
    "timm": "huggingface",
}


def facts(knowledge: Knowledge, about: str) -> Iterator[Fact]:
    """Yield every fact about the model component ``about``."""
    space, name = split(about)
    yield from resolved(knowledge, about, resolve_model(knowledge, name, space), space)


def resolved(knowledge: Knowledge, about: str, found: Resolution, space: str) -> Iterator[Fact]:
    """Yield every fact about a model whose name is resolved."""
    yield identified(about, found)
    if found.status is Status.UNKNOWN:
        path = title_of(found.canonical)
        if found.canonical.startswith("pkg:huggingface/") and "/" in path:
            yield organisation_facts.published(about, {}, path.split("/", maxsplit=1)[0])
        return
    yield from _licenses(knowledge, about, found, space)
    yield from _lineage(knowledge, about, found)
    yield from _people(knowledge, about, found, space)
    yield from _details(knowledge, about, found.model)


def identified(about: str, found: Resolution) -> Fact:
    """Return what the name means, and by which steps."""
    basis = Basis.REPO_DATA if found.status is Status.KNOWN else Basis.INFERRED
    return Fact(
        about=about,
        claim=Identified(canonical=found.canonical, status=found.status, steps=found.steps),
        provenance=Provenance(
            source="names",
            reference="; ".join(step.text for step in found.steps) or "no table holds the name",
            as_of=None,
            basis=basis,
        ),
    )


def _licenses(knowledge: Knowledge, about: str, found: Resolution, space: str) -> Iterator[Fact]:
    family = found.family
    if family is not None and family["access"] == "closed" and not found.hub_id:
        known = found.status is Status.KNOWN
        yield license_facts.closed(
            about,
            family["developer"],
            family["title"],
            Provenance(
                source="model_families",
                reference=f"{family['pattern']} ({family.get('source', '')})",
                as_of=day_of(family.get("as_of")),
                basis=Basis(family.get("basis", "general-knowledge")) if known else Basis.INFERRED,
            ),
        )
        return
    facts_found = list(
        license_facts.licenses(
            knowledge, about, found.hub_id, found.model, _original(knowledge, found)
        )
    )
    if found.status is Status.INFERRED:
        # The name was not found: whatever a variant or a pattern says of it is an inference.
        facts_found = [_inferred(fact) for fact in facts_found]
    yield from facts_found
    if not facts_found and space == "torchvision":
        yield _weights_without_license(about)
    elif not any(_says(fact) for fact in facts_found):
        yield from _of_the_original(knowledge, about, found)


def _says(fact: Fact) -> bool:
    return isinstance(fact.claim, Licensed) and fact.claim.license_class != "unknown"


def _original(knowledge: Knowledge, found: Resolution) -> Model | None:
    """Return what a copy by the same account is made from."""
    links = lineage.links(knowledge, found.model, found.base)
    if not links or links[0].relation not in _COPIES:
        return None
    same = links[0].base.split("/")[0].lower() == found.hub_id.split("/")[0].lower()
    return knowledge.model("hf", links[0].base) if same else None


def _of_the_original(knowledge: Knowledge, about: str, found: Resolution) -> Iterator[Fact]:
    """Yield the licences of what a copy is made from, as inferences: it states none itself."""
    links = lineage.links(knowledge, found.model, found.base)
    if not links:
        yield from _in_common(knowledge, about, found.fits)
    if not links or links[0].relation not in _COPIES:
        return
    for base in lineage.ancestors(knowledge, links[0].base):
        model = knowledge.model("hf", base)
        for fact in license_facts.licenses(knowledge, about, base, model):
            if _says(fact):
                yield _inferred(fact, f"licence of {base}, of which it is a copy: ")


def _in_common(knowledge: Knowledge, about: str, ids: tuple[str, ...]) -> Iterator[Fact]:
    """Yield the licence that all of these models are under; nothing when they differ.

    A model whose licence no table states says nothing; at least half of them must say something.
    """
    said: list[Fact] = []
    for hub_id in ids:
        model = knowledge.model("hf", hub_id)
        best = _best(license_facts.licenses(knowledge, about, hub_id, model))
        if best is not None:
            said.append(best)
            if _license(best) != _license(said[0]):
                return
    if said and 2 * len(said) >= len(ids):
        shown = ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")  # noqa: PLR2004 (fit a line)
        yield _inferred(said[0], f"all {len(ids)} published models the name fits ({shown}): ")


def _best(facts_found: Iterable[Fact]) -> Fact | None:
    """Return what the best source says of today's licence."""
    order = tuple(Basis)
    found = [
        fact
        for fact in facts_found
        if isinstance(fact.claim, Licensed) and _says(fact) and fact.claim.until_day is None
    ]
    return min(found, key=lambda fact: order.index(fact.provenance.basis), default=None)


def _license(fact: Fact) -> tuple[str | None, str] | None:
    claim = fact.claim
    return (claim.expression, claim.license_class) if isinstance(claim, Licensed) else None


def _inferred(fact: Fact, why: str = "") -> Fact:
    source = fact.provenance
    return Fact(
        about=fact.about,
        claim=fact.claim,
        provenance=Provenance(
            source=source.source,
            reference=f"{why}{source.reference}",
            as_of=source.as_of,
            basis=Basis.INFERRED,
        ),
    )


def _weights_without_license(about: str) -> Fact:
    return Fact(
        about=about,
        claim=Licensed(
            expression=None,
            license_class="none-stated",
            title="torchvision states BSD-3-Clause for its code and none for its weights",
            part="weights",
        ),
        provenance=Provenance(
            source="models",
            reference="torchvision (package BSD-3-Clause; weight licences not stated)",
            as_of=day_of("2026-10-01"),
            basis=Basis.REPO_DATA,
        ),
    )


def _lineage(knowledge: Knowledge, about: str, found: Resolution) -> Iterator[Fact]:
    titles = {source.code: source for source in knowledge.sources}
    for link in lineage.links(knowledge, found.model, found.base):
        source = titles.get(link.source)
        yield Fact(
            about=about,
            claim=DerivedFrom(
                base=model_purl(link.base), relation=link.relation, inferred=link.inferred
            ),
            provenance=Provenance(
                source="models" if source else "names",
                reference=source.title if source else f"the name is that of {link.base}",
                as_of=source.as_of if source else None,
                basis=Basis.INFERRED if link.inferred else Basis.REPO_DATA,
            ),
        )


def _people(knowledge: Knowledge, about: str, found: Resolution, space: str) -> Iterator[Fact]:
    """Yield publisher, developer at the root, and the listings of both: never a person."""
    publisher = publisher_of(knowledge, found, space)
    handle = found.hub_id.split("/")[0] if "/" in found.hub_id else ""
    if publisher or handle:
        yield organisation_facts.published(about, publisher, handle)
    origin, inferred = origin_of(knowledge, found, publisher)
    if origin:
        doubtful = inferred or found.status is Status.INFERRED
        yield organisation_facts.developed(about, origin, inferred=doubtful)
    if publisher:
        yield from organisation_facts.listings(knowledge, about, publisher, "publisher")
        yield from screening.listed(knowledge, about, publisher, "publisher")
    if origin and origin.get("id") != publisher.get("id"):
        yield from organisation_facts.listings(knowledge, about, origin, "developer")
        yield from screening.listed(knowledge, about, origin, "developer")


def publisher_of(knowledge: Knowledge, found: Resolution, space: str) -> Mapping[str, object]:
    """Return the organisation of the account in the id, or the maker that the tables state."""
    if "/" in found.hub_id:
        return organisation_facts.owner(knowledge, found.hub_id.split("/")[0])
    if found.family is not None:
        return organisation_facts.named(knowledge, found.family["developer"])
    if found.canonical.startswith("modelscope:"):
        account = found.canonical.removeprefix("modelscope:").split("/")[0]
        return organisation_facts.modelscope_owner(knowledge, account)
    if space in _SPACE_PUBLISHERS:
        return organisation_facts.named(knowledge, _SPACE_PUBLISHERS[space])
    stated = found.model.publisher if found.model else ""
    return organisation_facts.named(knowledge, stated)


def origin_of(
    knowledge: Knowledge, found: Resolution, publisher: Mapping[str, object]
) -> tuple[Mapping[str, object], bool]:
    """Return ``(developer at the root of the lineage, whether a link is inferred)``."""
    if not found.hub_id and not found.base:
        return publisher, found.status is not Status.KNOWN
    root, inferred = lineage.root(knowledge, found.hub_id, found.base)
    if root == found.hub_id:
        family = lineage.family_in_name(root)
        if family not in (None, publisher.get("id")):  # made by one, named after another's weights
            return organisation_facts.named(knowledge, family or ""), True
        return publisher, inferred
    return organisation_facts.owner(knowledge, root.split("/")[0]), inferred


def _details(knowledge: Knowledge, about: str, model: Model | None) -> Iterator[Fact]:
    if model is None:
        return
    sources = [knowledge.sources[code] for code in model.sources]
    days = [source.as_of for source in sources if source.as_of]
    plain = Provenance(
        source="models",
        reference=", ".join(source.title for source in sources),
        as_of=max(days) if days else None,
        basis=Basis.REPO_DATA,
    )
    if model.params:
        claim = Observed(key="parameters", value=str(model.params))
        yield Fact(about=about, claim=claim, provenance=plain)
    if model.released:
        claim = Observed(key="released", value=model.released)
        yield Fact(about=about, claim=claim, provenance=plain)
    if model.access:
        yield Fact(about=about, claim=WeightsAccess(access=model.access), provenance=plain)
    row = model.compute
    if row:
        row = knowledge.row("compute", str(row["model"]).lower()) or row
    if row and isinstance(row.get("flop"), float):
        yield Fact(
            about=about,
            claim=Trained(
                compute_flop=float(str(row["flop"])),
                confidence=str(row.get("confidence", "unknown")),
                accessibility=str(row.get("access", "unknown")),
            ),
            provenance=Provenance(
                source="epoch",
                reference=f"{row['model']}: {row['source']}",
                as_of=day_of(row.get("as_of")),
                basis=Basis.REPO_DATA,
            ),
        )
