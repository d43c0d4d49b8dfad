"""Findings put together for a reader: what says the same, and what the project answers once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.model.finding import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.report.view import View

#: Stands for the component in a text; no title holds it.
SUBJECT = "\0"
#: From this many findings on a question is put to the project once.
TOGETHER = 4


class Asked(NamedTuple):
    """What one declaration in ``[context]`` would decide."""

    keys: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> tuple[tuple[str, str, int], ...]:
        """Return (rule, slug, how many components wait for the answer), most first."""
        waiting: dict[tuple[str, str], set[str]] = {}
        for finding in self.findings:
            waiting.setdefault((finding.rule, finding.slug), set()).add(finding.about)
        rows = [(rule, slug, len(names)) for (rule, slug), names in waiting.items()]
        return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))

    @property
    def about(self) -> tuple[str, ...]:
        """Return the components that wait for the answer, once each."""
        return tuple(dict.fromkeys(finding.about for finding in self.findings))

    @property
    def question(self) -> str:
        """Return the first question of the rule that most wait for."""
        rule = self.rules[0][0]
        first = next(finding for finding in self.findings if finding.rule == rule)
        return _first_question(first.question)


def _first_question(text: str) -> str:
    """Return the text up to the first question mark that stands in no bracket."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "?" and depth <= 0:
            return text[: index + 1]
    return text


def split(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Asked, ...]]:
    """Return (what is listed one by one, the questions that the project answers once).

    A question that a few findings alone ask is listed with its evidence; beside a larger one of
    the same rules it is put to the project too. The questions that decide most come first.
    """
    waiting: dict[tuple[str, ...], list[Finding]] = {}
    every = tuple(findings)
    for finding in every:
        if finding.outcome is Outcome.UNDECIDED and finding.set_keys:
            waiting.setdefault(finding.set_keys, []).append(finding)
    large = {f.rule for each in waiting.values() if len(each) >= TOGETHER for f in each}
    put = {
        keys: found
        for keys, found in waiting.items()
        if len(found) >= TOGETHER or all(finding.rule in large for finding in found)
    }
    listed = tuple(f for f in every if f.outcome is not Outcome.UNDECIDED or f.set_keys not in put)
    asked = [Asked(keys, tuple(found)) for keys, found in put.items()]
    return listed, tuple(sorted(asked, key=lambda each: (-len(each.findings), each.keys)))


def alike(view: View, findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings that say the same of different components together, in their order."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        component = view.components.get(finding.about)
        text = finding.message.replace(component.title, SUBJECT) if component else finding.message
        found.setdefault((text, finding.regime or "", finding.remedy), []).append(finding)
    return list(found.values())
