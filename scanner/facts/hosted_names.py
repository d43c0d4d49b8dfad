"""Resolve names sent to APIs: open weights lead to their hub id, others stay names of an API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.facts.api_spellings import Written, readings
from scanner.facts.fits import published
from scanner.facts.names import Resolution
from scanner.facts.stems import stem
from scanner.model.fact import Status, Step
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.facts.knowledge import Knowledge, Model
    from scanner.facts.names import Finder

_DATE = re.compile(
    r"[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d{4}|\d{2}-20\d\d|\d{2}-\d{2}|latest|preview)$"
)
#: Words that hosts add to the name of open weights for how they serve them.
_SERVED = re.compile(r"-(?:instant|versatile|turbo|fast|lite|specdec|tool-use|fp8|hf|chat|it|tee)$")


def hosted(finder: Finder, name: str) -> Resolution | None:
    """Resolve a name sent to an API: open weights lead to their hub id, others stay API names."""
    found = tuple(readings(name))
    for attempt in (
        _as_hub_id,
        _as_moving,
        _as_api_name,
        _as_spelling,
        _as_stem,
        _as_listed,
        _as_family,
        _as_vendor,
    ):
        for reading in found:
            result: Resolution | None = attempt(finder, name, reading)
            if result is not None:
                return _with_family(finder, result, found)
    return None


def _with_family(finder: Finder, result: Resolution, found: tuple[Written, ...]) -> Resolution:
    """Add the maker that another reading of the same name states, and the weights one fits."""
    if result.hub_id or result.base:
        return result
    for reading in found:
        family = result.family or _family(finder, reading)
        if family is None or family["access"] == "closed":
            continue
        fits = published(finder.knowledge, reading.name, family["developer"])
        result = result._replace(family=family, fits=fits)
        if fits:
            break
    return result


def _as_hub_id(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Open weights served under their hub id, perhaps with the gateway's name for the maker."""
    knowledge = finder.knowledge
    if not reading.vendor:
        return None
    handles = [reading.vendor]
    organisation = _organisation(finder, reading.vendor)
    row = knowledge.row("org", organisation) if organisation else {}
    known = row.get("handles")
    handles += [str(item) for item in known] if isinstance(known, list) else []
    for handle in handles:
        model = knowledge.model("hf", f"{handle}/{reading.name}")
        if model:
            step = Step("alias", f"{name} is served under the hub id {model.id}")
            return Resolution(model_purl(model.id), Status.KNOWN, (step,), model, model.id)
    return None


