"""The filters of labs: which values there are, and what each lab has, in files a browser can ask.

    recherche/index/facets.json       each facet: its values, with how many labs have them
    recherche/index/facet-<id>.json   what each lab has in a facet; loaded when someone looks at it
    recherche/index/names.json        the order of the labs' names
    recherche/index/column-<id>.json  the same for what labs are sorted by, with its values

What a lab has is the places of its values, in DIGITS, all of one width; a comma between labs. The
browser's half is theme/static/filters.js.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from generator.kinds.profiles import laureate_of
from generator.language.french import date, sort_key, typeset
from generator.pages.views import Views
from generator.records.lab import Lab

FOLDER: Final = "recherche/index/"
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class Facet(NamedTuple):
    """Something labs are chosen by."""

    id: str
    label: str


FACETS: Final[Mapping[str, Callable[[Lab], Iterable[str]]]] = {
    "territoire": lambda lab: [lab.territory] if lab.territory else [],
    "theme": lambda lab: lab.themes or (),
    "genre": lambda lab: [lab.structure],
    "niveau": lambda lab: lab.levels or (),
    "situation": lambda lab: [lab.situation] if lab.situation else [],
    "appel": lambda lab: [lab.award.call] if lab.award and lab.award.won else [],
}
"""A lab's values in each facet."""


def facets(views: Views) -> tuple[Facet, ...]:
    """The facets in which some lab has a value."""
    labs = views.all("labs")
    used = [name for name, of in FACETS.items() if any(map(of, labs))]
    return tuple(Facet(name, views.words(f"facet.{name}")) for name in used)


def files(views: Views, labs: Sequence[Lab]) -> Iterator[tuple[str, bytes]]:
    """Every file of the filters; the labs in the order in which search numbers them."""
    told = []
    for id, label in facets(views):
        held = [tuple(FACETS[id](lab)) for lab in labs]
        counts = Counter(one for values in held for one in values)
        values = [one for one in _values(views, id) if one[0] in counts]
        told.append(
            {
                "id": id,
                "label": label,
                "values": [(value, text, counts[value]) for value, text in values],
            }
        )
        yield f"{FOLDER}facet-{id}.json", compact({"of": _coded(held, [one[0] for one in values])})
    yield f"{FOLDER}facets.json", compact({"labs": len(labs), "facets": told})
    yield f"{FOLDER}names.json", compact(_names(views, labs))
    for id, column in (("lieu", _places(views, labs)), ("signe", _signs(labs))):
        yield f"{FOLDER}column-{id}.json", compact(column)


def _names(views: Views, labs: Sequence[Lab]) -> Mapping[str, Any]:
    """The labs in French order, told by their territories: those of one are numbered in order."""
    territories = list(dict.fromkeys(lab.territory for lab in labs))
    order = ((lab.territory,) for lab in views.all("labs"))
    return {"groups": len(territories), "of": _coded(order, territories)}


def _values(views: Views, name: str) -> list[tuple[str, str]]:
    """The values of a facet, in order, with their words."""
    words = views.words
    if name in ("territoire", "theme"):
        table = {"territoire": "territories", "theme": "themes"}[name]
        return [(one.id, typeset(one.label)) for one in views.all(table)]
    if name == "appel":
        return [(call.id, typeset(laureate_of(views, call))) for call in views.all("calls")]
    start = {"genre": "lab.kind_of.", "niveau": "lab.level_of.", "situation": "lab.status."}[name]
    found = [
        (key.removeprefix(start), typeset(text[:1].upper() + text[1:]))
        for key, text in words.by_key.items()
        if key.startswith(start)
    ]
    return sorted(found, key=lambda one: sort_key(one[1]))


def _places(views: Views, labs: Sequence[Lab]) -> Mapping[str, Any]:
    """Where labs are, by territory, then by what is known inside it: [territory, inside]."""
    names = {one.id: typeset(one.label) for one in views.all("territories")}
    places = [
        (names.get(lab.territory or "", ""), ", ".join(filter(None, (lab.city, lab.area))))
        for lab in labs
    ]
    known = {one for one in places if any(one)}
    order = sorted(known, key=lambda one: (not one[0], sort_key(one[0]), sort_key(one[1])))
    return _column(order, [(one,) if one in known else () for one in places])


def _signs(labs: Sequence[Lab]) -> Mapping[str, Any]:
    """When a sign of labs was last found, the newest first: [date, its year]."""
    dates = [lab.last_sign for lab in labs]
    order = sorted({one for one in dates if one}, key=_exact, reverse=True)
    column = _column(order, [(one,) if one else () for one in dates])
    years = [one[:4] + ("~" if one.endswith("~") else "") for one in order]
    return {**column, "values": [*zip(map(date, order), map(date, years), strict=True)]}


def _exact(written: str) -> tuple[str, bool]:
    """Orders dates, « vers 2024 » before 2024."""
    return written.rstrip("~"), not written.endswith("~")


def _column(values: Sequence[Any], held: Sequence[Sequence[Any]]) -> dict[str, Any]:
    return {"values": values, "of": _coded(held, values)}


def _coded(held: Iterable[Iterable[Any]], values: Sequence[Any]) -> str:
    width = len(_digits(len(values) - 1))
    code = {value: _digits(at).rjust(width, "0") for at, value in enumerate(values)}
    return ",".join("".join(sorted(code[one] for one in ones)) for ones in held)


def _digits(number: int) -> str:
    more, last = divmod(max(number, 0), len(DIGITS))
    return (_digits(more) if more else "") + DIGITS[last]


def compact(value: Any) -> bytes:
    """JSON as small as it gets, for a file that a browser asks for."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
