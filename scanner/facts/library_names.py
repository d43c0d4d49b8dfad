"""Resolve names that one library resolves (timm, spaCy, Whisper), and names of weight files."""

from __future__ import annotations

import re

from scanner.facts.hub_names import HubNames, Resolution
from scanner.facts.stems import file_name, unpackaged
from scanner.model.fact import Status, Step
from scanner.model.purl import model_purl

#: Pipelines of spaCy's own makers: ``en_core_web_sm``, ``xx_ent_wiki_sm``.
_SPACY = re.compile(
    r"[a-z]{2,3}_(?:core_(?:web|news)|dep_(?:web|news)|ent_wiki|sent_ud|udv25_\w+)_(?:sm|md|lg|trf)"
)
#: Libraries whose models all come from one maker, when nothing else is known of a name.
_MAKERS = {
    "torchvision": "pytorch-foundation",
    "whisper": "openai",
    "spacy": "explosion-spacy",
    "ultralytics": "ultralytics",
    "sentence-transformers": "huggingface",
    "nemo": "nvidia",
    "keras_hub": "keras",
    "keras_nlp": "keras",
    "allennlp": "ai2",
    "paddlex": "baidu",
    "paddleocr": "baidu",
}


#: Accounts of the hub under which a library's names stand.
_ACCOUNTS = {"nemo": "nvidia", "flair": "flair", "funasr": "funasr"}


class LibraryNames(HubNames):
    """Looks up names of libraries and of files in one knowledge base."""

    def library(self, name: str, space: str) -> Resolution | None:
        """Resolve a name that one library resolves: timm, spaCy, Whisper or CLIP."""
        text = name.removeprefix("hf_hub:").removeprefix("hf-hub:").removeprefix("timm/")
        if "/" in text and space != "clip":
            found = self.hub(text)
            if found:
                return found
        return self._of_library(text, space) or self._variant(text, space)

    def _of_library(self, text: str, space: str) -> Resolution | None:
        """Resolve a name that a table of the library holds."""
        hit = self.aliased(space, text)
        if hit:
            return hit
        own = f"{_ACCOUNTS[space]}/{text}" if space in _ACCOUNTS else ""
        if own and self.knowledge.model("hf", own):
            return self.library_hit(own, f"{space} takes {text} from {own}")
        model = self.knowledge.model(space, text) or self.knowledge.model(space, f"{text}.pt")
        if model is None:
            return None
        step = Step("exact", f"{space} has {model.id}")
        canonical = model_purl(model.hub_id) if "/" in model.hub_id else f"{space}:{model.id}"
        return Resolution(canonical, Status.KNOWN, (step,), model, model.hub_id)

    def _variant(self, name: str, space: str) -> Resolution | None:
        """Resolve an architecture whose weights have tags of their own (``resnet50``)."""
        found = [item for item in self.knowledge.list(f"variants:{space}", name.lower()) if item]
        if found:
            step = Step("derived", f"{space} has {len(found)} weights of {name}: {found[0]}, …")
            model = self.knowledge.model(space, str(found[0]))
            return Resolution(f"{space}:{name}", Status.INFERRED, (step,), model)
        maker = _MAKERS.get(space)
        if space == "spacy" and not _SPACY.match(name):
            maker = None  # a pipeline that somebody else made
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
        base = self._named_file(bare)
        if not base and any(sign.isdigit() for sign in bare):
            base = self.by_stem(bare)
        if not base:
            return None
        step = Step("derived", f"the file name without packaging words is that of {base}")
        return Resolution(f"file:{name}", Status.INFERRED, (step,), base=base)

    def _named_file(self, bare: str) -> str:
        """Return whose weights go by this file name: ``ggml-base.en``, ``v1-5-pruned``."""
        packed = unpackaged(bare)
        found = self.alias("file", bare) or self.alias("file", packed)
        if found is None and packed.startswith("ggml-"):
            found = self.alias("whisper", packed.removeprefix("ggml-"))
        return found or ""
