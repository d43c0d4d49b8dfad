"""Lists the rules of the profiles in use, or shows one of them.

``rules list`` prints code, level, slug and title. ``rules show LIC002`` takes a code or a slug and
prints what it asks, what it rests on and what to do.
"""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from scanner.cli import exits, streams
from scanner.cli.options import add_configuration, settings
from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scanner.model.rule import Policy, Rule


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("what", choices=("list", "show"), help="what to do")
    parser.add_argument("rule", nargs="?", metavar="RULE", help="show: a code or a slug")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rules."""
    from scanner.policy.load import load  # noqa: PLC0415 (--help does not need it)

    chosen = settings(arguments)
    policy = load(chosen.profiles, overlays=chosen.overlays, settings=chosen.policy)
    rules = sorted(policy.rules, key=lambda rule: rule.id)
    if arguments.what == "show":
        if not arguments.rule:
            raise ConfigError("flagstate rules show", "no rule is named", "rules show LIC002")
        rules = [found(policy, arguments.rule)]
    if arguments.json:
        rows = [row(rule) for rule in rules]
        streams.out(json.dumps(rows if arguments.what == "list" else rows[0], indent=2) + "\n")
    elif arguments.what == "list":
        width = max((len(rule.slug) for rule in rules), default=0)
        streams.out(
            "".join(
                f"{rule.id}  {rule.severity.value:<7}  {rule.slug:<{width}}  {rule.title}\n"
                for rule in rules
            )
        )
    else:
        streams.out(text(rules[0], policy))
    return exits.CLEAN


def found(policy: Policy, name: str) -> Rule:
    """Return the rule of that code or slug.

    Raises:
        ConfigError: there is none in these profiles.

    """
    wanted = name.lower()
    for rule in policy.rules:
        if wanted in {rule.id.lower(), rule.slug.lower()}:
            return rule
    known = [word for rule in policy.rules for word in (rule.id, rule.slug)]
    close = difflib.get_close_matches(name[:80], known, n=1)
    hint = f"did you mean {close[0]!r}?" if close else "see `flagstate rules list`"
    raise ConfigError(name, "is no rule of these profiles", hint)


def row(rule: Rule) -> dict[str, object]:
    """Return the rule as plain JSON values."""
    return {
        "code": rule.id,
        "slug": rule.slug,
        "family": rule.family,
        "title": rule.title,
        "why": rule.why,
        "applies_to": list(rule.applies_to),
        "severity": rule.severity.value,
        "regimes": [each.regime for each in rule.applications if each.regime],
        "message": rule.message,
        "question": rule.question,
        "remedy": rule.remedy,
        "references": list(rule.references),
        "waivable": rule.waivable,
        "defined_at": rule.at,
    }


def text(rule: Rule, policy: Policy) -> str:
    """Return the rule as a page for a terminal."""
    lines = [f"{rule.id} {rule.slug} ({rule.severity.value}): {rule.title}"]
    if rule.why:
        lines += ["", rule.why]
    lines += ["", f"about:     {', '.join(rule.applies_to)}", f"says:      {rule.message}"]
    if rule.undecided_message:
        lines.append(f"undecided: {rule.undecided_message}")
    if rule.question:
        lines.append(f"asks:      {rule.question}")
    lines.append(f"do:        {rule.remedy}")
    for each in rule.applications:
        regime = policy.regimes.get(each.regime or "")
        if regime:
            lines.append(f"regime:    {regime.id}: {regime.title} ({regime.citation})")
            for period in regime.periods:
                end = period.end.isoformat() if period.end else "…"
                lines.append(f"           {period.start.isoformat()} to {end}: {period.state}")
    lines += [f"reference: {reference}" for reference in rule.references]
    lines.append(f"defined:   {rule.at}" + ("" if rule.waivable else "; cannot be waived"))
    return "\n".join(lines) + "\n"
