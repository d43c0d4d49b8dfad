"""Options and settings that all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite what the cases want; review the diff"
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether the wanted files are to be rewritten."""
    return bool(request.config.getoption("--accept"))
