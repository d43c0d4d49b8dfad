"""What every row must satisfy: ISO country codes, real days, known words, a source."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scanner.facts.tables.read import BadTable, Row, text

if TYPE_CHECKING:
    from collections.abc import Iterable

# ISO 3166-1 alpha-2, and XK for Kosovo (user-assigned; the EAR table and OFAC use it).
COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW XK
    """.split()  # noqa: SIM905 (a block of words reads better than 250 quoted ones)
)

#: Words of ``basis`` in the text tables, best first (the model's Basis values).
BASES = ("primary-text", "primary-reprint", "secondary", "repo-data", "general-knowledge")

STATES = frozenset(
    """
    announced in-force suspended enjoined not-enforced unconfirmed superseded withdrawn
    proposed enacted-not-effective rescinded
    """.split()  # noqa: SIM905 (a block of words reads better than 250 quoted ones)
)
CONTROL = frozenset({"known", "unverified", "disputed", "unknown", "consortium", "community"})
TERMS = frozenset({"yes", "no", "conditional", "unknown"})
BINDS = frozenset({"licensee-seat", "use", "distribution", "outputs"})

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_IN_TEXT = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")


#: Characters that stand in no name: control characters and halves of a pair.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def is_text(value: str) -> bool:
    """Say whether a name holds nothing that only a broken or hostile file holds."""
    return bool(value.strip()) and _NO_TEXT.search(value) is None


def need(*, ok: bool, at: str, problem: str) -> None:
    """Refuse the row unless ``ok``."""
    if not ok:
        raise BadTable(at, problem)


def day(value: object, at: str, key: str) -> str | None:
    """Return the ISO day in ``value``, ``None`` for an empty cell."""
    if value == "" or value is None:
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise BadTable(at, f"{key} is {value!r}, not a day")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise BadTable(at, f"{key} is {value!r}, not a day of the calendar") from None
    return value


def countries(codes: Iterable[str], at: str, key: str) -> list[str]:
    """Return the codes, each checked."""
    found = list(codes)
    for code in found:
        need(ok=code in COUNTRIES, at=at, problem=f"{key} holds {code!r}, not an ISO code")
    return found


def word(row: Row, key: str, words: frozenset[str], at: str) -> str:
    """Return the cell, which must be one of ``words``."""
    value = text(row, key)
    need(ok=value in words, at=at, problem=f"{key} is {value!r}")
    return value


def basis_of(row: Row, at: str, key: str = "basis") -> str:
    """Return the row's basis; general knowledge and 'unverified' go together."""
    basis = text(row, key)
    need(ok=basis in BASES, at=at, problem=f"{key} is {basis!r}")
    return basis


def as_of(row: Row, at: str) -> str | None:
    """Return the day the row was true: age of the copy read, else the day it was verified."""
    need(ok=bool(text(row, "source")), at=at, problem="source is missing")
    verified = text(row, "verified")
    need(ok=bool(verified), at=at, problem="verified is missing")
    if verified != "unverified":
        day(verified, at, "verified")
    for value in (text(row, "source_as_of"), verified):
        found = day_in(value)
        if found:
            return found
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_in(value: str) -> str | None:
    """Return the last day named in a text ("eCFR 2026-07-23"); a month counts as its first day."""
    found = None
    for year, month, number in _DAY_IN_TEXT.findall(value):
        written = f"{year}-{month}-{number or '01'}"
        found = written if _is_day(written) else found
    return found
