"""Which project a file belongs to, when one repository holds several."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from scanner.model.inventory import PROJECT
from scanner.model.purl import normalise_package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model.evidence import Evidence, Requirement, Statement

#: What the name of a local requirement may start with instead of a URL.
_LOCAL = ("file:", "workspace:", ".", "/")


class Projects:
    """The folders whose manifests state a name or that have a lock of their own, and the root."""

    def __init__(self, statements: Iterable[Statement], locks: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}  # project -> name as written
        for statement in statements:
            if statement.about.startswith("project:") and statement.claim == "name":
                self._names.setdefault(statement.about, statement.value)
        self._folders = {f"project:{dirname(path)}" for path in locks} | self._names.keys()
        self._by_name: dict[str, list[str]] = {}
        for project, name in sorted(self._names.items()):
            self._by_name.setdefault(normalise_package(name), []).append(project)

    def of(self, path: str) -> str:
        """Return the project of a file: the nearest folder above that is one, else the root."""
        folder = dirname(path)
        while folder:
            if f"project:{folder}" in self._folders:
                return f"project:{folder}"
            folder = dirname(folder)
        return PROJECT

    def title(self, project: str) -> str:
        """Return the project's name as its manifest writes it, else its folder."""
        return self._names.get(project, project.removeprefix("project:"))

    def is_own(self, path: str, name: str) -> bool:
        """Tell whether a name is that of the file's project or of the root."""
        own = (self._names.get(project, "") for project in (self.of(path), PROJECT))
        return any(normalise_package(each) == name for each in own)

    def local(self, project: str, item: Evidence, detail: Requirement) -> str | None:
        """Return the project of this tree that a requirement means; ``None``: one from outside.

        A project's own name means itself (extras that name extras, ``pip install OWN`` in its
        documentation). Another project's name counts only with a local address, because test data
        may bear the names of real packages.
        """
        name = item.name
        for own in (project, PROJECT):
            if normalise_package(self._names.get(own, "")) == name:
                return own
        if detail.url and detail.url.startswith(_LOCAL):
            folder = normpath(join(dirname(item.at.path), detail.url.removeprefix("file:")))
            if f"project:{folder}" in self._names:
                return f"project:{folder}"
            return next(iter(self._by_name.get(name, ())), None)
        return None
