"""Makes small git work trees for tests."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IDENTITY = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class Tree:
    """A folder with a git repository."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")

    def git(self, *words: str) -> str:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run(  # noqa: S603 (our own words)
            ["git", *words],  # noqa: S607 (whichever git there is)
            cwd=self.path,
            env={**kept, **_IDENTITY},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def stage(self, **files: str) -> None:
        for name, content in files.items():
            self.write(name.replace("__", "/").replace("_py", ".py"), content)
        self.git("add", "-A")

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def age(self) -> None:
        """Date the files before the index, so that git's own stat cache may be trusted."""
        self.git("add", "-A")
        for file in self.path.rglob("*"):
            if ".git" not in file.parts and file.is_file() and not file.is_symlink():
                os.utime(file, (1_600_000_000, 1_600_000_000))
        self.git("update-index", "-q", "--refresh")
