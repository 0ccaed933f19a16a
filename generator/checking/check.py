"""From what editors wrote to a checked directory: every mistake at once, each at its place."""

from __future__ import annotations

from generator.checking.between import check_circles, check_ids, check_references
from generator.checking.directory import Directory, Key, link
from generator.checking.entry import Data, Files, read_data
from generator.reading.problem import Place, Reading
from generator.reading.reader import LIMITS, Limits
from generator.records.identity import Identity
from generator.records.parts import Record
from generator.records.tables import TABLES


def check(files: Files, to: Reading, limits: Limits = LIMITS) -> Directory | None:
    """The directory the files describe, or None when anything is wrong; problems go to `to`."""
    return check_data(read_data(files, to, limits), to)


def check_data(data: Data, to: Reading) -> Directory | None:
    """The directory that entries make together, or None when anything is wrong, now or before."""
    for name, table in TABLES.items():
        check_ids(data.entries[name], to)
        check_circles(table.record, data.entries[name], to)
        _check_rules(table.record, data, to)
    check_references(data, to)
    identity = data.identity.record if data.identity else None
    if to.problems or not isinstance(identity, Identity):
        return None
    return _linked(data, identity)


def _check_rules(kind: type[Record], data: Data, to: Reading) -> None:
    """Tell what each kind of record says of its own fields, and of its like."""
    rules = kind.rules(data)
    for entry in data.written(kind):
        for rule in rules if type(entry.value) is dict else ():
            for mistake in rule(entry):
                entry.tell(mistake, to)


def _linked(data: Data, identity: Identity) -> Directory:
    records: dict[str, dict[str, Record]] = {}
    places: dict[Key, Place] = {}
    for name, entries in data.entries.items():
        records[name] = {}
        for entry in entries:
            if isinstance(entry.record, Record):
                records[name][entry.record.id] = entry.record
                places[name, entry.record.id] = entry.place()
    return link(records, places, identity)