def _as_moving(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Resolve a name that its maker points at another release from time to time.

    What it stood for on the day of the source is an inference about any other day.
    """
    alias = finder.knowledge.list("alias:moving", reading.name)
    if not alias:
        return None
    target, source, day, *_ = (str(item) for item in alias)
    step = Step("derived", f"{name} is a moving name; on {day} it stood for {target} ({source})")
    family = finder.family(reading.name)
    canonical = f"hosted:{reading.name}"
    return Resolution(canonical, Status.KNOWN, (step,), base=target, family=family)


def _as_api_name(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Look the name up among the API names that public tables list.

    A name known to be that of open weights is left to them: some lists call such closed.
    """
    del name
    alias = finder.knowledge.list("alias:hosted", reading.name)
    if alias and "/" in str(alias[0]):
        return None
    return _listed(finder, reading, open_weights=False)


def _as_listed(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Accept an API name whose open weights no table names."""
    del name
    return _listed(finder, reading, open_weights=True)


def _as_spelling(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Look up another spelling of an API name: ``gemini-1-5-flash`` for ``gemini-1.5-flash``."""
    alias = finder.knowledge.list("alias:hosted", reading.name)
    found = str(alias[0]) if alias else finder.knowledge.text("api-stem", stem(reading.name))
    if found is None or found == reading.name:
        return None
    step = Step("alias", f"{name} is another spelling of {found}")
    weights = finder.knowledge.model("hf", found) if "/" in found else None
    if weights is not None:
        canonical = model_purl(weights.id)
        return Resolution(canonical, Status.KNOWN, (step,), weights, weights.id)
    result = _listed(finder, Written(reading.vendor, found), open_weights=False)
    return result and result._replace(steps=(step, *result.steps))


def _listed(finder: Finder, reading: Written, *, open_weights: bool) -> Resolution | None:
    knowledge = finder.knowledge
    family = _family(finder, reading)
    closed = family is not None and family["access"] == "closed"
    for key in dict.fromkeys((reading.name, f"{reading.vendor}/{reading.name}".strip("/"))):
        model = knowledge.model("api", key)
        row = knowledge.row("hosted", key)
        if model is None and not row:
            continue
        step = Step("exact", f"{key} is a name of a hosted model (models.dev and others)")
        hub_id = (model.hub_id if model else "") or str(row.get("base", ""))
        weights = knowledge.model("hf", hub_id) if "/" in hub_id and not closed else None
        if weights:
            alias = Step("alias", f"its weights are published as {weights.id}")
            canonical = model_purl(weights.id)
            return Resolution(canonical, Status.KNOWN, (step, alias), weights, weights.id)
        if closed or open_weights:
            canonical = f"hosted:{reading.name}"
            family = (
                _closed_by_maker(row, key, family) or _limited(knowledge, model, family) or family
            )
            return Resolution(canonical, Status.KNOWN, (step,), model, family=family)
    return None


def _family(finder: Finder, reading: Written) -> Mapping[str, str] | None:
    """Return the family of a name; of one that fits no pattern, at least the stated maker."""
    family = finder.family(reading.name)
    organisation = _organisation(finder, reading.vendor) if reading.vendor and not family else None
    if organisation is None:
        return family
    return {"developer": organisation, "access": "unknown", "title": "", "pattern": ""}


def _closed_by_maker(
    row: Mapping[str, object], key: str, family: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """Return the family of a name of which its maker's own service says: no open weights."""
    closed = row.get("closed")
    if not isinstance(closed, dict):
        return None
    if family is not None and family["developer"] != closed["maker"]:
        return None
    return {
        "developer": str(closed["maker"]),
        "access": "closed",
        "title": (family or {}).get("title") or "hosted models",
        "pattern": key,
        "source": f"{closed['source']}: its maker serves it without open weights",
        "as_of": "2026-07-02",
        "basis": "repo-data",
    }


def _limited(
    knowledge: Knowledge, model: Model | None, family: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """Return the family of a name of which a public table says: only by an API."""
    if model is None or family is None or model.access not in {"limited", "closed"}:
        return None
    sources = [knowledge.sources[code] for code in model.sources]
    return {
        **family,
        "access": "closed",
        "title": family["title"] or "hosted models",
        "pattern": model.id,
        "source": f"access {model.access}: {', '.join(source.title for source in sources)}",
        "as_of": str(sources[0].as_of or ""),
        "basis": "repo-data",
    }


def _as_stem(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Open weights under a name that a host made up from theirs."""
    family = finder.family(reading.name)
    if family is not None and family["access"] == "closed":
        return None
    text = reading.name
    bare = _SERVED.sub("", text)
    candidates = [text, f"{text}-instruct", f"{bare}-instruct", f"meta-{text}", bare]
    candidates.append(_DATE.sub("", text))
    for candidate in dict.fromkeys(candidates):
        for item in finder.knowledge.list("stem", stem(candidate)):
            hub_id = str(item)
            if not _made_by(finder, hub_id, family, reading.vendor):
                continue
            how = f"the name {name} is that of {hub_id}"
            return Resolution(
                f"hosted:{reading.name}",
                Status.INFERRED,
                (Step("derived", how),),
                base=hub_id,
                family=family,
            )
    return None


def _made_by(finder: Finder, hub_id: str, family: object, vendor: str) -> bool:
    """Say whether the account in ``hub_id`` is that of the family's or the stated maker."""
    owner = finder.knowledge.text("handle", hub_id.split("/", maxsplit=1)[0].lower())
    wanted = {family["developer"]} if isinstance(family, dict) else set()
    if vendor:
        wanted.add(_organisation(finder, vendor) or "")
    return owner is not None and owner in wanted


def _as_family(finder: Finder, name: str, reading: Written) -> Resolution | None:
    family = finder.family(reading.name)
    return finder.of_family(f"hosted:{reading.name}", name, family) if family else None


def _as_vendor(finder: Finder, name: str, reading: Written) -> Resolution | None:
    """Only the maker is stated."""
    organisation = _organisation(finder, reading.vendor) if reading.vendor else None
    if organisation is None:
        return None
    step = Step("publisher", f"{name} states {organisation} as its maker")
    row = {"developer": organisation, "access": "unknown", "title": "", "pattern": ""}
    return Resolution(f"hosted:{reading.name}", Status.INFERRED, (step,), family=row)


def _organisation(finder: Finder, vendor: str) -> str | None:
    found = finder.knowledge.list("alias:vendor", vendor.lower())
    if found:
        return str(found[0])
    return finder.knowledge.text("handle", vendor.lower())
