"""The command line. Only this package prints or exits.

Each command is a module with ``add(parser)`` and ``run(arguments) -> exit code``; it is imported
only when it is called, so that ``flagstate --version`` and the hook start fast.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scanner.cli import exits
from scanner.version import VERSION

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from types import ModuleType

# ruff: noqa: PLC0415 (only what the command needs is imported: --version takes 50 ms)

#: Commands and what each does, in the order of the help text.
COMMANDS: dict[str, str] = {
    "scan": "list what a repository depends on, judge it, report",
    "explain": "what is known about a name or a rule, and from where",
    "alternatives": "what could be used instead of a model, judged by the same policy",
    "why": "the paths from the project to a component, and the places that name it",
    "hook": "judge what a commit or push adds, for the pre-commit framework",
    "sbom": "the inventory as a bill of materials, without judging it",
    "notice": "the attribution file: licences, texts and copyrights of what is passed on",
    "report": "render a stored JSON result in any format, without scanning again",
    "diff": "compare two stored results",
    "simulate": "what would change: another state of a law, listing or market",
    "rules": "list the rules of the profiles in use, or show one",
    "policy": "list, show, check and test policies",
    "config": "show, check or describe the configuration",
    "waiver": "add, list, check or prune waivers",
    "baseline": "create, update or show the findings known before",
    "data": "show, verify and renew the offline knowledge base",
    "init": "write a first configuration, asking what matters here",
    "doctor": "what this installation is, for a bug report",
    "completion": "a completion script for bash, zsh or fish",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends here."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"flagstate {VERSION}\n")
        return exits.CLEAN
    try:
        return _guarded(words)
    except KeyboardInterrupt:
        sys.stderr.write("flagstate: interrupted\n")
        return exits.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (``| head``); say nothing more to it, also not at exit.
        sys.stdout = None
        return exits.CLEAN
    except Exception as error:  # noqa: BLE001 (an uncaught exception would exit 1, which means findings)
        return _bug(error)


def parser_for(command: str) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    import argparse

    from scanner.cli.options import Formatter

    module = _module(command)
    parser = argparse.ArgumentParser(
        prog=f"flagstate {command}",
        description=module.__doc__,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    module.add(parser)
    return parser


def _guarded(words: list[str]) -> int:
    from scanner.model.errors import ConfigError, ConfigErrors, NothingToScan

    try:
        if not words or words[0] in {"-h", "--help", "help"}:
            return _help(words)
        command, rest = words[0], words[1:]
        if command not in COMMANDS:
            return _unknown(command)
        parser = parser_for(command)
        # what follows "--" is no flag, which mixing flags and names would forget
        parse = parser.parse_args if "--" in rest else parser.parse_intermixed_args
        arguments = parse(rest)
        return int(_module(command).run(arguments))
    except SystemExit as stop:  # argparse: 0 after --help, 2 after a usage error
        return stop.code if isinstance(stop.code, int) else exits.USAGE
    except ConfigError as error:
        for each in error.errors if isinstance(error, ConfigErrors) else (error,):
            sys.stderr.write(f"flagstate: {_visible(str(each))}\n")
        return exits.USAGE
    except NothingToScan as error:
        sys.stderr.write(f"flagstate: nothing to scan: {_visible(str(error))}\n")
        return exits.NOTHING


def _module(command: str) -> ModuleType:  # noqa: C901, PLR0911, PLR0912 (one case per command)
    match command:
        case "scan":
            from scanner.cli import scan

            return scan
        case "hook":
            from scanner.cli import hook

            return hook
        case "report":
            from scanner.cli import report

            return report
        case "config":
            from scanner.cli import config

            return config
        case "explain":
            from scanner.cli import explain

            return explain
        case "why":
            from scanner.cli import why

            return why
        case "policy":
            from scanner.cli import policy

            return policy
        case "notice":
            from scanner.cli import notice

            return notice
        case "sbom":
            from scanner.cli import sbom

            return sbom
        case "init":
            from scanner.cli import init

            return init
        case "waiver":
            from scanner.cli import waiver

            return waiver
        case "baseline":
            from scanner.cli import baseline

            return baseline
        case "diff":
            from scanner.cli import diff

            return diff
        case "rules":
            from scanner.cli import rules

            return rules
        case "data":
            from scanner.cli import data

            return data
        case "doctor":
            from scanner.cli import doctor

            return doctor
        case "completion":
            from scanner.cli import completion

            return completion
        case "simulate":
            from scanner.cli import simulate

            return simulate
        case "alternatives":
            from scanner.cli import alternatives

            return alternatives
        case _:
            raise KeyError(command)


def _help(words: list[str]) -> int:
    if words[:1] == ["help"] and words[1:2] and words[1] in COMMANDS:
        parser_for(words[1]).print_help()
        return exits.CLEAN
    width = max(len(name) for name in COMMANDS)
    lines = [
        "usage: flagstate COMMAND [OPTIONS]",
        "",
        "Tells which flags your software sails under: licence, publisher, jurisdiction, lineage",
        "and export facts of its packages, models, datasets, services and accelerators.",
        "",
        *(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items()),
        "",
        "flagstate COMMAND --help tells more. flagstate --version prints the version.",
        "",
        "exit codes, the first that applies:",
        *(f"  {code:<3} {meaning}" for code, meaning in exits.MEANINGS),
    ]
    stream = sys.stdout if words else sys.stderr
    stream.write("\n".join(lines) + "\n")
    return exits.CLEAN if words else exits.USAGE


def _unknown(command: str) -> int:
    import difflib

    close = difflib.get_close_matches(command[:80], COMMANDS, n=1)
    hint = f"did you mean {close[0]!r}?" if close else "see `flagstate --help`"
    if command.startswith(("-", ".", "/")):
        hint = f"did you mean `flagstate scan {command}`?"
    sys.stderr.write(f"flagstate: unknown command {_visible(repr(command))}\n  hint: {hint}\n")
    return exits.USAGE


def _visible(text: str) -> str:
    from scanner.report.escape import visible

    return "\n".join(visible(line, 2000) for line in text.splitlines())


def _bug(error: Exception) -> int:
    import platform
    import traceback

    sys.stderr.write("".join(traceback.format_exception(error)))
    sys.stderr.write(
        "\nflagstate: a bug in flagstate, not a finding. Please report it with the text above,\n"
        f"  version {VERSION}, Python {platform.python_version()}, {platform.system()}\n"
    )
    return exits.BUG
