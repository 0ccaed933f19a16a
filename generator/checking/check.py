"""From bytes to a checked directory: every mistake at once, at its place, with its way out."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.checking.directory import Directory, Key, link
from generator.reading.problem import Place, Reading, close_to, meant, quoted
from generator.reading.reader import LIMITS, REFUSED, Document, Limits, plain, read
from generator.records.model import (
    IDENTITY,
    SOURCED,
    Identity,
    Lab,
    Part,
    Record,
    Territory,
    Theme,
)
from generator.records.tables import TABLES
from generator.records.tree import references, targets

Files = Mapping[str, Sequence[tuple[str, bytes]]]
"""For each table, and for the identity, the names and bytes of its files."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a file, before and after it becomes a record."""

    document: Document
    at: Path
    """Where it stands in its document: its position in the list; nothing for a whole document."""
    value: Any
    record: Part | None
    wrong: frozenset[str] = frozenset()
    """The fields in which something was told, so that nothing echoes."""

    def place(self, path: Sequence[str | int] = (), key: bool = False) -> Place:
        """Where a value of this entry is written."""
        return self.document.place((*self.at, *path), key)

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


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a table; not whole when some could not be read or have no id."""

    entries: Sequence[Entry]
    whole: bool


Tables = Mapping[str, Entries]


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that data has, whatever else is wrong with its records."""

    written: Mapping[str, frozenset[str]]
    """Those of each table, as far as it could be read."""
    whole: frozenset[str]
    """The tables that could be read whole: an id that they lack is nowhere."""
    renamed: Mapping[Key, str]
    """A former id, with its table, and the id that its record has now."""


def check(files: Files, to: Reading, limits: Limits = LIMITS) -> Directory | None:
    """The directory the files describe, or None when anything is wrong; problems go to `to`."""
    identity = read_identity(files, to, limits)
    return check_tables(read_tables(files, to, limits), identity, to)


def read_tables(files: Files, to: Reading, limits: Limits = LIMITS) -> Tables:
    """The entries of the files, each checked by itself."""
    return {table: _table(table, files.get(table, ()), to, limits) for table in TABLES}


def check_tables(tables: Tables, identity: Entry | None, to: Reading) -> Directory | None:
    """The directory that tables make together, or None when anything is wrong, now or before."""
    for name, table in tables.items():
        _check_ids(table.entries, to)
        _check_circles(name, table.entries, to)
    _check_references(tables, identity, to)
    _check_labs(tables, to)
    for entry in tables["events"].entries:
        _check_dates(entry, to)
    for entry in tables["themes"].entries:
        _check_theme(entry, to)
    _check_totals(tables, to)
    if to.problems or identity is None or not isinstance(identity.record, Identity):
        return None
    return _linked(tables, identity.record)


def _linked(tables: Tables, identity: Identity) -> Directory:
    records: dict[str, dict[str, Record]] = {}
    places: dict[Key, Place] = {}
    for name, table in tables.items():
        records[name] = {}
        for entry in table.entries:
            if isinstance(entry.record, Record):
                records[name][entry.record.id] = entry.record
                places[name, entry.record.id] = entry.place()
    return link(records, places, identity)


# ---- one entry

# Nobody mends thousands of mistakes one by one: they have one cause, and telling takes minutes.
ENOUGH: Final = 2000


def _table(name: str, files: Sequence[tuple[str, bytes]], to: Reading, limits: Limits) -> Entries:
    entries: list[Entry] = []
    whole = bool(files)
    for file, data in files:
        document = read(file, data, to, limits)
        values = None if document is None else _records(document, to)
        if document is None or values is None:
            whole = False
            continue
        for position, value in enumerate(values):
            if len(to.problems) >= ENOUGH:
                if to.problems[-1].code != "too-many-problems":
                    to.report(document.place((position,)), "too-many-problems", limit=ENOUGH)
                return Entries(entries, False)
            entries.append(entry_of(TABLES[name].record, document, (position,), value, to))
    return Entries(entries, whole and all(entry.id is not None for entry in entries))


def _records(document: Document, to: Reading) -> tuple[Any, ...] | None:
    value = document.value
    if type(value) is tuple:
        return value
    if value is None:
        to.report(Place(document.file), "file-empty")
    elif value is not REFUSED:
        to.report(document.place(), "not-a-list", found=as_found(value))
    return None


