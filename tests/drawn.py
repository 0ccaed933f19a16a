"""A whole site in memory: every page of a directory, drawn into a bare frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from geography import atlas_of
from jinja2 import Environment, FileSystemLoader
from trees import BASE, ROOT

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.checking.entry import Files
from generator.language.french import Words, flatten
from generator.pages.frame import cut, slot
from generator.pages.glossary import glossary
from generator.pages.pages import SLOTS, Site, environment, pages, slots
from generator.pages.views import Repository
from generator.reading.files import load
from generator.reading.problem import Reading, as_text
from generator.records.tables import TABLES
from generator.search.index import entries, index

AS_OF = "2026-11-22"
FRAME = "".join(f"<{name}>{slot(name)}</{name}>" for name in sorted(SLOTS))


@cache
def words_of(name: str) -> Any:
    """A file of theme/words."""
    return yaml.safe_load((ROOT / f"theme/words/{name}").read_text("utf-8"))


@cache
def base_files() -> Mapping[str, list[tuple[str, bytes]]]:
    """The files of the tiny tree."""
    return load(BASE, TABLES, Reading())


def json_file(table: str, records: Iterable[Any]) -> tuple[str, bytes]:
    """A file of records; JSON is YAML too."""
    return f"data/{table}/more.yaml", json.dumps([*records], ensure_ascii=False).encode()


def directory_of_files(files: Files) -> tuple[Directory | None, str]:
    """What the check makes of some files, and what it says of them."""
    to = Reading()
    return check(files, to), as_text(to.sorted())


def directory_with(records: Mapping[str, Iterable[Any]]) -> Directory:
    """The tiny tree with more records, by table; each is a mapping as an editor writes it."""
    files = {table: list(found) for table, found in base_files().items()}
    for table, more in records.items():
        files[table].append(json_file(table, more))
    directory, said = directory_of_files(files)
    assert directory is not None, said
    return directory


@cache
def shared() -> tuple[Words, Environment]:
    """The words and templates of every site drawn here: compiling them takes the longest."""
    own = {f"site.{name}": name for name in ("name", "short", "tagline", "description")}
    words = Words(flatten(words_of("fr.yaml"))).with_own(own)
    return words, environment(FileSystemLoader(ROOT / "theme/pages"), words)


def site_of(directory: Directory, map_of: Path | None = None) -> Site:
    """The site of a directory, with a map when a folder of data has one."""
    words, env = shared()
    return Site(
        directory=directory,
        words=words,
        env=env,
        url="https://annuaire.example.org/",
        repository=Repository("https://example.org/depot"),
        as_of=AS_OF,
        articles={},
        glossary=glossary(directory, words_of("glossary.fr.yaml")),
        atlas=atlas_of(map_of) if map_of else None,
        images=True,
    )


def drawn(site: Site) -> dict[str, str]:
    """Every page made of records, what fills the slots of prose, and the index of search."""
    views = site.views()
    found = {page.path: page.text for page in pages(site, views, cut(FRAME, SLOTS))}
    found |= {f"slot {name}": draw() for name, draw in slots(site, views).items()}
    left_out = words_of("search.fr.yaml")
    entered = [*entries(views, left_out["nicknames"])]
    return found | {path: data.decode() for path, data in index(entered, views, left_out)}
