"""Checks and builds projects in this process, and prints what is never asked for meanwhile.

    python tests/said.py FOLDER …

« said » are the keys of the words that pages say, « unread » the fields of our classes that nobody
reads, whatever else bears their name. A process of its own: what was drawn before would not be
drawn again. What is told of projects that do not build goes to the other stream.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

Field = tuple[str, str]
"""The full name of a class, and one of its fields."""

UNREAD: set[Field] = set()
"""The fields of every class, each taken away when it is first read."""

SAID: set[str] = set()
"""The keys of the words that are looked up."""

# Comparing, hashing or copying a whole is no use of its parts.
GENERATED = (dataclasses.__file__, "<string>")


class Watched:
    """A field of a class, which notes that it is read; it stands before the one that holds it."""

    def __init__(self, field: Field, held: Any) -> None:
        self.field, self.held = field, held

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        if owner is None:
            return self
        if self.field in UNREAD and sys._getframe(1).f_code.co_filename not in GENERATED:
            UNREAD.discard(self.field)
        if hasattr(self.held, "__get__"):
            return self.held.__get__(owner, kind)
        return owner.__dict__[self.field[1]]

    def __set__(self, owner: Any, value: Any) -> None:
        if hasattr(self.held, "__set__"):
            self.held.__set__(owner, value)
        else:
            owner.__dict__[self.field[1]] = value


def watch(kind: Any, names: tuple[str, ...]) -> None:
    """Note the fields of a class that are read from now on."""
    full = f"{kind.__module__}.{kind.__qualname__}"
    if not full.startswith("generator."):
        return
    for name in names:
        UNREAD.add((full, name))
        setattr(kind, name, Watched((full, name), kind.__dict__.get(name)))


def watch_dataclasses() -> None:
    """Watch every dataclass from its making: some are read while modules are imported."""
    make: Any = dataclasses.dataclass

    def made(kind: Any = None, /, **options: Any) -> Any:
        if kind is None:
            return lambda kind: made(kind, **options)
        done = make(kind, **options)
        watch(done, tuple(field.name for field in dataclasses.fields(done)))
        return done

    dataclasses.dataclass = made


def modules() -> Iterator[ModuleType]:
    """Every module of the package."""
    import generator

    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        yield importlib.import_module(found.name)


def watch_tuples() -> None:
    """Watch every named tuple; one that is taken apart is read, as far as anybody can see."""
    for module in modules():
        for kind in list(vars(module).values()):
            ours = isinstance(kind, type) and kind.__module__ == module.__name__
            if ours and (fields := getattr(kind, "_fields", ())):
                watch(kind, fields)
                note_taking(kind, fields)


def note_taking(kind: Any, fields: tuple[str, ...]) -> None:
    """Note that a named tuple is taken apart."""
    full = f"{kind.__module__}.{kind.__qualname__}"
    for name in ("__iter__", "__getitem__"):
        take = getattr(kind, name)

        def noted(owner: Any, *given: Any, take: Callable[..., Any] = take) -> Any:
            UNREAD.difference_update((full, field) for field in fields)
            return take(owner, *given)

        setattr(kind, name, noted)


def hear() -> None:
    """Note the words that are looked up."""
    from generator.language.language import Words

    say = Words.__call__

    def noted(self: Words, key: str, **values: object) -> str:
        SAID.add(key)
        return say(self, key, **values)

    Words.__call__ = noted  # type: ignore[method-assign]


def ask(folder: str) -> None:
    """Check a project in each format, then build it as the host does."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    from generator.__main__ import FORMATS, main

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        for name in FORMATS:
            main(["check", "--format", name, f"{folder}/data"])
    with tempfile.TemporaryDirectory() as site:
        try:
            build(load_config(f"{folder}/mkdocs.yml", site_dir=site))
        except Abort as error:
            print(folder, error.format_message(), sep="\n", file=sys.stderr)


if __name__ == "__main__":
    watch_dataclasses()
    watch_tuples()
    hear()
    for asked in sys.argv[1:]:
        ask(asked)
    print(json.dumps({"said": sorted(SAID), "unread": sorted(map(".".join, UNREAD))}))