def read_identity(files: Files, to: Reading, limits: Limits = LIMITS) -> Entry | None:
    """What makes this directory this one: a file that holds one group of fields."""
    for file, data in files.get(IDENTITY, ()):
        document = read(file, data, to, limits)
        if document is None:
            continue
        if type(document.value) is dict or document.value is REFUSED:
            return entry_of(Identity, document, (), document.value, to)
        code = "identity-empty" if document.value is None else "identity-not-fields"
        to.report(document.place(), code, found=as_found(document.value))
    return None


def entry_of(kind: type[Part], document: Document, at: Path, value: Any, to: Reading) -> Entry:
    """Some fields of a file, checked by themselves: those of a record, or of the head of a page."""
    if type(value) is not dict:
        if value is not REFUSED:
            code = "empty-record" if value is None else "not-a-record"
            to.report(document.place(at), code, found=as_found(value))
        return Entry(document, at, value, None)
    empty: frozenset[str] = frozenset()
    if document.has_null:
        empty = _tell_empty(kind, document, at, value, to)
    try:
        record = kind.__pydantic_validator__.validate_python(value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        wrong = empty | {str(one["loc"][0]) for one in errors if one["loc"]}
        if any(one["type"] == "extra_forbidden" and len(one["loc"]) == 1 for one in errors):
            wrong |= {ANY_FIELD}
        entry = Entry(document, at, value, None, wrong)
        _tell_all(entry, kind, errors, to)
        return entry
    return Entry(document, at, value, record, empty)


ANY_FIELD: Final = ""
"""Stands in Entry.wrong for the field that a misspelt name was meant to be."""


def _tell_empty(
    kind: type[Part], document: Document, at: Path, value: Any, to: Reading
) -> frozenset[str]:
    """Tell the fields and items where nothing is written: absent is how to say unknown."""
    fields = set()
    for path in islice(_nones(value), ENOUGH):
        fields.add(str(path[0]))
        code = "empty-item" if isinstance(path[-1], int) else "empty"
        close = _instead_of_nothing(kind, path)
        to.report(document.place((*at, *path)), code, key=_key(path), close=close)
    return frozenset(fields)


def _instead_of_nothing(kind: type[Part], path: Sequence[Any]) -> str:
    """What to write where nothing is: a field that is not required may go."""
    info = field_at(kind, path)
    if info is None:
        return "effacez le champ"
    group = _part(info.annotation)
    if group is not None and not _is_many(info.annotation):
        return "écrivez ses champs au-dessous, décalés de deux espaces, ou effacez le champ"
    if info.is_required():
        return f"écrivez une valeur, par exemple « {_key(path)}: {_example(info)} »"
    return "écrivez une valeur ou effacez le champ"


def _nones(value: Any, at: Path = ()) -> Iterator[Path]:
    if value is None:
        yield at
    elif type(value) is dict:
        for key, item in value.items():
            yield from _nones(item, (*at, key))
    elif type(value) is tuple:
        for position, item in enumerate(value):
            yield from _nones(item, (*at, position))


def _key(path: Sequence[Any]) -> str:
    """The name of the innermost field of a path."""
    return next((quoted(step) for step in reversed(path) if isinstance(step, str)), "")


# ---- pydantic's errors in our words


def _tell_all(entry: Entry, kind: type[Part], errors: Sequence[Any], to: Reading) -> None:
    unknown = {
        tuple(e["loc"]): _nearest(kind, e["loc"], entry.value)
        for e in errors[:ENOUGH]
        if e["type"] == "extra_forbidden"
    }
    meant_to_be = {(*loc[:-1], near) for loc, near in unknown.items()}
    for error in errors[:ENOUGH]:
        loc = tuple(error["loc"])
        if _is_echo(error) or (error["type"] == "missing" and loc in meant_to_be):
            continue
        if loc in unknown:
            _tell_unknown_key(entry, kind, loc, unknown[loc], to)
        elif "code" in error.get("ctx", {}):
            _tell_rule(entry, kind, loc, error, to)
        else:
            code, details = _in_our_words(kind, loc, error)
            to.report(entry.place(loc), code, **details)


def _is_echo(error: Any) -> bool:
    """Whether a mistake was told already: by the reader, as empty, or in the items of a list."""
    value = error["input"]
    if error["type"] == "invalid_key" or value is None or value is REFUSED:
        return True
    if error["type"] == "too_short" and value:
        return True  # the list is short of the items that were told
    return type(value) is dict and REFUSED in value and error["type"] != "extra_forbidden"


def _nearest(kind: type[Part], loc: Sequence[Any], value: Any) -> str | None:
    """The field, not yet written beside it, that a misspelt or French name was meant to be."""
    for step in loc[:-1]:
        value = value[step]
    known: dict[str, str] = {}
    for name, info in model_at(kind, loc[:-1]).model_fields.items():
        if name not in value:
            known.setdefault(slug(info.title or name), name)
            known[slug(name)] = name
    near = difflib.get_close_matches(slug(str(loc[-1]))[:80], known, n=1, cutoff=0.6)
    return known[near[0]] if near else None


def _tell_unknown_key(
    entry: Entry, kind: type[Part], loc: Path, near: str | None, to: Reading
) -> None:
    fields = ", ".join(sorted(model_at(kind, loc[:-1]).model_fields))
    close = meant(near) if near else f"champs possibles : {fields}"
    to.report(entry.place(loc, key=True), "unknown-key", key=_key(loc), close=close)


def _tell_rule(entry: Entry, kind: type[Part], loc: Path, error: Any, to: Reading) -> None:
    """A refusal of one of the model's own rules: it names its sentence."""
    details = dict(error["ctx"])
    code = details.pop("code")
    if "position" in details:
        loc = (*loc, details.pop("position"))
        if isinstance(details["found"], Part):
            code = "repeated-group"
    details["found"] = quoted(details.get("found", error["input"]))
    details.setdefault("close", _instead_of_nothing(kind, loc))
    to.report(entry.place(loc), code, key=_key(loc), **details)


def _in_our_words(kind: type[Part], loc: Path, error: Any) -> tuple[str, dict[str, Any]]:
    """The code of a pydantic error and what its sentence needs."""
    info, value, key = field_at(kind, loc), error["input"], _key(loc)
    code, limit = CODES[error["type"]]
    code = _narrowed(code, value, info)
    details: dict[str, Any] = {"key": key, "found": as_found(value), "example": _example(info)}
    if code in _CLOSE:
        details["close"] = _CLOSE[code](kind, loc, value)
    if code == "missing":
        details["title"] = (info.title if info else "") or key
    elif code in ("choice", "slug"):
        details["found"] = _bare(value)
    elif code == "not-list":
        details["example"] = flow([_bare(value)])
    elif code == "not-number":
        digits = re.sub(r"[\s€]", "", str(value))
        details["example"] = digits if digits.isdecimal() else _example(info)
    elif code == "not-group" and isinstance(loc[-1], int):
        details["example"] = _example(info).removeprefix("[").removesuffix("]")
    elif code == "too-long":
        details["length"] = len(value)
    if limit:
        details["limit"] = error["ctx"][limit]
    return code, details


def _narrowed(code: str, value: Any, info: FieldInfo | None) -> str:
    """The code that suits what was written in place of what was expected."""
    if code in ("choice", "slug") and isinstance(value, (tuple, dict)):
        return "not-text"
    if code == "not-list" and (isinstance(value, dict) or (info and _part(info.annotation))):
        return "not-list-of-groups"
    return code


CODES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("missing", ""),
    "literal_error": ("choice", ""),
    "string_type": ("not-text", ""),
    "string_pattern_mismatch": ("slug", ""),
    "string_too_short": ("empty", ""),
    "string_too_long": ("too-long", "max_length"),
    "tuple_type": ("not-list", ""),
    "too_short": ("empty-list", ""),
    "model_type": ("not-group", ""),
    "dict_type": ("not-group", ""),
    "int_type": ("not-number", ""),
    "bool_type": ("not-boolean", ""),
    "greater_than_equal": ("number-too-small", "ge"),
}
"""For each pydantic error our models can raise, our code and the name of the limit it tells."""


