"""Models, services and weight files in code that is read as text: JavaScript, Go, Java.

No syntax tree is built: tokens, the key or call a string stands in, and its form decide.
The same reader takes Python blocks of documentation that do not parse.

*Example.* ``pipeline('summarization', 'Xenova/t5-small')``, ``openai('gpt-4o')``,
``new ChatOpenAI({ model: "gpt-4o" })``, ``baseURL: "https://api.deepseek.com"``.

*Limits.* Comments, comparisons, ``case`` labels and imports name nothing. Names are followed to the
texts they are bound to in the same file, and put into template texts; nothing else is.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scanner.evidence.documents.entry import Lines
from scanner.evidence.embedded import sources
from scanner.evidence.keys import NOTHING, OPEN, Role, Trust, key_role, snake
from scanner.evidence.models.code_names import Kept, Text
from scanner.evidence.models.key_context import is_alias, is_link
from scanner.evidence.models.naming import addressed, evidence, named_by, service
from scanner.evidence.models.programs import HOSTED, HUB, OLLAMA, WHISPER
from scanner.evidence.models.text_triggers import TRIGGERS
from scanner.evidence.names import judge
from scanner.evidence.words import words
from scanner.evidence.zones import zone_of
from scanner.model.evidence import Confidence, Evidence, Kind, Relation, Zone
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evidence.source import Source
    from scanner.model.file import File

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*[^*]*(?:\*(?!/)[^*]*)*\*/|<!--[^-]*(?:-(?!->)[^-]*)*-->)"
    r"|(?P<string>\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`)"
    r"|(?P<word>[A-Za-z_$][\w$]*)"
    r"|(?P<operator><-|===|!==|==|!=|=>|::|:=|\?\?|\|\||&&|\.\.\.)"
    r"|(?P<mark>[(){}\[\],:;=.?|+<>])"
    r"|(?P<newline>\n)"
)
#: After a name: it is the whole argument or value.
_ENDS = re.compile(r"\s*(?:[,)}\];\n]|\|\||\?\?)")
_NAME = re.compile(r"[\"'`]?[\w$.-]+[\"'`]?")
_HASH_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#[^\n]*")
_SIZE_LIMIT = 600_000
_ROWS_LIMIT = 2_000
_STACK_LIMIT = 200
_STRINGS_LIMIT = 50_000
_NAME_LIMIT = 300

_PROVIDER_CALLS = words(
    """
    openai anthropic google mistral groq xai cohere bedrock vertex perplexity deepseek
    togetherai fireworks cerebras openrouter gateway deepinfra moonshotai alibaba zhipu
    languagemodel chatmodel chat completion embedding textembeddingmodel textembedding responses
    image imagemodel transcription speech getgenerativemodel
    """
)
_CALLS: dict[tuple[str, int], Role] = {
    ("from_pretrained", 0): HUB,
    ("pipeline", 1): HUB,
    ("hf_hub_download", 0): HUB,
    ("snapshot_download", 0): HUB,
    ("download_model", 0): HUB,
    ("create_mlc_engine", 0): Role(Trust.SURE, Kind.NAMED_MODEL, Relation.USES, "mlc"),
    ("sentence_transformer", 0): HUB,
    ("sentencetransformer", 0): HUB,
    ("cross_encoder", 0): HUB,
    ("whisper_model", 0): WHISPER,
    ("ollama", 0): OLLAMA,
    ("load_dataset", 0): Role(Trust.SURE, Kind.DATASET),
    ("replicate_run", 0): HOSTED,
    ("llm", 0): Role(Trust.KEYED, Kind.MODEL),
    ("hf_tokenizer", 0): HUB,
}
#: Calls that ask about a string or show it.
_ASKING = words(
    """
    includes startswith endswith indexof test match equals contains has replace split
    localecompare describe it expect log warn error info debug require import t i18n translate
    throw assert tohavevalue tohavetextcontent tohaveattribute gettext tobe toequal tocontain
    print println printf has_prefix hasprefix hassuffix strings queryselector getelementbyid
    classname addeventlistener
    """
)


#: What makes a client of a model's API.
_CLIENT = re.compile(
    r"openai|anthropic|mistral|groq|cohere|ollama|litellm|deepseek|togetherai|fireworks|googlegenai"
)
#: Attributes and keys whose text is shown to people.
_SHOWN = words(
    "placeholder title label description alt tooltip aria_label help hint caption class classname"
)


class _Frame(NamedTuple):
    """An open bracket: what it is and what its strings are."""

    mark: str
    call: str  # of "(": the name called
    role: Role  # of "[" and "{": the role of the key before it


def references(file: File, source: Source) -> Iterator[Evidence]:
    """Yield what the strings of one text name."""
    text = source.text
    if len(text) > _SIZE_LIMIT:
        return
    if source.language == "code":
        text = _HASH_COMMENT.sub(lambda m: " " * len(m[0]), text)
    lines = Lines(text)
    for found in islice(_strings(text), _STRINGS_LIMIT):
        skipped = found.role.trust is Trust.NONE or not found.text or "${" in found.text
        if not skipped and len(found.text) <= _NAME_LIMIT:
            line, column = lines.place(found.offset)
            yield from _string_references(file, source, found, (source.line(line), column))


def _string_references(
    file: File, source: Source, found: Text, place: tuple[int, int]
) -> Iterator[Evidence]:
    string, role, key = found.text, found.role, found.key
    way = source.way or found.way
    host = service(string)
    if host is not None:
        if not is_link(key):
            for named in addressed(string, host):
                yield evidence(file, named, place, way)
        return
    if role.kind is Kind.ENDPOINT:
        stated = judge(string, role)
        if stated is not None and stated.kind is Kind.ENDPOINT:
            yield evidence(file, stated, place, way, confidence=_in_test(file))
        return
    confidence = Confidence.LOW if is_alias(key) or is_link(key) else None
    if "://" in string and role.trust is Trust.OPEN and source.way is None:
        confidence = Confidence.LOW  # a link in a page
    for named, start in named_by(string, role):
        at = (place[0], place[1] + start)
        yield evidence(file, named, at, way, relation=role.relation, confidence=confidence)


def _strings(text: str) -> Iterator[Text]:
    """Yield every string of the text."""
    kept = Kept()
    stack: list[_Frame] = []
    arguments: list[int] = []
    tail: list[str] = []  # the last tokens, spaces and line ends left out
    skipping = False  # the rest of an import line
    for token in _TOKEN.finditer(text):
        kind, written = token.lastgroup, token[0]
        if kind in ("comment", None):
            continue
        if kind == "newline":
            skipping = False
            continue
        if (
            kind == "word"
            and written in ("import", "require", "package", "using", "#include")
            and (not tail or tail[-1] in (";", "}"))
        ):
            skipping = True
        if kind == "string":
            if not skipping:
                role, key = _role(stack, arguments, tail, text, token.end())
                way = _way(key, tail)
                inner = written[1:-1]
                if "${" in inner:
                    inner, way = kept.filled(inner), "fstring"
                kept.bind(inner, token.start() + 1)
                yield Text(inner, token.start() + 1, role, key, way)
            tail.append(written)
        else:
            if kind == "word" and _is_value(tail) and _ENDS.match(text, token.end()):
                kept.use(written, _role(stack, arguments, tail, text, token.end())[0])
            kept.pass_over(written, tail)
            if kind == "mark":
                _bracket(written, stack, arguments, tail)
            tail.append(written)
        del tail[:-6]
    yield from kept.texts()


def _is_value(tail: list[str]) -> bool:
    """Return whether a word is a value of its own: an argument, or what a key holds."""
    return bool(tail) and tail[-1] in ("(", ",", ":", "=", "??", "||")


def _way(key: str, tail: list[str]) -> str:
    if not key:
        return "call_arg"
    return "constant" if tail and tail[-1] in ("=", ":=") else "dict_key"


def _bracket(mark: str, stack: list[_Frame], arguments: list[int], tail: list[str]) -> None:
    if mark in "([{":
        if len(stack) >= _STACK_LIMIT:
            del stack[0], arguments[0]
        call = _callee(tail) if mark == "(" else ""
        key = _key(tail)
        role = key_role(key) if key and mark in "[{" else OPEN
        if not key and stack and mark in "[{" and stack[-1].mark in "[{":
            role = stack[-1].role
        stack.append(_Frame(mark, call, role))
        arguments.append(0)
    elif mark in ")]}":
        if stack:
            stack.pop()
            arguments.pop()
    elif mark == "," and arguments:
        arguments[-1] += 1


def _callee(tail: list[str]) -> str:
    """Return the name that is called; of ``createOllama()("…")`` what it makes."""
    match tail:
        case [*_, name, "(", ")"] if name.startswith("create"):
            return name.removeprefix("create")
        case [*before, ".", "run"] if "replicate" in "".join(before).lower():
            return "replicate_run"
        case [*_, name] if re.match(r"[A-Za-z_$]", name):
            return name
        case _:
            return ""


def _key(tail: list[str]) -> str:
    """Return the key or variable that the next value belongs to; ``""``: none."""
    match tail:
        case [*_, name, ":" | "=" | ":=" | "<-" | "??" | "||" | "=>"]:
            return name.strip("\"'`") if _NAME.fullmatch(name) else ""
        case _:
            return ""


def _role(
    stack: list[_Frame], arguments: list[int], tail: list[str], text: str, end: int
) -> tuple[Role, str]:
    """Return what the string is, from the key or the call it stands in."""
    before = tail[-1] if tail else ""
    if before in ("===", "!==", "==", "!=", "case", "+", ".", "import", "from", "<", "typeof"):
        return NOTHING, ""
    following = re.match(r"[ \t]*(===|!==|==|!=|\+|:)", text[end : end + 20])
    if following and following[1] != ":":
        return NOTHING, ""
    frame = stack[-1] if stack else None
    if following and (frame is None or frame.mark == "{"):
        return NOTHING, ""  # it is a key itself
    key = _key(tail)
    if key:
        role = _keyed(key, frame)
        if snake(key) == "model_type" and _call_around(stack) == "huggingfaceembedding":
            role = HUB  # LlamaIndex calls it so
        if role.kind is Kind.ENDPOINT and _makes_client(stack):
            role = role._replace(trust=Trust.SURE)
        return role, key
    if frame is None:
        return OPEN, ""
    if frame.mark == "(":
        return _argument(frame.call, arguments[-1]), ""
    return (frame.role, "") if frame.mark == "[" else (OPEN, "")


def _makes_client(stack: list[_Frame]) -> bool:
    """Return whether the call around makes a client of a model's API: ``new OpenAI({…})``."""
    return _CLIENT.search(_call_around(stack)) is not None


