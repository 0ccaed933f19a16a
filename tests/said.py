"""Builds projects in this process, and prints what is never asked for meanwhile.

    python tests/said.py SPOILED FOLDER …

The first, which has mistakes, is only checked, in each format; the others are built.
« said » are the keys of the words that pages say; « unread » the fields of our classes that nobody
reads, whatever else bears their name. A process of its own: what was drawn before would not be
drawn again.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

import generator
from generator.__main__ import FORMATS
from generator.__main__ import main as command
from generator.language.french import Words

Said = set[str]
Field = tuple[str, str]
"""The full name of a class, and one of its fields."""

# Comparing, hashing or copying a whole is no use of its parts.
GENERATED = (dataclasses.__file__, "<string>")


class Watched:
    """A field of a class, which notes who is read; it stands before the one that holds values."""

    def __init__(self, field: Field, held: Any, unread: set[Field]) -> None:
        self.field, self.held, self.unread = field, held, unread

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        if owner is None:
            return self
        if self.field in self.unread and sys._getframe(1).f_code.co_filename not in GENERATED:
            self.unread.discard(self.field)
        if hasattr(self.held, "__get__"):
            return self.held.__get__(owner, kind)
        return owner.__dict__[self.field[1]]

    def __set__(self, owner: Any, value: Any) -> None:
        if hasattr(self.held, "__set__"):
            self.held.__set__(owner, value)
        else:
            owner.__dict__[self.field[1]] = value


def classes() -> Iterator[type]:
    """Every dataclass and named tuple of the package."""
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for value in list(vars(module).values()):
            ours = isinstance(value, type) and value.__module__ == module.__name__
            if ours and (dataclasses.is_dataclass(value) or hasattr(value, "_fields")):
                yield value


def _read_whole(kind: Any, fields: set[Field], unread: set[Field]) -> None:
    """A named tuple that is taken apart is read, as far as anybody can see."""
    for name in ("__iter__", "__getitem__"):
        taken = getattr(kind, name)

        def noted(owner: Any, *given: Any, taken: Any = taken) -> Any:
            unread.difference_update(fields)
            return taken(owner, *given)

        setattr(kind, name, noted)


def watch() -> set[Field]:
    """The fields of every class, each taken away when it is first read."""
    unread: set[Field] = set()
    for kind in classes():
        full = f"{kind.__module__}.{kind.__qualname__}"
        names = getattr(kind, "_fields", ()) or [one.name for one in dataclasses.fields(kind)]
        for name in names:
            unread.add((full, name))
            setattr(kind, name, Watched((full, name), kind.__dict__.get(name), unread))
        if hasattr(kind, "_fields"):
            _read_whole(kind, {(full, name) for name in names}, unread)
    return unread


def hear() -> Said:
    """The keys of the words that are looked up."""
    said: Said = set()
    look_up = Words._written

    def noted(self: Words, key: str) -> str:
        said.add(key)
        return look_up(self, key)

    Words._written = noted  # type: ignore[method-assign]
    return said


def main(spoiled: str, *folders: str) -> None:
    said, unread = hear(), watch()
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        told = [command(["check", "--format", name, f"{spoiled}/data"]) for name in FORMATS]
    assert all(told), "the first folder has no mistake"
    for folder in folders:
        with tempfile.TemporaryDirectory() as site:
            build(load_config(f"{folder}/mkdocs.yml", site_dir=site))
    print(json.dumps({"said": sorted(said), "unread": sorted(map(".".join, unread))}))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except MkDocsException as error:
        sys.exit(error.format_message())
