"""Models, data sets, services and weight files named by keys of configuration files.

*What it reads.* YAML, TOML, JSON, INI, properties, ``.env`` and HCL; the key, the keys around it
and beside it, and the form of the value have to agree. Commands and settings inside (compose,
Kubernetes, CI, Helm values, devcontainer) go to the reader of command lines.

*Example.* ``model_name_or_path: Qwen/Qwen3-4B``, ``litellm_params: {model: azure/gpt-4o}``,
``datasets: [{path: tatsu-lab/alpaca}]``, ``OPENAI_BASE_URL=https://api.deepseek.com``.

*Limits.* Lock files, vocabularies and data sets are not configuration and are passed over. A value
that a template puts together is not followed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scanner.evidence import command_keys, commands, documents
from scanner.evidence.embedded import sources
from scanner.evidence.hosted import RESOURCE_NAME
from scanner.evidence.keys import OPEN, Role, Trust, snake
from scanner.evidence.languages import language_of_path
from scanner.evidence.markup import markdown_blocks
from scanner.evidence.models import command_line
from scanner.evidence.models.key_context import is_alias, is_identifier, is_link, role_of
from scanner.evidence.models.naming import addressed, evidence, named_by, service
from scanner.evidence.models.programs import HUB_KEYED, OLLAMA
from scanner.evidence.models.text_triggers import TRIGGERS, may_name
from scanner.evidence.names import Named, is_hosted_name, service_host
from scanner.evidence.source import Source
from scanner.evidence.stated_hosts import stated_host
from scanner.evidence.words import words
from scanner.model.evidence import Confidence, Evidence, Gap, Kind, Statement
from scanner.model.plugin import Detector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.evidence.documents import Entry
    from scanner.model.file import File

#: Most rows of one name from one file: more is a table of results.
_REPEATS_LIMIT = 40
_ROWS_LIMIT = 3_000
#: Texts of this length are content; a file with many of them is a data set.
_LONG_TEXT = 600
_LONG_TEXTS_LIMIT = 40

_NOT_CONFIGURATION = re.compile(
    r"(?:^|/)(?:package-lock|pnpm-lock|yarn-lock|composer|conda-lock|[\w.-]*[-.]lock|tokenizer|vocab|merges|added_tokens|"
    r"special_tokens_map|[\w.-]*\.index|scm_file_list|tsconfig[\w.-]*|angular|nx|lerna|renovate|biome|\.eslintrc|\.prettierrc|"
    r"\.pre-commit-config|mkdocs|_config|CITATION|codecov|\.codecov|dependabot|labeler)\.(?:jsonc?|ya?ml|toml)$"
    r"|(?:^|/)(?:cassettes?|vcr_cassettes|recordings|__snapshots__|snapshots|ISSUE_TEMPLATE|DISCUSSION_TEMPLATE|locales?|i18n|translations)/"
    r"|(?:^|/)[0-9a-f]{32,}[\w-]*\.\w+$",  # a record named by its digest
    re.IGNORECASE,
)
_API_KEY = re.compile(
    r"(?:^|_)(?:api_bases?|base_urls?|api_base_urls?|apibase|baseurl|api_host|api_endpoint)$"
)
_ASKED = frozenset(["model", "model_name", "model_id", "llm_model", "embedding_model", "models"])
#: ``org/name``, ``openai:name``: more than an identifier.
_PREFIXED = re.compile(r"/|^(?:openai|anthropic|google|vertex|mistral|bedrock|azure):")
#: Languages of files that a ConfigMap or a cloud-init text carries.
_FILES = frozenset(
    ["yaml", "json", "toml", "ini", "env", "shell", "python", "modelfile", "dockerfile"]
)
#: Keys whose text is YAML: Ray Serve, Argo CD and Flux (values of a chart), Helm hooks.
_HOLD_YAML = words("serve_config_v2 serveconfigv2 values values_yaml helm_values config_yaml")
#: The name of a model on Bedrock; partition, region and account may be left open.
_ARN = re.compile(
    r"arn:(?:aws[\w-]*|\$\{[\w.:]+\}):bedrock:(?:[\w-]*|\*|\$\{[\w.:]+\}):(?:\d*|\*|\$\{[\w.:]+\}):"
    r"(?:foundation-model|inference-profile)/(?P<model>[\w.:-]+)"
)
_PRICE = re.compile(r"(?:cost|price)s?_per|_(?:cost|price)$|^(?:cost|price|pricing)$")
_ADDRESS_KEYS = tuple(
    sorted(words("api_base base_url baseurl api_url url endpoint apibase api_endpoint"))
)
#: The scalars of each mapping: {path: {key: value}}.
_Mappings = dict[tuple[str, ...], dict[str, str]]
#: What an API calls the objects of its replies.
_REPLIES = frozenset(
    ["chat.completion", "chat.completion.chunk", "text_completion", "model", "response"]
)
#: Parts of a LiteLLM proxy's configuration that speak of its own groups of models.
_ROUTER_PARTS = (("litellm_settings",), ("router_settings",), ("general_settings",))
_DEFAULT = re.compile(
    r"\$\{(?:oc\.env:|env:|env\.)?[\w.]+(?::-|:=|-|,|:)[ \t]*"
    r"[\"']?(?P<shell>[^}\"'$]{1,300})[\"']?\}"
    r"|\|[ \t]*default(?:\(|[ \t]+)[ \t]*[\"'](?P<jinja>[^\"']+)[\"']"
    r"|\bor[ \t]+[\"'](?P<either>[^\"']+)[\"']|\|\|[ \t]*[\"'](?P<actions>[^\"']+)[\"']"
    r"|default[ \t]+[\"'](?P<helm>[^\"']+)[\"'][ \t]+[.$]"
)


def references(file: File, source: Source) -> Iterator[Evidence | Gap | Statement]:
    """Yield what one configuration text names."""
    entries, problem, keys = documents.read_once(file, source)
    if _is_data(entries):
        return
    if problem is not None and source.way is None:
        yield Gap(file.at(source.line(problem.line)), problem.reason)
    yield from _limited(_rows(file, source, entries, keys))


def _rows(
    file: File, source: Source, entries: list[Entry], keys: list[Entry]
) -> Iterator[Evidence | Gap | Statement]:
    from scanner.evidence.models import reading  # noqa: PLC0415 (it hands texts back to this module)

    for item in _commands(source, entries):
        yield from command_line.item_references(file, item)
        yield from reading.inner_texts(file, item, source.way)
    priced: set[tuple[str, ...]] = set()
    if keys and ("cost" in source.text or "pric" in source.text):
        priced = {e.parent for e in entries if e.path and _PRICE.search(e.path[-1])}
    for key in keys:
        confidence = Confidence.LOW if key.path in priced else None  # a table of what models cost
        yield from _key_references(file, source, key, confidence)
    mappings = _mappings(entries)
    way = source.way or ("env_assign" if source.language == "env" else "config_key")
    for entry in entries:
        if entry.text or source.language in ("env", "ini", "hcl"):
            yield from _entry_references(file, source, entry, mappings, way)
            yield from _embedded(file, source, entry, way)


def _embedded(
    file: File, source: Source, entry: Entry, way: str
) -> Iterator[Evidence | Gap | Statement]:
    """Read a text that holds Markdown with code blocks, or flags of a command."""
    carried = _carried(entry.path) if entry.block and entry.path else ""
    if carried in _FILES:
        from scanner.evidence.models import reading  # noqa: PLC0415 (see above)

        first, way = source.line(entry.line), source.way or "embedded_text"
        yield from reading.references(file, Source(carried, entry.block, first, way))
    elif "```" in entry.block:
        from scanner.evidence.models import reading  # noqa: PLC0415 (see above)

        first = entry.line

        def line_of(number: int) -> int:
            return source.line(first + number - 1)

        blocks = [
            b._replace(way=source.way or "embedded_text")
            for b in markdown_blocks(entry.block, line_of)
        ]
        yield from reading.all_references(file, blocks)
    elif " " in entry.value and len(entry.value) < _LONG_TEXT:
        place = (source.line(entry.line), entry.column)
        yield from command_line.text_references(file, entry.script, place, way)


def _carried(path: tuple[str, ...]) -> str:
    """Return the language of the text under a key: a file's name, or one known to hold YAML."""
    of_compose = path[0] == "configs" and path[-1] == "content"
    held = of_compose or snake(path[-1]) in _HOLD_YAML
    return "yaml" if held else language_of_path(path[-1])


