"""What a person must hear before a policy is applied at all: that applying it may itself be an act.

A policy that judges by origin or follows foreign lists, run for an entity in a country that answers
such measures, is said first and not only in the report it makes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model.component import Component, ComponentKind
from scanner.model.dossier import Dossier
from scanner.policy import evaluate
from scanner.policy.conditions import predicates_of

if TYPE_CHECKING:
    from scanner.model.context import Context
    from scanner.model.rule import Policy

_ABOUT_POLICY = "policy-by-origin"


def warnings(policy: Policy, context: Context) -> tuple[str, ...]:
    """Return what the rules about the policy itself say of it, in this context."""
    rules = tuple(rule for rule in policy.rules if _ABOUT_POLICY in predicates_of(rule.when))
    project = Dossier(component=Component("project:.", ComponentKind.PROJECT, "."))
    judged = evaluate.judge(replace(policy, rules=rules, conflicts=()), (project,), context)
    return tuple(dict.fromkeys(f"[{found.rule}] {found.message}" for found in judged.findings))
