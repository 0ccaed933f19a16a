"""Records as versioned JSON: a file a table, a file a record."""

from __future__ import annotations

from typing import Any, Final

from pydantic_core import to_json

from generator.checking.directory import Directory
from generator.records.parts import Record

VERSION: Final = 1
DATA: Final = f"donnees/v{VERSION}/"


def table_json(directory: Directory, table: str) -> bytes:
    """A whole table."""
    records = list(directory.table(table).values())
    licence = directory.identity.licence.id
    head = {"version": VERSION, "licence": licence, "table": table, "count": len(records)}
    return _json({**head, "records": records})


def record_json(record: Record) -> bytes:
    """One record. Keys keep the order of the model, which is part of its definition."""
    return record.__pydantic_serializer__.to_json(record, exclude_none=True) + b"\n"


def _json(value: Any) -> bytes:
    return to_json(value, indent=1, exclude_none=True) + b"\n"
