"""The filters of labs: which values there are, and what each lab has, in files a browser can ask.

    recherche/index/facets.json       each facet: its values, with how many labs have them
    recherche/index/facet-<id>.json   what each lab has in a facet; loaded when someone looks at it
    recherche/index/names.json        the order of the labs' names
    recherche/index/column-<id>.json  the same for what labs are sorted by, or their cards say,
                                      with its values

What a lab has is the places of its values, in DIGITS, all of one width; a comma between labs. Each
file says its width and the base. The browser's half is theme/static/filters.js.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from generator.pages.desk import Desk
from generator.pages.parts import Output
from generator.records.tables import PAGED, Table

INDEX: Final = "recherche/index/"
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def files(desk: Desk) -> Iterator[Output]:
    """Every file of the filters, of the first table; in the order in which search numbers it."""
    table = PAGED[0]
    kind, records = desk.kinds[table.name], numbered(desk, table)
    described = []
    for id, facet in kind.facets.items():
        held = [tuple(facet.of(record)) for record in records]
        counts = Counter(value for values in held for value in values)
        if not counts:
            continue
        values = [(value, text) for value, text in facet.values(desk) if value in counts]
        described.append(
            {
                "id": id,
                "label": desk.words(f"facet.{id}"),
                "values": [(value, text, counts[value]) for value, text in values],
            }
        )
        yield f"{INDEX}facet-{id}.json", compact(_coded(held, [value for value, _ in values]))
    yield f"{INDEX}facets.json", compact({"labs": len(records), "facets": described})
    yield f"{INDEX}names.json", compact(_names(desk, kind.group, table, records))
    for id, column in kind.columns.items():
        shown = column(desk, records)
        coded = _coded(shown.held, shown.values)
        yield f"{INDEX}column-{id}.json", compact({"values": shown.values, **coded})


def _column(values: Sequence[Any], held: Sequence[Sequence[Any]]) -> dict[str, Any]:
    return {"values": values, **_coded(held, values)}


def _names(
    desk: Desk, group: Callable[[Any], Hashable], table: Table, records: Iterable[Any]
) -> Mapping[str, Any]:
    """The records in their order, told by their groups: those of one are numbered in order."""
    groups = list(dict.fromkeys(map(group, records)))
    order = ((group(record),) for record in desk.all(table.name))
    return {"groups": len(groups), **_coded(order, groups)}


def numbered(desk: Desk, table: Table) -> Sequence[Any]:
    """The records of a table as search numbers them."""
    numbered = desk.kinds[table.name].numbered
    return numbered(desk) if numbered else desk.all(table.name)


def _coded(held: Iterable[Iterable[Any]], values: Sequence[Any]) -> dict[str, Any]:
    width = len(_digits(len(values) - 1))
    code = {value: _digits(at).rjust(width, "0") for at, value in enumerate(values)}
    of = ",".join("".join(sorted(code[value] for value in values_held)) for values_held in held)
    return {"base": len(DIGITS), "width": width, "of": of}


def _digits(number: int) -> str:
    more, last = divmod(max(number, 0), len(DIGITS))
    return (_digits(more) if more else "") + DIGITS[last]


def compact(value: Any) -> bytes:
    """JSON as small as it gets, for a file that a browser asks for."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
