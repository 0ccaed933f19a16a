"""Where the data is: the real one, the base of the engine's tests, the tiny tree of the cases."""

import os
from pathlib import Path

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.reading.files import load
from generator.reading.problem import Reading
from generator.reading.told import as_text
from generator.records.tables import TABLES

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("REAL_PROJECT") or ROOT)
"""The project whose data and prose tests/real judges: this one, or a copy with good edits."""
BASE = Path(__file__).parent / "base"
"""A small directory where everything occurs: data and prose, all made up."""
TINY = Path(__file__).parent / "tiny"
"""The data that the cases spoil: a few records, so that what is offered instead is told in full."""


def directory_of(folder: Path) -> Directory:
    """The directory of a good data folder."""
    to = Reading()
    directory = check(load(folder, TABLES, to), to)
    assert directory is not None, as_text(to.sorted())
    return directory
