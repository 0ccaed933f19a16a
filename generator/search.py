"""What the browser searches: one entry a page, folded here as the browser folds a query.

First version: one file, fetched at the first search. The seam is entries() on one side, and
theme/static/search.js on the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from generator.directory import Directory
from generator.model import Event, Lab, Organisation, Record, Territory, Theme
from generator.views import KINDS, PAGED, path_of
from generator.words import Words, date, fold, typeset

PATH: Final = "recherche/index.json"
ALIASES: Final = ("other_names", "former_names", "acronym")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to find: names weigh most, then words, then text. All are plain French."""

    path: str
    title: str
    kind: str
    detail: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    text: str = ""


def entries(directory: Directory, words: Words) -> Iterator[Entry]:
    """An entry for each record that has a page."""
    for table in PAGED:
        for record in directory.table(table).values():
            yield _entry(directory, words, record)


def _entry(directory: Directory, words: Words, record: Record) -> Entry:
    kind = words(f"kind.{KINDS[record.TABLE]}")
    names = [
        record.label,
        *(name for field in ALIASES for name in _texts(record, field)),
    ]
    detail, near = _near(directory, words, record)
    text = [getattr(record, "description", None) or "", *_texts(record, "methods")]
    return Entry(
        path_of(record), record.label, kind, detail, tuple(names), tuple(near), " ".join(text)
    )


def _texts(record: Record, name: str) -> tuple[str, ...]:
    value = getattr(record, name, None)
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value or () if isinstance(one, str))


def _near(directory: Directory, words: Words, record: Record) -> tuple[str, list[str]]:
    """What a result shows beside its name, and the words that lead to it besides its name."""
    if isinstance(record, Lab):
        region = directory.territories[record.territory].name if record.territory else ""
        themes = [directory.themes[id].name for id in record.themes or ()]
        carriers = [directory.organisations[id].label for id in record.carriers or ()]
        where = ", ".join(part for part in (record.city, record.area, region) if part)
        kind = [words(f"lab.kind_of.{record.kind or 'lab'}"), record.form or ""]
        text = [record.carrier_text or "", record.departement or "", record.area or ""]
        return where, [where, *themes, *carriers, *kind, *text]
    if isinstance(record, Event):
        when = record.date_text or (date(record.start) if record.start else "")
        place = [record.city or "", record.place or ""]
        return when, [when, *place]
    if isinstance(record, Theme):
        return "", list(record.synonyms or ())
    if isinstance(record, Territory):
        return "", [f"{one.name} {one.code}" for one in record.departements or ()]
    if isinstance(record, Organisation):
        return record.city or "", [record.city or ""]
    return "", []


def index(found: Iterable[Entry]) -> bytes:
    """The file the browser fetches: a list of [path, title, kind, detail, names, words, text]."""
    return json.dumps(
        [_line(entry) for entry in found], ensure_ascii=False, separators=(",", ":")
    ).encode()


def _line(entry: Entry) -> list[Any]:
    names = "|".join(dict.fromkeys(key for name in entry.names for key in _keys(name)))
    return [
        entry.path,
        typeset(entry.title),
        entry.kind,
        typeset(entry.detail),
        names,
        fold(" ".join(entry.words)),
        fold(entry.text),
    ]


def _keys(name: str) -> tuple[str, str]:
    """A name in words, and joined: « lab est » and « labest »."""
    folded = fold(name)
    return folded, folded.replace(" ", "")
