"""How often the licence we tell agrees with what a wheel states, on a folder of wheels.

Usage: python tests/bench/package_licenses.py FOLDER

For wheels with a PEP 639 expression the licence *texts* alone are judged against it: equal, part of
it (bundled code has further licences), none recognised, or different. Of the others, the sources
that disagree are listed for a person to read.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from scanner.facts import distributions
from scanner.facts.package_metadata import licenses
from scanner.model import license as spdx


def main() -> None:
    """Print the counts and each difference."""
    counts: Counter[str] = Counter()
    for item in distributions.archives(Path(sys.argv[1])):
        said = licenses(item.metadata, item.texts)
        counts["wheels"] += 1
        if not said:
            counts["nothing told"] += 1
            sys.stdout.write(f"nothing: {item.origin} {item.metadata.field[:60]!r}\n")
            continue
        stated = spdx.canonical(item.metadata.expression) if item.metadata.expression else None
        for other in said[1:]:
            if not spdx.agree(said[0].expression, other.expression):
                counts["with sources that disagree"] += 1
                line = f"{item.origin}: {said[0].how} {said[0].expression}"
                sys.stdout.write(f"differs: {line}; {other.how} {other.expression}\n")
                break
        if stated:
            counts["with an expression"] += 1
            text = next((other.expression for other in said if other.how == "text"), None)
            counts[f"text {_judged(stated, text)}"] += 1
    sys.stdout.write("\n".join(f"{count:5} {what}" for what, count in counts.items()) + "\n")


def _judged(stated: str, text: str | None) -> str:
    if text is None:
        return "none"
    if frozenset(spdx.leaves(spdx.parse(text))) == frozenset(spdx.leaves(spdx.parse(stated))):
        return "equal"
    return "part" if spdx.agree(stated, text) else "different"


if __name__ == "__main__":
    main()