def _as_text(kind: type[Part], loc: Path, value: Any) -> str:
    return in_quotes(value)


def in_quotes(value: Any) -> str:
    """How a value is written for a text."""
    if isinstance(value, (tuple, dict)):
        return "écrivez une seule valeur, sans crochets, sans accolades ni tiret"
    return f"mettez la valeur entre guillemets : {json.dumps(_bare(value), ensure_ascii=False)}"


def _as_groups(kind: type[Part], loc: Path, value: Any) -> str:
    if isinstance(value, dict):
        return "mettez un tiret devant le premier champ du groupe, même s’il n’y en a qu’un"
    return f"un groupe par tiret, par exemple {_key(loc)}: {_example(field_at(kind, loc))}"


def _as_choice(kind: type[Part], loc: Path, value: Any) -> str:
    return close_to(_bare(value), _choices(field_at(kind, loc)))


def _as_slug(kind: type[Part], loc: Path, value: Any) -> str:
    return slug(_bare(value)) or "ti-lab"


def _shorter(kind: type[Part], loc: Path, value: Any) -> str:
    return "abrégez" if len(value) < 600 else "abrégez ; un long récit a sa place dans content/"


def _nothing(kind: type[Part], loc: Path, value: Any) -> str:
    return _instead_of_nothing(kind, loc)


