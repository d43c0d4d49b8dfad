"""Which of several licences a report names first."""

from __future__ import annotations

from dataclasses import replace

from scanner.model.fact import Fact, Licensed
from scanner.report.view import View
from tests.report.sample import sample


def test_the_licence_of_the_weights_is_named_before_that_of_the_code() -> None:
    scan = sample()
    fact = next(item for item in scan.facts if isinstance(item.claim, Licensed))
    code = Licensed(expression="Apache-2.0", license_class="permissive", part="code")
    weights = Licensed(expression="LicenseRef-own", license_class="use-restricted", part="weights")
    scan = replace(scan, facts=(replace(fact, claim=code), replace(fact, claim=weights)))
    view = View(scan)
    assert view.license(fact.about) == "LicenseRef-own"
    assert [claim.part for claim, _ in view.licenses(fact.about)] == ["weights", "code"]
    assert isinstance(view.licenses(fact.about)[0][1], Fact)
