"""The base is whole: what the model can say is said there, so that every test meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, get_args

from generator.checking.directory import Directory
from generator.records.identity import Identity
from generator.records.parts import Part
from generator.records.tables import TABLES
from generator.records.tree import fields

LANGUAGES: Final = "Source.language"
"""Of these, some stand for all: a title's language is only copied to the page."""


def parts_of(kind: type[Part]) -> Iterator[type[Part]]:
    """A kind of record and the parts that it may hold, and theirs."""
    yield kind
    for info in kind.model_fields.values():
        for part in _parts_in(info.annotation):
            yield from parts_of(part)


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)


def said(value: Any) -> Iterator[tuple[str, Any]]:
    """Each field that a record says, as Lab.city, with its value; those of its parts too."""
    if isinstance(value, tuple):
        for item in value:
            yield from said(item)
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if inner is not None:
                for one in inner if isinstance(inner, tuple) else (inner,):
                    yield f"{type(value).__name__}.{name}", one
                yield from said(inner)


def test_every_field_of_the_model_and_every_choice_is_in_the_base(directory: Directory) -> None:
    found: dict[str, list[Any]] = {}
    records = [one for table in TABLES for one in directory.table(table).values()]
    for record in (*records, directory.identity):
        for name, value in said(record):
            found.setdefault(name, []).append(value)
    kinds: list[type[Part]] = [Identity, *(table.record for table in TABLES.values())]
    known = {
        f"{part.__name__}.{name}": field
        for kind in kinds
        for part in parts_of(kind)
        for name, field in fields(part).items()
    }
    assert sorted(known.keys() - found.keys()) == []
    missing = {
        name: [value for value in field.values if value not in found[name]]
        for name, field in known.items()
    }
    assert {name for name, lost in missing.items() if lost} <= {LANGUAGES}
    assert len(set(found[LANGUAGES])) >= 3


def test_a_lab_and_a_region_of_another_country_and_a_second_call_are_in_the_base(
    directory: Directory,
) -> None:
    territories = directory.table("territories").values()
    regions = [one for one in territories if one.kind == "region" and directory.is_abroad(one)]
    labs = [lab for one in regions for lab in directory.naming(one, "labs.territory")]
    assert labs
    assert len({call.year for call in directory.table("calls").values()}) >= 2


def test_links_lead_both_ways(directory: Directory) -> None:
    lab = directory.table("labs")["lab-bleu"]
    assert lab in directory.naming(directory.table("themes")["acces-aux-droits"], "labs.themes")
    assert directory.naming(lab, "labs.nothing") == ()
    assert directory.places["labs", "lab-bleu"].file == "data/labs.yaml"
    follows = directory.table("organisations")["direction-des-couleurs"]
    followed = directory.table("organisations")["secretariat-des-couleurs"]
    assert directory.naming(followed, "organisations.predecessors") == (follows,)


def test_the_tiny_tree_of_the_cases_is_a_directory(tiny: Directory) -> None:
    assert [lab.label for lab in tiny.table("labs").values()] == ["Lab Bleu", "Lab Vert"]
    assert tiny.table("sources")["journal"].label == "Le Lab Bleu ouvre ses portes"
    assert tiny.table("disagreements")["ouverture-bleu"].label == "Ouverture du Lab Bleu."
