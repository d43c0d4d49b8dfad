"""A verdict to a finding: message, question, evidence, facts, severity, fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model.answer import Answer
from scanner.model.component import ComponentKind
from scanner.model.finding import Finding, Outcome, Severity, fingerprint
from scanner.policy import regimes
from scanner.policy.message import fill
from scanner.policy.places import EU

if TYPE_CHECKING:
    from scanner.model.context import Context
    from scanner.model.dossier import Dossier
    from scanner.model.rule import Regime
    from scanner.policy.binding import Bound
    from scanner.policy.evaluate import Verdict
    from scanner.policy.scope import Scope
    from scanner.policy.subject import World


_REFRESH = "import a fresh file (`flagstate data import`) or update flagstate, and scan again"
_STALE = (
    "{{ regime.title }}: no entry was found, but table {{ table }} is of {{ snapshot }}, older "
    "than its limit of {{ limit }}, so that this decides nothing"
)


def finding_of(
    bound: Bound, dossier: Dossier, verdict: Verdict, world: World, scope: Scope
) -> Finding:
    """Return the finding for one verdict that has an outcome."""
    rule, regime = bound.rule, bound.regime
    words = _words(bound, dossier, verdict)
    undecided = verdict.outcome is Outcome.UNDECIDED
    decisive = words.get(rule.decisive, "") if rule.decisive else ""
    text = rule.undecided_message or rule.message if undecided else rule.message
    text = _STALE if verdict.stale else text
    severity = rule.undecided_severity if undecided else rule.severity
    if (rule.zones and not scope.gates(dossier)) or (regime and regime.effect == "note"):
        severity = Severity.NOTE
    return Finding(
        rule=rule.id,
        slug=rule.slug,
        regime=regime.id if regime else None,
        about=_about(dossier),
        outcome=Outcome.UNDECIDED if undecided else Outcome.VIOLATION,
        severity=severity,
        message=fill(text, words),
        remedy=_REFRESH if verdict.stale else fill(rule.remedy, words),
        question=_question(bound, verdict, words) if undecided else "",
        citation=_citation(bound),
        period=regimes.describe(regime, bound.standing) if regime else "",
        markets=_markets(bound),
        decisive=decisive,
        set_keys=_keys(bound, verdict, world.context) if undecided else (),
        evidence=verdict.reading.rows or dossier.evidence,
        facts=tuple(dict.fromkeys(fact.id for fact in verdict.reading.facts)),
        why=_why(dossier, world),
        fingerprint=_fingerprint(bound, dossier, decisive, world),
    )


def _about(dossier: Dossier) -> str:
    name = dossier.component.name
    return "" if name == "scan:" else name


def _words(bound: Bound, dossier: Dossier, verdict: Verdict) -> dict[str, str]:
    """Return the words of a message; what the reading knows goes over the defaults."""
    words = {"component": dossier.component.title, "about": dossier.component.name}
    if bound.regime is not None:
        words.update(_regime_words(bound.regime, bound))
    # The first reading of a name decides: it is the one the condition states first.
    words.update(reversed(verdict.reading.words))
    words["reason"] = verdict.reading.say
    return words


def _regime_words(regime: Regime, bound: Bound) -> dict[str, str]:
    period = bound.standing.period
    return {
        "regime": regime.title,
        "regime.title": regime.title,
        "regime.citation": regime.citation,
        "regime.since": period.start.isoformat() if period else "",
        "regime.state": bound.standing.state.replace("-", " "),
        "regime.addressee": regime.addressee,
        "regime.weights": regime.weights,
        "regime.summary": regime.summary,
        "regime.warning": regime.warning,
    }


def _question(bound: Bound, verdict: Verdict, words: dict[str, str]) -> str:
    if verdict.stale:
        return _sentence(verdict.reading.say)
    parts = [fill(bound.rule.question, words)]
    if bound.regime is not None and bound.standing.how == "undecided":
        parts.append(_standing_question(bound.regime, bound, parts[0]))
    if bound.regime is not None and not parts[0]:
        parts.append(bound.regime.question)
    if verdict.reading.say:
        parts.append(verdict.reading.say)
    return " ".join(dict.fromkeys(_sentence(part) for part in parts if part))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _standing_question(regime: Regime, bound: Bound, already: str) -> str:
    if bound.standing.note:
        asked = f"{regime.title} is {regimes.describe(regime, bound.standing)}"
        return f"{asked}: is it followed before that day?"
    if regime.verified is None and bound.standing.state == "in-force":
        return f"The text of {regime.citation} was not checked: who confirms that it applies?"
    state = bound.standing.state.replace("-", " ")
    asked = regime.question or "who accepts this risk?"
    return f"{regime.title} is {state} on this day" + ("" if asked in already else f": {asked}")


def _citation(bound: Bound) -> str:
    if bound.regime is None:
        return "; ".join(bound.rule.references)
    period = bound.standing.period
    own = (period.citation if period else "") or bound.regime.citation
    return own if own in bound.regime.citation else f"{bound.regime.citation}; {own}"


def _markets(bound: Bound) -> tuple[str, ...]:
    if bound.rule.markets or bound.regime is None:
        return bound.rule.markets
    head = bound.regime.jurisdiction.partition("-")[0]
    return ("EU" if head in EU else head,)


def _keys(bound: Bound, verdict: Verdict, context: Context) -> tuple[str, ...]:
    if verdict.stale:
        return ()
    keys = list(verdict.reading.keys)
    if not keys:  # what is declared already is not asked for again
        keys = [key for key in bound.rule.set_keys if context.get(key) is None]
    if verdict.asked or bound.gate is Answer.UNKNOWN:
        keys += [key for key, _ in bound.application.context]
    if bound.standing.state == "model year not declared":
        keys.append("model-year")
    return tuple(dict.fromkeys(keys))


def _why(dossier: Dossier, world: World) -> str:
    """Return the path from the project to a component that only facts name."""
    if dossier.evidence:
        return ""
    name = dossier.component.name
    for heir in world.dossiers.values():
        if heir.evidence and any(ancestor.component == name for ancestor in heir.ancestors):
            return f"{heir.component.title} -> {dossier.component.title}"
    return ""


def _fingerprint(bound: Bound, dossier: Dossier, decisive: str, world: World) -> str:
    """Digest rule, project, component without version, decisive value; the file for models."""
    component = dossier.component.name.partition("@")[0]
    source = ""
    if dossier.component.kind is ComponentKind.MODEL and dossier.evidence:
        source = min(row.at.path for row in dossier.evidence)
    decided = f"{bound.regime.id if bound.regime else ''}|{decisive}"
    return fingerprint(bound.rule.id, world.project, component, decided, source)
