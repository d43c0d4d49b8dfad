"""Fetches the source distributions that the speed figures are taken on.

    python -m tests.bench.corpora [FOLDER]

They go to a cache outside the repository (FLAGSTATE_BENCH, else the user's cache folder), from the
package index that pip is configured with, are compared with a digest, and committed to git there:
what is measured is a work tree. Nothing of them is built or run.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request  # noqa: TID251 (a script of the tests, not of the product)
from pathlib import Path
from typing import NamedTuple


class Corpus(NamedTuple):
    """One sdist: name, version, and the first digits of its SHA-256."""

    name: str
    version: str
    sha256: str

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}"


CORPORA = (
    Corpus("django", "6.1.3", "b5d2d9e3"),
    Corpus("vllm", "0.33.0", "f4c33c25"),
    Corpus("transformers", "5.23.0", "19d647a4"),
)


def home() -> Path:
    """Return the folder the corpora are kept in."""
    given = os.environ.get("FLAGSTATE_BENCH")
    return Path(given) if given else Path.home() / ".cache" / "flagstate-bench"


def index() -> str:
    """Return the simple index that pip is configured with."""
    if address := os.environ.get("PIP_INDEX_URL"):
        return address
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    if found:
        return found
    from pip._internal.models.index import PyPI  # noqa: PLC0415 (pip knows its default)

    return str(PyPI.simple_url)


def fetch(corpus: Corpus, folder: Path) -> Path:
    """Return the work tree of a corpus, fetched if it is not there."""
    top = folder / corpus.folder
    if (top / ".git").exists():
        return top
    page_url = f"{index().rstrip('/')}/{corpus.name}/"
    page = _read(page_url).decode()
    links = dict(re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', page))
    wanted = f"{corpus.folder}.tar.gz"
    url = next(link for link, name in links.items() if name.strip() == wanted)
    content = _read(urllib.parse.urljoin(page_url, html.unescape(url)))
    digest = hashlib.sha256(content).hexdigest()
    if not digest.startswith(corpus.sha256):
        raise SystemExit(f"{wanted}: SHA-256 {digest}, expected {corpus.sha256}...")
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / wanted
    archive.write_bytes(content)
    with tarfile.open(archive) as members:
        members.extractall(folder, filter="data")
    for words in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-q", "-m", corpus.folder]):
        identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"]
        subprocess.run(["git", *identity, *words], cwd=top, check=True)  # noqa: S603, S607
    return top


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url) as reply:  # noqa: S310, TID251 (pip's index, in a test script)
        return bytes(reply.read())


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else home()
    for corpus in CORPORA:
        sys.stdout.write(f"{fetch(corpus, folder)}\n")


if __name__ == "__main__":
    main()
