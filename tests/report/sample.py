"""A small scan with one of everything, made by hand; and the same with hostile text everywhere."""

from __future__ import annotations

import dataclasses
from datetime import date

from scanner.model.component import Component, ComponentKind
from scanner.model.context import Context, Declaration
from scanner.model.dossier import Tag
from scanner.model.evidence import (
    Confidence,
    Evidence,
    Gap,
    Kind,
    Location,
    Relation,
    Zone,
)
from scanner.model.fact import (
    Basis,
    DerivedFrom,
    Fact,
    Identified,
    Licensed,
    Listed,
    Provenance,
    Published,
    Served,
    Status,
    Step,
    Terms,
    Threshold,
)
from scanner.model.finding import Cell, Finding, MatrixRow, NotApplied, Outcome, Severity
from scanner.model.inventory import PROJECT, Edge, Inventory
from scanner.model.scan import Coverage, DataTable, Inputs, Scan

DAY = date(2026, 11, 21)
#: Every trick at once: terminal, bidi, Markdown, HTML, workflow command, template, formula.
HOSTILE = (
    "=x\x1b[31m\x1b]8;;http://x\x07\u202eevil|`` <script>alert(1)</script>"
    "\n::error::@octocat #1 [a](javascript:1) {{7*7}} ${{ github.token }} \u200b\x00"
)

MODEL = "pkg:huggingface/acme/chat-7b"
PACKAGE = "pkg:pypi/foo-rag@2.4.0"
SERVICE = "service:api.example.invalid"


def _fact(about: str, claim: object, basis: Basis = Basis.PRIMARY_TEXT) -> Fact:
    return Fact(
        about=about,
        claim=claim,  # type: ignore[arg-type]  # any claim
        provenance=Provenance(
            source="model_licences", reference="row 12", as_of=date(2026, 11, 2), basis=basis
        ),
    )


FACTS = (
    _fact(MODEL, Identified(canonical=MODEL, status=Status.KNOWN, steps=(Step("exact", "chat"),))),
    _fact(
        MODEL,
        Licensed(
            expression="LicenseRef-Acme-Community",
            license_class="community-threshold",
            title="Acme community licence",
            terms=Terms(
                text_read=True,
                commercial_use="conditional",
                thresholds=(
                    Threshold(
                        metric="monthly-active-users", op=">", value=700_000_000, measured="once"
                    ),
                ),
                others=(("outputs", "no"),),
            ),
            from_day=date(2024, 7, 23),
        ),
    ),
    _fact(MODEL, Published(organisation="acme", title="Acme Labs", country="FR")),
    _fact(
        MODEL, DerivedFrom(base="pkg:huggingface/acme/base", relation="base_model", inferred=True)
    ),
    _fact(
        MODEL,
        Listed(
            list="us-csl",
            organisation="acme",
            listed_name="ACME LABS LTD",
            match="possible",
            score=88,
            first_listed=date(2025, 1, 6),
        ),
        Basis.SECONDARY,
    ),
    _fact(
        SERVICE,
        Served(
            operator="example",
            title="Example Inc",
            operator_country="US",
            processing=("US", "IE"),
            processing_status="selectable",
        ),
        Basis.GENERAL_KNOWLEDGE,
    ),
)

PLACES = (
    Evidence(
        kind=Kind.MODEL,
        name="acme/chat-7b",
        at=Location("services/chat/loader.py", 42, 9),
        way="call_arg",
        namespace="hub",
        detector="hub-call",
    ),
    Evidence(
        kind=Kind.MODEL,
        name="acme/chat-7b",
        at=Location("tests/test_chat.py", 7, 3),
        way="constant",
        confidence=Confidence.LOW,
        zone=Zone.TEST,
    ),
    Evidence(
        kind=Kind.DEPENDENCY,
        name="foo-rag",
        at=Location("uv.lock", 1187, 1),
        way="lock",
        relation=Relation.LOCKS,
    ),
    Evidence(
        kind=Kind.ENDPOINT,
        name="api.example.invalid",
        at=Location("config.yaml", 3, 12),
        way="config_key",
        zone=Zone.CONFIG,
        confidence=Confidence.MEDIUM,
    ),
    Evidence(kind=Kind.ACCELERATOR, name="cuda", at=Location("Dockerfile", 1, 6), way="platform"),
)


