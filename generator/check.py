"""From bytes to a checked directory: every mistake at once, at its place, with its way out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.directory import Directory, Key, link, references, targets
from generator.model import SOURCED, TABLES, Event, Lab, Part, Record, Territory
from generator.problem import Place, Reading, close_to
from generator.reader import LIMITS, REFUSED, Document, Limits, read

Files = Mapping[str, Sequence[tuple[str, bytes]]]
"""For each table, the names and bytes of its files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a file, before and after it becomes a record."""

    document: Document
    position: int
    value: Any
    record: Record | None

    def place(self, path: Sequence[str | int] = (), key: bool = False) -> Place:
        """Where a value of this entry is written."""
        return self.document.place((self.position, *path), key)


def check(files: Files, to: Reading, limits: Limits = LIMITS) -> Directory | None:
    """The directory the files describe, or None when anything is wrong; problems go to `to`."""
    entries = {
        table: list(_entries(table, files.get(table, ()), to, limits)) for table in TABLES
    }
    _check_ids(entries, to)
    _check_references(entries, to)
    departements = _departements(entries["territories"])
    for table_entries in entries.values():
        for entry in table_entries:
            if entry.record is not None:
                _check_record(entry, entry.record, departements, to)
    _check_totals(entries, to)
    if to.problems:
        return None
    records: dict[str, dict[str, Record]] = {}
    places: dict[Key, Place] = {}
    for table, table_entries in entries.items():
        records[table] = {}
        for entry in table_entries:
            if entry.record is not None:
                records[table][entry.record.id] = entry.record
                places[table, entry.record.id] = entry.place()
    return link(records, places)


# ---- one entry


def _entries(
    table: str, files: Sequence[tuple[str, bytes]], to: Reading, limits: Limits
) -> Iterator[Entry]:
    for file, data in files:
        document = read(file, data, to, limits)
        if document is None:
            continue
        if document.value is None:
            to.report(Place(file), "file-empty")
        elif type(document.value) is not tuple:
            if document.value is not REFUSED:
                to.report(document.place(), "not-a-list", found=_found(document.value))
        else:
            for position, value in enumerate(document.value):
                yield _entry(table, document, position, value, to)


def _entry(table: str, document: Document, position: int, value: Any, to: Reading) -> Entry:
    kind = TABLES[table]
    if type(value) is not dict:
        if value is not REFUSED:
            place = document.place((position,))
            to.report(place, "not-a-record", found=_found(value))
        return Entry(document, position, value, None)
    try:
        record = kind.__pydantic_validator__.validate_python(value)
    except ValidationError as error:
        entry = Entry(document, position, value, None)
        _tell_all(entry, kind, error, to)
        return entry
    return Entry(document, position, value, record)


def _tell_all(entry: Entry, kind: type[Part], error: ValidationError, to: Reading) -> None:
    errors = error.errors(include_url=False)
    inner = {tuple(other["loc"][:-depth]) for other in errors for depth in (1, 2, 3)}
    unknown = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
    for one in errors:
        loc = tuple(one["loc"])
        if one["input"] is REFUSED or (one["type"] == "too_short" and loc in inner):
            continue
        if one["type"] == "missing" and _misspelt(loc, unknown):
            continue
        code, key, details = _in_our_words(kind, loc, one)
        path = (*loc, details.pop("position")) if "position" in details else loc
        to.report(entry.place(path, key=key), code, **details)


def _misspelt(missing: tuple[Any, ...], unknown: Sequence[tuple[Any, ...]]) -> bool:
    """Whether an unknown field beside a missing one is that one, misspelt: one mistake, told once."""
    return any(
        other[:-1] == missing[:-1] and _suggested(str(other[-1]), [str(missing[-1])])
        for other in unknown
    )


def _suggested(written: str, known: Sequence[str]) -> bool:
    return "vouliez-vous" in close_to(written, known)


def _in_our_words(
    kind: type[Part], loc: tuple[Any, ...], error: Any
) -> tuple[str, bool, dict[str, Any]]:
    """The code of a pydantic error, whether it is about the key, and what its sentence needs."""
    context = error.get("ctx", {})
    info = field_at(kind, loc)
    named = [step for step in loc if isinstance(step, str)]
    key = named[-1] if named else ""
    details: dict[str, Any] = {"key": key, "found": _found(error["input"])}
    details["example"] = _example(info)
    type_ = error["type"]
    if "code" in context:
        return context["code"], False, {**details, **context}
    if type_ == "missing":
        return "missing", False, {**details, "title": (info.title or key) if info else key}
    if type_ == "extra_forbidden":
        known = sorted(model_at(kind, loc[:-1]).model_fields)
        close = close_to(key, known, "champs possibles : " + ", ".join(known))
        return "unknown-key", True, {**details, "close": close}
    if error["input"] is None:
        return "empty", False, details
    if type_ == "literal_error":
        return "choice", False, {**details, "found": _bare(error["input"]),
                                 "close": close_to(_bare(error["input"]), _choices(info))}
    if type_ == "string_pattern_mismatch":
        return "slug", False, {**details, "found": _bare(error["input"]),
                               "close": slug(str(error["input"])) or "ti-lab"}
    if type_ == "string_type":
        return "not-text", False, {**details, "close": _as_text(key, error["input"])}
    code, extra = _PLAIN_CODES.get(type_, ("unexpected", ""))
    return code, False, {**details, "limit": context.get(extra), "length": _length(error["input"])}


_PLAIN_CODES: Final[Mapping[str, tuple[str, str]]] = {
    "string_too_short": ("empty", ""),
    "string_too_long": ("too-long", "max_length"),
    "tuple_type": ("not-list", ""),
    "too_short": ("empty-list", ""),
    "model_type": ("not-group", ""),
    "model_attributes_type": ("not-group", ""),
    "int_type": ("not-number", ""),
    "bool_type": ("not-boolean", ""),
    "greater_than_equal": ("number-too-small", "ge"),
}


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 0


def _as_text(key: str, value: Any) -> str:
    if isinstance(value, (tuple, dict)):
        return "écrivez une seule valeur, sans crochets ni tiret"
    return f'mettez la valeur entre guillemets : {key}: "{_bare(value)}"'


def _bare(value: Any) -> str:
    if value is True or value is False:
        return "true" if value else "false"
    return _found(value) if isinstance(value, (tuple, dict)) else str(value)


def _found(value: Any) -> str:
    """How a message quotes what was written."""
    if value is None:
        return "rien"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "une liste"
    if isinstance(value, dict):
        return "un groupe de champs"
    text = str(value)
    return f"« {text if len(text) <= 60 else text[:59] + '…'} »"


def _example(info: FieldInfo | None) -> str:
    examples = info.examples if info else None
    return flow(examples[0]) if examples else "…"


def flow(value: Any) -> str:
    """A value as an editor would write it on one line."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and re.search(r"^[\d'\"\[{&*!|>%@`#-]|: | #|:$|^$", text):
        return f'"{text}"' if re.fullmatch(r"[\d-]+", text) else f"« {text} »"
    return text


def slug(text: str) -> str:
    """A text as an id could be written."""
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    plain = folded.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


# ---- the model, by path


def model_at(kind: type[Part], path: Sequence[Any]) -> type[Part]:
    """The part of a record that a path leads to."""
    for step in path:
        if isinstance(step, str) and step in kind.model_fields:
            kind = _part(kind.model_fields[step].annotation) or kind
    return kind


def field_at(kind: type[Part], path: Sequence[Any]) -> FieldInfo | None:
    """The definition of the field a path leads to, None where the field is unknown."""
    named = [step for step in path if isinstance(step, str)]
    if not named:
        return None
    return model_at(kind, named[:-1]).model_fields.get(named[-1])


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Part) else None
    return next(filter(None, map(_part, get_args(annotation))), None)


