"""Known vulnerabilities of exact versions, asked through pip-audit.

What it reads
    The embedded snapshot of the PyPA advisory database; or an OSV zip, folder or JSON lines file
    that the user gives; or, with ``--online``, pip-audit's own services.

Why
    pip-audit says "no known vulnerabilities" of what it skipped. Here each package version gets
    its own answer: checked, with the snapshot's day, or not checked, with the reason.

Limits
    Packages without an exact version, and versions that are no PEP 440 version, are not checked.
    The embedded snapshot holds no advisories that stand in the GitHub database alone.

Use
    ``SOURCE`` asks the embedded snapshot. ``given(path)`` is the source of a user's database,
    ``online(service)`` that of a pip-audit service (``osv``, ``pypi`` or an OSV server's address).

Source: pip-audit 2.10, ``VulnerabilityService``; OSV schema.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scanner.facts import knowledge, osv
from scanner.model.component import ComponentKind
from scanner.model.errors import SourceUnavailable
from scanner.model.fact import Basis, Fact, Observed, Provenance, Vulnerable
from scanner.model.inventory import Inventory
from scanner.model.plugin import FactSource
from scanner.model.purl import package_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from pip_audit._service.interface import (  # type: ignore[import-untyped]  # no py.typed
        Dependency,
        VulnerabilityResult,
        VulnerabilityService,
    )

    from scanner.model.component import Component
    from scanner.model.context import Context

#: Key of the fact that says whether a version was checked.
CHECKED = "advisories"
#: Key of the fact that names the shortest upgrade out of all known advisories.
UPGRADE = "advisories-upgrade"
#: Versions tried on the way to one without a known advisory.
UPGRADE_STEPS = 8
#: Failures in a row after which a service is not asked further.
FAILURES_LIMIT = 5


class _Asked(NamedTuple):
    """One package version of the inventory."""

    about: str
    name: str
    version: str


class _Source(NamedTuple):
    """Who answers, and for the report: its id, what it is, its day."""

    id: str
    reference: str
    as_of: date | None


def audit(inventory: Inventory, service: VulnerabilityService, source: _Source) -> Iterator[Fact]:
    """Yield what a pip-audit service says of each package, and what it did not check."""
    from pip_audit._service import (  # type: ignore[import-untyped]  # no py.typed  # noqa: PLC0415 (0.3 s; only when packages are audited)
        ConnectionError as Unreachable,
    )
    from pip_audit._service import ServiceError  # noqa: PLC0415

    down = ""
    failed = 0
    for about, asked, reason in _packages(inventory):
        if asked is None or down:
            yield _checked(about, source, f"not checked: {reason or down}")
            continue
        try:
            answered, results = service.query(_dependency(asked))
        except Unreachable as error:
            down = f"{source.id} cannot be reached: {error}"
            yield _checked(about, source, f"not checked: {down}")
            continue
        except ServiceError as error:
            failed += 1
            if failed >= FAILURES_LIMIT:
                down = f"{source.id} failed {failed} times in a row: {error}"
            yield _checked(about, source, f"not checked: {error}")
            continue
        failed = 0
        skipped = getattr(answered, "skip_reason", None)
        if skipped is not None:
            yield _checked(about, source, f"not checked: {skipped}")
            continue
        found = list(merged(results))
        yield from _answered(asked, found, source)
        try:
            better = upgrade(service, asked, found)
        except (Unreachable, ServiceError):
            better = None  # the advisories stand; the way out of them is not known
        if better:
            claim = Observed(key=UPGRADE, value=better)
            yield Fact(about=about, claim=claim, provenance=_provenance(source, asked.name))
    if down:
        raise SourceUnavailable(down)


def upgrade(
    service: VulnerabilityService, asked: _Asked, results: list[VulnerabilityResult]
) -> str | None:
    """Return the lowest known fixing version that the service knows nothing against.

    ``None`` when there is nothing to fix, or an advisory names no fix.
    """
    better: str | None = None
    for _ in range(UPGRADE_STEPS):
        lowest = [min(result.fix_versions) for result in results if result.fix_versions]
        if not results or len(lowest) < len(results):
            return better if not results else None
        better = str(max(lowest))
        answered, again = service.query(_dependency(asked._replace(version=better)))
        results = [] if getattr(answered, "skip_reason", None) else list(merged(again))
    return None


def _answered(asked: _Asked, results: list[VulnerabilityResult], source: _Source) -> Iterator[Fact]:
    day = source.as_of.isoformat() if source.as_of else "the day of the look-up"
    if not results:
        yield _checked(asked.about, source, f"checked: none known as of {day}")
        return
    yield _checked(asked.about, source, f"checked: {len(results)} known as of {day}")
    for result in results:
        yield Fact(
            about=asked.about,
            claim=Vulnerable(
                advisory=str(result.id),
                aliases=tuple(sorted(str(alias) for alias in result.aliases)),
                fixed=tuple(str(version) for version in sorted(result.fix_versions)),
                summary=" ".join(result.description.split())[:200],
            ),
            provenance=_provenance(source, str(result.id)),
        )


def merged(results: Iterable[VulnerabilityResult]) -> Iterator[VulnerabilityResult]:
    """Yield one result per flaw: PYSEC and GHSA entries that share an alias are one."""
    kept: list[VulnerabilityResult] = []
    for result in sorted(results, key=lambda item: str(item.id)):
        same = next((i for i, other in enumerate(kept) if other.alias_of(result)), None)
        if same is None:
            kept.append(result)
        else:
            kept[same] = _joined(kept[same], result)
    yield from kept


def _joined(one: VulnerabilityResult, other: VulnerabilityResult) -> VulnerabilityResult:
    """Return both as one; pip-audit's own way forgets the id and the fixes of the second."""
    joined = one.merge_aliases(other)
    return replace(
        joined,
        aliases=joined.aliases | {other.id},
        fix_versions=sorted({*one.fix_versions, *other.fix_versions}),
    )


