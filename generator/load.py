"""The files of a data folder, as bytes: the only place that opens them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model import TABLES
from generator.problem import Place, Reading, close_to


def load(folder: Path, to: Reading) -> Mapping[str, list[tuple[str, bytes]]]:
    """For each table, its files in order: <table>.yaml, then <table>/*.yaml; (name, bytes).

    A table's own file may be missing when its folder has files. Names are relative to the folder's
    parent, as an editor knows them: data/labs.yaml.
    """
    return {table: _files_of(folder, table, to) for table in TABLES} | _strays(folder, to)


def _files_of(folder: Path, table: str, to: Reading) -> list[tuple[str, bytes]]:
    paths = [path for path in [folder / f"{table}.yaml"] if path.is_file()]
    paths += sorted((folder / table).glob("*.yaml"))
    if not paths:
        name = f"{folder.name}/{table}.yaml"
        to.report(Place(name), "file-missing", file=name)
    return [(path.relative_to(folder.parent).as_posix(), path.read_bytes()) for path in paths]


def _strays(folder: Path, to: Reading) -> dict[str, list[tuple[str, bytes]]]:
    """Tell the files that no table will ever read, so that no entry is lost in silence."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".yaml", ".yml") or not path.is_file():
            continue
        relative = path.relative_to(folder)
        table = relative.parts[0] if len(relative.parts) == 2 else relative.stem
        if table in TABLES and path.suffix == ".yaml" and len(relative.parts) <= 2:
            continue
        close = close_to(relative.as_posix(), [f"{name}.yaml" for name in TABLES])
        to.report(Place(f"{folder.name}/{relative.as_posix()}"), "file-unknown", close=close,
                  file=relative.as_posix())
    return {}


def load_prose(folder: Path) -> list[tuple[str, bytes]]:
    """The Markdown pages of a content folder, in order: (name, bytes)."""
    return [
        (path.relative_to(folder.parent).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*.md"))
    ]
