"""Prints a completion script for a shell, made from the commands and their flags.

For bash, add ``source <(flagstate completion bash)`` to your start-up file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.cli import COMMANDS, exits, parser_for, streams

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the flags of this command."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    makers = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    streams.out(makers[arguments.shell]())
    return exits.CLEAN


def words() -> dict[str, list[tuple[str, str]]]:
    """Return {command: [(flag or choice, what it does)]}."""
    found: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        rows = found[command] = []
        for action in parser_for(command)._actions:  # noqa: SLF001 (argparse has no public list)
            what = (action.help or "").split("\n")[0]
            names = action.option_strings or [str(choice) for choice in action.choices or ()]
            rows += [(name, what) for name in names]
    return found


def _bash() -> str:
    cases = "\n".join(
        f"    {command}) words='{' '.join(name for name, _ in rows)}' ;;"
        for command, rows in words().items()
    )
    return f"""\
_flagstate() {{
  local words='{" ".join(COMMANDS)} --help --version'
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  [ "$COMP_CWORD" -gt 1 ] || words='{" ".join(COMMANDS)} --help --version'
  COMPREPLY=($(compgen -W "$words" -f -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o filenames -F _flagstate flagstate
"""


def _zsh() -> str:
    return f"#compdef flagstate\nautoload -U +X bashcompinit && bashcompinit\n{_bash()}"


def _fish() -> str:
    lines = [
        f"complete -c flagstate -n __fish_use_subcommand -a {command} -d '{_quoted(what)}'"
        for command, what in COMMANDS.items()
    ]
    for command, rows in words().items():
        seen = f"-n '__fish_seen_subcommand_from {command}'"
        for name, what in rows:
            flag = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            kind = flag if name.startswith("-") else f"-a {name}"
            lines.append(f"complete -c flagstate {seen} {kind} -d '{_quoted(what)}'")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
