"""What is written is shown: every field changes a page, or says why it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest
from drawn import desk_of, directory_with, drawn
from written import SECOND, least, required, value

from generator.records.lab import SOURCED
from generator.records.tables import TABLES
from generator.records.tree import Field, FieldPath, fields, walk

ID: Final = "fiche-d-essai"

UNSHOWN: Final[Mapping[str, str]] = {
    "sources.former_ids": "a source has no page: an editor who writes the old id is told the new",
    "sources.checked": "each note would be longer, and the record that cites it says its own day",
    "disagreements.former_ids": "a disagreement has no page: its anchor is not announced",
    "disagreements.checked": "the list says what sources say, with their dates",
}
"""Why a field is on no page, by « table.path »."""

ALSO: Final[Mapping[str, Mapping[str, Any]]] = {
    "labs": {"sources": {"all": ["journal"]}},
    "events": {"start": "2014"},
    "themes": {"sources": ["journal"]},
    "calls": {"laureates": {"count": 3, "sources": ["journal"]}},
}
"""What a record needs beside its required fields, by the rules between fields."""

INSTEAD: Final[Mapping[str, Mapping[str, Any]]] = {
    "events.start": {"date_text": "un jour de mars"},
    "themes.sources": {"origin": "editors"},
    "calls.laureates_note": {},
}
"""The same where ALSO would hide the field."""


NEEDED: Final = {"labs.sources.all"}
"""Fields that another rule requires: they are seen by changing their value."""


def also(table: str, path: FieldPath) -> Mapping[str, Any]:
    """What a record needs for one of its fields to be written at all."""
    if table == "labs" and path[0] == "sources":
        field = fields(TABLES[table].record).get(SOURCED.get(path[1], ("",))[0])
        return {"sources": {"all": ["rapport"]}, **({field.name: value(field)} if field else {})}
    return INSTEAD.get(f"{table}.{'.'.join(path)}", ALSO.get(table, {}))


def around(table: str, path: FieldPath) -> dict[str, list[Any]]:
    """The other records without which nobody would see a field."""
    records: dict[str, list[Any]] = {other: [record] for other, record in SECOND.items()}
    lab = {**least(TABLES["labs"].record, "temoin"), "sources": {"all": [ID]}}
    if table == "sources":
        records["labs"] = [lab]
    if (table, path) == ("territories", ("of_name",)):
        sources = {"sources": {"all": ["journal"]}, "territory": ID}
        records["labs"] = [{**lab, **sources, "id": f"temoin-{n}"} for n in range(8)]
    return records


def leaves() -> Iterator[tuple[str, FieldPath, Field]]:
    for table, known in TABLES.items():
        for path, field in walk(known.record):
            if not field.fields:
                yield table, path, field


def written(table: str, path: FieldPath, which: int | None) -> dict[str, Any]:
    """A record whose field at a path has one of two values, or nothing; its neighbours absent."""
    kind = TABLES[table].record
    record = {**least(kind, ID), **also(table, path)}
    here, level = fields(kind), record
    for step in path[:-1]:
        field = here[step]
        group = {**required(field.fields)}
        if isinstance(level.get(step), dict):
            group = {**level[step]}
        level[step] = [group] if field.many else group
        here, level = field.fields, group
    last = here[path[-1]]
    level.pop(path[-1], None)
    if which is not None:
        level[path[-1]] = value(last, which)
    if table == "territories" and path[0] == "departements":
        level["code"] = ("75", "76")[(which or 0) if path[-1] == "code" else 0]
    return record


@cache
def seen(table: str, path: FieldPath, which: int | None) -> str:
    """The pages of the tiny tree with that record; a source is cited, or nobody sees it."""
    records = around(table, path)
    records.setdefault(table, []).append(written(table, path, which))
    pages = drawn(desk_of(directory_with(records)))
    return "\n".join(text for name, text in sorted(pages.items()) if not name.endswith(".json"))


LEAVES: Final = {
    f"{table}.{'.'.join(path)}": (table, path, field) for table, path, field in leaves()
}


@pytest.mark.parametrize("name", [name for name in LEAVES if not name.endswith(".id")])
def test_a_field_is_shown_or_declared_unshown(name: str) -> None:
    table, path, field = LEAVES[name]
    other = 1 if field.required or name in NEEDED else None
    shown = seen(table, path, 0) != seen(table, path, other)
    assert shown != (name in UNSHOWN)
