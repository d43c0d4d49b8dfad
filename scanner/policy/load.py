"""policies/*.toml, overlays and settings to one ``Policy``.

This module alone knows where the shipped policies are. A policy file may hold rules, regimes,
groups, profiles' settings or all of them; every problem of every file is reported in one pass.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.model.context import CONTEXT_KEYS, Declaration
from scanner.model.errors import ConfigError
from scanner.model.finding import Severity
from scanner.model.rule import Conflict, Policy, Profile, Regime, Rule, Settings
from scanner.policy import compiled, references, regimes, rules
from scanner.policy import settings as choices
from scanner.policy.toml import Lines, Problems, Table, near, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEFAULT_PROFILE = "commercial"
#: Files that ``extends`` may pull in, in all.
FILES_LIMIT = 200
RULES_LIMIT = 2_000
_SHARED = ("regimes.toml", "groups.toml", "conflicts.toml", "samples.toml")
_LEVELS = (*(severity.value for severity in Severity), "off")


def folder() -> Path:
    """Return where the shipped policies are: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "policies"
    return inside if inside.is_dir() else package.parent / "policies"


def _shipped() -> Mapping[str, compiled.Parsed]:
    """Return the shipped files that a scan may need, parsed."""
    root = folder()
    files = [root / name for name in _SHARED]
    files += [*(root / "rules").glob("*.toml"), *(root / "profiles").glob("*.toml")]
    try:
        read = {
            f"policies/{path.relative_to(root).as_posix()}": path.read_bytes() for path in files
        }
        return compiled.parsed(read)
    except (OSError, UnicodeDecodeError, ConfigError):
        return {}  # the reader says what is wrong, with its place


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles, sorted."""
    return tuple(sorted(path.stem for path in (folder() / "profiles").glob("*.toml")))


def load(
    profiles: tuple[str, ...] = (),
    *,
    overlays: tuple[Path, ...] = (),
    settings: Mapping[str, object] | None = None,
) -> Policy:
    """Return the policy of these profiles, with overlay files and the project's settings on top.

    A profile is a shipped name, ``builtin:NAME``, a TOML file or ``package:NAME``.

    Raises:
        ConfigError: anything is wrong; all problems at once.

    """
    reader = _Reader(shipped=_shipped())
    for name in _SHARED:
        reader.file(folder() / name, f"policies/{name}")
    for path in sorted((folder() / "rules").glob("*.toml")):
        reader.file(path, f"policies/rules/{path.name}")
    for name in profiles or (DEFAULT_PROFILE,):
        reader.profile(name, "--profile", ())
    for path in overlays:
        reader.overlay(path)
    reader.problems.check()
    return _assembled(reader, settings or {})


@dataclass(slots=True)
class _Reader:
    """What was read so far; later files win where they name the same thing."""

    shipped: Mapping[str, compiled.Parsed] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    rules: dict[str, Rule] = field(default_factory=dict)
    regimes: dict[str, Regime] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    samples: dict[str, Mapping[str, object]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    files: int = 0
    own_packs: list[str] = field(default_factory=list)

    def text(self, path: Path, shown: str) -> str | None:
        self.files += 1
        if self.files > FILES_LIMIT:
            self.problems.add(shown, f"more than {FILES_LIMIT} policy files", "check 'extends'")
            return None
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except OSError as error:
            self.problems.add(shown, f"cannot be read: {error.strerror}")
            return None
        except UnicodeDecodeError:
            self.problems.add(shown, "is not UTF-8")
            return None
        self.digest.update(shown.encode() + b"\0" + raw + b"\0")
        return text

    def tables(self, path: Path, shown: str) -> Table | None:
        text = self.text(path, shown)
        if text is None:
            return None
        known = self.shipped.get(shown) if path.is_relative_to(folder()) else None
        if known is not None:
            return Table(known.tables, shown, known.lines, "", self.problems)
        try:
            values = parse(text, shown)
        except ConfigError as error:
            self.problems.errors.append(error)
            return None
        return Table(values, shown, Lines(text), "", self.problems)

    def file(self, path: Path, shown: str) -> None:
        """Read rules, regimes, groups, conflicts and samples of one shipped file."""
        table = self.tables(path, shown)
        if table is not None:
            self.contents(table, path.stem)
            for key in ("title", "reference", "checked", "version", "meta"):
                table.get(key)
            table.done()

    def contents(self, table: Table, pack: str) -> None:
        for item in table.tables("rule"):
            made = rules.rule(item, pack)
            if made is None:
                continue
            if made.id in self.rules and self.rules[made.id].pack == pack:
                item.wrong("id", f"{made.id!r} is used twice", f"first at {self.rules[made.id].at}")
            self.rules[made.id] = made
        if len(self.rules) > RULES_LIMIT:
            self.problems.add(table.file, f"more than {RULES_LIMIT} rules in all")
        for item in table.tables("regime"):
            regime = regimes.regime(item)
            self.regimes[regime.id] = regime
        groups = table.table("groups")
        for name in groups.values:
            self.groups[name] = groups.words(name)
        self.conflicts += [rules.conflict(item) for item in table.tables("conflict")]
        samples = table.table("sample")
        self.samples.update({name: dict(samples.table(name).values) for name in samples.values})

    def overlay(self, path: Path) -> None:
        self.policy_file(path, path.as_posix(), ())

    def profile(self, name: str, at: str, chain: tuple[str, ...]) -> None:
        """Read a profile and, first, what it extends."""
        if name.startswith("package:"):
            self.package(name.removeprefix("package:"), at, chain)
            return
        plain = name.removeprefix("builtin:")
        path = folder() / "profiles" / f"{plain}.toml"
        if plain in profile_names():
            self.policy_file(path, f"policies/profiles/{plain}.toml", chain)
        elif name.endswith(".toml"):
            self.policy_file(Path(name), name, chain)
        else:
            self.problems.add(at, f"there is no profile {name!r}", near(plain, profile_names()))

    def package(self, name: str, at: str, chain: tuple[str, ...]) -> None:
        """Read an installed package's policies; a top-level name is found without running it."""
        from importlib.util import find_spec  # noqa: PLC0415 (only for a policy package)

        found = find_spec(name) if name.isidentifier() else None
        places = list(found.submodule_search_locations or ()) if found else []
        files = sorted(path for place in places for path in Path(place).glob("policies/*.toml"))
        if not files:
            self.problems.add(at, f"package {name!r} has no policies/*.toml", "is it installed?")
        for path in files:
            self.policy_file(path, f"package:{name}/{path.name}", chain)

    def policy_file(self, path: Path, shown: str, chain: tuple[str, ...]) -> None:
        """Read one profile or overlay file, after what it extends."""
        key = str(path.resolve())
        if key in chain:
            names = " -> ".join(Path(part).name for part in (*chain, key))
            self.problems.add(shown, f"extends itself: {names}", "remove one of the 'extends'")
            return
        table = self.tables(path, shown)
        if table is None:
            return
        for parent in table.words("extends"):
            if parent.endswith(".toml") and not Path(parent).is_absolute():
                self.policy_file(path.parent / parent, parent, (*chain, key))
            else:
                self.profile(parent, table.place("extends"), (*chain, key))
        self.contents(table, path.stem)
        if table.values.get("rule"):
            self.own_packs.append(path.stem)
        self.profiles[path.stem] = self.read_profile(table, path.stem)
        table.done()

    def read_profile(self, table: Table, name: str) -> Profile:
        for key in ("version", "reference", "checked"):
            table.get(key)
        self.settings = choices.merged(self.settings, choices.read(table), tighten=True)
        context = table.table("context")
        declared = {}
        for key in context.values:
            if key not in CONTEXT_KEYS:
                context.wrong(key, "is no context key", near(key, CONTEXT_KEYS))
            value = context.get(key)
            frozen = tuple(value) if isinstance(value, list) else value
            declared[key] = Declaration(value=frozen, origin=f"profile:{name}")  # type: ignore[arg-type]
        severity = table.table("severity")
        return Profile(
            name=name,
            title=table.word("title", name),
            packs=table.words("packs"),
            context=declared,
            severity={key: severity.word(key, choices=_LEVELS) for key in severity.values},
            at=table.at,
        )


