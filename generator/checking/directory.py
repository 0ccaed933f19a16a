"""The directory: every record, checked and linked both ways. Past this point nothing is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.reading.problem import Place
from generator.records.model import (
    TABLES,
    Call,
    Disagreement,
    Event,
    Identity,
    Lab,
    Network,
    Organisation,
    Part,
    Record,
    Ref,
    Source,
    Territory,
    Theme,
)

Key = tuple[str, str]
"""A table and an id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a kind of record names records of another table: the field's path, without indices."""

    path: tuple[str, ...]
    table: str


@cache
def references(kind: type[Part]) -> tuple[Reference, ...]:
    """Every reference a kind of record can make, parts included."""
    return tuple(_references(kind, ()))


def _references(kind: type[Part], path: tuple[str, ...]) -> Iterator[Reference]:
    for name, info in kind.model_fields.items():
        for table, part in _leaves(info):
            if table is not None:
                yield Reference((*path, name), table)
            elif part is not None:
                yield from _references(part, (*path, name))


def _leaves(info: FieldInfo) -> Iterator[tuple[str | None, type[Part] | None]]:
    for mark in info.metadata:
        if isinstance(mark, Ref):
            yield mark.table, None
    yield from _in_annotation(info.annotation)


def _in_annotation(annotation: Any) -> Iterator[tuple[str | None, type[Part] | None]]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if issubclass(annotation, Part):
            yield None, annotation
        return
    for argument in get_args(annotation):
        if isinstance(argument, Ref):
            yield argument.table, None
        else:
            yield from _in_annotation(argument)


Targets = Callable[[Any], Iterable[str]]


@cache
def targets(kind: type[Part], path: tuple[str, ...]) -> Targets:
    """A function from a record to the ids it names at a path, in order."""
    name, rest = path[0], path[1:]
    if not rest:
        return lambda part: _several(getattr(part, name))
    inner = targets(kind, rest)
    return lambda part: [id for one in _several(getattr(part, name)) for id in inner(one)]


def _several(value: Any) -> tuple[Any, ...]:
    if type(value) is tuple:
        return value
    return () if value is None else (value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All tables by id, where each record is written, and who names whom."""

    labs: Mapping[str, Lab]
    themes: Mapping[str, Theme]
    events: Mapping[str, Event]
    calls: Mapping[str, Call]
    organisations: Mapping[str, Organisation]
    territories: Mapping[str, Territory]
    networks: Mapping[str, Network]
    sources: Mapping[str, Source]
    disagreements: Mapping[str, Disagreement]
    places: Mapping[Key, Place]
    identity: Identity
    """What makes this directory this one."""
    named_by: Mapping[Key, Mapping[str, tuple[Any, ...]]]
    """For a record, those that name it, by « table.field »; in the order of the files."""

    def table(self, name: str) -> Mapping[str, Any]:
        """The records of a table by id."""
        found: Mapping[str, Any] = getattr(self, name)
        return found

    def naming(self, record: Record, by: str) -> tuple[Any, ...]:
        """The records that name this one in a field: naming(theme, "labs.themes")."""
        return self.named_by.get((record.TABLE, record.id), _NOBODY).get(by, ())

    def country(self, territory: Territory | None) -> Territory | None:
        """The country that a territory is, or is part of; None when nobody says."""
        if territory is not None and territory.part_of:
            territory = self.territories[territory.part_of]
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
    for table, kind in TABLES.items():
        for reference in references(kind):
            if reference.table == "sources":
                continue
            by = f"{table}.{'.'.join(reference.path)}"
            ids_of = targets(kind, reference.path)
            for record in records[table].values():
                for id in ids_of(record):
                    there = named_by.setdefault((reference.table, id), {})
                    there.setdefault(by, {})[record.id] = record
    tables: dict[str, Any] = dict(records)
    return Directory(
        **tables,
        places=places,
        identity=identity,
        named_by={
            key: {by: tuple(found.values()) for by, found in fields.items()}
            for key, fields in named_by.items()
        },
    )
