"""Which components a rule is asked about: sorted once by kind and by what is known of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scanner.model.component import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model.component import Component
    from scanner.model.dossier import Dossier
    from scanner.policy.scope import Scope
    from scanner.policy.subject import World

_NOTHING: frozenset[type] = frozenset()


class Candidates:
    """The dossiers of one judgement, by kind."""

    def __init__(self, dossiers: Sequence[Dossier], world: World, scope: Scope) -> None:
        self._world = world
        self._judged: dict[str, list[Dossier]] = {}
        self._outside: dict[str, Counter[str]] = {}
        self._own: dict[str, frozenset[type]] = {}
        self._inherited: dict[str, frozenset[type]] = {}
        for dossier in dossiers:
            kind = kind_of(dossier.component)
            if reason := scope.outside(dossier):
                self._outside.setdefault(kind, Counter())[reason] += 1
                continue
            self._judged.setdefault(kind, []).append(dossier)
            self._index(dossier)

    def _index(self, dossier: Dossier) -> None:
        own = frozenset(self._world.facts(dossier))
        inherited = own
        for ancestor in dossier.ancestors:
            base = self._world.dossiers.get(ancestor.component)
            inherited |= frozenset(self._world.facts(base)) if base is not None else _NOTHING
        self._own[dossier.component.name] = own
        self._inherited[dossier.component.name] = inherited

    def outside(self, kinds: Sequence[str]) -> Counter[str]:
        """Return {reason: number} of the components of these kinds that are not judged."""
        return sum((self._outside.get(kind, Counter()) for kind in kinds), Counter[str]())

    def of(self, kinds: Sequence[str]) -> list[Dossier]:
        """Return the dossiers of these kinds, in the order of the inventory within a kind."""
        return [dossier for kind in kinds for dossier in self._judged.get(kind, ())]

    def knowing(
        self, kinds: Sequence[str], needs: frozenset[type], *, lineage: bool
    ) -> list[Dossier]:
        """Return those with a fact of one of these types, of their own or of an ancestor."""
        known = self._inherited if lineage else self._own
        return [d for d in self.of(kinds) if not needs.isdisjoint(known[d.component.name])]


def kind_of(component: Component) -> str:
    """Return the kind a rule names: ``scan`` and ``table`` stand for the scan and its data."""
    if component.kind is ComponentKind.PROJECT and component.name.startswith(("scan:", "table:")):
        return component.name.partition(":")[0]
    return component.kind.value
