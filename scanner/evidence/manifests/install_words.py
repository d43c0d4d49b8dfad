"""What the words of one install command ask for: pip, uv, conda and the project managers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Words that may stand before the installer.
_PREFIXES = frozenset(
    """sudo time exec env command nohup then do else ! & && ionice nice xargs
    -E -H -n -y""".split()  # noqa: SIM905 (reads better)
)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_PYTHON = re.compile(r"(?:.*[/\\])?(?:pypy|py)[0-9.]*(?:\.exe)?$|.*python", re.IGNORECASE)
_PIP = re.compile(r"(?:.*[/\\])?pip[0-9.]*(?:\.exe)?$")
_CONDA = frozenset(["conda", "mamba", "micromamba"])

#: pip and uv: options that take the next word.
_VALUED = frozenset(
    """-i --index-url --extra-index-url -f --find-links -t --target --prefix --root --platform
    --python-version --abi --implementation --only-binary --no-binary --progress-bar --src
    --upgrade-strategy --global-option --install-option --config-settings --config-setting -C
    --cache-dir --timeout --retries --trusted-host --proxy --cert --client-cert --log --report
    --root-user-action --build -b --python -p --torch-backend --extra --group --index
    --default-index --index-strategy --prerelease --resolution --link-mode --exclude-newer
    --override --overrides --refresh-package --reinstall-package --upgrade-package -P
    --keyring-provider --allow-insecure-host --config-file --directory --project --color --dest
    --wheel-dir -w --no-build-package --build-constraint --exists-action --python-platform
    --optional --rev --tag --branch --marker --package -G -E --extras --source --name --suffix
    --pip-args --index-args --feature --bounds --fork-strategy --no-build-isolation-package
    --no-sources-package --use-feature --use-deprecated --categories""".split()  # noqa: SIM905 (reads better)
)
_FILES = {
    **dict.fromkeys(("-r", "--requirement", "--requirements"), "-r"),
    **dict.fromkeys(("-c", "--constraint", "--constraints"), "-c"),
}
_EDITABLE = frozenset(["-e", "--editable"])
_WITH = frozenset(["--with", "--with-editable", "--from", "--preinstall"])
#: conda: options that take the next word.
_CONDA_VALUED = frozenset(
    """-n --name -p --prefix -c --channel --file -f --revision --solver --experimental-solver
    --root-prefix -r --platform --subdir --repodata-fn --rc-file --log-level""".split()  # noqa: SIM905 (reads better)
)
#: Manager -> (subcommands that name packages, is the first package a tool that is run).
_MANAGERS = {
    "poetry": ("add",),
    "pdm": ("add",),
    "rye": ("add", "install"),
    "pipenv": ("install",),
    "pipx": ("install", "inject", "run", "upgrade"),
    "hatch": (),
    "easy_install": ("",),
}
_DEV = frozenset(["--dev", "-D", "-d"])


class Argument(NamedTuple):
    """One thing an install command names; ``place`` is the position of its word.

    ``text`` is a requirement, or ``-r FILE``, ``-c FILE``, ``-e ADDRESS``.
    """

    text: str
    place: int
    ecosystem: str = "pypi"
    scope: str = "runtime"


def arguments(given: Sequence[str]) -> list[Argument]:
    """Return what the command installs; empty when it installs nothing."""
    words = list(given)
    start = _installer(words)
    if start is None:
        return []
    tool = words[start].replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".exe")
    rest = range(start + 1, len(words))
    if _PIP.match(words[start]):
        return _after_verb(words, rest, ("install", "download", "wheel"))
    if tool == "uv":
        return _uv(words, start + 1)
    if tool == "uvx":
        return _tool(words, start + 1)
    if tool in _CONDA:
        return _conda(words, start + 1)
    if tool == "pixi":
        return _pixi(words, start + 1)
    return _after_verb(words, rest, _MANAGERS.get(tool, ()))


def _installer(words: Sequence[str]) -> int | None:
    """Return the position of the installer's word: ``python -m pip`` is ``pip``."""
    for index, word in enumerate(words):
        if word in _PREFIXES or _ASSIGNMENT.match(word) or word in {"%", "RUN"}:
            continue
        bare = word.lstrip("!%@-")
        if _PYTHON.match(bare) and words[index + 1 : index + 2] == ["-m"]:
            return index + 2 if index + 2 < len(words) else None
        if (
            bare in {"poetry", "pdm", "hatch", "uv", "rye", "pixi", "pipenv"}
            and "run" in words[index + 1 : index + 2]
        ):
            inner = next((i for i in range(index + 2, len(words)) if _PIP.match(words[i])), None)
            return index if inner is None else inner
        return index
    return None


