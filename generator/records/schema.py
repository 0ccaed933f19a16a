"""The JSON Schemas (2020-12) that editors' tools read, made from the model alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic import TypeAdapter

from generator.reading.files import IDENTITY
from generator.records.identity import Identity
from generator.records.parts import Part
from generator.records.tables import TABLES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Iterator[tuple[str, bytes]]:
    """For each table, the name of its schema's file and its bytes."""
    for name, table in TABLES.items():
        written: Any = tuple[table.record, ...]  # type: ignore[name-defined]
        yield _schema(name, table.record, written)
    yield _schema(IDENTITY, Identity, Identity)


def _schema(name: str, kind: type[Part], written: Any) -> tuple[str, bytes]:
    """The schema of a file, given what it holds."""
    schema = TypeAdapter(written).json_schema()
    for part in schema.get("$defs", {}).values():
        part.pop("title", None)  # our own names and docstrings: for us, not for editors
        part.pop("description", None)
    head = {"$schema": DIALECT, "$id": f"{name}.json", "title": kind.__doc__}
    whole = {**head, **{key: value for key, value in schema.items() if key not in head}}
    text = json.dumps(_without_null(whole), ensure_ascii=False, indent=1)
    return f"{name}.json", (text + "\n").encode()


def _without_null(node: Any) -> Any:
    """The schema without « or null »: an unknown field is absent, not empty."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_null(value) for key, value in node.items() if key != "default"}
    choices = [choice for choice in node.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" in node and len(choices) == 1:
        del node["anyOf"]
        node = {**choices[0], **node}
    elif choices:
        node["anyOf"] = choices
    return node