def _choices(info: FieldInfo | None) -> list[str]:
    return _literals(info.annotation) if info else []


def _literals(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [word for inner in get_args(annotation) for word in _literals(inner)]


# ---- between records

Entries = Mapping[str, Sequence[Entry]]
Departements = Mapping[str, Mapping[str, str]]


def _ids(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Every id written, also that of an entry with other mistakes, so that nothing echoes."""
    for entry in entries:
        if type(entry.value) is dict and isinstance(entry.value.get("id"), str):
            yield entry.value["id"], entry


def _check_ids(entries: Entries, to: Reading) -> None:
    for table_entries in entries.values():
        first: dict[str, Entry] = {}
        folded: dict[str, str] = {}
        for id, entry in _ids(table_entries):
            if id in first:
                place = entry.place(("id",))
                to.report(place, "duplicate-id", id=id, first=first[id].place(("id",)))
                continue
            first[id] = entry
            same = folded.setdefault(id.replace("-", ""), id)
            if same != id:
                place, there = entry.place(("id",)), first[same].place(("id",))
                to.report(place, "look-alike-id", id=id, other=same, first=there)
        _check_former_ids(table_entries, first, to)


def _check_former_ids(
    entries: Sequence[Entry], taken: Mapping[str, Entry], to: Reading
) -> None:
    seen = dict(taken)
    for entry in entries:
        former = (entry.record.former_ids or ()) if entry.record else ()
        for position, id in enumerate(former):
            place = entry.place(("former_ids", position))
            if id in seen:
                first = seen[id].place(("id",))
                to.report(place, "former-id-taken", id=id, first=first)
            seen[id] = entry


def _check_references(entries: Entries, to: Reading) -> None:
    known = {table: frozenset(id for id, _ in _ids(entries[table])) for table in TABLES}
    for table, kind in TABLES.items():
        for reference in references(kind):
            ids_of, there = targets(kind, reference.path), known[reference.table]
            for entry in entries[table]:
                if entry.record is None or there.issuperset(ids_of(entry.record)):
                    continue
                _tell_unknown(entry, reference.path, reference.table, there, to)


def _tell_unknown(
    entry: Entry, path: tuple[str, ...], table: str, known: frozenset[str], to: Reading
) -> None:
    for place_path, id in _occurrences(entry.value, path):
        if id not in known:
            otherwise = f"ajoutez la fiche « {id} » à data/{table}.yaml, ou corrigez"
            close = close_to(id, known, otherwise)
            place = entry.place(place_path)
            to.report(place, "unknown-reference", found=id, table=f"data/{table}.yaml", close=close)


def _occurrences(
    value: Any, path: Sequence[str], at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The ids written at a path, each with its path in the entry, indices included."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _occurrences(item, path, (*at, position))
    elif path and isinstance(value, dict):
        if path[0] in value:
            yield from _occurrences(value[path[0]], path[1:], (*at, path[0]))
    elif not path and isinstance(value, str):
        yield at, value


# ---- within a record


def _check_record(
    entry: Entry, record: Record, departements: Departements, to: Reading
) -> None:
    if isinstance(record, Lab):
        _check_sourced(entry, record, to)
        _check_departement(entry, record, departements, to)
    elif isinstance(record, Event):
        _check_dates(entry, record, to)
    for reference in references(type(record)):
        if reference.table == record.TABLE:
            for path, id in _occurrences(entry.value, reference.path):
                if id == record.id:
                    to.report(entry.place(path), "self-reference", key=reference.path[-1])


def _check_sourced(entry: Entry, lab: Lab, to: Reading) -> None:
    for group, fields in SOURCED.items():
        written = next((name for name in fields if getattr(lab, name) is not None), None)
        sources = getattr(lab.sources, group)
        if group == "award" and lab.award is not None and lab.award.result == "none":
            continue
        if written and sources is None:
            to.report(entry.place((written,), key=True), "unsourced", key=written, group=group)
        elif sources is not None and not written and group != "location":
            to.report(entry.place(("sources", group), key=True), "source-of-nothing", group=group)


def _departements(entries: Sequence[Entry]) -> Departements:
    """For each territory, the numbers and names of its départements."""
    return {
        entry.record.id: {one.code: one.name for one in entry.record.departements or ()}
        for entry in entries
        if isinstance(entry.record, Territory)
    }


def _check_departement(
    entry: Entry, lab: Lab, departements: Departements, to: Reading
) -> None:
    if lab.departement is None or lab.territory is None:
        return
    there = departements.get(lab.territory)
    if not there or lab.departement in there:
        return
    home = next((id for id, codes in departements.items() if lab.departement in codes), None)
    if home is not None:
        close = f"ce département est dans « {home} »"
    else:
        close = "numéros possibles : " + ", ".join(sorted(there))
    place = entry.place(("departement",))
    found, territory = lab.departement, lab.territory
    to.report(place, "departement-elsewhere", found=found, territory=territory, close=close)


def _check_dates(entry: Entry, event: Event, to: Reading) -> None:
    if event.start is None and event.date_text is None:
        to.report(entry.place(), "no-date")
    if event.end is None:
        return
    if event.start is None or _before(event.end, event.start):
        start = event.start or "absent"
        to.report(entry.place(("end",)), "end-before-start", start=start, end=event.end)


def _before(end: str, start: str) -> bool:
    """Whether a partial date is surely before another: compared to the shorter one's precision."""
    end, start = end.rstrip("~"), start.rstrip("~")
    length = min(len(end), len(start))
    return end[:length] < start[:length]


def _check_totals(entries: Entries, to: Reading) -> None:
    awarded: dict[str, int] = {}
    for entry in entries["labs"]:
        lab = entry.record
        if isinstance(lab, Lab) and lab.award is not None and lab.award.result == "laureate":
            awarded[lab.award.call] = awarded.get(lab.award.call, 0) + 1
    for entry in entries["calls"]:
        total = getattr(entry.record, "laureates", None)
        if entry.record is not None and total is not None:
            known = awarded.get(entry.record.id, 0)
            if known > total.count:
                place = entry.place(("laureates", "count"))
                to.report(place, "known-too-many", known=known, total=total.count)