def _findings() -> tuple[Finding, ...]:
    return (
        Finding(
            rule="LIC001",
            slug="license-denied",
            regime=None,
            about=PACKAGE,
            outcome=Outcome.VIOLATION,
            severity=Severity.ERROR,
            message="foo-rag 2.4.0 declares AGPL-3.0-only, which the policy denies",
            remedy="replace it, or obtain another licence and record a waiver",
            decisive="AGPL-3.0-only",
            evidence=(PLACES[2],),
            why="api -> langkit 1.8 -> foo-rag",
            fingerprint="f1",
        ),
        Finding(
            rule="EXP002",
            slug="publisher-on-restricted-list",
            regime="us-csl",
            about=MODEL,
            outcome=Outcome.UNDECIDED,
            severity=Severity.WARNING,
            message="the publisher is a possible match with an entry of a list",
            remedy="confirm or dismiss the match",
            question="trade compliance: is Acme Labs the listed ACME LABS LTD?",
            citation="15 CFR 744, Supplement No. 4",
            period="in force since 2025-01-06",
            set_keys=("customers",),
            evidence=PLACES[:2],
            facts=tuple(fact.id for fact in FACTS[2:5]),
            fingerprint="f2",
        ),
        Finding(
            rule="MOD003",
            slug="revision-not-pinned",
            regime=None,
            about=MODEL,
            outcome=Outcome.VIOLATION,
            severity=Severity.NOTE,
            message="the model's revision is not pinned",
            remedy="give revision= a commit",
            evidence=(PLACES[1],),
            fingerprint="f3",
        ),
        Finding(
            rule="JUR001",
            slug="service-under-review",
            regime=None,
            about=SERVICE,
            outcome=Outcome.WAIVED,
            severity=Severity.WARNING,
            message="data goes to a country under review",
            remedy="choose a region",
            waiver="W-1",
            evidence=(PLACES[3],),
            fingerprint="f4",
        ),
    )


def sample() -> Scan:
    """Return the plain scan."""
    components = (
        Component(MODEL, ComponentKind.MODEL, "acme/chat-7b"),
        Component(PACKAGE, ComponentKind.PACKAGE, "foo-rag", "2.4.0"),
        Component(PROJECT, ComponentKind.PROJECT, "project"),
        Component("region:aws:us-east-1", ComponentKind.REGION, "aws:us-east-1"),
        Component(SERVICE, ComponentKind.SERVICE, "api.example.invalid"),
    )
    return Scan(
        inputs=Inputs(
            tool_version="0.1.0",
            path=".",
            revision="1a2b3c4",
            profiles=("commercial",),
            policy_digest="d1",
            config=("flagstate.toml",),
            context=Context(
                today=DAY,
                declared={
                    "markets": Declaration(value=("us", "eu"), origin="flagstate.toml:2"),
                    "monthly-active-users": Declaration(
                        value=(("2024-06", 2_000_000),), origin="--context", declared_on=DAY
                    ),
                },
            ),
        ),
        inventory=Inventory(
            components=components,
            edges=(
                Edge(source=PROJECT, target=MODEL, relation=Relation.USES),
                Edge(source=PROJECT, target=PACKAGE, relation=Relation.REQUIRES),
            ),
            evidence={MODEL: PLACES[:2], PACKAGE: PLACES[2:3], SERVICE: PLACES[3:4]},
        ),
        evidence=PLACES,
        facts=FACTS,
        tags=(Tag(MODEL, "origin", "FR", (FACTS[2].id,)),),
        findings=_findings(),
        matrix=(
            MatrixRow(
                component=PACKAGE,
                cells=(("US", Cell.DENY), ("EU", Cell.DENY), ("CN", Cell.DENY)),
            ),
            MatrixRow(
                component=MODEL,
                cells=(("US", Cell.UNKNOWN), ("EU", Cell.OK), ("CN", Cell.REVIEW)),
                conflict="EU asks what US forbids",
                origin=("FR",),
            ),
            MatrixRow(component=SERVICE, cells=(("US", Cell.OK), ("EU", Cell.OK), ("CN", Cell.OK))),
        ),
        not_applied=(NotApplied(rule="LIC001", reason="passed", count=3),),
        gaps=(Gap(at=Location("setup.py", 12), reason="install_requires is computed"),),
        coverage=Coverage(files=9, read=5, skipped={"binary": 3, "vendored": 1}, gaps=1),
        data=(
            DataTable(
                table="models",
                source="repository",
                as_of=date(2026, 11, 2),
                rows=10,
                limit_days=180,
            ),
        ),
        sources={
            ("services/chat/loader.py", 42): 'AutoModel.from_pretrained("acme/chat-7b")',
            ("uv.lock", 1187): 'name = "foo-rag"',
        },
    )


def hostile() -> Scan:
    """Return the scan with HOSTILE as every text that comes from the scanned repository."""
    plain = sample()
    place = PLACES[0]._replace(name=HOSTILE, at=Location(f"dir/{HOSTILE}.py", 3, 1))
    model = f"pkg:huggingface/{HOSTILE}"
    finding = dataclasses.replace(
        plain.findings[0],
        about=model,
        message=f"uses {HOSTILE}",
        remedy=f"replace {HOSTILE}",
        evidence=(place,),
        why=HOSTILE,
        facts=(),
    )
    return dataclasses.replace(
        plain,
        inventory=Inventory(
            components=(Component(model, ComponentKind.MODEL, HOSTILE, HOSTILE),),
            evidence={model: (place,)},
        ),
        evidence=(place,),
        facts=(_fact(model, Published(organisation=HOSTILE, title=HOSTILE)),),
        findings=(finding,),
        matrix=(MatrixRow(component=model, cells=(("US", Cell.DENY),), conflict=HOSTILE),),
        gaps=(Gap(at=Location(HOSTILE, 1), reason=HOSTILE),),
        sources={(place.at.path, 3): HOSTILE},
    )