_CLOSE: Final[Mapping[str, Callable[[type[Part], Path, Any], str]]] = {
    "choice": _as_choice,
    "empty": _nothing,
    "empty-list": _nothing,
    "not-list-of-groups": _as_groups,
    "not-text": _as_text,
    "slug": _as_slug,
    "too-long": _shorter,
}
"""For each code, what writes its way out."""


def _bare(value: Any) -> str:
    """A value as it was written."""
    if value is True or value is False:
        return "true" if value else "false"
    return as_found(value) if isinstance(value, (tuple, dict)) else quoted(value)


def as_found(value: Any) -> str:
    """How a message tells what was written."""
    if isinstance(value, tuple):
        return "une liste"
    if isinstance(value, dict):
        return "un groupe de champs"
    return f"« {_bare(value)} »"


def _example(info: FieldInfo | None) -> str:
    """What the model gives as an example, or a group of the fields that it requires."""
    if info is None:
        return "…"
    if info.examples and info.examples[0]:
        return flow(info.examples[0])
    part = _part(info.annotation)
    if part is None:
        return "…"
    group = ", ".join(
        f"{name}: {_example(inner)}"
        for name, inner in part.model_fields.items()
        if inner.is_required()
    )
    return f"[{{{group}}}]" if info.metadata or _is_many(info.annotation) else f"{{{group}}}"


def _is_many(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_many, get_args(annotation)))


_NOT_PLAIN: Final = re.compile(
    r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|: |\s#|:$|\s$|[\x00-\x1f\x7f-\x9f]|^(?:---|\.\.\.)"""
)


def flow(value: Any, inside: bool = False) -> str:
    """A value as an editor would write it on one line; `inside` a list or a group."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item, True) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if plain(value) != value or _NOT_PLAIN.search(value):
        return json.dumps(value, ensure_ascii=False)
    if inside and re.search(r"[,\[\]{}]|:(?=\S*$)", value):
        return json.dumps(value, ensure_ascii=False)
    return value


def slug(text: str) -> str:
    """A text as an id could be written."""
    folded = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


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


# ---- ids and references


def _check_ids(entries: Sequence[Entry], to: Reading) -> None:
    first: dict[str, Entry] = {}
    folded: dict[str, str] = {}
    for entry in entries:
        if (id := entry.id) is None:
            continue
        if id in first:
            there = first[id].place(("id",))
            to.report(entry.place(("id",)), "duplicate-id", id=quoted(id), first=there)
            continue
        first[id] = entry
        same = folded.setdefault(id.replace("-", ""), id)
        if same != id and not {"id"} & (entry.wrong | first[same].wrong):
            there = first[same].place(("id",))
            to.report(entry.place(("id",)), "look-alike-id", id=id, other=same, first=there)
    _check_former_ids(entries, first, to)


def _check_former_ids(entries: Sequence[Entry], taken: Mapping[str, Entry], to: Reading) -> None:
    seen: dict[str, Place] = {}
    for entry in entries:
        for path, id in _occurrences(entry.get("former_ids"), (), ("former_ids",)):
            place = entry.place(path)
            if id == entry.id:
                to.report(place, "former-id-own", id=id)
            elif id in taken:
                to.report(place, "former-id-taken", id=id, first=taken[id].place(("id",)))
            elif id in seen:
                to.report(place, "former-id-taken", id=id, first=seen[id])
            seen.setdefault(id, place)


# Links that cross everywhere make endless ways round; nobody mends more at once.
CIRCLES: Final = 20


def _check_circles(table: str, entries: Sequence[Entry], to: Reading) -> None:
    """Tell records that follow themselves, at once or round through others."""
    for reference in references(TABLES[table].record):
        if reference.table != table:
            continue
        following: dict[str, list[tuple[str, Place]]] = {}
        for entry in entries:
            if entry.id is None:
                continue
            following[entry.id] = others = []
            for path, id in _occurrences(entry.value, reference.path):
                if id == entry.id:
                    to.report(entry.place(path), "self-reference", key=_key(path))
                else:
                    others.append((id, entry.place(path)))
        for chain, place in islice(_circles(following), CIRCLES):
            to.report(place, "circle", key=reference.path[-1], chain=_chain(chain))


def _circles(
    following: Mapping[str, Sequence[tuple[str, Place]]],
) -> Iterator[tuple[list[str], Place]]:
    """Each way round from an id to itself, with the place that closes it; no id is left twice."""
    done: set[str] = set()
    for start in following:
        way = {} if start in done else {start: iter(following[start])}
        while way:
            last = next(reversed(way))
            for id, place in way[last]:
                if id in way:
                    ids = list(way)
                    yield [*ids[ids.index(id) :], id], place
                elif id in following and id not in done:
                    way[id] = iter(following[id])
                    break
            else:
                done.add(last)
                del way[last]


def _chain(ids: Sequence[str]) -> str:
    """« lab-rouge → lab-vert → lab-rouge »; the middle of a long one is left out."""
    return " → ".join(ids if len(ids) < 8 else [*ids[:4], "…", *ids[-3:]])


def ids_of(tables: Tables) -> Ids:
    """What the tables' ids are, and were."""
    return Ids(
        written={
            name: frozenset(filter(None, (entry.id for entry in table.entries)))
            for name, table in tables.items()
        },
        whole=frozenset(name for name, table in tables.items() if table.whole),
        renamed={
            (name, former): entry.id
            for name, table in tables.items()
            for entry in table.entries
            for _, former in _occurrences(entry.get("former_ids"), ())
            if entry.id is not None
        },
    )


