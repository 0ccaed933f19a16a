"""Labs as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from generator.pages.desk import Desk
from generator.records.lab import Lab
from generator.records.tables import path_of

COLUMNS: Final = (
    "id", "name", "form", "territory", "city", "departement", "carriers", "themes",
    "award", "status", "status_as_of", "website", "description", "page",
)  # fmt: skip


def labs_csv(desk: Desk) -> bytes:
    """One lab a row; UTF-8 with a mark and semicolons, as French spreadsheets open it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for lab in desk.directory.of(Lab).values():
        cells = _cells(lab) | {"page": desk.url + path_of(lab)}
        writer.writerow(_cell(cells[name]) for name in COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def _cells(lab: Lab) -> dict[str, Any]:
    """What each column tells of a lab."""
    status = lab.status
    return {
        **{name: getattr(lab, name, None) for name in COLUMNS},
        "carriers": " | ".join(lab.carriers or ()),
        "themes": " | ".join(lab.themes or ()),
        "award": f"{lab.award.call}:{lab.award.result}" if lab.award else None,
        "status": status.value if status else None,
        "status_as_of": status.as_of if status else None,
    }


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
