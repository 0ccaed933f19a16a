"""Records as editors may write them, made from what the tree of fields says of each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.records.parts import Part
from generator.records.tree import Field, fields

KNOWN: Final[Mapping[str, tuple[str, str]]] = {
    "labs": ("lab-bleu", "lab-vert"),
    "themes": ("inclusion", "design"),
    "events": ("annonce-2016", "inauguration-bleu"),
    "organisations": ("prefecture", "direction"),
    "territories": ("bretagne", "auvergne-rhone-alpes"),
    "sources": ("journal", "rapport"),
    "calls": ("appel-2016", "second-appel"),
    "networks": ("reseau", "second-reseau"),
    "disagreements": ("ouverture-bleu", "ouverture-bleu"),
}
"""Two records of the tiny tree and of SECOND, by table."""

SECOND: Final[Mapping[str, Any]] = {
    "calls": {
        "id": "second-appel",
        "name": "Second appel",
        "description": "Un autre appel.",
        "description_sources": ["rapport"],
    },
    "networks": {
        "id": "second-reseau",
        "name": "Second réseau",
        "description": "Un autre réseau.",
        "description_sources": ["rapport"],
    },
}
"""What the tiny tree has only one of."""

PLAIN: Final[Mapping[str, tuple[Any, Any]]] = {
    "name": ("Zébulon", "Ondine"),
    "line": ("Une phrase inventée.", "Une autre, inventée aussi."),
    "text": ("Un texte inventé.", "Un autre texte.\n\nEn deux paragraphes."),
    "date": ("2014-03-02", "2013-05"),
    "url": ("https://zebulon.example.org/", "https://ondine.example.org/"),
    "slug": ("zebulon", "ondine"),
    "code": ("35", "29"),
    "number": (2011, 2012),
    "boolean": (True, False),
    "words": ({"list.labs.title": "Les labs"}, {"list.labs.title": "Nos labs"}),
}


def value(field: Field, which: int = 0) -> Any:
    """A value of a field: the first of two, or the second."""
    if field.table:
        written: Any = KNOWN[field.table][which]
    elif field.values:
        written = field.values[which]
    elif field.fields:
        written = required(field.fields)
    else:
        written = PLAIN[field.form][which]
    return [written] if field.many else written


def required(here: Mapping[str, Field]) -> dict[str, Any]:
    """The required fields of a group, with their first values."""
    return {name: value(field) for name, field in here.items() if field.required}


def least(kind: type[Part], id: str) -> dict[str, Any]:
    """A record that tells only what it must."""
    return {**required(fields(kind)), "id": id}
