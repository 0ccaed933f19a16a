"""The files of a data folder, as bytes: the only place that opens them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.model import TABLES
from generator.problem import Place, Reading, close_to


def load(folder: Path, to: Reading) -> Mapping[str, list[tuple[str, bytes]]]:
    """For each table, its files in order: <table>.yaml, then <table>/*.yaml; (name, bytes).

    A table's own file may be missing when its folder has files. Names are relative to the folder's
    parent, as an editor knows them: data/labs.yaml.
    """
    if not folder.is_dir():
        to.report(Place(folder.name), "folder-missing", folder=folder.name)
        return {}
    misnamed = _tell_strays(folder, to)
    files = {}
    for table in TABLES:
        paths = [folder / f"{table}.yaml", *sorted((folder / table).glob("*.yaml"))]
        files[table] = [
            (path.relative_to(folder.parent).as_posix(), path.read_bytes())
            for path in paths
            if path.is_file()
        ]
        if not files[table] and table not in misnamed:
            name = f"{folder.name}/{table}.yaml"
            to.report(Place(name), "file-missing", file=name)
    return files


def _tell_strays(folder: Path, to: Reading) -> set[str]:
    """Tell the files that no table reads, so that no entry is lost in silence; their tables."""
    misnamed = set()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if not re.search(r"\.ya?ml\b", path.name, re.IGNORECASE) or path.name.startswith("."):
            continue
        table, *rest = relative.with_suffix("").parts
        if path.is_dir() or (path.suffix == ".yaml" and table in TABLES and len(rest) <= 1):
            continue
        name = f"{folder.name}/{relative.as_posix()}"
        stem = re.sub(r"\W.*", "", relative.parts[-1])
        if table in TABLES and rest:
            close = f"placez-le dans « {folder.name}/{table}/{stem}.yaml »"
        else:
            close = close_to(f"{stem.lower()}.yaml", [f"{table}.yaml" for table in TABLES])
        misnamed |= {table for table in TABLES if f"« {table}.yaml »" in close}
        to.report(Place(name), "file-unknown", file=name, close=close)
    return misnamed


def load_prose(folder: Path) -> list[tuple[str, bytes]]:
    """The Markdown pages of a content folder, in order: (name, bytes)."""
    return [
        (path.relative_to(folder.parent).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*.md"))
    ]
