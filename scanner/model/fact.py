"""One claim about one component, from one named source, true on one date."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Basis(str, Enum):
    """How good a source is, best first. The order is the documented ranking."""

    CONCLUDED = "concluded"  # a curation of the project
    PRIMARY_TEXT = "primary-text"
    PRIMARY_REPRINT = "primary-reprint"
    SECONDARY = "secondary"
    REPO_DATA = "repo-data"
    DECLARED = "declared"  # stated by metadata of the thing itself (wheel, card, header)
    DETECTED = "detected"  # read in a text that lies beside it
    INFERRED = "inferred"  # derived from a name or a family pattern
    GENERAL_KNOWLEDGE = "general-knowledge"


class Status(str, Enum):
    """How a name was resolved."""

    KNOWN = "known"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a fact comes from. ``as_of`` is the day it was true, ``None`` if not known."""

    source: str  # short stable id: "model_licences", "epoch", "wheel-metadata", "repository"
    reference: str  # row id, URL, citation or path:line
    as_of: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a name's resolution: ``how`` is exact, alias, derived, family or publisher."""

    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The name was resolved to a canonical component name, by these steps."""

    canonical: str
    status: Status
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A size at which a licence term changes."""

    metric: str  # monthly-active-users | annual-revenue-usd | ...
    op: str  # ">" | ">="
    value: int
    measured: str  # once | running | unknown
    measured_month: str | None = None  # "2024-06"
    scope: str = "unknown"  # group | product | unknown
    follows: str = "licence"  # licence | display


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """Places a licence leaves out, and what the exclusion binds."""

    excluded: tuple[str, ...]  # ISO 3166-1 alpha-2 or "EU"
    binds: tuple[str, ...]  # licensee-seat | use | distribution | outputs
    clause_in: str = ""
    ask: tuple[str, ...] = ()  # context keys that decide it


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a licence text grants and asks. Each word is yes, no, conditional or unknown."""

    text_read: bool
    commercial_use: str = "unknown"
    acceptable_use_policy: str = "unknown"
    military_ban: str = "unknown"
    output_training: str = "unknown"
    patent_termination: str = "unknown"
    governing_law: str = "unknown"
    thresholds: tuple[Threshold, ...] = ()
    territories: tuple[Territory, ...] = ()
    naming: str = ""  # naming and attribution duty, in our words; "" means none known
    disputed: bool = False
    others: tuple[tuple[str, str], ...] = ()  # further terms of the row: (key, value), sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Licensed:
    """The component is under this licence, as far as this source says.

    ``expression`` is an SPDX expression (``LicenseRef-`` included) or ``None`` when a source looked
    and found none stated. ``license_class`` is one of LICENSE_CLASSES.
    """

    expression: str | None
    license_class: str
    title: str = ""
    terms: Terms | None = None
    from_day: date | None = None  # first day this text applied; None: since release
    until_day: date | None = None
    part: str = "all"  # all | code | weights | tokenizer | data


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Who published it: the account in the id, or the maker of a package."""

    organisation: str  # organisation id of the knowledge base, or the bare handle
    title: str
    country: str | None = None  # ISO 3166-1 alpha-2 of the account's organisation
    established: tuple[str, ...] = ()
    controlled: tuple[str, ...] = ()
    control_status: str = "unknown"
    parents: tuple[str, ...] = ()  # organisation ids, nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """Who made the weights at the root of the lineage (origin)."""

    organisation: str
    title: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFrom:
    """It was made from another component."""

    base: str  # canonical component name
    relation: str  # a Relation value
    inferred: bool  # True when guessed from the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An organisation behind it stands on a published list, or may."""

    list: str  # list id: us-entity-list, us-1260h, ...
    organisation: str
    listed_name: str
    match: str  # exact | curated | parent | possible
    role: str = "publisher"  # publisher | parent | developer | operator
    restricts: str = ""
    addresses: str = ""
    citation: str = ""
    first_listed: date | None = None  # None: not known
    from_day: date | None = None  # first day proven
    relisted: tuple[date, ...] = ()
    removed: date | None = None  # first day off
    status: str = "in-force"
    score: int | None = None  # 0..100 for a possible match
    announced: date | None = None  # posted or signed, before it was published


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A hosted service: who runs it and where data goes."""

    operator: str
    title: str
    operator_country: str | None
    established: tuple[str, ...] = ()
    controlled: tuple[str, ...] = ()
    control_status: str = "unknown"
    processing: tuple[str, ...] = ()  # ISO codes
    processing_status: str = "unknown"  # fixed | selectable | ... | unknown
    processing_checked: bool = True  # False: nobody compared the places with a document
    country_checked: bool = True  # the same for operator, seats and control
    measures: tuple[str, ...] = ()  # regime ids that name this service


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Training compute, as an estimate or statement of its source."""

    compute_flop: float
    confidence: str
    accessibility: str  # open weights | api | ... | unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsAccess:
    """How the weights can be had: published, gated, closed."""

    access: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A vendor's hardware or platform that a component is tied to."""

    vendor: str
    country: str | None
    hardware: str  # accelerator id


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedIn:
    """A cloud region's country."""

    country: str | None
    provider: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipFigures:
    """A chip's figures for the control lists. ``tpp`` as 3A090 defines it; density per mm²."""

    chip: str
    vendor: str
    tpp: float | None
    density: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """A candidate export classification, with its ground."""

    code: str  # "5D002"
    ground: str
    position: str = ""  # e.g. "published source, 15 CFR 742.15(b)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerable:
    """A known vulnerability of exactly this version."""

    advisory: str
    aliases: tuple[str, ...]
    fixed: tuple[str, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What a file itself says: unsafe pickle, weight format, quantisation and the like."""

    key: str
    value: str


Claim = (
    Identified
    | Licensed
    | Published
    | Developed
    | DerivedFrom
    | Listed
    | Served
    | Trained
    | WeightsAccess
    | Made
    | LocatedIn
    | ChipFigures
    | Classified
    | Vulnerable
    | Observed
)

#: Public words for the claims, in JSON's ``claim``.
CLAIM_NAMES: dict[type, str] = {
    Identified: "identified",
    Licensed: "license",
    Published: "publisher",
    Developed: "developer",
    DerivedFrom: "derived-from",
    Listed: "listing",
    Served: "service",
    Trained: "training-compute",
    WeightsAccess: "weights-access",
    Made: "hardware",
    LocatedIn: "location",
    ChipFigures: "chip",
    Classified: "export-classification",
    Vulnerable: "vulnerability",
    Observed: "observed",
}

#: First that applies wins (research-only before non-commercial, and so on).
LICENSE_CLASSES = (
    "proprietary-api",
    "proprietary",
    "research-only",
    "non-commercial",
    "community-threshold",
    "use-restricted",
    "network-copyleft",
    "strong-copyleft",
    "weak-copyleft",
    "permissive",
    "none-stated",
    "unknown",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One claim about the component called ``about``."""

    about: str
    claim: Claim
    provenance: Provenance
    # Asked for by sorting, tags, findings and reports alike: digested once.
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """A short digest of the whole fact: same fact, same id."""
        if not self._id:
            object.__setattr__(self, "_id", self._digest())
        return self._id

    def _digest(self) -> str:
        text = json.dumps(
            [
                self.about,
                CLAIM_NAMES[type(self.claim)],
                claim_value(self.claim),
                self.provenance.source,
                self.provenance.reference,
            ],
            sort_keys=True,
            default=str,
        )
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def claim_value(claim: Claim) -> dict[str, object]:
    """Return the claim's fields as plain JSON values, in field order; dates as ISO text."""

    def plain(value: object) -> object:
        if isinstance(value, Enum):
            return value.value
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        if hasattr(value, "isoformat"):
            return value.isoformat()
        return value

    result = plain(claim)
    assert isinstance(result, dict)  # noqa: S101 (a dataclass always becomes a dict)
    return result
