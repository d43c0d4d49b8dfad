"""Lists, shows, checks and tests policies.

``policy list`` names the shipped profiles. ``policy show`` prints what the profiles in use amount
to: settings, assumed context, rules by level. ``policy check FILE`` reads policy files and says
what is wrong with them, and which outcome of a rule no test shows. ``policy test`` runs the tests
inside the rules, shipped or of FILEs. ``policy explain RULE`` is ``rules show RULE``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import exits, rules, streams
from scanner.cli.options import add_configuration, settings
from scanner.model.context import Context
from scanner.model.errors import ConfigError, ConfigErrors
from scanner.model.fact import Fact
from scanner.model.inventory import Inventory

if TYPE_CHECKING:
    import argparse

    from scanner.model.component import Component
    from scanner.model.rule import Policy

# ruff: noqa: PLC0415 (--help does not need the policy)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument(
        "what", choices=("list", "show", "check", "test", "explain"), help="what to do"
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="check, test: policy files; explain: a rule"
    )
    parser.add_argument("--json", action="store_true", help="list, show: print JSON")
    add_configuration(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one of the five."""
    actions = {"list": _list, "show": _show, "check": _check, "test": _test, "explain": _explain}
    return actions[arguments.what](arguments)


def _list(arguments: argparse.Namespace) -> int:
    from scanner.policy.load import load, profile_names

    rows = []
    for name in profile_names():
        policy = load((name,))
        title = next(each.title for each in policy.profiles if each.name == name)
        rows.append({"profile": name, "title": title, "rules": len(policy.rules)})
    if arguments.json:
        streams.out(json.dumps(rows, indent=2) + "\n")
        return exits.CLEAN
    width = max(len(str(row["profile"])) for row in rows)
    lines = [
        f"{row['profile']:<{width}}  {row['rules']:>3} rules  {row['title']}\n" for row in rows
    ]
    streams.out("".join(lines))
    return exits.CLEAN


def _show(arguments: argparse.Namespace) -> int:
    policy = _in_use(arguments)
    if arguments.json:
        document = {
            "profiles": [profile.name for profile in policy.profiles],
            "digest": policy.digest,
            "settings": asdict(policy.settings),
            "context": {key: each.value for key, each in sorted(policy.context.items())},
            "rules": [rules.row(rule) for rule in sorted(policy.rules, key=lambda rule: rule.id)],
        }
        streams.out(json.dumps(document, indent=2, default=str) + "\n")
        return exits.CLEAN
    lines = [f"profiles: {', '.join(profile.name for profile in policy.profiles)}"]
    lines.append(f"digest:   {policy.digest}")
    for key, each in sorted(policy.context.items()):
        lines.append(f"assumed:  {key} = {json.dumps(each.value)} ({each.origin})")
    for key, value in asdict(policy.settings).items():
        if value:
            lines.append(f"setting:  {key.replace('_', '-')} = {json.dumps(value, default=str)}")
    counts = Counter(rule.severity.value for rule in policy.rules)
    lines.append("rules:    " + ", ".join(f"{counts[word]} {word}" for word in sorted(counts)))
    lines += [f"warning:  {warning}" for warning in policy.warnings]
    streams.out("\n".join(lines) + "\n")
    return exits.CLEAN


def _check(arguments: argparse.Namespace) -> int:
    from scanner.policy.kinds import missing

    policy = _in_use(arguments)
    problems = [
        ConfigError(rule.at, problem, hint)
        for rule in policy.rules
        for problem, hint in missing(rule)
    ]
    if problems:
        raise ConfigErrors(problems)
    read = ", ".join(arguments.names) or ", ".join(profile.name for profile in policy.profiles)
    sys.stderr.write(f"flagstate: {read}: nothing wrong, {len(policy.rules)} rules\n")
    return exits.CLEAN


def _test(arguments: argparse.Namespace) -> int:
    from scanner.policy.load import load, profile_names
    from scanner.policy.testing import test

    policy = _in_use(arguments) if arguments.names else load(profile_names())
    results = test(policy, _facts_of)
    failed = [result for result in results if not result.passed]
    for result in failed:
        streams.out(f"{result.at}: {result.rule}: wants {result.want}, gets {result.got}\n")
    sys.stderr.write(f"flagstate: {len(results)} tests of rules, {len(failed)} failed\n")
    return exits.FINDINGS if failed else exits.CLEAN


def _facts_of(component: Component) -> tuple[Fact, ...]:
    """Return what the knowledge base says of a component that a test only names."""
    from scanner.facts.embedded import SOURCE
    from scanner.policy.testing import DEFAULT_DAY

    inventory = Inventory(components=(component,))
    found = SOURCE.gather(inventory, Context(today=DEFAULT_DAY))
    return tuple(fact for fact in found if isinstance(fact, Fact))


def _explain(arguments: argparse.Namespace) -> int:
    if len(arguments.names) != 1:
        raise ConfigError("policy explain", "needs one rule", "policy explain LIC002")
    policy = _in_use(arguments)
    streams.out(rules.text(rules.found(policy, arguments.names[0]), policy))
    return exits.CLEAN


def _in_use(arguments: argparse.Namespace) -> Policy:
    """Return the policy of the configuration, with the files named on the command line on top."""
    from scanner.policy.load import load

    chosen = settings(arguments)
    files: tuple[Path, ...] = ()
    if arguments.what in {"check", "test"}:
        files = tuple(Path(name) for name in arguments.names)
    for path in files:
        if not path.is_file():
            raise ConfigError(str(path), "there is no such file")
    return load(chosen.profiles, overlays=(*chosen.overlays, *files), settings=chosen.policy)
