"""Screen a name against the restricted-party lists: possible matches with a score, never certainty.

A name on a list is a *possible match* until a person confirms it; no match is not a clearance. A
curated link between an organisation and an entry is stronger than any similarity, and is reported
as curated. Only names of organisations are screened: the lists' people, vessels and aircraft are
not in the tables.

Similarity is that of ``rapidfuzz`` when it is installed (extra ``screening``), else of the words
that both names share; the second finds fewer misspellings.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scanner.facts.knowledge import Knowledge, day_of, default, tables
from scanner.facts.tables.parties import COMMON, words
from scanner.model.fact import Basis, Fact, Listed, Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

#: Least score, 0 to 100, of a possible match that is reported.
SCORE = 88
#: Least score at which a publisher's name becomes a fact without anybody having asked.
PUBLISHER_SCORE = 95
#: Entries that share a rare word with the name and are compared, at most.
CANDIDATES = 400
#: Fewest telling words on both sides for which legal forms and places are left out.
_TELLING_WORDS = 2
#: Longest name that is screened, in characters.
NAME_LIMIT = 200


class Match(NamedTuple):
    """One entry that the name resembles. ``match`` is possible or curated."""

    list: str
    name: str  # the listed name that was closest: the name of the entry or an alias
    entry: str
    score: int
    match: str
    country: str
    citation: str
    requirement: str
    first_listed: date | None
    published: date | None


def screen(
    name: str, *, knowledge: Knowledge | None = None, least: int = SCORE
) -> tuple[Match, ...]:
    """Return the entries that ``name`` resembles, best score first."""
    known = knowledge or default()
    text = name[:NAME_LIMIT]
    found = [*_curated(known, text), *_possible(known, text, least)]
    best: dict[tuple[str, str], Match] = {}
    for match in found:
        place = (match.list, match.entry)
        if place not in best or match.score > best[place].score:
            best[place] = match
    return tuple(sorted(best.values(), key=lambda m: (-m.score, m.list, m.entry)))


def listed(
    knowledge: Knowledge, about: str, organisation: Mapping[str, object], role: str
) -> Iterator[Fact]:
    """Yield possible matches of a publisher's name as facts: they lead to undecided at most.

    Lists that a curated listing already speaks of are left out, and so is an entry of another
    country than the organisation's. Hong Kong counts as CN, as the EAR has it.
    """
    found = organisation.get("listings")
    curated = (
        {item["list"] for item in found if isinstance(item, dict)}
        if isinstance(found, list)
        else set()
    )
    home = _places(str(organisation.get("country") or ""))
    name = str(organisation["title"])
    for match in _screened(knowledge, name):
        away = _places(match.country)
        if match.match == "curated" or match.list in curated or (home and away and not home & away):
            continue
        yield Fact(
            about=about,
            claim=Listed(
                list=match.list,
                organisation=str(organisation["id"]),
                listed_name=match.name,
                match="possible",
                role=role,
                restricts=match.requirement,
                citation=match.citation,
                first_listed=match.first_listed,
                from_day=match.first_listed or match.published,
                score=match.score,
            ),
            provenance=Provenance(
                source="restricted_parties",
                reference=f"{match.list}: {match.entry}; compared with {name!r}",
                as_of=_lists_as_of(knowledge),
                basis=Basis.PRIMARY_REPRINT,
            ),
        )


@lru_cache(maxsize=4096)
def _screened(knowledge: Knowledge, name: str) -> tuple[Match, ...]:
    return screen(name, knowledge=knowledge, least=PUBLISHER_SCORE)


def _places(country: str) -> set[str]:
    return {"CN" if code == "HK" else code for code in country.split(";") if code}


@lru_cache(maxsize=4)
def _lists_as_of(knowledge: Knowledge) -> date | None:
    return min(
        (row.as_of for row in tables(knowledge) if row.table.startswith("list-")), default=None
    )


def _curated(known: Knowledge, name: str) -> Iterator[Match]:
    for row in known.list("party-link", name.lower()):
        if isinstance(row, dict):
            yield Match(
                list=row["list"],
                name=row["name"],
                entry=row["name"],
                score=100,
                match="curated",
                country=";".join(row["country"]),
                citation=row["citation"],
                requirement=row["requirement"],
                first_listed=day_of(row["first_listed"]),
                published=day_of(row["published"]),
            )


def _possible(known: Knowledge, name: str, least: int) -> Iterator[Match]:
    wanted = words(name)
    rare = [word for word in wanted if word not in COMMON]
    if not rare:
        return
    numbers: dict[int, int] = {}
    for word in dict.fromkeys(rare):
        for number in known.list("party-word", word)[:CANDIDATES]:
            numbers[int(str(number))] = numbers.get(int(str(number)), 0) + 1
    order = sorted(numbers, key=lambda number: (-numbers[number], number))[:CANDIDATES]
    ratio = _ratio()
    for number in order:
        row = Party(known, known.list("party", str(number)))
        scored = max((_similar(ratio, wanted, words(each)), each) for each in row.names)
        if scored[0] >= least:
            yield row.match(scored[1], scored[0])


def _similar(ratio: Callable[[str, str], int], first: list[str], second: list[str]) -> int:
    """Compare whole names, and what is left of both without the words that many names have."""
    whole = ratio(" ".join(first), " ".join(second))
    bare = [[word for word in each if word not in COMMON] for each in (first, second)]
    if min(len(each) for each in bare) < _TELLING_WORDS:
        return whole
    # Slightly less than equal: a word that was left out may have told them apart.
    return max(whole, ratio(" ".join(bare[0]), " ".join(bare[1])) - 2)


class Party:
    """One entry of the list tables, as the build wrote it."""

    def __init__(self, known: Knowledge, cells: tuple[object, ...]) -> None:
        self._texts = known.whole("party-texts")
        self._cells = (*cells, *(None,) * (9 - len(cells)))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the entry's name and its aliases."""
        aliases = self._cells[2]
        return (str(self._cells[1]), *(aliases if isinstance(aliases, list) else ()))

    def match(self, name: str, score: int) -> Match:
        """Return the entry as a possible match of this score."""
        country = self._cells[3]
        return Match(
            list=str(self._cells[0]),
            name=name,
            entry=str(self._cells[1]),
            score=score,
            match="possible",
            country=";".join(country) if isinstance(country, list) else "",
            citation=self._text(6),
            requirement=self._text(7),
            first_listed=day_of(self._cells[5]),
            published=day_of(self._cells[4]),
        )

    def _text(self, cell: int) -> str:
        number = self._cells[cell]
        return str(self._texts[number]) if isinstance(number, int) else ""


@lru_cache(maxsize=1)
def _ratio() -> Callable[[str, str], int]:
    """Return the similarity of two names, 0 to 100."""
    try:
        from rapidfuzz import fuzz  # noqa: PLC0415 (an extra)
    except ImportError:
        return shared_words

    def similarity(first: str, second: str) -> int:
        return round(max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)))

    return similarity


def shared_words(first: str, second: str) -> int:
    """Return how many of the words two names share, of those that tell companies apart."""
    one = set(first.split()) - COMMON
    two = set(second.split()) - COMMON
    return round(200 * len(one & two) / (len(one) + len(two))) if one and two else 0
