"""Resolve hub and ModelScope ids: tables, renames, mirrors, packaging words, families, accounts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from scanner.facts.fits import published
from scanner.facts.globs import Globs
from scanner.facts.stems import stem, unpackaged
from scanner.model.fact import Status, Step
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.facts.knowledge import Knowledge, Model

HUB_HOST = re.compile(
    r"^(?:https?://|hf://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:models/)?|^hf://",
    re.IGNORECASE,
)
_MODELSCOPE_HOST = re.compile(
    r"^(?:https?://)?(?:www\.)?modelscope\.cn/(?:models/)?", re.IGNORECASE
)
_REVISION = re.compile(r"@[^/@]*$|/(?:tree|resolve|blob)/.*$")
#: ``hf.co/org/name:Q4_K_M`` is how Ollama and llama.cpp ask for one file of a repository.
_HUB_TAG = re.compile(r":[\w.-]*$")


class Resolution(NamedTuple):
    """What a model name means, and by which steps.

    ``hub_id`` is the hub id that the canonical name stands for; ``base`` the hub id it is made
    from as far as the name says; ``family`` the row of ``model_families.csv`` it looks like;
    ``fits`` the published ids that hold all its words, when no one of them is it.
    """

    canonical: str
    status: Status
    steps: tuple[Step, ...]
    model: Model | None = None
    hub_id: str = ""
    base: str = ""
    family: Mapping[str, str] | None = None
    fits: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def license_patterns(knowledge: Knowledge) -> Globs[str]:
    """Return the patterns of hub ids, each with the licence rows that apply to them."""
    rows = [item for item in knowledge.whole("license-pattern") if isinstance(item, list)]
    return Globs((str(pattern), str(row)) for pattern, row in rows)


@lru_cache(maxsize=4)
def _families(knowledge: Knowledge) -> Globs[Mapping[str, str]]:
    rows = [item for item in knowledge.whole("family") if isinstance(item, dict)]
    return Globs((str(row["pattern"]), row) for row in rows)


class HubNames:
    """Looks up names of the hub and of ModelScope in one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def hub(self, name: str) -> Resolution | None:
        """Resolve a hub id or URL; a bare id is one of the hub's first models."""
        text = _REVISION.sub("", unquote(HUB_HOST.sub("", name))).strip("/")
        if "/" in text and ":" in text:
            text = _HUB_TAG.sub("", text)
        parts = text.split("/")
        if len(parts) > 2:  # noqa: PLR2004 (account and name; more is a path inside)
            text = "/".join(parts[:2])
        if "/" not in text:
            return self.aliased("bare", text) or self.aliased("sentence-transformers", text)
        found = self._renamed(text) or self.in_table(text)
        if found:
            return found
        handle = parts[0].lower()
        if self.knowledge.text("handle", handle) is None and self.knowledge.text(
            "handle", f"modelscope:{handle}"
        ):
            return self.modelscope(text)  # an account that only ModelScope has
        return self.derived(text)

    def in_table(self, hub_id: str, *before: Step) -> Resolution | None:
        model = self.knowledge.model("hf", hub_id)
        if model is None:
            return None
        step = Step("exact", f"hub id {model.id} is in the model table")
        return Resolution(
            model_purl(model.id),
            Status.KNOWN,
            (*before, step),
            model,
            model.id,
            self._original(model),
        )

    def _original(self, model: Model) -> str:
        """Return what a copy is made from when only its name says so.

        Either the account is known to re-publish, or the whole name is that of a model whose
        family belongs to somebody else.
        """
        handle, _, name = model.id.partition("/")
        if model.bases:
            return ""
        if self.knowledge.get("role", handle.lower()) is not None:
            return self.by_stem(name, other_than=model.id)
        if not model.licenses and not self.license_row(model.id):
            sibling = self._sibling(handle, name)
            if sibling:
                return sibling
        family = self.family(name)
        for found in self.knowledge.list("stem", stem(name)) if family else ():
            owner = self.knowledge.text("handle", str(found).split("/")[0].lower())
            if family and owner == family["developer"] and not self._same_maker(handle, str(found)):
                return str(found)
        return ""

    def _sibling(self, handle: str, name: str) -> str:
        """Return the same name under another account of the same organisation, with a licence."""
        organisation = self.knowledge.text("handle", handle.lower())
        accounts = self.knowledge.row("org", organisation).get("handles") if organisation else None
        for account in accounts if isinstance(accounts, list) else ():
            twin = self.knowledge.model("hf", f"{account}/{name}")
            if str(account).lower() != handle.lower() and twin and twin.licenses:
                return twin.id
        return ""

    def _renamed(self, hub_id: str) -> Resolution | None:
        handle, _, name = hub_id.partition("/")
        target = self.alias("rename", hub_id)
        if target is None:
            new = self.alias("handle", handle)
            target = f"{new}/{name}" if new else None
        if target is None:
            return None
        step = Step("alias", f"{hub_id} was renamed {target}")
        found = self.in_table(target, step)
        if found or self.knowledge.model("hf", hub_id):
            return found
        return self.derived(target, step)

    def derived(self, hub_id: str, *before: Step) -> Resolution | None:
        """Resolve an id that no table holds by its parts: packaging words, family, account."""
        handle, _, name = hub_id.partition("/")
        base = self.by_stem(name, other_than=hub_id)
        steps = list(before)
        if base and not self._may_copy(handle, name, base):
            base = ""
        if base:
            steps.append(Step("derived", f"{name!r} without packaging words is {base}"))
        pattern = self.license_row(hub_id)
        if pattern:
            steps.append(Step("family", f"{hub_id} fits the pattern {pattern[0]} of {pattern[1]}"))
        organisation = self.knowledge.text("handle", handle.lower())
        if organisation:
            steps.append(Step("publisher", f"account {handle} belongs to {organisation}"))
        if len(steps) == len(before):
            return None
        fits = self.fitting(name, organisation) if organisation and not (base or pattern) else ()
        return Resolution(
            model_purl(hub_id), Status.INFERRED, tuple(steps), hub_id=hub_id, base=base, fits=fits
        )

    def _may_copy(self, handle: str, name: str, base: str) -> bool:
        """Say whether an account's model may be a copy of ``base`` that has the same stem.

        A maker's model is not a copy of a stranger's of the same name, nor its own other spelling;
        nor is anybody's when the name says neither a packaging nor a family.
        """
        if self.knowledge.get("role", handle.lower()) is not None:
            return True
        packed = stem(unpackaged(name)) != stem(name)
        if self._same_maker(handle, base):
            return packed
        family = self.family(name)
        owner = self.knowledge.text("handle", base.split("/", maxsplit=1)[0].lower())
        return packed or (family is not None and family["developer"] == owner)

    def _same_maker(self, handle: str, base: str) -> bool:
        own = self.knowledge.text("handle", handle.lower())
        return own is not None and own == self.knowledge.text(
            "handle", base.split("/", maxsplit=1)[0].lower()
        )

    def license_row(self, hub_id: str) -> tuple[str, str] | None:
        """Return ``(pattern, licence row)`` of the most specific pattern the id fits."""
        found = license_patterns(self.knowledge).find(hub_id)
        return (found[0], found[1][0]) if found else None

    def by_stem(self, name: str, *, other_than: str = "") -> str:
        """Return the hub id of the original that shares the name's stem; ``""`` when none does.

        The id of the family's developer comes first, then the order of the table.
        """
        bare = unpackaged(name)
        developer = (self.family(bare) or {}).get("developer")
        for text in dict.fromkeys((stem(bare), stem(name))):
            found = [
                str(item)
                for item in self.knowledge.list("stem", text)
                if str(item).lower() != other_than.lower()
            ]
            for item in found:
                if developer == self.knowledge.text("handle", item.split("/")[0].lower()):
                    return item
            if found:
                return found[0]
        head, _, tail = name.partition("_")  # google_gemma-3-4b-it: the account before the name
        if tail and self.knowledge.text("handle", head.lower()):
            return self.by_stem(tail, other_than=other_than)
        return ""

    def modelscope(self, name: str) -> Resolution | None:
        """Resolve a ModelScope id: its twin on the hub, a row of its own, or a mirror's name."""
        text = _REVISION.sub("", _MODELSCOPE_HOST.sub("", name)).strip("/")
        twin = self.knowledge.text("modelscope", text.lower())
        if twin:
            return self.in_table(twin, Step("alias", f"ModelScope {text} is hub {twin}"))
        handle, _, bare = text.partition("/")
        step = Step("alias", f"ModelScope and the hub both have {text}")
        same = self.in_table(text, step)
        if same:
            return same
        base = self.by_stem(bare)
        if base and not self._may_copy(handle, bare, base):
            base = ""
        row = self.knowledge.model("modelscope", text)
        if row:
            exact = Step("exact", f"ModelScope id {row.id} is in the model table")
            return Resolution(
                f"modelscope:{row.id}", Status.KNOWN, (exact,), row, base=base, hub_id=""
            )
        if not base:
            found = self.derived(text) or self._account_only(text, handle)
            return found and found._replace(canonical=f"modelscope:{text}", hub_id="")
        derived = Step("derived", f"{bare!r} of ModelScope account {handle} is {base}")
        return Resolution(f"modelscope:{text}", Status.INFERRED, (derived,), base=base)

    def _account_only(self, text: str, handle: str) -> Resolution | None:
        owner = self.knowledge.text("handle", f"modelscope:{handle.lower()}")
        if owner is None:
            return None
        step = Step("publisher", f"ModelScope account {handle} belongs to {owner}")
        return Resolution(f"modelscope:{text}", Status.INFERRED, (step,))

    def family(self, name: str) -> Mapping[str, str] | None:
        """Return the family whose pattern the name fits; the longest pattern first."""
        found = _families(self.knowledge).find(name)
        return found[1][0] if found else None

    def of_family(self, canonical: str, name: str, family: Mapping[str, str]) -> Resolution:
        """Return the inference that a family's pattern allows."""
        step = Step("family", f"{name} fits {family['pattern']} ({family['title']})")
        fits = () if family["access"] == "closed" else self.fitting(name, family["developer"])
        return Resolution(canonical, Status.INFERRED, (step,), family=family, fits=fits)

    def fitting(self, name: str, organisation: str) -> tuple[str, ...]:
        """Return the published ids of the organisation that hold all words of the name."""
        return published(self.knowledge, name, organisation)

    def unknown(self, name: str, space: str) -> Resolution:
        """Return that no step reached the name."""
        canonical = model_purl(name) if space == "hub" else f"{space or 'name'}:{name}"
        return Resolution(canonical, Status.UNKNOWN, ())

    def alias(self, space: str, name: str) -> str | None:
        found = self.knowledge.list(f"alias:{space}", name.lower())
        return str(found[0]) if found else None

    def aliased(self, space: str, name: str) -> Resolution | None:
        target = self.alias(space, name)
        if target is None:
            return None
        return self.library_hit(target, f"{space} name {name} is {target}")

    def library_hit(self, target: str, text: str) -> Resolution:
        step = Step("alias", text)
        found = self.in_table(target, step)
        if found:
            return found
        pattern = self.license_row(target)
        steps = (step, Step("family", f"{target} fits {pattern[0]}")) if pattern else (step,)
        return Resolution(model_purl(target), Status.KNOWN, steps, hub_id=target)
