"""Where output goes: exactly one report on stdout, everything else on stderr."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.model.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from rich.console import Console

    from scanner.model.scan import Scan

_PIPE_WIDTH = 100


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say what is printed and written."""
    from scanner.report import REPORTERS  # noqa: PLC0415 (only commands that report)

    names = [reporter.id for reporter in REPORTERS]
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        choices=names,
        default="text",
        metavar="FORMAT",
        help=f"what goes to stdout: {', '.join(names)} (default: text)",
    )
    group.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="write this format to a file as well, repeatable",
    )
    group.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: auto"
    )
    group.add_argument(
        "-q", "--quiet", action="count", default=0, help="findings and summary only; -qq: nothing"
    )
    group.add_argument(
        "-v", "--verbose", action="count", default=0, help="list everything, shorten nothing"
    )


def outputs(arguments: argparse.Namespace) -> tuple[tuple[str, Path], ...]:
    """Return the (format, path) pairs of ``-o``, checked before any work is done.

    Raises:
        ConfigError: a format is unknown or a folder does not exist.

    """
    from scanner.report import REPORTERS  # noqa: PLC0415 (only commands that report)

    names = [reporter.id for reporter in REPORTERS]
    pairs = []
    for item in arguments.output:
        name, separator, target = item.partition("=")
        if not separator or not target or name not in names:
            raise ConfigError(f"-o {item}", "is no FORMAT=PATH", f"formats: {', '.join(names)}")
        if not Path(target).absolute().parent.is_dir():
            raise ConfigError(f"-o {item}", "there is no such folder")
        pairs.append((name, Path(target)))
    return tuple(pairs)


def emit(scan: Scan, arguments: argparse.Namespace) -> None:
    """Print the report of ``--format`` and write the files of ``-o``."""
    from scanner.report import reporter  # noqa: PLC0415 (only commands that report)

    for name, path in outputs(arguments):
        _write(path, reporter(name).render(scan))
    if arguments.quiet > 1:
        return
    if arguments.format == "text":
        from scanner.report import terminal  # noqa: PLC0415 (rich is slow to import)
        from scanner.report.escape import lines  # noqa: PLC0415 (as above)

        stream = io.StringIO()
        console = _console(stream, arguments.color)
        terminal.write(scan, console, verbose=arguments.verbose > 0, quiet=arguments.quiet > 0)
        text = lines(stream.getvalue())
    else:
        text = reporter(arguments.format).render(scan)
    out(text)


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise ConfigError(f"-o {path}", f"cannot write: {error.strerror}") from error


def out(text: str) -> None:
    """Write to stdout; what its encoding cannot hold is replaced, never an error."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding, "replace"))
    stream.flush()


def coloured(choice: str) -> bool:
    """Return whether stdout gets colour: flag, NO_COLOR, FORCE_COLOR, then whether a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _console(stream: io.StringIO, choice: str) -> Console:
    """Return a console that writes to ``stream`` what stdout can show."""
    from rich.console import Console  # noqa: PLC0415 (slow to import)

    colour = coloured(choice)
    width = os.environ.get("COLUMNS", "")
    fixed = int(width) if width.isdecimal() and width.isascii() and int(width) else None
    if fixed is None and sys.stdout.isatty():
        fixed = max(os.get_terminal_size(sys.stdout.fileno()).columns, 60)
    return Console(
        file=stream,
        width=fixed or _PIPE_WIDTH,
        color_system="256" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        emoji=False,  # its table takes 2 ms to import, and ":name:" in a text is no emoji
    )
