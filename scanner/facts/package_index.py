"""Licences as the package index states them; only with ``--online``.

What it reads
    The simple index the user configures (``UV_DEFAULT_INDEX``, ``UV_INDEX_URL``, ``PIP_INDEX_URL``,
    pip's configuration file, else pip's own default), and of one wheel of each locked version the
    ``.metadata`` file that stands beside it. No wheel is downloaded.

Why
    Where nothing is installed, the wheel's own metadata is the next best word.

Limits
    Packages that a table or environment knows are asked too: sources are kept side by side.
    Versions without a wheel, and packages without a version, stay as they are.

Source: PEP 503, 658, 691, 714.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scanner.facts import license_classes
from scanner.facts.package_metadata import Metadata, licenses, read_metadata
from scanner.model.component import ComponentKind
from scanner.model.errors import SourceUnavailable
from scanner.model.evidence import Gap, Location
from scanner.model.fact import Fact, Provenance
from scanner.model.plugin import FactSource
from scanner.model.purl import normalise_package, package_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model.context import Context
    from scanner.model.inventory import Inventory

#: Packages asked about in one scan.
PACKAGES_LIMIT = 1_000
#: Failures in a row after which the index counts as down.
FAILURES_LIMIT = 3

_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
_ANCHOR = re.compile(r"""<a\s[^>]{0,2000}?href\s*=\s*["']([^"']{1,2000})["']""", re.IGNORECASE)
_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")


def gather(inventory: Inventory, context: Context) -> Iterator[Fact | Gap]:
    """Yield the licence facts of every package that has an exact version."""
    base = index_url(os.environ)
    failures = 0
    asked = 0
    for component in inventory.components:
        parts = package_parts(component.name)
        if component.kind is not ComponentKind.PACKAGE or parts is None or parts[0] != "pypi":
            continue
        if component.version is None or "?" in component.name:
            continue  # no version, or not from an index
        asked += 1
        if asked > PACKAGES_LIMIT:
            yield Gap(Location("."), f"more than {PACKAGES_LIMIT} packages: not all asked", "facts")
            return
        try:
            found = metadata(base, parts[1], component.version)
            failures = 0
        except SourceUnavailable as error:
            failures += 1
            if failures >= FAILURES_LIMIT:
                raise
            yield Gap(Location("."), f"{component.title}: {error}", "facts")
            continue
        if found is not None:
            yield from _stated(component.name, found, context)


def metadata(base: str, name: str, version: str) -> tuple[str, Metadata] | None:
    """Return (file name, metadata) of one wheel of this version; ``None`` when there is none.

    Raises:
        SourceUnavailable: the index does not answer.

    """
    from scanner.facts import _http  # noqa: PLC0415 (40 ms; only with --online)

    page = f"{base.rstrip('/')}/{name}/"
    hosts = frozenset([urlsplit(base).hostname or ""])
    try:
        kind, body = _http.get(page, hosts=hosts, accept=_ACCEPT)
        for address in wheels(page, kind, body, name, version)[:1]:
            # The files may lie on another host: the one that the index itself names.
            file_hosts = hosts | {urlsplit(address).hostname or ""}
            _, text = _http.get(f"{address}.metadata", hosts=file_hosts)
            base_name = urlsplit(address).path.rsplit("/", 1)[-1]
            return base_name, read_metadata(text.decode("utf-8", "replace"))
    except _http.NotThere:
        return None
    return None


def wheels(page: str, kind: str, body: bytes, name: str, version: str) -> list[str]:
    """Return the addresses of a version's wheels on an index page, JSON or HTML."""
    text = body.decode("utf-8", "replace")
    if "json" in kind:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise SourceUnavailable("the index answered with broken JSON") from error
        files = value.get("files") if isinstance(value, dict) else None
        links = [str(f.get("url")) for f in files or [] if isinstance(f, dict)]
    else:
        from html import unescape  # noqa: PLC0415 (only for an index that speaks HTML)

        links = [unescape(link) for link in _ANCHOR.findall(text)]
    found = []
    for link in links:
        address = urljoin(page, link).partition("#")[0]
        base = urlsplit(address).path.rsplit("/", 1)[-1]
        parts = base.split("-")
        whole = base.endswith(".whl") and len(parts) > 4  # noqa: PLR2004 (PEP 427: five parts)
        if whole and normalise_package(parts[0]) == name and parts[1] == version:
            found.append(address)
    return sorted(found)


def index_url(environ: Mapping[str, str]) -> str:
    """Return the index the user configures, else the default of the pip that is installed.

    Raises:
        SourceUnavailable: none is configured and pip is not there.

    """
    for variable in _VARIABLES:
        if environ.get(variable):
            return environ[variable]
    from configparser import Error, RawConfigParser  # noqa: PLC0415 (only with --online)

    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or ".")
    for path in (home / ".config/pip/pip.conf", home / ".pip/pip.conf", Path("/etc/pip.conf")):
        parser = RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (Error, OSError, UnicodeDecodeError):
            continue
        if parser.has_option("global", "index-url"):
            return parser.get("global", "index-url")
    try:
        from pip._internal.models.index import PyPI  # noqa: PLC0415 (no host stands in our code)
    except ImportError as error:
        raise SourceUnavailable("no package index is configured: set PIP_INDEX_URL") from error
    return str(PyPI.simple_url)


def _stated(about: str, found: tuple[str, Metadata], context: Context) -> Iterator[Fact]:
    name, held = found
    for said in licenses(held, {}):
        reference = f"{name}: {said.how} '{' '.join(said.detail.split())[:120]}'"
        yield Fact(
            about=about,
            claim=license_classes.licensed(said.expression),
            provenance=Provenance(
                source="package-index", reference=reference, as_of=context.today, basis=said.basis
            ),
        )


SOURCE = FactSource(id="package-index", online=True, gather=gather)
