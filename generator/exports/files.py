"""The data for others: every file that the site publishes of its records, in one registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from generator.exports.csv import labs_csv
from generator.exports.json import DATA, record_json, table_json
from generator.pages.desk import Desk
from generator.pages.parts import Link, Output, Thing, internal
from generator.pages.slots import size, slot
from generator.pages.things import known
from generator.records.tables import TABLES


class Export(NamedTuple):
    """A file for reusers: where it is, its media type, what makes it, and its words."""

    path: str
    media: str
    make: Callable[[Desk], bytes]
    words: Callable[[Desk], str]


def _table(name: str) -> Export:
    """The JSON of a whole table."""
    return Export(
        f"{DATA}{name}.json",
        "application/json",
        lambda desk: table_json(desk.directory, name),
        lambda desk: desk.words("exports.records", title=desk.words(f"exports.tables.{name}")),
    )


EXPORTS: Final = (
    *map(_table, TABLES),
    Export("donnees/labs.csv", "text/csv", labs_csv, lambda desk: desk.words("exports.csv_labs")),
)
"""The files that the page of open data tells, in its order."""


def made(desk: Desk) -> Mapping[str, bytes]:
    """Each file of the registry, by path."""
    return desk.once("exports", lambda: {export.path: export.make(desk) for export in EXPORTS})


def exports(desk: Desk) -> Iterator[Output]:
    """Every data file: those of the registry, then a file a record."""
    yield from made(desk).items()
    for table in TABLES:
        for record in desk.directory.table(table).values():
            yield f"{DATA}{table}/{record.id}.json", record_json(record)


@slot("exports")
def told(desk: Desk) -> str:
    """The files, what they hold and their size."""
    rows = [
        (Link(export.path, internal(export.path)), export.words(desk), size(desk, len(data)))
        for export, data in zip(EXPORTS, made(desk).values(), strict=True)
    ]
    return desk.draw("slots/exports", rows=rows)


def dataset(desk: Desk) -> Thing:
    """The data files as schema.org says them, with their licence and their day."""
    words, language = desk.words, desk.language
    records: Iterable[Any] = desk.directory.table(next(iter(TABLES))).values()
    return known(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": language.typeset(words("site.name")),
            "description": language.typeset(words("site.description")),
            "url": f"{desk.url}donnees-ouvertes/",
            "license": desk.directory.identity.licence.url,
            "isAccessibleForFree": True,
            "inLanguage": language.code,
            "dateModified": max((record.checked or "" for record in records), default=""),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": desk.url + export.path,
                    "encodingFormat": export.media,
                }
                for export in EXPORTS
            ],
        }
    )
