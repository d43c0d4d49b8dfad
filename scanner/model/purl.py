"""How components are named: a purl where a type exists, otherwise a typed name."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from scanner.model.evidence import Kind

_PYPI_SEPARATORS = re.compile(r"[-_.]+")
_SHARD = re.compile(r"[-_.]\d{2,6}-of-\d{2,6}(?=\.|$)", re.IGNORECASE)
_VCS = re.compile(r"(?:git|hg|svn|bzr)\+")
_PACKAGE = re.compile(
    r"pkg:(?P<ecosystem>pypi|conda)/(?P<name>[^@?#]+)(?:@(?P<version>[^?#]+))?(?:\?.*)?$"
)
#: Characters a purl keeps unescaped in a name or version segment.
_SAFE = "-._~:"


def normalise_package(name: str) -> str:
    """Return the PEP 503 name."""
    return _PYPI_SEPARATORS.sub("-", name).lower()


def package_purl(
    name: str, version: str | None = None, ecosystem: str = "pypi", *, address: str | None = None
) -> str:
    """Return ``pkg:pypi/name@version``; without ``@`` when no version is known.

    ``address`` is where a requirement or lock takes it from instead of an index: it becomes the
    qualifier ``vcs_url`` (``git+https://…@ref``) or ``download_url``. A local path is neither.
    """
    shown = normalise_package(name) if ecosystem == "pypi" else name.lower()
    suffix = f"@{quote(version, safe=_SAFE)}" if version else ""
    if address and "://" in address and not address.startswith("file:"):
        key = "vcs_url" if _VCS.match(address) else "download_url"
        suffix += f"?{key}={quote(address, safe=_SAFE + '/')}"
    return f"pkg:{ecosystem}/{quote(shown, safe=_SAFE)}{suffix}"


def package_parts(name: str) -> tuple[str, str, str | None] | None:
    """Return (ecosystem, name, version) of a package's purl; ``None`` for any other name."""
    found = _PACKAGE.match(name)
    if not found:
        return None
    version = found["version"]
    return found["ecosystem"], unquote(found["name"]), unquote(version) if version else None


def model_purl(repo_id: str, revision: str | None = None) -> str:
    """Return ``pkg:huggingface/org/name@revision`` for a hub id, keeping its case."""
    path = "/".join(quote(part, safe=_SAFE, errors="surrogatepass") for part in repo_id.split("/"))
    suffix = f"@{quote(revision, safe=_SAFE)}" if revision else ""
    return f"pkg:huggingface/{path}{suffix}"


def component_name(kind: Kind, name: str, namespace: str = "") -> str:
    """Return the typed name or purl of what evidence of ``kind`` names.

    Hub ids become ``pkg:huggingface/…``, ModelScope ids ``modelscope:…``, API names ``hosted:…``,
    library names ``<namespace>:…`` (``name:…`` when it is not known who resolves them).
    """
    match kind:
        case Kind.DEPENDENCY:
            return package_purl(name, ecosystem=namespace or "pypi")
        case Kind.MODEL:
            return _model_name(name, namespace)
        case Kind.HOSTED_MODEL:
            return f"hosted:{name}"
        case Kind.NAMED_MODEL:
            return f"{namespace or 'name'}:{name}"
        case Kind.WEIGHT_FILE:
            return f"file:{name}"
        case Kind.ENDPOINT:
            return f"service:{name.lower()}"
        case Kind.DATASET:
            return f"dataset:{name}"
        case Kind.ACCELERATOR:
            return f"accelerator:{name}"
        case Kind.REGION:
            return f"region:{name}"
        case Kind.INSTANCE:
            return f"instance:{name}"


def _model_name(name: str, namespace: str) -> str:
    # A header states a title ("Qwen2.5 7B Instruct"), which is no id of any hub.
    if namespace in {"modelscope", "header"}:
        return f"{namespace if namespace == 'modelscope' else 'name'}:{name}"
    return model_purl(name)


def weight_file_name(path: str) -> str:
    """Return ``file:PATH`` of a weight file; the shards of one model are one component."""
    folder, slash, base = path.rpartition("/")
    return f"file:{folder}{slash}{_SHARD.sub('', base)}"


def title_of(component: str) -> str:
    """Return the name people write for a component name: no type, no version."""
    if component.startswith("pkg:"):
        path = component.split("/", 1)[1] if "/" in component else component
        return unquote(path.split("?", 1)[0].split("@", 1)[0])
    return component.split(":", 1)[1] if ":" in component else component
