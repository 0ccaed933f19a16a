"""A project's folders read and checked together: its data, then the prose that names it."""

from __future__ import annotations

import gc
from pathlib import Path

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.checking.prose import Prose, check_prose, parse
from generator.reading.files import load, load_prose
from generator.reading.problem import Reading


def examine(data: Path, content: Path, to: Reading) -> tuple[Directory | None, list[Prose]]:
    """The directory and prose of a project; the directory is None when anything is wrong."""
    enabled = gc.isenabled()
    gc.disable()  # a million small values that all stay: collecting costs 2-5 times the reading
    try:
        directory = check(load(data, to), to)
    finally:
        if enabled:
            gc.enable()
    read = [parse(file, raw, to) for file, raw in load_prose(content)]
    prose = [page for page in read if page is not None]
    if directory is not None:
        check_prose(prose, directory, to)
    return (None if to.problems else directory), prose
