"""The one place that knows the order of the stages: files to evidence to facts to findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner import config
from scanner.evidence.run import collect
from scanner.facts import knowledge
from scanner.facts.package_sources import PackageOptions
from scanner.facts.run import gather
from scanner.inventory.assemble import assemble
from scanner.inventory.grow import ROUNDS, grow
from scanner.model.file import Unreadable
from scanner.model.scan import Coverage, Inputs, Scan
from scanner.plugins import registries
from scanner.policy import dossiers, evaluate, load
from scanner.repository import open_worktree
from scanner.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.config import Settings
    from scanner.evidence.run import Cache, Collected
    from scanner.model.evidence import Gap
    from scanner.model.fact import Fact
    from scanner.model.file import File
    from scanner.model.finding import Finding
    from scanner.model.inventory import Inventory
    from scanner.model.plugin import FactSource
    from scanner.repository import Repository


def scan(
    path: Path | str = ".",
    *,
    settings: Settings | None = None,
    repository: Repository | None = None,
    cache: Cache | None = None,
    on_bug: str = "gap",
) -> Scan:
    """Scan the tree at ``path`` and return everything found, known and judged.

    ``settings`` default to what the configuration files in and above ``path`` say; ``repository``
    to the work tree at ``path``, or a plain folder. ``on_bug="raise"`` lets a detector's exception
    rise instead of making a gap of it.

    Raises:
        ConfigError: the configuration or the policy is wrong.
        FileNotFoundError: there is nothing at ``path``.

    """
    settings = settings or config.load(Path(path))
    plugins = registries(settings.plugins)
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
    known = _learn(inventory, settings, sources)
    policy = load.load(settings.profiles, overlays=settings.overlays, settings=settings.policy)
    gaps = tuple(sorted({*seen.gaps, *known.gaps, *unresolved}))
    judged = evaluate.judge(
        policy,
        dossiers.build(known.inventory, known.facts, gaps),
        settings.context,
        gaps=gaps,
        tables=knowledge.tables(),
    )
    return Scan(
        inputs=_inputs(path, repository, settings, policy.digest),
        inventory=known.inventory,
        evidence=seen.evidence,
        facts=known.facts,
        tags=judged.tags,
        findings=judged.findings,
        matrix=judged.matrix,
        not_applied=judged.not_applied,
        gaps=gaps,
        coverage=_coverage(seen, gaps),
        data=knowledge.tables(),
        sources=_source_lines(judged.findings, repository),
    )


class _Known(NamedTuple):
    inventory: Inventory
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]


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
