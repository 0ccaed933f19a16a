"""The files of a data folder, as bytes: the only place that opens them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePath
from typing import Final

from generator.reading.problem import Place, Reading, meant

IDENTITY: Final = "directory"
"""The name of the file that says what makes this directory this one: data/directory.yaml."""


def load(
    folder: Path, tables: Collection[str], to: Reading
) -> Mapping[str, list[tuple[str, bytes]]]:
    """For each table, its files in order: <table>.yaml, then <table>/*.yaml; (name, bytes).

    A table's own file may be missing when its folder has files. Names are relative to the folder's
    parent, as an editor knows them: data/labs.yaml.
    """
    files = {name: _files(folder, name) for name in (*tables, IDENTITY)}
    misnamed = _tell_strays(folder, tables, to)
    missing = [name for name in files if not files[name] and name not in misnamed]
    if not any(files[table] for table in tables) and not misnamed:
        to.report(Place(folder.name), "folder-missing", folder=folder.name)
        return {}
    for name in missing:
        file = f"{folder.name}/{name}.yaml"
        code = "identity-missing" if name == IDENTITY else "file-missing"
        to.report(Place(file), code, file=file)
    return files


def _files(folder: Path, table: str) -> list[tuple[str, bytes]]:
    paths = [folder / f"{table}.yaml", *sorted((folder / table).glob("*.yaml"))]
    return [
        (path.relative_to(folder.parent).as_posix(), path.read_bytes())
        for path in paths
        if path.is_file()
    ]


def _tell_strays(folder: Path, tables: Collection[str], to: Reading) -> set[str]:
    """Tell the files that no table reads, so that no entry is lost in silence; their tables."""
    misnamed = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not _LOOKS_LIKE_YAML.search(path.name) or path.name.startswith("."):
            continue
        table, *rest = name.with_suffix("").parts
        read = (table in tables and len(rest) <= 1) or (table == IDENTITY and not rest)
        if path.is_dir() or (path.suffix == ".yaml" and read):
            continue
        near, close = _proper_name(folder.name, name, tables)
        misnamed |= {near} if near and not rest else set()
        file = f"{folder.name}/{name.as_posix()}"
        to.report(Place(file), "file-unknown", file=file, close=close)
    return misnamed


# Also labs.yaml.txt and LABS.YML, as some systems write them.
_LOOKS_LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)


def _proper_name(folder: str, name: PurePath, tables: Collection[str]) -> tuple[str | None, str]:
    """The table that a stray file was meant for, and how to have it read."""
    words = [re.sub(r"\W.*", "", part).lower() for part in name.parts]
    near = next(iter(difflib.get_close_matches(words[0], tables, n=1)), None)
    if near and len(words) > 1:
        return near, f"déplacez-le en « {folder}/{near}/{words[-1]}.yaml »"
    if near:
        return near, meant(f"{folder}/{near}.yaml")
    files = ", ".join(f"{folder}/{table}.yaml" for table in tables)
    return None, f"rangez ses fiches dans l’un de ces fichiers : {files}"


def load_files(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Those of some files of a project that are there, by the name that it knows them by."""
    paths = {name: root / name for name in names}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def load_prose(folder: Path) -> list[tuple[str, bytes]]:
    """The Markdown pages of a content folder, in order: (name, bytes)."""
    names = [name for name in content_files(folder) or () if name.endswith(".md")]
    return [(name, (folder.parent / name).read_bytes()) for name in names]


def content_files(folder: Path) -> list[str] | None:
    """The names of what a content folder holds, in order, but for what is hidden; None without."""
    if not folder.is_dir():
        return None
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        f"{folder.name}/{name.as_posix()}"
        for name in names
        if not any(part.startswith(".") for part in name.parts)
    ]
