"""What the tests share: the option that rewrites expected words, and the two data folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import BASE, ROOT

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.reading.files import load
from generator.reading.problem import Reading, as_text
from generator.records.tables import TABLES


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected words")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the expected words are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


def directory_of(folder: Path) -> Directory:
    """The directory of a good data folder."""
    to = Reading()
    directory = check(load(folder, TABLES, to), to)
    assert directory is not None, as_text(to.sorted())
    return directory


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory of the real data."""
    return directory_of(ROOT / "data")


@pytest.fixture(scope="session")
def base() -> Directory:
    """The directory of the tiny tree that the cases spoil."""
    return directory_of(BASE)
