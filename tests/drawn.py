"""A whole site in memory: every page of a directory, drawn into a bare frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from trees import BASE, ROOT, TINY

from generator import build
from generator.checking.check import check
from generator.checking.directory import Directory
from generator.checking.entry import Files
from generator.checking.supplies import FILES, Supplies, supplies
from generator.drawings.atlas import Atlas, atlas
from generator.language.french import French
from generator.pages.desk import Desk, Settings
from generator.pages.draw import pages
from generator.pages.frame import EXPECTED, cut, slot
from generator.pages.glossary import glossary
from generator.pages.repository import Repository
from generator.pages.slots import SLOTS
from generator.pages.templates import Templates
from generator.reading.files import load, load_files
from generator.reading.problem import Reading
from generator.reading.told import as_text
from generator.records.tables import TABLES
from generator.search.index import findings, index

AS_OF = "2026-11-22"
ADDRESS = "https://annuaire.example.org/"
FRAME = "".join(f"<{name}>{slot(name)}</{name}>" for name in sorted(EXPECTED))
OWN = {"name": "Annuaire d’essai", "short": "Essai", "tagline": "Pour voir.",
       "description": "Un annuaire inventé."}  # fmt: skip
"""The words that a directory says of itself."""


@cache
def given(root: Path = ROOT) -> Supplies:
    """The words of the theme, and what tools made for a project."""
    to = Reading()
    files = load_files(ROOT, FILES) | load_files(root, FILES)
    found = supplies(files, to)
    assert found is not None, as_text(to.sorted())
    return found


@cache
def tiny_files() -> Mapping[str, list[tuple[str, bytes]]]:
    """The files of the tiny tree."""
    return load(TINY, TABLES, Reading())


def json_file(table: str, records: Iterable[Any]) -> tuple[str, bytes]:
    """A file of records; JSON is YAML too."""
    return f"data/{table}/more.yaml", json.dumps([*records], ensure_ascii=False).encode()


def directory_of_files(files: Files) -> tuple[Directory | None, str]:
    """What the check makes of some files, and what it says of them."""
    to = Reading()
    return check(files, to), as_text(to.sorted())


def directory_with(records: Mapping[str, Iterable[Any]]) -> Directory:
    """The tiny tree with more records, by table; each is a mapping as an editor writes it."""
    files = {table: list(found) for table, found in tiny_files().items()}
    for table, more in records.items():
        files[table].append(json_file(table, more))
    directory, said = directory_of_files(files)
    assert directory is not None, said
    return directory


@cache
def french() -> French:
    """The language of every site drawn here."""
    return French({**given().words, **{f"site.{name}": text for name, text in OWN.items()}})


@cache
def templates() -> Templates:
    """The templates of every site drawn here: compiling them takes the longest."""
    return Templates(FileSystemLoader(ROOT / "theme/pages"), french())


@cache
def base_atlas() -> Atlas:
    """Our outlines, with the communes of the base."""
    return atlas(given(BASE).outlines, given(BASE).communes)


def desk_of(directory: Directory, atlas: Atlas | None = None) -> Desk:
    """The desk of a directory, with a map when there is an atlas."""
    return Desk(
        directory=directory,
        language=french(),
        settings=Settings(
            url=ADDRESS,
            repository=Repository("https://example.org/depot"),
            as_of=AS_OF,
            images=True,
        ),
        templates=templates(),
        kinds=build.kinds(),
        glossary=glossary(directory, given().glossary, french()),
        atlas=atlas,
        nicknames=given().left_out["nicknames"],
    )


def drawn(desk: Desk) -> dict[str, str]:
    """Every page made of records, what fills the slots of prose, and the index of search."""
    found = {page.path: page.text for page in pages(desk, cut(FRAME, EXPECTED))}
    found |= {f"slot {name}": fill(desk) for name, fill in SLOTS.items()}
    return found | {
        path: data.decode() for path, data in index(desk, [*findings(desk)], given().left_out)
    }
