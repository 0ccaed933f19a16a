"""What the tests share: the option that rewrites expected words, and the directories."""

from __future__ import annotations

import pytest
from trees import BASE, REAL, TINY, directory_of

from generator.checking.directory import Directory


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected words")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the expected words are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory of the base, which the site that tests look at shows."""
    return directory_of(BASE / "data")


@pytest.fixture(scope="session")
def tiny() -> Directory:
    """The directory of the tiny tree that the cases spoil."""
    return directory_of(TINY)


@pytest.fixture(scope="session")
def real() -> Directory:
    """The directory of the real data."""
    return directory_of(REAL / "data")
