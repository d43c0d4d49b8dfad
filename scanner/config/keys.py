"""Every key that a configuration may hold: its shape, its default, what it does.

The loader, ``flagstate config schema`` and the reference page in the docs all read this table.
"""

from __future__ import annotations

from typing import NamedTuple

from scanner.model.context import CONTEXT_KEYS

LEVELS = ("error", "warning", "note", "unknown", "never")
CONFIDENCES = ("low", "medium", "high")
OUTCOMES = ("ignore", "note", "warn", "fail")
DISTRIBUTIONS = ("internal", "saas", "binary", "source", "device")


class Key(NamedTuple):
    """One key. ``shape`` is one of the words that ``shapes.check`` knows."""

    shape: str
    what: str
    default: object = None
    choices: tuple[str, ...] = ()


#: What each key of [context] says, and the words it may hold when the list is closed.
_CONTEXT: dict[str, tuple[str, tuple[str, ...]]] = {
    "markets": ("Where the product is offered: us, eu, cn, or ISO 3166-1 alpha-2 codes.", ()),
    "distribution": ("How it reaches its users; decides what copyleft asks.", DISTRIBUTIONS),
    "contracts": ("Contracts it is used for: us-dod, us-federal, us-ic, us-tx, eu-public, …", ()),
    "sector": ("The sector: automotive, health, finance, …", ()),
    "purpose": ("What it is made for.", ("commercial", "research")),
    "monthly-active-users": ("Users per month, of the whole group; a number or one per month.", ()),
    "annual-revenue-usd": ("Revenue per year in US dollars, of the whole group.", ()),
    "headquarters": ("Country (ISO alpha-2) of the legal entity that takes the licences.", ()),
    "deployment-regions": ("Countries or cloud regions it runs in.", ()),
    "serves-models": ("Whether it offers models to others as a service.", ()),
    "data-classes": ("Classes of data it handles: personal, health, …", ()),
    "us-persons": ("Number of US persons whose data it handles.", ()),
    "us-person": ("Whether the entity is a US person.", ()),
    "customers": ("Countries of its customers and of their parents.", ()),
    "ai-act-role": ("Role under the EU AI Act: provider, deployer, importer, …", ()),
    "model-year": ("First model year, for vehicles.", ()),
    "licenses-held": ("Licences and permits held.", ()),
    "waivers-held": ("Waivers granted by an authority.", ()),
    "trains-on-outputs": ("Whether outputs of models train other models.", ()),
    "own-license": ("The project's own licence (SPDX); read from the manifest when absent.", ()),
}

KEYS: dict[str, Key] = {
    "version": Key("version", "Version of this file's format.", 1),
    "profiles": Key(
        "words", "Profiles whose rules run, see `flagstate policy list`.", ("commercial",)
    ),
    "extends": Key(
        "words",
        "Further policy: `builtin:NAME` or a TOML file relative to this one.",
        (),
    ),
    "delegate": Key(
        "words", "Folders whose own configuration may loosen this one, not only tighten it.", ()
    ),
    "plugins": Key("words", "Installed third-party plugins to run; loading one runs its code.", ()),
    "fail-on": Key("words", "Levels that fail the scan.", ("error",), LEVELS),
    "min-confidence": Key("word", "Findings surer than this are shown.", "medium", CONFIDENCES),
    "strict": Key(
        "bool", "Fail (exit 4) when something could not be read or data is old.", default=False
    ),
    "allow-empty": Key("bool", "Nothing to scan is fine (exit 0 instead of 3).", default=False),
    "scan.exclude": Key("words", "Globs of paths that are not scanned.", ()),
    "scan.include": Key("words", "Globs of paths that are scanned; others are not.", ()),
    "scan.scopes-that-fail": Key("words", "Dependency scopes whose findings fail a scan.", ()),
    "zones.gate": Key(
        "words",
        "Zones whose findings fail a scan; others are listed.",
        (),
        ("runtime", "test", "example", "docs", "ci", "config"),
    ),
    "zones.min-confidence": Key("word", "Confidence that rules ask for.", None, CONFIDENCES),
    "license.allow": Key("words", "SPDX ids or `class:NAME` that are allowed.", ()),
    "license.deny": Key("words", "SPDX ids or `class:NAME` that are denied; deny wins.", ()),
    "license.otherwise": Key("word", "Licences neither allowed nor denied.", None, OUTCOMES),
    "license.unknown": Key("word", "No licence could be determined.", None, OUTCOMES),
    "license.aliases": Key("names", "Free text seen in metadata -> SPDX id or LicenseRef-.", {}),
    "model.require-revision": Key(
        "word", "How far a model must be pinned.", None, ("none", "tag", "commit")
    ),
    "model.unknown-license": Key("word", "A model whose licence is not known.", None, OUTCOMES),
    "model.allow-families": Key("words", "Licence classes of models that are allowed.", ()),
    "model.require-approval": Key("words", "Globs of models that need an approval.", ()),
    "model.deny": Key("words", "Globs of models or families that are denied.", ()),
    "model.inferred": Key("word", "What names alone suggest.", None, ("use", "ignore")),
    "origin.deny-suppliers": Key("words", "Organisation ids that are denied.", ()),
    "origin.review-countries": Key("words", "Countries (ISO alpha-2) to review.", ()),
    "origin.unknown": Key("word", "A publisher whose country is not known.", None, OUTCOMES),
    "origin.home": Key("words", "Countries (ISO alpha-2) that are home.", ()),
    "internal.packages": Key("words", "Globs of first-party packages: never a finding.", ()),
    "internal.models": Key("words", "Globs of first-party models: never a finding.", ()),
    "exceptions.inline": Key("bool", "Whether inline ignores count.", None),
    "exceptions.max-days": Key("count", "Longest life of a waiver, in days.", None),
    "severity": Key("names", "Rule code or slug -> error, warning, note or off.", {}),
    "data.max-age": Key("ages", "Knowledge table -> age in days after which it is stale.", {}),
    "data-classes": Key("tables", "Per data class: allowed residency, control and origin.", {}),
    **{
        f"context.{key}": Key(f"declared-{shape}", *_CONTEXT[key][:1], None, _CONTEXT[key][1])
        for key, shape in CONTEXT_KEYS.items()
    },
}

#: Keys that may stand at the top instead of in [context].
SHORTHANDS = {"markets": "context.markets", "distribution": "context.distribution"}

#: Arrays of tables that the policy stage reads itself, with its own errors.
EXCEPTIONS = ("waiver", "curation", "choice")
#: The array of tables that holds for some paths only: ``match`` and keys of this table.
PATHS = "paths"