Unknown = dict[Key, list[Place]]
"""The ids that no record has, each with its table and where it is written."""


def _check_references(tables: Tables, identity: Entry | None, to: Reading) -> None:
    """Tell the ids that are in no table; a table that could not be read whole is not asked."""
    unknown: Unknown = {}
    ids = ids_of(tables)
    for name, table in TABLES.items():
        note_unknown(table.record, tables[name].entries, ids, unknown)
    if identity is not None:
        note_unknown(Identity, [identity], ids, unknown)
    tell_unknown(unknown, ids, to)


def note_unknown(kind: type[Part], entries: Sequence[Entry], ids: Ids, unknown: Unknown) -> None:
    """Add the ids that entries of a kind name and that no record has."""
    for reference in references(kind):
        if reference.table not in ids.whole:
            continue
        named_by, there = targets(kind, reference.path), ids.written[reference.table]
        for entry in entries:
            if entry.record is not None and there.issuperset(named_by(entry.record)):
                continue
            for path, id in _occurrences(entry.value, reference.path):
                if id and id not in there:
                    unknown.setdefault((reference.table, id), []).append(entry.place(path))


# Looking for a near word among thousands takes milliseconds, and past this nobody mends one by one.
_SUGGESTED: Final = 50


def tell_unknown(unknown: Unknown, ids: Ids, to: Reading) -> None:
    """Tell the ids that no record has, wherever they are written."""
    for number, ((table, id), places) in enumerate(islice(unknown.items(), ENOUGH)):
        close = f"ajoutez la fiche « {quoted(id)} » à data/{table}.yaml, ou corrigez"
        if now := ids.renamed.get((table, id)):
            close = f"cette fiche s’appelle maintenant « {now} »"
        elif number < _SUGGESTED:
            close = close_to(id[:80], ids.written[table], close)
        file = f"data/{table}.yaml"
        for place in places:
            to.report(place, "unknown-reference", found=quoted(id), table=file, close=close)


