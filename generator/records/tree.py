"""What is known of the fields of a kind of record, as one small tree that everything reads.

Messages, references, forms, stubs, columns and tests ask this tree; nobody else takes pydantic's
annotations apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.records.fields import Form, Ref
from generator.records.parts import Part

FieldPath = tuple[str, ...]
"""The names of fields from a record to one inside it, without places in lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field as an editor writes it.

    `form` says what is written: a name, line, text, date, url, slug, number, boolean, choice,
    reference, words (texts by key) or group. A choice has its `values`, a reference its `table`, a
    group its `fields`; `many` are written as a list.
    """

    name: str
    title: str
    description: str
    examples: tuple[Any, ...]
    required: bool
    many: bool
    form: str
    values: tuple[str, ...] = ()
    table: str = ""
    fields: Mapping[str, Field] = field(default_factory=dict)
    part: type[Part] | None = None


Fields = Mapping[str, Field]


@cache
def fields(kind: type[Part]) -> Fields:
    """The fields of a kind of record or part, in the order of its definition."""
    return {name: _field(name, info) for name, info in kind.model_fields.items()}


def _field(name: str, info: FieldInfo) -> Field:
    kind = _Kind()
    kind.read(info.annotation, info.metadata)
    return Field(
        name=name,
        title=info.title or name,
        description=info.description or "",
        examples=tuple(info.examples or ()),
        required=info.is_required(),
        many=kind.many,
        form=kind.form,
        values=kind.values,
        table=kind.table,
        fields=fields(kind.part) if kind.part else {},
        part=kind.part,
    )


_PLAIN: Final[Mapping[Any, str]] = {str: "line", int: "number", bool: "boolean"}


class _Kind:
    """What an annotation says, from the outside in; a mark says more than the type it is on."""

    def __init__(self) -> None:
        self.form, self.many, self.table = "", False, ""
        self.values: tuple[str, ...] = ()
        self.part: type[Part] | None = None

    def read(self, annotation: Any, marks: Iterable[Any] = ()) -> None:
        for mark in marks:
            if isinstance(mark, Ref):
                self.form, self.table = "reference", mark.table
            elif isinstance(mark, Form):
                self.form = self.form or mark.name
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Literal:
            self.form, self.values = "choice", tuple(map(str, arguments))
        elif origin is tuple:
            self.many = True
            self.read(arguments[0])
        elif origin is dict:
            self.form = "words"
        elif hasattr(annotation, "__metadata__"):
            self.read(arguments[0], annotation.__metadata__)
        elif origin is not None:
            for argument in arguments:
                self.read(argument)
        elif isinstance(annotation, type) and issubclass(annotation, Part):
            self.form, self.part = "group", annotation
        else:
            self.form = self.form or _PLAIN.get(annotation, "")


def fields_at(kind: type[Part], path: Sequence[Any]) -> Fields:
    """The fields of the part that a path leads to; places in lists count for nothing."""
    here = fields(kind)
    for step in path:
        if isinstance(step, str) and step in here:
            here = here[step].fields or here
    return here


def field_at(kind: type[Part], path: Sequence[Any]) -> Field | None:
    """The field that a path leads to, None where it is unknown."""
    named = [step for step in path if isinstance(step, str)]
    return fields_at(kind, named[:-1]).get(named[-1]) if named else None


def walk(kind: type[Part]) -> Iterator[tuple[FieldPath, Field]]:
    """Every field with its path, groups before what they hold."""
    return _walk(fields(kind), ())


def _walk(here: Fields, above: FieldPath) -> Iterator[tuple[FieldPath, Field]]:
    for name, known in here.items():
        yield (*above, name), known
        yield from _walk(known.fields, (*above, name))


# ---- references


class Reference(NamedTuple):
    """Where a kind of record names records of another table: the field's path, without indices."""

    path: FieldPath
    table: str


@cache
def references(kind: type[Part]) -> tuple[Reference, ...]:
    """Every reference a kind of record can make, parts included."""
    return tuple(Reference(path, known.table) for path, known in walk(kind) if known.table)


Targets = Callable[[Any], Iterable[str]]


@cache
def targets(kind: type[Part], path: FieldPath) -> Targets:
    """A function from a record to the ids it names at a path, in order."""
    name, rest = path[0], path[1:]
    inner = targets(kind, rest) if rest else None

    def ids(part: Any) -> Iterable[str]:
        value = getattr(part, name)
        if value is None:
            return ()
        held = value if type(value) is tuple else (value,)
        return held if inner is None else [id for group in held for id in inner(group)]

    return ids
