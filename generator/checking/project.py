"""A project's folders read and checked together: its data, then the prose that names it."""

from __future__ import annotations

import gc
from pathlib import Path

from generator.checking.between import Ids, ids_of
from generator.checking.check import check_data
from generator.checking.content import check_content
from generator.checking.directory import Directory
from generator.checking.entry import read_data
from generator.checking.prose import Prose, check_prose, parse
from generator.reading.files import content_files, load, load_prose
from generator.reading.problem import Reading
from generator.reading.reader import LIMITS, Limits
from generator.records.tables import TABLES


def examine(
    data: Path, content: Path, to: Reading, limits: Limits = LIMITS
) -> tuple[Directory | None, list[Prose]]:
    """The directory and prose of a project; the directory is None when anything is wrong.

    A mistake of the data hides none of the prose: what could be read is asked for what it names.
    """
    directory, ids = _examine_data(data, to, limits)
    prose = [page for file, raw in load_prose(content) if (page := parse(file, raw, to))]
    check_prose(prose, ids, to)
    files = content_files(content)
    if files is not None:  # a data folder may be checked alone
        check_content(prose, files, ids, to)
    return (None if to.problems else directory), prose


def _examine_data(folder: Path, to: Reading, limits: Limits) -> tuple[Directory | None, Ids]:
    enabled = gc.isenabled()
    gc.disable()  # a million small values that all stay: collecting costs 2-5 times the reading
    try:
        data = read_data(load(folder, TABLES, to), to, limits)
        return check_data(data, to), ids_of(data)
    finally:
        if enabled:
            gc.enable()
