"""Whether a dependency's licence goes with the project's own, for the way it is distributed.

What it reads
    The OSADL compatibility matrix: rows are the licence of the whole (outbound), columns that of a
    part (inbound). Expressions are read as trees: one option of a choice is enough, every term of a
    conjunction binds.

Why
    The matrix answers for code joined into one work and passed on. Used only inside a company, or
    as a service, most conditions are never met: the mode decides what is asked at all.

    ========  ==========================================================================
    internal  nothing is passed on: no condition of distribution applies
    saas      only network copyleft (AGPL and kin) binds who offers a service
    source    the own source is passed on; packages come from elsewhere under their terms
    binary    the whole is passed on: the matrix answers
    device    as binary; GPL-3.0 family licences ask for installation information as well
    ========  ==========================================================================

Limits
    A Python package that is only imported stays a work of its own: weak copyleft (LGPL, MPL, EPL)
    that the matrix refuses for one work is answered yes here, with its obligation.

Source: OSADL licence compatibility matrix (CC-BY-4.0), ``policies/compatibility.csv``.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner.model import license as spdx
from scanner.model.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODES = ("internal", "saas", "source", "binary", "device")
_YES, _SAME, _NO = "Yes", "Same", "No"
_INSTALLATION = ("GPL-3.0", "LGPL-3.0", "AGPL-3.0")


class Verdict(NamedTuple):
    """An answer, its reason, and what has to be done for it to hold."""

    answer: Answer
    reason: str
    obligation: str = ""


def compatible(inbound: str, outbound: str, mode: str, class_of: Callable[[str], str]) -> Verdict:
    """Return whether a part under ``inbound`` may go into a whole under ``outbound``.

    ``class_of`` gives the class of one licence id. An expression that cannot be read is unknown.
    """
    try:
        part, whole = spdx.parse(inbound), spdx.parse(outbound)
    except spdx.BadExpression as error:
        return Verdict(Answer.UNKNOWN, str(error))
    return _tree(part, whole, mode, class_of)


def _tree(
    part: spdx.Expression, whole: spdx.Expression, mode: str, class_of: Callable[[str], str]
) -> Verdict:
    match part:
        case spdx.AnyOf(options):
            verdicts = [_tree(option, whole, mode, class_of) for option in options]
            return _best(verdicts, (Answer.YES, Answer.UNKNOWN, Answer.NO))
        case spdx.AllOf(terms):
            verdicts = [_tree(term, whole, mode, class_of) for term in terms]
            worst = _best(verdicts, (Answer.NO, Answer.UNKNOWN, Answer.YES))
            duties = dict.fromkeys(v.obligation for v in verdicts if v.obligation)
            return worst._replace(obligation="; ".join(duties))
        case spdx.License() | spdx.With():
            return _against(part, whole, mode, class_of)


def _against(
    part: spdx.Leaf, whole: spdx.Expression, mode: str, class_of: Callable[[str], str]
) -> Verdict:
    match whole:
        case spdx.AnyOf(options):  # the whole is offered under each: the part must go with all
            verdicts = [_against(part, option, mode, class_of) for option in options]
            return _best(verdicts, (Answer.NO, Answer.UNKNOWN, Answer.YES))
        case spdx.AllOf(terms):
            verdicts = [_against(part, term, mode, class_of) for term in terms]
            return _best(verdicts, (Answer.NO, Answer.UNKNOWN, Answer.YES))
        case spdx.License() | spdx.With():
            return _pair(spdx.text(part), spdx.text(whole), mode, class_of)


def _best(verdicts: list[Verdict], order: tuple[Answer, ...]) -> Verdict:
    return min(verdicts, key=lambda verdict: order.index(verdict.answer))


def _pair(part: str, whole: str, mode: str, class_of: Callable[[str], str]) -> Verdict:
    kind = class_of(part)
    if mode == "internal":
        return Verdict(Answer.YES, "used inside the organisation: nothing is passed on")
    if mode == "saas":
        return _served(part, kind)
    answer = matrix().get(whole, {}).get(part, "")
    if answer in {_YES, _SAME} or part == whole:
        return Verdict(Answer.YES, f"{part} goes into {whole} (OSADL)", _duty(part, kind, mode))
    if kind == "permissive" and not answer:
        reason = f"{part} is permissive; the matrix does not list the pair"
        return Verdict(Answer.YES, reason, _duty(part, kind, mode))
    if kind == "weak-copyleft":
        return Verdict(
            Answer.YES,
            f"{part} binds its own files or library: a package that is imported stays apart",
            _duty(part, kind, mode),
        )
    if mode == "source" and kind == "strong-copyleft":
        return Verdict(
            Answer.UNKNOWN,
            f"whether code that imports a package under {part} must be under it too is disputed",
        )
    if answer == _NO:
        return Verdict(Answer.NO, f"{part} does not go into {whole} (OSADL)")
    reason = "depends on how they are joined" if answer.startswith("Check") else "not in the matrix"
    return Verdict(Answer.UNKNOWN, f"{part} into {whole}: {reason} (OSADL)")


def _served(part: str, kind: str) -> Verdict:
    if kind == "network-copyleft":
        return Verdict(
            Answer.UNKNOWN,
            f"{part} asks that users of the service get the source of what is under it",
            f"offer users of the service the source of the modified part under {part}",
        )
    if kind == "unknown":
        return Verdict(Answer.UNKNOWN, f"what {part} asks of a service is not known")
    return Verdict(Answer.YES, f"{part} asks nothing of a service that passes no copy on")


def _duty(part: str, kind: str, mode: str) -> str:
    if mode == "source":
        return ""
    duties = ["keep its copyright notice and licence text"]
    if kind == "weak-copyleft":
        duties.append("offer its source with your changes, and let users replace it")
    elif kind in {"strong-copyleft", "network-copyleft"}:
        duties.append("offer the complete source of the whole under it")
    if mode == "device" and part.startswith(_INSTALLATION):
        duties.append("give the installation information for the device")
    return "; ".join(duties)


@lru_cache(maxsize=1)
def matrix() -> Mapping[str, Mapping[str, str]]:
    """Return ``{outbound: {inbound: answer}}`` of the shipped matrix."""
    from scanner.policy.load import folder  # noqa: PLC0415 (load reads the predicates that ask here)

    with (folder() / "compatibility.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    columns = rows[0][1:]
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows[1:]}
