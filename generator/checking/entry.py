"""From bytes to entries: each item of a file checked by itself, with the place of its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.checking.wording import ENOUGH, as_found, empties, mistakes
from generator.reading.files import IDENTITY
from generator.reading.problem import Place, Reading
from generator.reading.reader import LIMITS, REFUSED, Document, Limits, read
from generator.records.identity import Identity
from generator.records.parts import Mistake, Part, Record, Steps
from generator.records.tables import TABLES, Table

Files = Mapping[str, Sequence[tuple[str, bytes]]]
"""For each table, and for the identity, the names and bytes of its files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a file, before and after it becomes a record."""

    document: Document
    at: Steps
    """Where it stands in its document: its position in the list; nothing for a whole document."""
    value: Any
    record: Part | None
    wrong: frozenset[str] = frozenset()
    """The fields in which something was told, so that nothing echoes."""
    misspelt: bool = False
    """Whether a name is that of no field: any field may be meant."""

    def place(self, at: Steps = (), key: bool = False) -> Place:
        """Where a value of this entry is written."""
        return self.document.place((*self.at, *at), key)

    def tell(self, mistake: Mistake, to: Reading) -> None:
        """Tell what is wrong in this entry, at its place."""
        to.report(self.place(mistake.at, mistake.at_key), mistake.code, **mistake.details)

    def get(self, field: str) -> Any:
        """What is written in a field, None when nothing is or when it was told wrong."""
        if type(self.value) is not dict or field in self.wrong:
            return None
        value = self.value.get(field)
        return None if value is REFUSED else value

    @property
    def id(self) -> str | None:
        """The id written, also that of an entry with other mistakes."""
        value = self.value.get("id") if type(self.value) is dict else None
        return value if isinstance(value, str) else None


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Data:
    """All that the files of a data folder hold, whatever is wrong with it."""

    entries: Mapping[str, Sequence[Entry]]
    """Those of each table, as far as it could be read; in the order of the files."""
    whole: frozenset[str]
    """The tables that could be read whole, ids included."""
    identity: Entry | None

    def written(self, kind: type[Record]) -> Sequence[Entry]:
        """The records of a kind as they are written."""
        return self.entries[kind.TABLE]

    def records(self, kind: type[R]) -> Sequence[R] | None:
        """The records of a kind; None when some cannot be read, so that nothing can be said."""
        entries = self.entries[kind.TABLE]
        records = [entry.record for entry in entries if isinstance(entry.record, kind)]
        return records if kind.TABLE in self.whole and len(records) == len(entries) else None


def read_data(files: Files, to: Reading, limits: Limits = LIMITS) -> Data:
    """What the files hold, each entry checked by itself; problems go to `to`."""
    identity = _read_identity(files.get(IDENTITY, ()), to, limits)
    tables = {
        name: _read_table(table, files.get(name, ()), to, limits) for name, table in TABLES.items()
    }
    return Data(
        entries={name: entries for name, (entries, _) in tables.items()},
        whole=frozenset(name for name, (_, whole) in tables.items() if whole),
        identity=identity,
    )


def _read_table(
    table: Table, files: Sequence[tuple[str, bytes]], to: Reading, limits: Limits
) -> tuple[list[Entry], bool]:
    """The entries of a table, and whether it could be read whole."""
    entries: list[Entry] = []
    whole = bool(files)
    for file, data in files:
        document = read(file, data, to, limits)
        if document is None or not _is_list(document, to):
            whole = False
            continue
        for position in range(len(document.value)):
            if len(to.problems) >= ENOUGH:
                _tell_too_many(document.place((position,)), to)
                return entries, False
            entries.append(entry_of(table.record, document, to, position))
    return entries, whole and all(entry.id is not None for entry in entries)


def _is_list(document: Document, to: Reading) -> bool:
    """Whether a file holds a list of records, after telling what else it holds."""
    if document.value is None:
        to.report(Place(document.file), "file-empty")
    elif type(document.value) is not tuple and document.value is not REFUSED:
        to.report(document.place(), "not-a-list", found=as_found(document.value))
    return type(document.value) is tuple


def _tell_too_many(place: Place, to: Reading) -> None:
    if to.problems[-1].code != "too-many-problems":
        to.report(place, "too-many-problems", limit=ENOUGH)


def _read_identity(files: Sequence[tuple[str, bytes]], to: Reading, limits: Limits) -> Entry | None:
    """What makes this directory this one: a file that holds one group of fields."""
    for file, data in files:
        document = read(file, data, to, limits)
        if document is None:
            continue
        if type(document.value) is dict or document.value is REFUSED:
            return entry_of(Identity, document, to)
        code = "identity-empty" if document.value is None else "identity-not-fields"
        to.report(document.place(), code, found=as_found(document.value))
    return None


def entry_of(
    kind: type[Part], document: Document, to: Reading, position: int | None = None
) -> Entry:
    """Fields of a document, checked by themselves: one of its records, or all that it holds."""
    at = () if position is None else (position,)
    value = document.value if position is None else document.value[position]
    entry = partial(Entry, document, at, value)
    if type(value) is not dict:
        _tell_not_fields(entry(None), to)
        return entry(None)
    wrong = _tell_empty(entry(None), kind, to) if document.has_null else frozenset()
    try:
        return entry(kind.__pydantic_validator__.validate_python(value), wrong)
    except ValidationError as error:
        return _spoilt(entry(None, wrong), kind, error, to)


def _tell_not_fields(entry: Entry, to: Reading) -> None:
    if entry.value is not REFUSED:
        code = "empty-record" if entry.value is None else "not-a-record"
        to.report(entry.place(), code, found=as_found(entry.value))


def _tell_empty(entry: Entry, kind: type[Part], to: Reading) -> frozenset[str]:
    """Tell the fields where nothing is written."""
    nothing = list(empties(kind, entry.value))
    for mistake in nothing:
        entry.tell(mistake, to)
    return frozenset(str(mistake.at[0]) for mistake in nothing)


def _spoilt(entry: Entry, kind: type[Part], error: ValidationError, to: Reading) -> Entry:
    """An entry that knows in which of its fields something is wrong, after telling it."""
    errors = error.errors(include_url=False)
    for mistake in mistakes(kind, entry.value, errors):
        entry.tell(mistake, to)
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    return replace(
        entry,
        wrong=entry.wrong | {str(error["loc"][0]) for error in errors if error["loc"]},
        misspelt=any(len(loc) == 1 for loc in unknown),
    )
