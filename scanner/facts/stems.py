"""Keys that different spellings of one name share.

The stem of a model's name is what is left when format, precision and separators are taken
away.

``Llama-2-13B-chat-GGUF``, ``llama-2-13b-chat.Q4_K_M.gguf`` and ``llama2:13b-chat`` share a stem
with ``Llama-2-13b-chat``. A shared stem is an inference from the name, and is reported as one.
"""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s_.:/@+-]+")
#: ``llama-v3p1`` is how one host writes 3.1.
_VERSION_P = re.compile(r"v(\d+)p(\d+)")
#: A letter followed by a digit starts a new word: ``qwen2.5`` and ``qwen-2.5`` are one name.
_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
#: Words that name a file format, a precision or a quantisation, never a model.
_PACKAGING = re.compile(
    r"""
    gguf | ggml | ggjt | gptq(-?\w+)? | awq | exl[23] | marlin | mlx | onnx | openvino | ov
    | ctranslate2? | ct2 | tensorrt | trt | trtllm | rknn | coreml | bnb | hqq | aqlm | quip | nf4
    | fp(4|8|16|32) | b?f16 | f32 | int[248] | [248]-?bits? | w[48]a(4|8|16) | nvfp4 | mxfp[48]
    | dynamic | i1 | imat | imatrix | ud | iq\d\w* | q\d | quantized | quantised | quants?
    | quantizations? | compressed | autoround | sharded | safetensors | \dbpw | group(size)?\d*
    | 128g | 64g | 32g | dwq | optiq | llamafile | tq[12] | qat | unquantized | original | hf | mnn
    | mtp
    """,
    re.VERBOSE,
)
#: Quantisation words of llama.cpp as they end a name: ``Q4_K_M``, ``IQ3_XXS``, ``q5_0``,
#: ``Q8_0_L``.
_LLAMA_CPP = re.compile(
    r"[-_.](?:ud[-_.])?i?q\d(?:_(?:\d|k|[xsml]{1,3}|nl|xxs|xxl|xl)){0,3}$"
    r"|[-_.](?:b?f16|f32|bf16|mxfp4(?:_moe)?|tq[12]_0)$",
    re.IGNORECASE,
)
#: Endings of weight files; a shard number may stand before them.
_FILE = re.compile(
    r"(?:[-_.]\d{5}-of-\d{5})?"
    r"\.(?:gguf|ggml|bin|safetensors|pt|pth|onnx|ckpt|llamafile|mlmodel|tflite)$",
    re.IGNORECASE,
)
_LIMIT = 200
_NOT_WORD = re.compile(r"[^a-z0-9\u3400-\u9fff]+")
#: Suffixes of company names that say nothing about which company it is.
_LEGAL_FORM = re.compile(
    r"\b(inc|ltd|limited|llc|co|corp|corporation|company|gmbh|ag|sa|sas|bv|plc|pte|jsc|group|holdings?)\b"
)


def slug(name: str) -> str:
    """Return an id for an organisation that has none: lower case, words joined by ``-``."""
    return _NOT_WORD.sub("-", name.lower()).strip("-")


def name_key(name: str) -> str:
    """Return the key under which a name of an organisation is looked up."""
    return slug(_LEGAL_FORM.sub(" ", name.lower()))


def stem(name: str) -> str:
    """Return the name's words joined by ``-``, lower case, with nothing taken away."""
    text = _VERSION_P.sub(r"\1.\2", name[:_LIMIT].lower())
    text = _LETTER_DIGIT.sub("-", text)
    return _SEPARATORS.sub("-", text).strip("-")


def file_name(name: str) -> str:
    """Return the name of a weight file without its ending and shard number."""
    return _FILE.sub("", name.rsplit("/", 1)[-1])


def is_file(name: str) -> bool:
    """Say whether the name ends like a weight file."""
    return _FILE.search(name) is not None


def unpackaged(name: str) -> str:
    """Return the name without the words at its end that only say how it is packed.

    At most eight words are taken; a name that is nothing else stays as it is.
    """
    text = _LLAMA_CPP.sub("", name[:_LIMIT])
    for _ in range(8):
        head, separator, tail = _last_word(text)
        if not separator or not head or not _PACKAGING.fullmatch(tail.lower()):
            break
        text = _LLAMA_CPP.sub("", head)
    return text or name


def _last_word(text: str) -> tuple[str, str, str]:
    at = max(text.rfind("-"), text.rfind("_"), text.rfind("."), text.rfind(":"), text.rfind(" "))
    return (text[:at], text[at : at + 1], text[at + 1 :]) if at > 0 else (text, "", "")