def _after_verb(words: Sequence[str], rest: range, verbs: tuple[str, ...]) -> list[Argument]:
    if "" in verbs:
        return _pip_arguments(words, rest.start)
    for index in rest:
        if words[index] in verbs:
            # "pipx run" and "inject" take one package first, then arguments of the tool
            one = words[index] == "run"
            found = _pip_arguments(words, index + 1)
            return found[:1] if one else found
        if not words[index].startswith("-"):
            return []
    return []


def _pip_arguments(words: Sequence[str], start: int, scope: str = "runtime") -> list[Argument]:
    found: list[Argument] = []
    index = start
    if _DEV & set(words[start:]):
        scope = "dev"
    while index < len(words):
        word = words[index]
        option, _, value = word.partition("=")
        if word in {"|", ";", "&&", "||", "&", ">", "#"}:
            break
        if word in _FILES or word in _EDITABLE:
            prefix = _FILES.get(word, "-e")
            if index + 1 < len(words):
                found.append(Argument(f"{prefix} {words[index + 1]}", index + 1, scope=scope))
            index += 1
        elif option.startswith("--") and value and (option in _FILES or option in _EDITABLE):
            found.append(Argument(f"{_FILES.get(option, '-e')} {value}", index, scope=scope))
        elif word[:2] in {"-r", "-c", "-e"} and len(word) > 2 and not word.startswith("--"):  # noqa: PLR2004 (-rFILE)
            found.append(Argument(f"{word[:2]} {word[2:]}", index, scope=scope))
        elif word in _VALUED:
            index += 1
        elif word and not word.startswith("-"):
            found.append(Argument(word, index, scope=scope))
        index += 1
    return found


def _uv(words: Sequence[str], index: int) -> list[Argument]:
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] in _VALUED else 1
    verb = words[index : index + 2]
    if verb == ["pip", "install"]:
        return _pip_arguments(words, index + 2)
    if verb[:1] == ["add"]:
        return _pip_arguments(words, index + 1)
    if verb == ["tool", "install"]:
        return _pip_arguments(words, index + 2, "dev")
    if verb == ["tool", "run"]:
        return _tool(words, index + 2)
    if verb[:1] == ["run"]:
        return _with(words, index + 1)
    return []


def _with(words: Sequence[str], start: int) -> list[Argument]:
    """Return the ``--with`` packages, which stand before the command that is run."""
    found: list[Argument] = []
    index = start
    while index < len(words) and words[index].startswith("-"):
        option, _, value = words[index].partition("=")
        if option in _WITH:
            if not value and index + 1 < len(words):
                index += 1
                value = words[index]
            names = value.split(",") if "[" not in value else [value]
            found += [Argument(name.strip(), index) for name in names if name.strip()]
        elif words[index] in _VALUED or option == "--with-requirements":
            index += 0 if value else 1
        index += 1
    return found


def _tool(words: Sequence[str], start: int) -> list[Argument]:
    """Return the tool ``uvx`` runs (or the package ``--from`` names) and what runs with it."""
    found = _with(words, start)
    if any(word.split("=")[0] == "--from" for word in words[start:]):
        return [item._replace(scope="dev") for item in found]
    index = start
    while index < len(words) and words[index].startswith("-"):
        valued = words[index] in _WITH or words[index] in _VALUED
        index += 2 if valued else 1
    if index < len(words):
        found.insert(0, Argument(words[index].split("@")[0], index))
    return [item._replace(scope="dev") for item in found]


def _conda(words: Sequence[str], index: int) -> list[Argument]:
    if words[index : index + 1] == ["env"]:
        return []
    if words[index : index + 1] == ["run"]:
        inner = next((i for i in range(index, len(words)) if _PIP.match(words[i])), None)
        return [] if inner is None else arguments(words[inner:])
    if words[index : index + 1] not in (["install"], ["create"], ["update"], ["upgrade"]):
        return []
    found: list[Argument] = []
    index += 1
    while index < len(words):
        word = words[index]
        if word in _CONDA_VALUED:
            index += 1
        elif word in {"|", ";", "&&", "||", "#"}:
            break
        elif word and not word.startswith("-"):
            found.append(Argument(word, index, ecosystem="conda"))
        index += 1
    return found


def _pixi(words: Sequence[str], index: int) -> list[Argument]:
    if words[index : index + 1] != ["add"]:
        return []
    ecosystem = "pypi" if "--pypi" in words else "conda"
    return [item._replace(ecosystem=ecosystem) for item in _pip_arguments(words, index + 1)]