def _assembled(reader: _Reader, settings: Mapping[str, object]) -> Policy:
    """Choose the rules of the profiles' packs, apply severities, and check the references."""
    profiles = tuple(reader.profiles.values())
    packs = {pack for profile in profiles for pack in profile.packs} | set(reader.own_packs)
    known = {rule.pack for rule in reader.rules.values()}
    problems = reader.problems
    for profile in profiles:
        for pack in profile.packs:
            if pack != "all" and pack not in known:
                problems.add(profile.at, f"there is no rule pack {pack!r}", near(pack, known))
    chosen = [r for r in reader.rules.values() if "all" in packs or r.pack in packs]
    names = {name for rule in reader.rules.values() for name in (rule.id, rule.slug)}
    severity: dict[str, str] = {}
    for profile in profiles:
        severity.update(profile.severity)
    own = settings.get("severity")
    severity.update({str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {})
    for name, level in severity.items():
        if name not in names:
            problems.add("[severity]", f"there is no rule {name!r}", near(name, names))
        elif level not in _LEVELS:
            problems.add("[severity]", f"{name} = {level!r}", f"valid: {', '.join(_LEVELS)}")
    graded = tuple(sorted(_graded(chosen, severity), key=lambda rule: rule.id))
    references.check(reader.rules, reader.regimes, reader.groups, reader.conflicts, problems)
    problems.check()
    reader.digest.update(repr(sorted(settings.items(), key=str)).encode())
    return Policy(
        profiles=profiles,
        rules=graded,
        regimes=reader.regimes,
        groups=reader.groups,
        settings=choices.merged(reader.settings, choices.of_config(settings), tighten=False),
        context=_contexts(profiles),
        conflicts=tuple(reader.conflicts),
        samples=reader.samples,
        digest=reader.digest.hexdigest()[:16],
    )


def _contexts(profiles: Iterable[Profile]) -> dict[str, Declaration]:
    """Return what the profiles assume; lists of words add up, other values: the last wins."""
    found: dict[str, Declaration] = {}
    for profile in profiles:
        for key, declared in profile.context.items():
            found[key] = joined(found.get(key), declared)
    return found


def joined(first: Declaration | None, second: Declaration) -> Declaration:
    """Return two declarations of one key as one: words add up, else the second stands."""
    if first is None or not isinstance(first.value, tuple):
        return second
    if not isinstance(second.value, tuple):
        return second
    words = tuple(dict.fromkeys((*first.value, *second.value)))
    return replace(second, value=words)


def _graded(chosen: Iterable[Rule], severity: Mapping[str, str]) -> list[Rule]:
    graded = []
    for rule in chosen:
        level = severity.get(rule.id) or severity.get(rule.slug)
        if level != "off":
            graded.append(replace(rule, severity=Severity(level)) if level in _LEVELS else rule)
    return graded