def _occurrences(value: Any, path: Sequence[str], at: Path = ()) -> Iterator[tuple[Path, str]]:
    """The ids written at a path, each with its path in the entry, indices included."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _occurrences(item, path, (*at, position))
    elif path and isinstance(value, dict):
        if path[0] in value:
            yield from _occurrences(value[path[0]], path[1:], (*at, path[0]))
    elif not path and isinstance(value, str):
        yield at, value


# ---- labs


def _check_labs(tables: Tables, to: Reading) -> None:
    departements = _departements(tables["territories"]) or {}
    home = {code: id for id, codes in departements.items() for code in codes}
    for entry in tables["labs"].entries:
        if type(entry.value) is dict:
            _check_sourced(entry, to)
            _check_life(entry, to)
            if home:
                _check_departement(entry, departements, home, to)


def _check_sourced(entry: Entry, to: Reading) -> None:
    sources = entry.get("sources")
    if not isinstance(sources, dict):
        return
    for group, fields in SOURCED.items():
        written = next((name for name in fields if name in entry.value), None)
        if group == "award" and _result(entry) == "none":
            continue
        nothing = (
            written is None
            and group not in ("location", "description")
            and ANY_FIELD not in entry.wrong
        )
        unsourced = group not in sources and "all" not in sources
        if written and unsourced and written not in entry.wrong:
            to.report(entry.place((written,), key=True), "unsourced", key=written, group=group)
        elif group in sources and nothing:
            place = entry.place(("sources", group), key=True)
            to.report(place, "source-of-nothing", group=group)


def _result(entry: Entry) -> Any:
    award = entry.get("award")
    return award.get("result") if isinstance(award, dict) else None


Departements = Mapping[str, Mapping[str, str]]
"""For each territory, the numbers and names of its départements."""


def _departements(territories: Entries) -> Departements | None:
    """None when some are not known, so that nothing can be said of a number."""
    found: dict[str, dict[str, str]] = {}
    for entry in territories.entries:
        if not isinstance(entry.record, Territory):
            return None
        found[entry.record.id] = {one.code: one.name for one in entry.record.departements or ()}
    return found if territories.whole else None


def _check_departement(
    entry: Entry, departements: Departements, home: Mapping[str, str], to: Reading
) -> None:
    for path in _departement_paths(entry):
        for at, code in _occurrences(entry.value, path):
            if code not in home:
                close = _close_departement(code, departements)
                to.report(entry.place(at), "departement-unknown", found=quoted(code), close=close)
    code, territory = entry.get("departement"), entry.get("territory")
    if code in home and departements.get(territory) and home[code] != territory:
        details = {"found": code, "territory": territory, "home": home[code]}
        to.report(entry.place(("departement",)), "departement-elsewhere", **details)


def _departement_paths(entry: Entry) -> Iterator[tuple[str, ...]]:
    for path in (("departement",), ("other_places", "departement")):
        if path[0] not in entry.wrong:
            yield path


def _close_departement(written: str, departements: Departements) -> str:
    codes = {code: code for known in departements.values() for code in known}
    names = {slug(name): code for known in departements.values() for code, name in known.items()}
    if code := names.get(slug(written)):
        return meant(code)
    return close_to(written, codes, 'un département s’écrit par son numéro : "35", "2A"')


# ---- events and calls


def _check_dates(entry: Entry, to: Reading) -> None:
    if type(entry.value) is not dict or {"start", "end", ANY_FIELD} & entry.wrong:
        return
    start, end = entry.get("start"), entry.get("end")
    if start is None and end is not None:
        to.report(entry.place(("end",), key=True), "end-without-start", end=end)
    elif start is None and "date_text" not in entry.value:
        to.report(entry.place(), "no-date")
    elif end is not None and _before(str(end), str(start)):
        to.report(entry.place(("end",)), "end-before-start", start=start, end=end)


def _check_life(entry: Entry, to: Reading) -> None:
    """No end of a lab's life is before every one of its beginnings."""
    if not isinstance(entry.record, Lab):
        return
    dated = list(enumerate(entry.record.milestones or ()))
    openings = [one.date for _, one in dated if one.what == "opening"]
    for position, one in dated:
        if one.what == "closing" and openings and all(_before(one.date, at) for at in openings):
            place = entry.place(("milestones", position, "date"))
            to.report(place, "end-before-start", start=min(openings), end=one.date)


def _check_theme(entry: Entry, to: Reading) -> None:
    """Only a theme that gathers the words of several sources may have none of its own."""
    theme = entry.record
    if isinstance(theme, Theme) and theme.origin != "editors" and theme.sources is None:
        to.report(entry.place(("origin",)), "theme-unsourced", origin=theme.origin)


def _before(end: str, start: str) -> bool:
    """Whether a partial date is surely before another: compared to the shorter one's precision."""
    end, start = end.rstrip("~"), start.rstrip("~")
    length = min(len(end), len(start))
    return end[:length] < start[:length]


def _check_totals(tables: Tables, to: Reading) -> None:
    awarded: dict[str, int] = {}
    for entry in tables["labs"].entries:
        if _result(entry) == "laureate":
            call = str(entry.value["award"].get("call"))
            awarded[call] = awarded.get(call, 0) + 1
    for entry in tables["calls"].entries:
        total = getattr(entry.record, "laureates", None)
        known = awarded.get(entry.id or "", 0)
        if total is not None and known > total.count:
            place = entry.place(("laureates", "count"))
            to.report(place, "known-too-many", known=known, total=total.count)