def _call_around(stack: list[_Frame]) -> str:
    return next((frame.call for frame in reversed(stack) if frame.mark == "("), "").lower()


def _in_test(file: File) -> Confidence | None:
    """Return how sure an address of nobody we know is: in a test it is mostly invented."""
    return Confidence.LOW if zone_of(file.path) is Zone.TEST else None


def _keyed(key: str, frame: _Frame | None) -> Role:
    if snake(key) in _SHOWN:
        return NOTHING
    role = key_role(key)
    generic = snake(key) in ("id", "name", "value", "default", "path", "label")
    if role.kind is None and generic and frame is not None and frame.role.kind is Kind.MODEL:
        return frame.role if snake(key) != "label" else OPEN
    if frame is not None and frame.mark == "(" and role.kind is None:
        return OPEN
    return role


def _argument(call: str, position: int) -> Role:
    name = snake(call)
    if name.replace("_", "") in _ASKING or name in _ASKING:
        return NOTHING
    role = _CALLS.get((name, position)) or _CALLS.get((name.replace("_", ""), position))
    if role is not None:
        return role
    if position == 0 and name.replace("_", "") in _PROVIDER_CALLS:
        return Role(Trust.KEYED, Kind.MODEL) if name not in ("openai", "anthropic") else HOSTED
    return OPEN


def detect(file: File) -> Iterator[Evidence]:
    """Yield what a JavaScript or TypeScript file names."""
    if re.search(
        r"(?:^|/)(?:dist|vendor|node_modules|third_party)/|\.min\.[cm]?js$|\.d\.ts$|[.-]bundle\.",
        file.path,
    ):
        return
    for source in sources(file):
        text = source.text
        if len(text) > 2_000 and text.count("\n") * 500 < len(text):  # noqa: PLR2004 (minified)
            return
        yield from islice(references(file, source), _ROWS_LIMIT)


DETECTOR = Detector(
    id="javascript",
    patterns=(
        "*.js",
        "*.mjs",
        "*.cjs",
        "*.jsx",
        "*.ts",
        "*.mts",
        "*.cts",
        "*.tsx",
        "*.vue",
        "*.svelte",
        "*.nix",
        "*.bicep",
    ),
    triggers=TRIGGERS,
    detect=detect,
)
