"""The one place that knows what a written model name means.

A name leads to a canonical component by these steps, in this order, and each is kept:

- *exact*: a table holds the name as it is written (case apart);
- *alias*: another name of the same thing: hub rename, ModelScope id, library name, Ollama tag, API
  id;
- *derived*: the name without packaging words (format, precision) is the name of an original;
- *family*: the name looks like one of a family whose developer or licence is known;
- *publisher*: only the account in the id is known.

The first two make a name *known*, the others make it *inferred*; a name that no step reaches is
*unknown*. An inference never becomes a fact: it is reported as inferred and policies can ignore
it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from scanner.facts.globs import Globs
from scanner.facts.knowledge import Knowledge, Model, default
from scanner.facts.stems import file_name, is_file, stem, unpackaged
from scanner.model.fact import Identified, Status, Step
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Longest name that is looked at, in characters.
NAME_LIMIT = 400

_HUB_HOST = re.compile(
    r"^(?:https?://|hf://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:models/)?|^hf://",
    re.IGNORECASE,
)
_MODELSCOPE_HOST = re.compile(
    r"^(?:https?://)?(?:www\.)?modelscope\.cn/(?:models/)?", re.IGNORECASE
)
_REVISION = re.compile(r"@[^/@]*$|/(?:tree|resolve|blob)/.*$")
#: ``hf.co/org/name:Q4_K_M`` is how Ollama and llama.cpp ask for one file of a repository.
_HUB_TAG = re.compile(r":[\w.-]*$")
#: The part of an Ollama tag that says the size.
_SIZE = re.compile(
    r"^(?:\d+x)?\d+(?:\.\d+)?[bmt](?:-a\d+b)?|^e\d+b|^(?:scout|maverick|mini|medium|lite)\b"
)


class Resolution(NamedTuple):
    """What a model name means, and by which steps.

    ``hub_id`` is the hub id that the canonical name stands for; ``base`` the hub id it is made
    from as far as the name says; ``family`` the row of ``model_families.csv`` it looks like.
    """

    canonical: str
    status: Status
    steps: tuple[Step, ...]
    model: Model | None = None
    hub_id: str = ""
    base: str = ""
    family: Mapping[str, str] | None = None


def resolve(name: str, kind: str | None = None, namespace: str = "") -> Identified:
    """Return the canonical component that ``name`` means and the steps that lead there.

    ``name`` is a component name ("pkg:huggingface/…", "ollama:…") or a bare one; ``kind`` and
    ``namespace`` are the words of evidence ("hosted_model", "ollama") when they are known.
    """
    space, bare = split(name, kind, namespace)
    found = resolve_model(default(), bare, space)
    return Identified(canonical=found.canonical, status=found.status, steps=found.steps)


def split(name: str, kind: str | None = None, namespace: str = "") -> tuple[str, str]:
    """Return ``(name space, bare name)`` of a component name or a bare name."""
    if name.startswith("pkg:huggingface/"):
        return "hub", unquote(name.removeprefix("pkg:huggingface/").split("@", 1)[0])
    head, colon, tail = name.partition(":")
    if colon and head in _SPACES:
        return _SPACES[head], tail
    if namespace:
        return _SPACES.get(namespace, namespace), name
    return {"hosted_model": "hosted", "weight_file": "file", "model": "hub"}.get(
        kind or "", ""
    ), name


#: Name spaces as components and detectors write them, and the one the tables use.
_SPACES = {
    "hub": "hub",
    "huggingface": "hub",
    "hf": "hub",
    "modelscope": "modelscope",
    "hosted": "hosted",
    "ollama": "ollama",
    "timm": "timm",
    "torchvision": "torchvision",
    "torch.hub": "torch.hub",
    "torch_hub": "torch.hub",
    "spacy": "spacy",
    "whisper": "whisper",
    "faster-whisper": "faster-whisper",
    "faster_whisper": "faster-whisper",
    "whisperx": "faster-whisper",
    "clip": "clip",
    "open_clip": "clip",
    "open-clip": "clip",
    "ultralytics": "ultralytics",
    "sentence-transformers": "sentence-transformers",
    "sentence_transformers": "sentence-transformers",
    "localai": "localai",
    "file": "file",
    "name": "",
}
#: Libraries whose models all come from one maker, when nothing else is known of a name.
_MAKERS = {
    "torchvision": "pytorch-foundation",
    "whisper": "openai",
    "spacy": "explosion-spacy",
    "ultralytics": "ultralytics",
    "sentence-transformers": "huggingface",
}


def resolve_model(knowledge: Knowledge, name: str, space: str = "") -> Resolution:
    """Resolve a bare model name in a name space; ``""`` asks all of them, hub ids first."""
    name = name.strip()[:NAME_LIMIT]
    finder = Finder(knowledge)
    match space:
        case "hub":
            return finder.hub(name) or finder.unknown(name, "hub")
        case "modelscope":
            return finder.modelscope(name) or finder.unknown(name, space)
        case "ollama":
            return finder.ollama(name) or finder.unknown(name, space)
        case "file":
            return finder.file(name) or finder.unknown(name, space)
        case "hosted":
            return finder.hosted(name) or finder.unknown(name, space)
        case "":
            return finder.anywhere(name)
        case _:
            return finder.library(name, space) or finder.unknown(name, space)


@lru_cache(maxsize=4)
def license_patterns(knowledge: Knowledge) -> Globs[str]:
    """Return the patterns of hub ids, each with the licence rows that apply to them."""
    rows = [item for item in knowledge.whole("license-pattern") if isinstance(item, list)]
    return Globs((str(pattern), str(row)) for pattern, row in rows)


@lru_cache(maxsize=4)
def _families(knowledge: Knowledge) -> Globs[Mapping[str, str]]:
    rows = [item for item in knowledge.whole("family") if isinstance(item, dict)]
    return Globs((str(row["pattern"]), row) for row in rows)


class Finder:
    """Looks a name up in one knowledge base, name space by name space."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def hub(self, name: str) -> Resolution | None:
        """Resolve a hub id or URL; a bare id is one of the hub's first models."""
        text = _REVISION.sub("", unquote(_HUB_HOST.sub("", name))).strip("/")
        if "/" in text and ":" in text:
            text = _HUB_TAG.sub("", text)
        parts = text.split("/")
        if len(parts) > 2:  # noqa: PLR2004 (account and name; more is a path inside)
            text = "/".join(parts[:2])
        if "/" not in text:
            return self._aliased("bare", text) or self._aliased("sentence-transformers", text)
        return self._renamed(text) or self._in_table(text) or self.derived(text)

    def _in_table(self, hub_id: str, *before: Step) -> Resolution | None:
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
        family = self.family(name)
        for found in self.knowledge.list("stem", stem(name)) if family else ():
            owner = self.knowledge.text("handle", str(found).split("/")[0].lower())
            if family and owner == family["developer"] and not self._same_maker(handle, str(found)):
                return str(found)
        return ""

    def _renamed(self, hub_id: str) -> Resolution | None:
        handle, _, name = hub_id.partition("/")
        target = self._alias("rename", hub_id)
        if target is None:
            new = self._alias("handle", handle)
            target = f"{new}/{name}" if new else None
        if target is None:
            return None
        step = Step("alias", f"{hub_id} was renamed {target}")
        found = self._in_table(target, step)
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
        return Resolution(
            model_purl(hub_id), Status.INFERRED, tuple(steps), hub_id=hub_id, base=base
        )

    def _may_copy(self, handle: str, name: str, base: str) -> bool:
        """Say whether an account's model may be a copy of ``base`` that has the same stem.

        A maker's model is not a copy of a stranger's of the same name, nor its own other spelling.
        """
        if self.knowledge.get("role", handle.lower()) is not None:
            return True
        packed = stem(unpackaged(name)) != stem(name)
        if self._same_maker(handle, base):
            return packed
        known = self.knowledge.text("handle", handle.lower()) is not None
        family = self.family(name)
        owner = self.knowledge.text("handle", base.split("/", maxsplit=1)[0].lower())
        return packed or not known or (family is not None and family["developer"] == owner)

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
        return ""

    def modelscope(self, name: str) -> Resolution | None:
        """Resolve a ModelScope id: its twin on the hub, a row of its own, or a mirror's name."""
        text = _REVISION.sub("", _MODELSCOPE_HOST.sub("", name)).strip("/")
        twin = self.knowledge.text("modelscope", text.lower())
        if twin:
            return self._in_table(twin, Step("alias", f"ModelScope {text} is hub {twin}"))
        handle, _, bare = text.partition("/")
        step = Step("alias", f"ModelScope and the hub both have {text}")
        same = self._in_table(text, step)
        if same:
            return same
        base = self.by_stem(bare)
        row = self.knowledge.model("modelscope", text)
        if row:
            exact = Step("exact", f"ModelScope id {row.id} is in the model table")
            return Resolution(
                f"modelscope:{row.id}", Status.KNOWN, (exact,), row, base=base, hub_id=""
            )
        if not base:
            found = self.derived(text)
            return found and found._replace(canonical=f"modelscope:{text}", hub_id="")
        derived = Step("derived", f"{bare!r} of ModelScope account {handle} is {base}")
        return Resolution(f"modelscope:{text}", Status.INFERRED, (derived,), base=base)

    def ollama(self, name: str) -> Resolution | None:
        """Resolve ``name:tag`` of the Ollama library, or a hub id that Ollama pulls."""
        text = name.lower().removeprefix("ollama/").removeprefix("registry.ollama.ai/")
        text = text.removeprefix("library/")
        if _HUB_HOST.match(text):
            return self.hub(name)
        model, _, tag = text.partition(":")
        size = _SIZE.match(tag)
        for key in dict.fromkeys((text, f"{model}:{size.group()}" if size else "", model)):
            target = self._alias("ollama", key) if key else None
            if target and (key != model or not size):
                return self._library_hit(target, f"Ollama {key} is {target}")
        base = self.by_stem(f"{model.rsplit('/', 1)[-1]}-{tag}" if tag else model)
        if not base:
            family = self.family(model.rsplit("/", 1)[-1])
            return self.of_family(f"ollama:{text}", text, family) if family else None
        step = Step("derived", f"the name {text!r} is that of {base}")
        return Resolution(f"ollama:{text}", Status.INFERRED, (step,), base=base)

    def library(self, name: str, space: str) -> Resolution | None:
        """Resolve a name that one library resolves: timm, spaCy, Whisper or CLIP."""
        text = name.removeprefix("hf_hub:").removeprefix("hf-hub:").removeprefix("timm/")
        if "/" in text and space != "clip":
            found = self.hub(text)
            if found:
                return found
        hit = self._aliased(space, text)
        if hit:
            return hit
        model = self.knowledge.model(space, text) or self.knowledge.model(space, f"{text}.pt")
        if model:
            step = Step("exact", f"{space} has {model.id}")
            canonical = model_purl(model.hub_id) if "/" in model.hub_id else f"{space}:{model.id}"
            return Resolution(canonical, Status.KNOWN, (step,), model, model.hub_id)
        return self._variant(text, space)

    def _variant(self, name: str, space: str) -> Resolution | None:
        """Resolve an architecture whose weights have tags of their own (``resnet50``)."""
        found = [item for item in self.knowledge.list(f"variants:{space}", name.lower()) if item]
        if found:
            step = Step("derived", f"{space} has {len(found)} weights of {name}: {found[0]}, …")
            model = self.knowledge.model(space, str(found[0]))
            return Resolution(f"{space}:{name}", Status.INFERRED, (step,), model)
        maker = _MAKERS.get(space)
        if maker is None:
            base = self.by_stem(name)
            step = Step("derived", f"the name {name!r} is that of {base}")
            return (
                Resolution(f"{space}:{name}", Status.INFERRED, (step,), base=base) if base else None
            )
        step = Step("publisher", f"{space} resolves names of {maker}")
        row = {"developer": maker, "access": "open", "title": space, "pattern": name}
        return Resolution(f"{space}:{name}", Status.INFERRED, (step,), family=row)

    def file(self, name: str) -> Resolution | None:
        """Resolve the base name of a weight file by its stem."""
        bare = file_name(name)
        for space in ("ultralytics", "whisper"):
            model = self.knowledge.model(space, name.rsplit("/", 1)[-1])
            if model:
                step = Step("derived", f"{space} publishes a file of this name")
                return Resolution(f"file:{name}", Status.INFERRED, (step,), model)
        base = self.by_stem(bare) if any(sign.isdigit() for sign in bare) else ""
        if not base:
            return None
        step = Step("derived", f"the file name without packaging words is that of {base}")
        return Resolution(f"file:{name}", Status.INFERRED, (step,), base=base)

    def hosted(self, name: str) -> Resolution | None:
        """Resolve a name sent to an API."""
        from scanner.facts.hosted_names import hosted  # noqa: PLC0415 (it builds on this module)

        return hosted(self, name)

    def anywhere(self, name: str) -> Resolution:
        """Resolve a name of which nobody says who resolves it."""
        if is_file(name):
            return self.file(name) or self.unknown(name, "file")
        if "modelscope.cn" in name.lower():
            return self.modelscope(name) or self.unknown(name, "modelscope")
        if _HUB_HOST.match(name):
            return self.hub(name) or self.unknown(name, "hub")
        guesses: list[Resolution] = []
        for space in self._order(name):
            found = space(name)
            if found is not None and found.status is Status.KNOWN:
                return found
            if found is not None:
                guesses.append(found)
        return self._unserved(guesses[0], name) if guesses else self.unknown(name, "name")

    def _order(self, name: str) -> tuple[Callable[[str], Resolution | None], ...]:
        if name.count("/") == 1 and ":" not in name:
            return (self.hub, self.modelscope, self.hosted, self._libraries)
        return (self._bare, self.hosted, self.ollama, self._libraries)

    def _bare(self, name: str) -> Resolution | None:
        return self._aliased("bare", name) or self._aliased("sentence-transformers", name)

    def _unserved(self, found: Resolution, name: str) -> Resolution:
        """Return the original itself for a bare name that is wholly its: nobody serves it."""
        if not found.base or "/" in name:
            return found
        return found._replace(
            canonical=model_purl(found.base),
            model=self.knowledge.model("hf", found.base),
            hub_id=found.base,
            base="",
        )

    def _libraries(self, name: str) -> Resolution | None:
        for space in ("timm", "spacy", "ultralytics", "clip", "torchvision", "whisper", "localai"):
            found = self.library(name, space)
            if found and found.status is Status.KNOWN:
                return found
        return None

    def family(self, name: str) -> Mapping[str, str] | None:
        """Return the family whose pattern the name fits; the longest pattern first."""
        found = _families(self.knowledge).find(name)
        return found[1][0] if found else None

    def of_family(self, canonical: str, name: str, family: Mapping[str, str]) -> Resolution:
        """Return the inference that a family's pattern allows."""
        step = Step("family", f"{name} fits {family['pattern']} ({family['title']})")
        return Resolution(canonical, Status.INFERRED, (step,), family=family)

    def unknown(self, name: str, space: str) -> Resolution:
        """Return that no step reached the name."""
        canonical = model_purl(name) if space == "hub" else f"{space or 'name'}:{name}"
        return Resolution(canonical, Status.UNKNOWN, ())

    def _alias(self, space: str, name: str) -> str | None:
        found = self.knowledge.list(f"alias:{space}", name.lower())
        return str(found[0]) if found else None

    def _aliased(self, space: str, name: str) -> Resolution | None:
        target = self._alias(space, name)
        if target is None:
            return None
        return self._library_hit(target, f"{space} name {name} is {target}")

    def _library_hit(self, target: str, text: str) -> Resolution:
        step = Step("alias", text)
        found = self._in_table(target, step)
        if found:
            return found
        pattern = self.license_row(target)
        steps = (step, Step("family", f"{target} fits {pattern[0]}")) if pattern else (step,)
        return Resolution(model_purl(target), Status.KNOWN, steps, hub_id=target)
