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
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scanner.facts.api_spellings import is_routed, is_server
from scanner.facts.hub_names import HUB_HOST, Resolution, license_patterns
from scanner.facts.knowledge import Knowledge, default
from scanner.facts.library_names import LibraryNames
from scanner.facts.stems import is_file
from scanner.model.fact import Identified, Status, Step
from scanner.model.purl import model_purl

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Finder", "Resolution", "license_patterns", "resolve", "resolve_model", "split"]

#: Longest name that is looked at, in characters.
NAME_LIMIT = 400

#: The part of an Ollama tag that says the size.
_SIZE = re.compile(
    r"^(?:\d+x)?\d+(?:\.\d+)?[bmt](?:-a\d+b)?|^e\d+b|^(?:scout|maverick|mini|medium|lite)\b"
)


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
    "flair": "flair",
    "funasr": "funasr",
    "nemo": "nemo",
    "keras_hub": "keras_hub",
    "keras-hub": "keras_hub",
    "keras_nlp": "keras_nlp",
    "allennlp": "allennlp",
    "paddlex": "paddlex",
    "paddleocr": "paddleocr",
    "file": "file",
    "name": "",
}


def resolve_model(knowledge: Knowledge, name: str, space: str = "") -> Resolution:
    """Resolve a bare model name in a name space; ``""`` asks all of them, hub ids first."""
    name = name.strip()[:NAME_LIMIT]
    finder = Finder(knowledge)
    match space:
        case "hub":
            return _hub_or_hosted(finder, name)
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


def _hub_or_hosted(finder: Finder, name: str) -> Resolution:
    """Prefer an API name (``openai/gpt-4o``) to an id of which only the account is known.

    Before a gateway's name ("databricks/…") or a maker's that is no account ("meta/…") even an
    inference about the API name says more.
    """
    found = finder.hub(name)
    weak = found is None or [step.how for step in found.steps] == ["publisher"]
    head = name.partition("/")[0].lower()
    stated = finder.serves(head) or (finder.makes(head) and not finder.account(head))
    doubtful = found is None or found.status is not Status.KNOWN
    if weak or (stated and doubtful and not finder.account(head)):
        served = finder.hosted(name)
        if served is not None and (stated or (weak and served.status is Status.KNOWN)):
            return served
    return found or finder.unknown(name, "hub")


def _untagged(name: str) -> str:
    """Return ``org/name`` of ``org/name:provider``, as the hub's router takes it."""
    return name.partition(":")[0]


class Finder(LibraryNames):
    """Looks a name up in every name space: hub, Ollama, libraries, files, APIs."""

    def ollama(self, name: str) -> Resolution | None:
        """Resolve ``name:tag`` of the Ollama library, or a hub id that Ollama pulls."""
        text = name.lower().removeprefix("ollama/").removeprefix("registry.ollama.ai/")
        text = text.removeprefix("library/")
        if HUB_HOST.match(text):
            return self.hub(name)
        model, _, tag = text.partition(":")
        size = _SIZE.match(tag)
        for key in dict.fromkeys((text, f"{model}:{size.group()}" if size else "", model)):
            target = self.alias("ollama", key) if key else None
            if target and (key != model or not size):
                return self.library_hit(target, f"Ollama {key} is {target}")
        base = self.by_stem(f"{model.rsplit('/', 1)[-1]}-{tag}" if tag else model)
        if not base:
            family = self.family(model.rsplit("/", 1)[-1])
            return self.of_family(f"ollama:{text}", text, family) if family else None
        step = Step("derived", f"the name {text!r} is that of {base}")
        if "/" in model:
            return Resolution(f"ollama:{text}", Status.INFERRED, (step,), base=base)
        row = self.knowledge.model("hf", base)  # Ollama's own library packs what makers publish
        return Resolution(model_purl(base), Status.INFERRED, (step,), row, base)

    def hosted(self, name: str) -> Resolution | None:
        """Resolve a name sent to an API."""
        from scanner.facts.hosted_names import hosted  # noqa: PLC0415 (it builds on this module)

        return hosted(self, name)

    def serves(self, head: str) -> bool:
        """Say whether what stands before the ``/`` is a gateway or a region of one."""
        return is_server(head)

    def makes(self, head: str) -> bool:
        """Say whether it is the plain name of a maker, as gateways write it."""
        return bool(self.knowledge.list("alias:vendor", head))

    def account(self, handle: str) -> str | None:
        """Return the organisation that an account of the hub belongs to."""
        return self.knowledge.text("handle", handle)

    def anywhere(self, name: str) -> Resolution:
        """Resolve a name of which nobody says who resolves it."""
        if is_file(name):
            return self.file(name) or self.unknown(name, "file")
        if "modelscope.cn" in name.lower():
            return self.modelscope(name) or self.unknown(name, "modelscope")
        if HUB_HOST.match(name):
            return self.hub(name) or self.unknown(name, "hub")
        guesses: list[Resolution] = []
        for space in self._order(name):
            found = space(name)
            if found is not None and found.status is Status.KNOWN:
                return found
            if found is not None:
                guesses.append(found)
        if guesses:
            return self._unserved(guesses[0], name)
        return self._of_library(name, "localai") or self.unknown(name, "name")

    def _order(self, name: str) -> tuple[Callable[[str], Resolution | None], ...]:
        if name.count("/") == 1 and (
            ":" not in name or self.knowledge.model("hf", _untagged(name))
        ):
            return (self._served_or_hub, self.modelscope, self._behind_gateway, self._libraries)
        if ":" in name and not self._routed(name):
            # a tag of the Ollama library, before a host that took its spelling over
            return (self._bare, self.ollama, self.hosted, self._libraries)
        return (self._bare, self.hosted, self.ollama, self._libraries)

    def _routed(self, name: str) -> bool:
        """Say whether the colon is a gateway's: no tag of the Ollama library."""
        head, slash, _ = name.lower().partition("/")
        stated = bool(slash) and head != "ollama" and (self.serves(head) or self.makes(head))
        return stated or is_routed(name)

    def _behind_gateway(self, name: str) -> Resolution | None:
        """Resolve an API name after a gateway or maker; after any other account it is none."""
        head = name.partition("/")[0].lower()
        return self.hosted(name) if self.serves(head) or self.makes(head) else None

    def _served_or_hub(self, name: str) -> Resolution | None:
        found = _hub_or_hosted(self, name)
        return None if found.status is Status.UNKNOWN else found

    def _bare(self, name: str) -> Resolution | None:
        return self.aliased("bare", name) or self.aliased("sentence-transformers", name)

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
        if name.count("/") > 1:
            found = self.hub(name)
            if found and found.status is Status.KNOWN:
                return found
        text = name.removeprefix("hf_hub:").removeprefix("hf-hub:").removeprefix("timm/")
        for space in ("timm", "spacy", "ultralytics", "clip", "torchvision", "whisper"):
            found = self._of_library(text, space)
            if found:
                return found
        return None
