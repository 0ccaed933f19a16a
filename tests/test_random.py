"""What passes the check builds: records drawn at random from the model, then every page of them.

RECORDS=5000 pytest -o faulthandler_timeout=0 tests/test_random.py draws more, and other ones each
time: it takes five minutes or more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from drawn import desk_of, directory_of_files, drawn, json_file, tiny_files
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from written import KNOWN, SECOND

from generator.records.fields import Line, Name, Text
from generator.records.tables import TABLES
from generator.records.tree import Field, fields

ASKED: Final = int(os.environ.get("RECORDS", "0"))
"""How many to draw by hand; without it, always the same 200."""

LETTERS: Final = st.characters(
    exclude_categories=("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"), exclude_characters="<>"
)
TRICKY: Final = (
    "x" * 199, "日本" * 60, "{{ 7*7 }} {% raw %}", "a & b", "« l'été : 1 000 € ? »", "100 %{n}",
    "\u0301a", "ligne (avec (des) parenthèses", "{name} {0} {", "É", "…", "a  b", "' \" `",
)  # fmt: skip


def valid(kind: Any) -> Any:
    """Whether the model takes a value."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def taken(value: Any) -> bool:
        try:
            adapter.validate_python(value)
        except ValidationError:
            return False
        return True

    return taken


NAMES: Final = (st.sampled_from(TRICKY) | st.text(LETTERS, min_size=1, max_size=40)).filter(
    valid(Name)
)
LINES: Final = NAMES | st.lists(NAMES, min_size=2, max_size=12).map(" ".join)
YEARS: Final = st.integers(1800, 2100).map(lambda year: f"{year:04}")
MONTHS: Final = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS: Final = st.builds("{}-{:02}".format, MONTHS, st.integers(1, 28))
ADDRESSES: Final = (
    "https://a.fr", "http://a.org:80/", "https://a.fr/?b=c&d='e'#f", "https://a.fr/é/%20~x.-",
    "https://" + "a" * 60 + ".org/" + "b" * 900, "HTTPS://www.A.fr./x;y,z(1)",
)  # fmt: skip
PLAIN: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "name": NAMES,
    "line": LINES.filter(valid(Line)),
    "text": st.lists(LINES, min_size=1, max_size=4).map("\n\n".join).filter(valid(Text)),
    "date": st.builds("{}{}".format, YEARS | MONTHS | DAYS, st.sampled_from(("", "~"))),
    "url": st.sampled_from(ADDRESSES),
    "slug": st.integers(0, 10**9).map("fiche-{}".format),
    "code": st.sampled_from(("29", "35", "01", "69")),
    "number": st.integers(1800, 2100) | st.integers(0, 10**12),
    "boolean": st.booleans(),
}  # fmt: skip


def values(field: Field) -> st.SearchStrategy[Any]:
    """What may be written in a field."""
    drawn: st.SearchStrategy[Any]
    if field.table:
        drawn = st.sampled_from(KNOWN[field.table])
    elif field.values:
        drawn = st.sampled_from(field.values)
    elif field.fields:
        drawn = groups(field.fields)
    else:
        drawn = PLAIN[field.form]
    if not field.many:
        return drawn
    return st.lists(drawn, min_size=1, max_size=3, unique_by=repr)


def groups(here: Mapping[str, Field]) -> st.SearchStrategy[dict[str, Any]]:
    """A group of fields: those that it must have, and some of the others."""
    must = {name: values(field) for name, field in here.items() if field.required}
    may = {name: values(field) for name, field in here.items() if not field.required}
    return st.fixed_dictionaries(must, optional=may)


SETTLED: Final[Mapping[str, Mapping[str, Any]]] = {
    "labs": {"sources": {"all": ["journal"]}, "departement": None, "other_places": None},
    "themes": {"sources": ["journal"], "parent": None},
    "events": {"start": "1802", "end": None},
    "territories": {"departements": None, "part_of": None},
    "organisations": {"predecessors": None},
}
"""What the rules between fields and records decide; None leaves a field out."""


def records(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """A record of a table, as the rules between fields and records want it."""

    def settled(record: dict[str, Any]) -> dict[str, Any]:
        whole = {**record, "former_ids": None, **SETTLED.get(table, {})}
        return {name: value for name, value in whole.items() if value is not None}

    return groups(fields(TABLES[table].record)).map(settled)


DIRECTORIES: Final = st.fixed_dictionaries(
    {}, optional={table: st.lists(records(table), min_size=1, max_size=2) for table in TABLES}
)


@settings(
    max_examples=ASKED or 200,
    derandomize=not ASKED,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink) if ASKED else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(DIRECTORIES)
def test_what_passes_the_check_builds(written: Mapping[str, list[Any]]) -> None:
    files = {table: list(found) for table, found in tiny_files().items()}
    for table in TABLES:
        second = [SECOND[table]] if table in SECOND else []
        files[table].append(json_file(table, [*second, *written.get(table, ())]))
    directory, _ = directory_of_files(files)
    assume(directory is not None)
    assert directory is not None
    pages = drawn(desk_of(directory))
    assert len(pages) > 20
