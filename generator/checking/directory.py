"""The directory: every record, checked and linked both ways. Past this point nothing is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from generator.reading.problem import Place
from generator.records.identity import Identity
from generator.records.parts import Record
from generator.records.source import Source
from generator.records.tables import TABLES
from generator.records.territory import Territory
from generator.records.tree import references, targets

R = TypeVar("R", bound=Record)

Key = tuple[str, str]
"""A table and an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All tables by id, where each record is written, and who names whom."""

    tables: Mapping[str, Mapping[str, Any]]
    """The records of each table by id, in the order of the files."""
    places: Mapping[Key, Place]
    identity: Identity
    """What makes this directory this one."""
    named_by: Mapping[Key, Mapping[str, tuple[Any, ...]]]
    """For a record, those that name it, by « table.field »; in the order of the files."""

    def table(self, name: str) -> Mapping[str, Any]:
        """The records of a table by id."""
        return self.tables[name]

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """The records of a kind by id."""
        return self.tables[kind.TABLE]

    def naming(self, record: Record, by: str) -> tuple[Any, ...]:
        """The records that name this one in a field: naming(theme, "labs.themes")."""
        return self.named_by.get((record.TABLE, record.id), _NOBODY).get(by, ())

    def country(self, territory: Territory | None) -> Territory | None:
        """The country that a territory is, or is part of; None when nobody says."""
        if territory is not None and territory.part_of:
            territory = self.of(Territory)[territory.part_of]
        return territory if territory is not None and territory.kind == "country" else None

    def is_home(self, territory: Territory) -> bool:
        """Whether a territory is the directory's own country."""
        return territory.id == self.identity.country

    def is_abroad(self, territory: Territory) -> bool:
        """Whether a territory is neither the directory's own country nor a part of it."""
        country = self.country(territory)
        return country is None or not self.is_home(country)


_NOBODY: Final[Mapping[str, tuple[Any, ...]]] = {}


def link(
    records: Mapping[str, Mapping[str, Record]], places: Mapping[Key, Place], identity: Identity
) -> Directory:
    """Assemble checked tables into a directory; every reference must resolve."""
    named_by: dict[Key, dict[str, dict[str, Record]]] = {}
    for name, table in TABLES.items():
        for reference in references(table.record):
            if reference.table == Source.TABLE:  # most records cite some, and nobody asks which
                continue
            by = f"{name}.{'.'.join(reference.path)}"
            ids_of = targets(table.record, reference.path)
            for record in records[name].values():
                for id in ids_of(record):
                    there = named_by.setdefault((reference.table, id), {})
                    there.setdefault(by, {})[record.id] = record
    return Directory(
        tables=records,
        places=places,
        identity=identity,
        named_by={
            key: {by: tuple(naming.values()) for by, naming in fields.items()}
            for key, fields in named_by.items()
        },
    )
