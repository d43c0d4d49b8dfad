"""The one place that knows the order of the stages: files to evidence to facts to findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner import config
from scanner.config.parts import below
from scanner.evidence.run import collect
from scanner.facts import knowledge
from scanner.facts.license_classes import class_of
from scanner.facts.package_sources import PackageOptions
from scanner.facts.run import gather
from scanner.inventory.assemble import assemble
from scanner.inventory.grow import ROUNDS, grow
from scanner.model.evidence import Gap, Location
from scanner.model.file import Unreadable
from scanner.model.scan import Coverage, Inputs, Scan
from scanner.plugins import registries
from scanner.policy import baseline, dossiers, evaluate, exceptions, load, parts, waivers
from scanner.repository import open_worktree
from scanner.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.config import Settings
    from scanner.evidence.run import Cache, Collected
    from scanner.model.fact import Fact
    from scanner.model.file import File
    from scanner.model.finding import Finding
    from scanner.model.inventory import Inventory
    from scanner.model.part import Part
    from scanner.model.plugin import FactSource
    from scanner.model.rule import Policy
    from scanner.repository import Repository


def scan(
    path: Path | str = ".",
    *,
    settings: Settings | None = None,
    repository: Repository | None = None,
    cache: Cache | None = None,
    on_bug: str = "gap",
    full: bool = True,
) -> Scan:
    """Scan the tree at ``path`` and return everything found, known and judged.

    ``settings`` default to what the configuration files in and above ``path`` say; ``repository``
    to the work tree at ``path``, or a plain folder. ``on_bug="raise"`` lets a detector's exception
    rise instead of making a gap of it. ``full=False`` says that only a part is looked at, so that
    no waiver is called unused.

    Raises:
        ConfigError: the configuration, the policy, waivers or baseline are wrong.
        FileNotFoundError: there is nothing at ``path``.

    """
    settings = settings or config.load(Path(path))
    plugins = registries(settings.plugins, cache)
    repository = repository or open_worktree(
        Path(path),
        exclude=settings.exclude,
        include=settings.include,
        no_ignore=settings.no_ignore,
    )
    seen = collect(
        repository.files(),
        detectors=plugins.detectors,
        cache=cache,
        thorough=settings.thorough,
        on_bug=on_bug,
    )
    options = _package_options(settings)
    resolved, unresolved = options.resolved(seen.evidence)
    inventory = assemble((*seen.evidence, *resolved), seen.statements)
    sources = (*plugins.fact_sources, *options.sources(Path(path)))
    policy = load.load(settings.profiles, overlays=settings.overlays, settings=settings.policy)
    excepted = _exceptions(settings, policy)
    known = _corrected(_learn(inventory, settings, sources), excepted)
    gaps = tuple(sorted({*seen.gaps, *known.gaps, *unresolved}))
    built = dossiers.build(known.inventory, known.facts, gaps)
    tables = evaluate.aged(knowledge.tables(), settings.context.today)
    own, loose = _parts(seen, repository, settings)
    gaps = tuple(sorted({*gaps, *loose}))
    judged, policy = parts.judge(
        policy,
        built,
        settings.context,
        parts=own,
        load=lambda profiles, over: load.load(
            profiles or settings.profiles,
            overlays=settings.overlays,
            settings=parts.overlaid(settings.policy, over),
        ),
        gaps=gaps,
        tables=tables,
    )
    lines = _source_lines(judged.findings, repository)
    today = settings.context.today
    judged = waivers.apply(judged, excepted, policy, built, today=today, sources=lines, full=full)
    findings = judged.findings
    if settings.baseline:
        findings = baseline.mark(findings, baseline.load(settings.baseline), today)
    return Scan(
        inputs=_inputs(path, repository, settings, policy.digest),
        inventory=known.inventory,
        evidence=seen.evidence,
        facts=known.facts,
        tags=judged.tags,
        findings=findings,
        matrix=judged.matrix,
        not_applied=judged.not_applied,
        gaps=gaps,
        coverage=_coverage(seen, gaps),
        data=tables,
        sources=lines,
    )


def _parts(
    seen: Collected, repository: Repository, settings: Settings
) -> tuple[tuple[Part, ...], tuple[Gap, ...]]:
    """Return the parts of the tree with a policy of their own: below, then what the root says."""

    def read(path: str) -> str | None:
        file = repository.file(path)
        try:
            return file.text() if file is not None else None
        except Unreadable:
            return None

    folders = {row.at.path.rpartition("/")[0] for row in seen.evidence}
    nested, wrong = below(read, folders, settings)
    gaps = []
    for error in wrong:
        path, _, line = error.at.rpartition(":")
        at = Location(path, int(line)) if line.isdecimal() else Location(error.at)
        gaps.append(Gap(at, f"not followed: {error.problem}", stage="config"))
    return (*nested, *settings.parts), tuple(gaps)


class _Known(NamedTuple):
    inventory: Inventory
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]


def _exceptions(settings: Settings, policy: Policy) -> exceptions.Exceptions:
    """Return the waivers, curations and choices of the waiver file and of the configuration."""
    tables = {
        kind: [(value.value, value.origin) for value in values if isinstance(value.value, dict)]
        for kind, values in settings.exceptions.items()
    }
    return exceptions.load(settings.waivers, policy, tables=tables)


def _corrected(known: _Known, excepted: exceptions.Exceptions) -> _Known:
    """Add what a person concluded to what the sources say."""
    made = exceptions.facts(excepted, known.inventory.components, known.facts, class_of)
    facts = {*known.facts, *made}
    return known._replace(facts=tuple(sorted(facts, key=lambda f: (f.about, f.id))))


def _package_options(settings: Settings) -> PackageOptions:
    return PackageOptions(
        environment=settings.environment,
        wheels=settings.wheels,
        pip_report=settings.pip_report,
        resolve=settings.resolve,
        osv=settings.osv,
        advisory_service=settings.advisory_service,
        online=settings.online,
    )


def _learn(inventory: Inventory, settings: Settings, sources: tuple[FactSource, ...]) -> _Known:
    """Ask the fact sources, then ask about the components that their facts name, and so on."""
    asked = inventory
    facts: set[Fact] = set()
    gaps: set[Gap] = set()
    for _ in range(ROUNDS):
        new_facts, new_gaps = gather(
            asked, settings.context, sources=sources, online=settings.online
        )
        facts.update(new_facts)
        gaps.update(new_gaps)
        inventory, asked = grow(inventory, new_facts)
        if not asked.components:
            break
    return _Known(
        inventory, tuple(sorted(facts, key=lambda f: (f.about, f.id))), tuple(sorted(gaps))
    )


def _inputs(
    path: Path | str, repository: Repository, settings: Settings, policy_digest: str
) -> Inputs:
    return Inputs(
        tool_version=VERSION,
        path=Path(path).as_posix(),
        revision=repository.revision,
        profiles=settings.profiles,
        policy_digest=policy_digest,
        config=settings.files,
        context=settings.context,
        online=settings.online,
        fail_on=settings.fail_on,
        min_confidence=settings.min_confidence.value,
    )


def _coverage(seen: Collected, gaps: tuple[Gap, ...]) -> Coverage:
    skipped = Counter(skip.reason for skip in seen.skips)
    return Coverage(
        files=seen.files, read=seen.read, skipped=dict(sorted(skipped.items())), gaps=len(gaps)
    )


#: Longest source line that a report quotes, in characters.
_QUOTE_LIMIT = 200


def _source_lines(
    findings: Iterable[Finding], repository: Repository
) -> Mapping[tuple[str, int], str]:
    """Return the quoted line of every place that a finding cites: {(path, line): text}."""
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        for place in finding.evidence:
            wanted.setdefault(place.at.path, set()).add(place.at.line)
    quoted: dict[tuple[str, int], str] = {}
    for path, numbers in sorted(wanted.items()):
        file = repository.file(path)
        if file is not None:
            quoted.update(_quote(file, sorted(numbers)))
    return quoted


def _quote(file: File, numbers: list[int]) -> dict[tuple[str, int], str]:
    try:
        lines = file.text().splitlines()
    except Unreadable:  # a weight file's evidence stands in its header, which has no lines
        return {}
    return {
        (file.path, number): lines[number - 1].strip()[:_QUOTE_LIMIT]
        for number in numbers
        if number <= len(lines)
    }
