"""Recognise the licence of a text: SPDX tags, standard texts, and the texts of model licences.

What it reads
    ``SPDX-License-Identifier`` tags; texts on the SPDX list, by ``licenseclassifier``; model
    licences (Llama, Gemma, OpenRAIL, …), which are on no list, by fingerprints of ours.

Why
    Metadata is often silent or says only "BSD License"; the text beside it decides.

Limits
    A model licence is recognised when nothing of its text is changed; a text with a changed clause
    is called ``LicenseRef-altered-…``, of unknown class, never the licence itself. Texts of
    the SPDX list are recognised while most of them stays. A file that only mentions a licence is
    not that licence.

Source: ``data/license_fingerprints.json``, made from the texts of the ScanCode LicenseDB
(CC-BY-4.0) and of the repositories that a row names.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scanner.model import license as spdx

#: Longest text that is read, in characters; the longest licence of the list has 120,000.
TEXT_LIMIT = 400_000
#: Before the name of a licence: a text that differs from it in some clause.
ALTERED = "LicenseRef-altered-"
#: Least share of a text, in percent, that standard texts must cover for it to be a licence text.
COVERAGE_PERCENT = 60.0

#: Share of a text from which a model licence in it is what the text is.
WHOLE_SHARE = 0.5

#: What those write who put a condition under a standard text: it is that text no more.
_ADDED = re.compile(
    r"commons\s+clause|our\s+only\s+modification|this\s+modified\s+(?:mit|bsd|apache)"
    r"|monthly\s+active\s+users|(?:monthly|annual)\s+(?:recurring\s+)?revenue",
    re.IGNORECASE,
)
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+\-() ]{1,200})")


class Recognised(NamedTuple):
    """One licence found in a text; offsets in characters.

    ``how``: tag, text (of the SPDX list), fingerprint, clauses (a fingerprint made from quoted
    clauses), altered.
    """

    expression: str
    how: str
    start: int = 0
    end: int = 0


def recognise(text: str, *, coverage_percent: float = COVERAGE_PERCENT) -> tuple[Recognised, ...]:
    """Return the licences a text is, in the order of the text; empty when it is none we know.

    ``coverage_percent`` is the least share of the text that standard texts must cover. A file whose
    name says that it is the licence needs less: who wrote it and what it bundles stand there too.
    """
    text = text[:TEXT_LIMIT]
    tags = tuple(tagged(text))
    model = _model_license(text)
    if model and model.end - model.start >= WHOLE_SHARE * len(text):
        return (*tags, model)  # standard clauses inside it are its own
    found = [*_standard(text, coverage_percent), *([model] if model else [])]
    return (*tags, *sorted(found, key=lambda item: item.start))


def _model_license(text: str) -> Recognised | None:
    """Return the model licence that a text holds, or is an edit of."""
    from scanner.facts import fingerprints  # noqa: PLC0415 (5 ms; few scans read licence texts)

    match = fingerprints.best_match(text)
    if match is None:
        return None
    name, how = match.fingerprint.expression, "altered"
    if match.exact:
        how = "fingerprint" if match.fingerprint.whole else "clauses"
    else:
        name = ALTERED + name.removeprefix("LicenseRef-")
    # Quoted clauses are not all of their licence: how much of the text it is is not known.
    start = int(match.start * len(text)) if match.fingerprint.whole else 0
    part = match.part if match.fingerprint.whole else 1.0
    return Recognised(name, how, start, min(start + int(part * len(text)) + 1, len(text)))


def tagged(text: str) -> list[Recognised]:
    """Return the valid expressions of ``SPDX-License-Identifier`` tags."""
    found: dict[str, Recognised] = {}
    for match in _TAG.finditer(text):
        expression = spdx.canonical(match[1].strip().rstrip("*/-> "))
        if expression:
            item = Recognised(expression, "tag", match.start(), match.end())
            found.setdefault(expression, item)
    return list(found.values())


def _standard(text: str, coverage_percent: float) -> list[Recognised]:
    from licenseclassifier import identify_license  # noqa: PLC0415 (loads its patterns once)

    found: dict[str, Recognised] = {}
    for match in identify_license(text, coverage_percent):
        expression = spdx.canonical(match.id)
        around = f"{text[: match.start]} {text[match.end :]}"
        if expression and _ADDED.search(around):
            expression = ALTERED + expression
        if expression:
            how = "altered" if expression.startswith(ALTERED) else "text"
            item = Recognised(expression, how, match.start, match.end)
            found.setdefault(expression, item)
    return list(found.values())