def offline(records: Callable[[str], list[osv.Advisory]]) -> VulnerabilityService:
    """Return a pip-audit service over OSV records; ``records`` takes a canonical name.

    Does what the OSV server does for pip-audit's own client: evaluates ranges and ``versions``.
    """
    from pip_audit._service.interface import (  # noqa: PLC0415 (0.3 s; only when packages are audited)
        SkippedDependency,
        VulnerabilityID,
        VulnerabilityResult,
        VulnerabilityService,
    )

    class Offline(VulnerabilityService):  # type: ignore[misc]  # its base is untyped
        """Answers from records at hand."""

        def query(self, spec: Dependency) -> tuple[Dependency, list[VulnerabilityResult]]:
            version = getattr(spec, "version", None)
            if version is None or isinstance(spec, SkippedDependency):
                return spec, []
            found = [
                VulnerabilityResult.create(
                    ids=[VulnerabilityID(i) for i in (item.id, *item.aliases)],
                    description=item.summary,
                    fix_versions=list(osv.fixes(item, str(version))),
                    published=None,
                )
                for item in records(spec.canonical_name)
                if osv.affects(item, str(version))
            ]
            return spec, found

    return Offline()


def _packages(inventory: Inventory) -> Iterator[tuple[str, _Asked | None, str]]:
    """Yield (component name, what to ask, else the reason why not)."""
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415

    for component in inventory.components:
        parts = package_parts(component.name)
        if component.kind is not ComponentKind.PACKAGE or parts is None or parts[0] != "pypi":
            continue
        if component.version is None:
            yield component.name, None, "no exact version is locked or pinned"
            continue
        try:
            Version(component.version)
        except InvalidVersion:
            yield component.name, None, f"'{component.version}' is no PEP 440 version"
            continue
        yield component.name, _Asked(component.name, parts[1], component.version), ""


def _dependency(asked: _Asked) -> Dependency:
    from packaging.version import Version  # noqa: PLC0415
    from pip_audit._service.interface import ResolvedDependency  # noqa: PLC0415

    return ResolvedDependency(asked.name, Version(asked.version))


def _checked(about: str, source: _Source, text: str) -> Fact:
    claim = Observed(key=CHECKED, value=text)
    return Fact(about=about, claim=claim, provenance=_provenance(source, source.reference))


def _provenance(source: _Source, reference: str) -> Provenance:
    return Provenance(
        source=source.id, reference=reference, as_of=source.as_of, basis=Basis.REPO_DATA
    )


def _embedded(inventory: Inventory, context: Context) -> Iterator[Fact]:
    del context
    known = knowledge.default()

    def records(name: str) -> list[osv.Advisory]:
        rows = known.list("advisory", name)
        found = (osv.compact(row) for row in rows if isinstance(row, dict))
        return [advisory for advisory in found if advisory is not None]

    as_of = next((t.as_of for t in knowledge.tables() if t.table == "advisories"), None)
    source = _Source("pypa-advisories", "PyPA advisory database, embedded snapshot", as_of)
    yield from _at_hand(inventory, records, source)


def _at_hand(
    inventory: Inventory, records: Callable[[str], list[osv.Advisory]], source: _Source
) -> Iterator[Fact]:
    """Yield the answers of records at hand.

    What no record affects is answered here: importing pip-audit costs half a second, because one
    of its parts asks pip for its version.
    """
    affected: list[Component] = []
    components = {component.name: component for component in inventory.components}
    for about, asked, reason in _packages(inventory):
        if asked is None:
            yield _checked(about, source, f"not checked: {reason}")
        elif any(osv.affects(item, asked.version) for item in records(asked.name)):
            affected.append(components[about])
        else:
            yield from _answered(asked, [], source)
    if affected:
        yield from audit(Inventory(components=tuple(affected)), offline(records), source)


def given(path: Path) -> FactSource:
    """Return the source of a user's OSV zip, folder or JSON lines file."""

    def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
        del context
        held: Mapping[str, list[osv.Advisory]] = osv.database(path)
        source = _Source("osv-database", path.name, None)
        yield from _at_hand(inventory, lambda name: held.get(name, []), source)

    return FactSource(id="advisories-given", online=False, gather=gather)


def online(service: str = "osv") -> FactSource:
    """Return the source that asks pip-audit's service ``osv`` or ``pypi``, or an OSV server."""

    def gather(inventory: Inventory, context: Context) -> Iterator[Fact]:
        from scanner.facts import advisory_service  # noqa: PLC0415 (0.5 s; only when asked)

        named = (
            service if service in {"osv", "pypi"} else f"OSV server {urlsplit(service).hostname}"
        )
        source = _Source(
            f"pip-audit-{named.split()[0].lower()}", f"pip-audit, {named}", context.today
        )
        yield from audit(inventory, advisory_service.service(service), source)

    return FactSource(id="advisories-online", online=True, gather=gather)


SOURCE = FactSource(id="advisories", online=False, gather=_embedded)