def _key_references(
    file: File, source: Source, key: Entry, confidence: Confidence | None
) -> Iterator[Evidence]:
    """Read a key that is itself the name: ``models: {gpt-4o: {…}}``, ``"org/model": {…}``."""
    role = _role_around(key.parent) if key.parent else OPEN
    if role.trust is Trust.NONE or role.kind is Kind.ENDPOINT or key.path[:1] in _ROUTER_PARTS:
        return
    way = source.way or "dict_key"
    keyed = role.kind in (Kind.MODEL, Kind.DATASET)
    if role.kind is not Kind.DATASET and key.value.isalpha():
        return  # one plain word ("command", "embed") is a key of the format
    for named, _ in named_by(key.value, role if keyed else OPEN):
        if keyed or named.kind is not Kind.NAMED_MODEL:
            place = (source.line(key.line), key.column)
            yield evidence(file, named, place, way, confidence=confidence or _of_key(named))


@lru_cache(maxsize=1024)
def _role_around(path: tuple[str, ...]) -> Role:
    """Return what the keys of a mapping are: each of them asks."""
    return role_of(path, {})


def _of_key(named: Named) -> Confidence:
    return Confidence.MEDIUM if named.confidence is Confidence.HIGH else named.confidence


def _commands(
    source: Source, entries: list[Entry]
) -> Iterator[commands.Command | commands.Setting]:
    if source.language in ("yaml", "json", "toml", "ini"):
        # A script without a trigger names nothing, whatever its variables are.
        told = [e for e in entries if not command_keys.is_script(e.path) or may_name(e.value)]
        yield from commands.moved(command_keys.read(told), source)


