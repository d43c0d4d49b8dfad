"""Cases on disk: ``tests/<stage>/cases/<id>/<case>/`` with ``in/`` and ``want.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    """One case: the id of what is tested, and its folder."""

    id: str
    folder: Path

    @property
    def given(self) -> Path:
        return self.folder / "in"

    def __str__(self) -> str:
        return f"{self.id}/{self.folder.name}"

    def check(self, got: object, *, accept: bool) -> None:
        """Compare with ``want.json``, or write it with ``--accept``."""
        want = self.folder / "want.json"
        text = json.dumps(got, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        if accept:
            want.write_text(text, encoding="utf-8")
        assert json.loads(text) == json.loads(want.read_text(encoding="utf-8"))


def cases(stage: str) -> list[Case]:
    """Return all cases of a stage, sorted."""
    root = TESTS / stage / "cases"
    return [
        Case(group.name, folder)
        for group in sorted(root.iterdir())
        if group.is_dir()
        for folder in sorted(group.iterdir())
        if (folder / "in").exists()
    ]
