"""The data for others: versioned JSON, a table for spreadsheets, the site map; never files."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from pydantic_core import to_json

from generator.checking.directory import Directory
from generator.records.lab import Lab
from generator.records.parts import Record
from generator.records.tables import TABLES

VERSION: Final = 1
FOLDER: Final = f"donnees/v{VERSION}/"

Output = tuple[str, bytes]
"""A path from the root of the site, and its bytes."""


def exports(directory: Directory, url: str) -> Iterator[Output]:
    """Every data file."""
    for table in TABLES:
        records = list(directory.table(table).values())
        licence = directory.identity.licence.id
        head = {"version": VERSION, "licence": licence, "table": table, "count": len(records)}
        yield f"{FOLDER}{table}.json", _json({**head, "records": records})
    for table in TABLES:
        for record in directory.table(table).values():
            yield f"{FOLDER}{table}/{record.id}.json", record_json(record)
    yield "donnees/labs.csv", labs_csv(directory, url)


def plain(record: Record) -> dict[str, Any]:
    """A record as it is written, without the fields that are unknown."""
    return record.model_dump(mode="python", exclude_none=True)


def record_json(record: Record) -> bytes:
    """One record. Keys keep the order of the model, which is part of its definition."""
    return record.__pydantic_serializer__.to_json(record, exclude_none=True) + b"\n"


def _json(value: Any) -> bytes:
    return to_json(value, indent=1, exclude_none=True) + b"\n"


COLUMNS: Final = (
    "id", "name", "form", "territory", "city", "departement", "carriers", "themes",
    "award", "status", "status_as_of", "website", "description", "page",
)  # fmt: skip


def labs_csv(directory: Directory, url: str) -> bytes:
    """One lab a row; UTF-8 with a mark and semicolons, as French spreadsheets open it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for lab in directory.of(Lab).values():
        cells: dict[str, Any] = {
            **{name: getattr(lab, name, None) for name in COLUMNS},
            "carriers": " | ".join(lab.carriers or ()),
            "themes": " | ".join(lab.themes or ()),
            "award": f"{lab.award.call}:{lab.award.result}" if lab.award else None,
            "status": lab.situation,
            "status_as_of": lab.last_sign,
            "page": f"{url}labs/{lab.id}/",
        }
        writer.writerow(_cell(cells[name]) for name in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def sitemap(url: str, pages: Iterable[tuple[str, str]]) -> bytes:
    """sitemap.xml of (path, date of last change or nothing), in order of path."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for path, changed in sorted(pages):
        dated = f"<lastmod>{changed}</lastmod>" if _is_day(changed) else ""
        lines.append(f"<url><loc>{escape(url + path)}</loc>{dated}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _is_day(written: str) -> bool:
    """Whether a date is a full day that exists: a site map knows no other."""
    try:
        return datetime.date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
