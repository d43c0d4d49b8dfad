"""What one place in one file says: evidence, statements, gaps, skips.

These are NamedTuples, not dataclasses: the warm hook path reads them back from the cache
and may not pay for importing ``dataclasses``.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(str, Enum):
    """What sort of thing a place names. The first seven are the public evidence kinds."""

    MODEL = "model"  # a hub id, ``org/name`` or a bare hub id
    NAMED_MODEL = "named_model"  # a name that one library or server resolves
    HOSTED_MODEL = "hosted_model"  # a name sent to an API
    WEIGHT_FILE = "weight_file"  # the base name of a weight file
    ENDPOINT = "endpoint"  # the host name of a hosted AI service
    DATASET = "dataset"
    DEPENDENCY = "dependency"
    ACCELERATOR = "accelerator"
    REGION = "region"  # a cloud region; name is ``provider:region``
    INSTANCE = "instance"  # a cloud instance type; name is ``provider:type``


class Relation(str, Enum):
    """How the subject relates to what is named."""

    USES = "uses"
    BASE_MODEL = "base_model"  # derived in a way that is not stated
    ADAPTER_OF = "adapter_of"
    QUANTIZED_FROM = "quantized_from"
    FINETUNED_FROM = "finetuned_from"
    MERGED_FROM = "merged_from"
    DISTILLED_FROM = "distilled_from"
    TOKENIZER_OF = "tokenizer_of"
    TRAINED_ON = "trained_on"
    HOSTED_AT = "hosted_at"
    REQUIRES = "requires"  # a manifest asks for it
    CONSTRAINS = "constrains"  # a constraints file limits it
    LOCKS = "locks"  # a lock file resolved it
    INSTALLS = "installs"  # a command installs it


class Zone(str, Enum):
    """What the file is for. Policy decides which zones count."""

    RUNTIME = "runtime"
    TEST = "test"
    EXAMPLE = "example"
    DOCS = "docs"
    CI = "ci"
    CONFIG = "config"


class Confidence(str, Enum):
    """How sure the reading is. LOW is a mention: neither required nor wrong."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Requirement(NamedTuple):
    """What a manifest asks for. ``None`` means the manifest says nothing of it."""

    specifier: str | None = None  # PEP 440 specifier set as written, e.g. ">=2,<3"
    extras: tuple[str, ...] = ()
    marker: str | None = None  # PEP 508 marker as written
    scope: str = "runtime"  # runtime | extra:x | group:x | build | dev | test | env:x
    url: str | None = None  # direct URL or VCS reference (PEP 508, pip syntax)
    ecosystem: str = "pypi"  # pypi | conda
    editable: bool = False


class Locked(NamedTuple):
    """What a lock file resolved."""

    version: str | None
    marker: str | None = None
    scope: str = "runtime"  # "": the lock does not tell; its manifests do
    source: str = "index"  # index | default-index | vcs | url | path | editable
    url: str | None = None  # for vcs, url, path
    requires: tuple[str, ...] = ()  # normalised names of its direct requirements
    ecosystem: str = "pypi"
    hashes: tuple[str, ...] = ()  # "sha256:..."
    extras: tuple[str, ...] = ()


class Reference(NamedTuple):
    """Details of a reference to a model, dataset, service or weight file."""

    revision: str | None = None  # commit, tag or branch as written; None: not given
    host: str | None = None  # host name of the service in the same call
    library: str | None = None  # whose name space resolves the name: "transformers", "ollama", ...
    files: tuple[str, ...] = ()  # files asked for inside the repository
    remote_code: bool = False  # ``trust_remote_code=True`` and its kin


Detail = Requirement | Locked | Reference


class Location(NamedTuple):
    """A place in a file; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1


class Evidence(NamedTuple):
    """One place in one file that names one component, found in one way with one confidence."""

    kind: Kind
    name: str  # the name the code resolves to, before any alias or rename
    at: Location
    way: str  # the words of WAYS
    relation: Relation = Relation.USES
    confidence: Confidence = Confidence.HIGH
    namespace: str = ""  # who resolves the name: hub, modelscope, ollama, timm, spacy, whisper, ...
    subject: str = ""  # typed name of what stands in the relation; "": the project
    detail: Detail | None = None
    zone: Zone = Zone.RUNTIME  # stamped by the runner from the path
    detector: str = ""  # stamped by the runner


def by_place(item: Evidence) -> tuple[Location, str, str, str, str]:
    """Return the key that sorts evidence by place; details are not comparable with each other."""
    return (item.at, item.kind.value, item.name, item.way, item.relation.value)


class Statement(NamedTuple):
    """What a scanned file says about a component: a fact with that file as its source."""

    about_kind: Kind | None  # None: about ``about`` as a typed name, e.g. "project" or "file:..."
    about: str
    #: license | license_text | base_model | organization | quantization | format | unsafe_pickle
    #: | parameters | …
    claim: str
    value: str
    at: Location
    detector: str = ""


class Asked(NamedTuple):
    """A place that takes a name from an environment variable; joined with what sets it."""

    variable: str
    kind: Kind | None  # what the variable has to name; None: a model of any kind
    at: Location
    relation: Relation = Relation.USES
    namespace: str = ""
    reason: str = ""  # of the gap that this is when no file sets the variable; "": it is none


class Assigned(NamedTuple):
    """A place that sets an environment variable; evidence only where some code asks for it."""

    variable: str
    value: str
    at: Location
    way: str = "env_assign"


class Gap(NamedTuple):
    """Something a stage should have understood and did not, and why."""

    at: Location
    reason: str
    stage: str = "evidence"
    bug: bool = False


class Skip(NamedTuple):
    """A file that was not read, for a stated reason (fixed words, so it can be counted)."""

    path: str
    reason: str


#: How a name can be written; the first block are the words of the recall bench.
WAYS = frozenset(
    {
        "call_arg",
        "constant",
        "catalog",
        "param_default",
        "argparse_default",
        "env_default",
        "field_default",
        "fstring",
        "dict_key",
        "literal_type",
        "return",
        "config_key",
        "env_assign",
        "cli_arg",
        "fence",
        "frontmatter",
        "embedded_text",
        "prose",
        "docstring",
        "comment",
        "compare",
        "symbolic",
        "setup_py",
        "setup_py_extra",
        "setup_cfg",
        "setup_cfg_extra",
        "pep621",
        "pep621_extra",
        "pep735",
        "build_requires",
        "hatch_env",
        "poetry",
        "poetry_group",
        "pdm",
        "requirements",
        "constraints",
        "pip_install",
        "pip_install_url",
        "conda",
        "pipfile",
        "script_metadata",
        "tox",
        "nox",
        "lock",
        "installed",
        "header",
        "url",
        "import",
        "platform",
    }
)
