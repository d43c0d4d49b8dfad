"""``python -I -m scanner``: the command line."""

from __future__ import annotations

import sys

from scanner.cli import main as run


def main() -> int:
    """Run the command line."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
