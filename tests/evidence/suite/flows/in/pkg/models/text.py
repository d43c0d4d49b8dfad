from transformers import AutoModelForMaskedLM, AutoModelForTokenClassification, pipeline

from ..configs.defaults import CONFIG, NESTED, TextConfig
from .base import Base


class TextModel(Base):
    weights = "allenai/specter2_base"

    @property
    def default_name(self) -> str:
        return "allenai/specter"


class Multilingual(TextModel):
    weights = "setu4993/LaBSE"
    name = "text/multilingual"


class Filler:
    def __init__(self, config: TextConfig = TextConfig()):
        self.config = config
        self.checkpoint = config.checkpoint

    def run(self):
        return AutoModelForMaskedLM.from_pretrained(self.checkpoint)


def tagger():
    return AutoModelForTokenClassification.from_pretrained(**CONFIG["tagger"])


def summariser():
    return pipeline("summarization", model=NESTED["summary"]["en"][0])


def fill(name=None, **kwargs):
    name = kwargs.pop("checkpoint", "distilbert/distilroberta-base")
    return pipeline("fill-mask", model=name)


def try_both():
    try:
        return AutoModelForMaskedLM.from_pretrained("/opt/models/camembert")
    except OSError:
        return AutoModelForMaskedLM.from_pretrained("almanach/camembert-base")


def comprehension():
    sizes = ["tiny", "mini"]
    return [AutoModelForMaskedLM.from_pretrained(f"google/bert_uncased_L-{n}_H-128_A-2") for n in (2, 4)]


def sized():
    for size in ("small", "base"):
        yield pipeline("translation", model="google-t5/t5-" + size)


def lowered(flag):
    family = "camembert"
    name = f"almanach/{family}-large"
    return AutoModelForMaskedLM.from_pretrained(name.lower() if flag else name)


def walrus_get(options):
    return AutoModelForMaskedLM.from_pretrained(options["name"] if "name" in options else "almanach/camemberta-base")


def global_switch():
    global ACTIVE
    ACTIVE = "flaubert/flaubert_base_cased"
    return AutoModelForMaskedLM.from_pretrained(ACTIVE)


ACTIVE = "flaubert/flaubert_small_cased"
lazy = lambda repo="dumitrescustefan/bert-base-romanian-cased-v1": AutoModelForMaskedLM.from_pretrained(repo)
LOADERS = {"pl": lambda: AutoModelForMaskedLM.from_pretrained("allegro/herbert-base-cased")}
