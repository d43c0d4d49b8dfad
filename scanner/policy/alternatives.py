"""What could be used instead: candidates for the same use, judged by the same policy.

The lists of candidates name no favourite. What is returned is ordered by what the policy finds,
then by name; no claim about quality is made.
"""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.model.finding import Outcome, Severity
from scanner.policy import claims, dossiers, evaluate, matrix
from scanner.policy.load import folder
from scanner.policy.toml import Lines, Problems, Table, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scanner.model.component import Component
    from scanner.model.context import Context
    from scanner.model.fact import Fact
    from scanner.model.finding import Cell, Finding
    from scanner.model.inventory import Inventory
    from scanner.model.rule import Policy

#: Rules that say how the project refers to a model, not what the model is.
_OF_THE_REFERENCE = frozenset(["MOD003", "SUP002"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use, the names it is recognised by, and candidates for it."""

    id: str
    patterns: tuple[str, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One candidate with what the policy finds about it."""

    component: str
    title: str
    use: str
    findings: tuple[Finding, ...]
    cells: tuple[tuple[str, Cell], ...]

    @property
    def errors(self) -> int:
        return sum(1 for f in self.findings if _weight(f) == 0)

    @property
    def fits(self) -> bool:
        """Return whether no rule stands against it and none is undecided."""
        return all(_weight(finding) > 1 for finding in self.findings)


def uses() -> tuple[Use, ...]:
    """Return the shipped uses, the most specific first."""
    path = folder() / "alternatives.toml"
    text = path.read_text(encoding="utf-8")
    problems = Problems()
    table = Table(parse(text, path.name), path.name, Lines(text), "", problems)
    found = tuple(
        Use(
            id=item.need("id"),
            patterns=item.words("patterns"),
            candidates=item.words("candidates"),
        )
        for item in table.tables("use")
    )
    problems.check()
    return found


def use_of(title: str, known: Iterable[Use] | None = None) -> Use | None:
    """Return the use a model's name points to: a guess by words of the name."""
    name = title.casefold()
    return next(
        (
            use
            for use in known or uses()
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in use.patterns)
        ),
        None,
    )


def alternatives(
    title: str,
    policy: Policy,
    context: Context,
    learn: Callable[[Sequence[Component]], tuple[Inventory, tuple[Fact, ...]]],
) -> tuple[Alternative, ...]:
    """Return the candidates for the use of ``title``, best first by what the policy finds.

    ``learn`` returns the inventory grown by lineage, and the facts, of the candidates.
    """
    use = use_of(title)
    if use is None:
        return ()
    wanted = title.casefold()
    components = [
        claims.component(f"pkg:huggingface/{name}")
        for name in use.candidates
        if name.casefold() != wanted
    ]
    inventory, facts = learn(components)
    judged = evaluate.judge(policy, dossiers.build(inventory, facts), context)
    about_it = tuple(f for f in judged.findings if f.rule not in _OF_THE_REFERENCE)
    rows = matrix.recount(judged.matrix, about_it, judged.potential)
    cells = {row.component: row.cells for row in rows}
    made = [
        Alternative(
            component=item.name,
            title=item.title,
            use=use.id,
            findings=tuple(f for f in about_it if f.about == item.name),
            cells=cells.get(item.name, ()),
        )
        for item in components
    ]
    return tuple(sorted(made, key=_order))


def _order(item: Alternative) -> tuple[tuple[int, ...], str]:
    weights = [_weight(finding) for finding in item.findings]
    return tuple(weights.count(level) for level in range(3)), item.title.casefold()


def _weight(finding: Finding) -> int:
    """Return 0 for an error, 1 for a warning or an open question, 2 for a note."""
    if finding.outcome is Outcome.UNDECIDED:
        return 1
    return {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}[finding.severity]
