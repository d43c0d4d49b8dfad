"""Says what is known about a name, and from where.

NAME is a model, service, package, licence, organisation, regime, or one of our rules. Several names
give several answers, in order. ``--json`` prints one object per name and line. A name that means
several things is taken in this order: rule, regime, service, model, licence, organisation, package;
``--kind`` asks for another. Nothing is scanned and nothing is asked over the network.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.model.purl import title_of
from scanner.report.escape import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from scanner.facts.explanations import Explanation
    from scanner.model.rule import Policy

_KINDS = ("model", "service", "package", "organisation", "license", "regime", "rule")
_RULE = re.compile(r"[A-Za-z]{2,4}\d{3}\Z")
#: What can be the id of a regime or the slug of a rule; everything else needs no policy.
_POLICY_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+\Z")
_LISTED = 12
_SHORT = 60
_WIDTH = 240
#: A screen, and how much of it a fact may take: the first with which all of them fit.
_COLUMNS, _SCREEN = 80, 40
_FACT_WIDTHS = (6 * _COLUMNS, 3 * _COLUMNS, 2 * _COLUMNS)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="a name, or a rule code or slug")
    parser.add_argument("--kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    parser.add_argument("--json", action="store_true", help="one JSON object per name and line")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one answer per name; 3 when nothing is known of any of them."""
    from scanner.cli import rules  # noqa: PLC0415 (--help does not need the policy)
    from scanner.facts.explain import explain  # noqa: PLC0415 (opens the knowledge base)

    chosen = settings(arguments)
    policy: Policy | None = None
    answers = []
    known = False
    for name in arguments.names:
        if arguments.kind in {"rule", "regime"} or _names_policy(name, arguments.kind):
            policy = policy or _policy()
        rule = _rule(policy, name) if arguments.kind in {None, "rule"} else None
        if policy and (rule or arguments.kind == "rule"):
            found = rules.found(policy, name)
            known = True
            row = {"name": name, "kind": "rule", **rules.row(found)}
            answers.append(json.dumps(row) if arguments.json else rules.text(found, policy))
            continue
        answer = explain(
            name,
            arguments.kind,
            as_of=chosen.context.today,
            regimes=policy.regimes if policy else {},
        )
        known = known or answer["status"] != "unknown"
        answers.append(json.dumps(answer) if arguments.json else _text(answer))
    streams.out(("\n" if arguments.json else "\n\n").join(a.rstrip("\n") for a in answers) + "\n")
    return exits.CLEAN if known or arguments.json else exits.NOTHING


def _names_policy(name: str, kind: str | None) -> bool:
    return kind is None and bool(_RULE.match(name) or _POLICY_NAME.match(name))


def _policy() -> Policy:
    """Return the policy with every shipped rule, whatever profile is in use."""
    from scanner.policy.load import load, profile_names  # noqa: PLC0415 (only for rules, regimes)

    return load(profile_names())


def _rule(policy: Policy | None, name: str) -> bool:
    wanted = name.lower()
    return policy is not None and any(
        wanted in {rule.id.lower(), rule.slug} for rule in policy.rules
    )


def _text(answer: Explanation) -> str:
    """Return the answer with as many facts as fit on one screen, and as much of each."""
    lines = [visible(line, _WIDTH) for line in _lines(answer)]
    facts = [fact for fact in answer["facts"] if fact["claim"] != "identified"]  # told as steps
    room = _SCREEN - sum(map(_height, lines)) - 1
    cut = told = [_row("fact", _fact(fact)) for fact in facts[:_LISTED]]
    for width in _FACT_WIDTHS:
        cut = [visible(line, width) for line in told]
        if sum(map(_height, cut)) <= room:
            break
    while len(cut) > 1 and sum(map(_height, cut)) > room:
        cut.pop()
    more = len(facts) - len(cut)
    lines += [*cut, *([f"  and {more} more facts (--json has all)"] if more else [])]
    return "\n".join(lines)


def _height(line: str) -> int:
    """Return the rows of a screen that a line takes."""
    return -(-len(line) // _COLUMNS) or 1


def _lines(answer: Explanation) -> Iterator[str]:
    yield f"{answer['name']} ({answer['kind']}, {answer['status']})"
    if answer["canonical"] != answer["name"]:
        yield _row("is", answer["canonical"])
    for step in answer["steps"][:4]:
        yield _row("step", ": ".join(str(value) for value in step.values()))
    yield from _license(answer)
    if answer["publisher"]:
        yield _row(
            "publisher", f"{answer['publisher']}, {answer['country'] or 'country not known'}"
        )
    if answer["origin_country"]:
        yield _row("origin", f"{answer['origin_country']} (where the weights come from)")
    for names, label in ((answer["bases"], "made from"), (answer["distilled_from"], "distilled")):
        if names:
            yield _row(label, ", ".join(title_of(name) for name in names[:_LISTED]))
    yield from _terms(answer["terms"])
    if answer["status"] == "unknown":
        yield "  nothing is known of it here; unknown is not a permission"


def _row(label: str, text: str) -> str:
    return f"  {label + ':':<12}{text}"


def _license(answer: Explanation) -> Iterator[str]:
    if answer["license"] or answer["license_class"] != "unknown":
        title = f", {answer['license_name']}" if answer["license_name"] else ""
        stated = answer["license"] or "none stated"
        yield _row("licence", f"{stated} ({answer['license_class']}{title})")
    elif answer["kind"] in {"model", "package"}:
        yield _row("licence", "unknown")


def _terms(terms: Mapping[str, object]) -> Iterator[str]:
    """Yield what a licence or regime says: short words on one line, longer texts on their own."""
    if "commercial_use" in terms:
        from scanner.cli.license_terms import lines  # noqa: PLC0415 (a licence alone needs it)

        yield from (_row(label, text) for label, text in lines(terms))
        return
    words = []
    for key, value in terms.items():
        name = key.replace("_", " ")
        if value in ("unknown", "", None, False, []) or key in {"text_read", "others"}:
            continue
        if isinstance(value, str) and len(value) > _SHORT:
            yield _row(name, value)
        elif isinstance(value, str | bool | int):
            words.append(f"{name} {value}")
        else:
            yield _row(name, json.dumps(value, default=str))
    if words:
        yield _row("terms", "; ".join(words))


def _fact(fact: Mapping[str, object]) -> str:
    from scanner.report.claims import sentence  # noqa: PLC0415 (as above)
    from scanner.report.stored import claim  # noqa: PLC0415 (as above)

    made = claim(str(fact.get("claim")), fact.get("value"))
    said = str(fact.get("claim")) if made is None else sentence(made)
    day = fact.get("date") or "date not known"
    return f"{said} [{fact.get('source')}; {day}, {fact.get('basis')}]"
