"""The base is whole: what the model can say is said there, so that every test meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from generator.checking.directory import Directory
from generator.records.parts import Part
from generator.records.tables import TABLES

LANGUAGES = "Source.language"
"""Of these, some stand for all: a title's language is only copied to the page."""


def parts_of(annotation: Any) -> Iterator[type[Part]]:
    """The parts that a field may hold, and theirs."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
        for info in annotation.model_fields.values():
            yield from parts_of(info.annotation)
    for inner in get_args(annotation):
        yield from parts_of(inner)


def choices_of(annotation: Any) -> Iterator[Any]:
    """The words that a field chooses from."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from choices_of(inner)


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
    found: dict[str, set[Any]] = {}
    for table in TABLES:
        for record in directory.table(table).values():
            for name, value in said(record):
                found.setdefault(name, set()).add(value)
    kinds = {part for kind in TABLES.values() for part in parts_of(kind)}
    fields = {
        f"{kind.__name__}.{name}": info.annotation
        for kind in kinds
        for name, info in kind.model_fields.items()
    }
    assert sorted(fields.keys() - found.keys()) == []
    missing = {name: set(choices_of(of)) - found[name] for name, of in fields.items()}
    assert {name for name, lost in missing.items() if lost} <= {LANGUAGES}
    assert len(found[LANGUAGES]) >= 3


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
