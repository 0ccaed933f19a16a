"""The JSON Schemas (2020-12) that editors' tools read, made from the model alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic import TypeAdapter

from generator.model import TABLES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Iterator[tuple[str, bytes]]:
    """For each table, the name of its schema's file and its bytes."""
    for table, kind in TABLES.items():
        listed: Any = tuple[kind, ...]  # type: ignore[valid-type]
        schema = TypeAdapter(listed).json_schema()
        for part in schema["$defs"].values():
            part.pop("title", None)  # our own names and docstrings: for us, not for editors
            part.pop("description", None)
        whole = {"$schema": DIALECT, "$id": f"{table}.json", "title": kind.__doc__, **schema}
        text = json.dumps(_without_null(whole), ensure_ascii=False, indent=1)
        yield f"{table}.json", (text + "\n").encode()


def _without_null(node: Any) -> Any:
    """The schema without « or null »: an unknown field is absent, not empty."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_null(value) for key, value in node.items() if key != "default"}
    choices = [one for one in node.get("anyOf", ()) if one != {"type": "null"}]
    if "anyOf" in node and len(choices) == 1:
        del node["anyOf"]
        node = {**choices[0], **node}
    elif choices:
        node["anyOf"] = choices
    return node