def _mappings(entries: list[Entry]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return for each mapping its scalars: what stands beside a value."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for entry in entries:
        if entry.path and len(entry.value) < 300:  # noqa: PLR2004 (names, not texts)
            found.setdefault(entry.parent, {})[entry.path[-1].lower()] = entry.value
    for (
        entry
    ) in entries:  # litellm: the name of the group is an alias of the model in litellm_params
        if entry.path[-2:] == ("litellm_params", "model"):
            found.setdefault(entry.path[:-2], {})["litellm_params"] = entry.value
    return found


#: A file of a catalogue is called after the model it describes: ``gpt-4o.yaml``.
_CARD = Role(Trust.KEYED, Kind.MODEL)


def _is_card_of_itself(path: str, entry: Entry) -> bool:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return entry.path in (("name",), ("id",)) and entry.value == stem and is_hosted_name(stem)


def _entry_references(
    file: File, source: Source, entry: Entry, mappings: _Mappings, way: str
) -> Iterator[Evidence]:
    beside = mappings.get(entry.parent, {})
    arn = _ARN.fullmatch(entry.value) if entry.value.startswith("arn:") else None
    if arn is not None:  # a reference wherever it is assigned; with holes, the model alone
        whole = RESOURCE_NAME.fullmatch(entry.value) is not None
        named = Named(Kind.HOSTED_MODEL, entry.value if whole else arn["model"])
        yield evidence(file, named, (source.line(entry.line), entry.column), way)
        return
    card = _CARD if _is_card_of_itself(file.path, entry) else None
    role = card or _of_loop(entry, mappings) or role_of(entry.path, beside)
    if role.trust is Trust.NONE or beside.get("object") in _REPLIES:
        return
    value, column = _known_part(entry)
    place = (source.line(entry.line), column)
    if "://" in value or role.kind is Kind.ENDPOINT:
        services = list(_services(entry, value, beside))
        if services or (role.kind is Kind.ENDPOINT and "://" not in value):
            yield from (evidence(file, named, place, way) for named in services)
            return
    elif role.trust is Trust.OPEN and is_identifier(entry.key) and not _PREFIXED.search(value):
        return
    low = is_alias(entry.key) or is_link(entry.key) or _is_router_name(entry, beside)
    confidence = Confidence.LOW if low else None
    for named, offset in named_by(value, role):
        at = (place[0], place[1] + offset)
        host = _host_beside(beside)
        yield evidence(
            file, named, at, way, relation=role.relation, confidence=confidence, host=host
        )


def _of_loop(entry: Entry, mappings: _Mappings) -> Role | None:
    """Return the role of an item that a command of the same task is run with (Ansible)."""
    if entry.path[-2:-1] not in (("loop",), ("with_items",)):
        return None
    around = mappings.get(entry.path[:-2], {})
    command = next((value for value in around.values() if "{{ item" in value), "")
    if "ollama " in command:
        return OLLAMA
    return HUB_KEYED if "download" in command or "--model" in command else None


def _services(entry: Entry, value: str, beside: dict[str, str]) -> Iterator[Named]:
    """Yield the service at an address, and the model its path asks for."""
    if is_link(entry.key):
        return
    for address in re.split(r"[;,]\s*(?=https?://)", value):
        host = service(address)
        if host is not None:
            yield from addressed(address, host)
            continue
        stated = _stated_service(entry, address, beside)
        if stated is not None:
            yield stated


def _stated_service(entry: Entry, value: str, beside: dict[str, str]) -> Named | None:
    """Return an unknown host that is given as the address of a model's API."""
    key = snake(entry.key)
    if _API_KEY.search(key) is None:
        return None
    specific = (
        "openai" in key or "llm" in key or not _ASKED.isdisjoint(snake(name) for name in beside)
    )
    host = stated_host(value) if specific else None
    return None if host is None else Named(Kind.ENDPOINT, host, "", Confidence.MEDIUM)


def _is_router_name(entry: Entry, beside: dict[str, str]) -> bool:
    """Return whether a LiteLLM proxy made the name: groups of models and their fallbacks."""
    if entry.key == "model_name" and "litellm_params" in beside:
        return True
    return entry.path[:1] in _ROUTER_PARTS


def _known_part(entry: Entry) -> tuple[str, int]:
    """Return the value, or the default inside ``${NAME:-default}`` and its kin, and its column."""
    if ("$" not in entry.value and "{{" not in entry.value) or len(entry.value) > _LONG_TEXT:
        return entry.value, entry.column
    match = _DEFAULT.search(entry.value)
    if match is None or match.lastgroup is None:
        return entry.value, entry.column
    return match[match.lastgroup], entry.column + match.start(match.lastgroup)


def _host_beside(beside: dict[str, str]) -> str | None:
    """Return the service that is given in the same mapping as the model."""
    for key in _ADDRESS_KEYS:
        address = beside.get(key)
        host = (service_host(address) or stated_host(address)) if address else None
        if host is not None:
            return host
    return None


def _is_data(entries: list[Entry]) -> bool:
    long_texts = sum(1 for entry in entries if len(entry.value) > _LONG_TEXT and not entry.block)
    if long_texts > _LONG_TEXTS_LIMIT:
        return True
    first = {entry.path[0] for entry in entries if entry.path}
    return "interactions" in first or {"request", "response"} <= first  # a recorded conversation


def _limited(rows: Iterable[Evidence | Gap | Statement]) -> Iterator[Evidence | Gap | Statement]:
    """Pass rows on until a name or the file has had enough of them."""
    seen: Counter[tuple[Kind, str]] = Counter()
    for row in islice(rows, _ROWS_LIMIT):
        if isinstance(row, Evidence):
            key = (row.kind, row.name)
            seen[key] += 1
            if seen[key] > _REPEATS_LIMIT:
                continue
        yield row


def detect(file: File) -> Iterator[Evidence | Gap | Statement]:
    """Yield what a configuration file names."""
    if _NOT_CONFIGURATION.search(file.path):
        return
    for source in sources(file):
        if source.language in ("yaml", "json", "toml", "ini", "env", "hcl", "pbtxt"):
            yield from references(file, source)


DETECTOR = Detector(
    id="config-key",
    patterns=(
        "*.yaml", "*.yml", "*_yaml", "*-yaml", "*.toml", "*.json", "*.jsonc", "*.json5", "*.ini",
        "*.cfg", "*.conf", "*.properties", ".env", ".env.*", "*.env", "env.example",
        "*.env.example", ".envrc", "*.tf", "*.tfvars", "*.hcl", "*.nomad", "*.yaml.example",
        "*.yml.example", "*.yaml.j2", "*.yml.j2", "*.yaml.tmpl", "*.yaml.template", "*.tpl",
        "config.pbtxt", "*.json.example", "*.toml.example", "*.yaml.sample", "*.code-workspace",
        "*.service", "*.container",
    ),
    triggers=TRIGGERS,
    detect=detect,
)  # fmt: skip
