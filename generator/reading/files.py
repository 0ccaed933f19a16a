"""The files of a data folder, as bytes: the only place that opens them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from generator.reading.problem import Place, Reading, meant
from generator.records.model import IDENTITY
from generator.records.tables import TABLES


def load(folder: Path, to: Reading) -> Mapping[str, list[tuple[str, bytes]]]:
    """For each table, its files in order: <table>.yaml, then <table>/*.yaml; (name, bytes).

    A table's own file may be missing when its folder has files. Names are relative to the folder's
    parent, as an editor knows them: data/labs.yaml.
    """
    files = {table: _files(folder, table) for table in (*TABLES, IDENTITY)}
    misnamed = _tell_strays(folder, to)
    missing = [table for table in files if not files[table] and table not in misnamed]
    if not any(files[table] for table in TABLES) and not misnamed:
        to.report(Place(folder.name), "folder-missing", folder=folder.name)
        return {}
    for table in missing:
        name = f"{folder.name}/{table}.yaml"
        code = "identity-missing" if table == IDENTITY else "file-missing"
        to.report(Place(name), code, file=name)
    return files


def _files(folder: Path, table: str) -> list[tuple[str, bytes]]:
    paths = [folder / f"{table}.yaml", *sorted((folder / table).glob("*.yaml"))]
    return [
        (path.relative_to(folder.parent).as_posix(), path.read_bytes())
        for path in paths
        if path.is_file()
    ]


def _tell_strays(folder: Path, to: Reading) -> set[str]:
    """Tell the files that no table reads, so that no entry is lost in silence; their tables."""
    misnamed = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not _LOOKS_LIKE_YAML.search(path.name) or path.name.startswith("."):
            continue
        table, *rest = name.with_suffix("").parts
        read = (table in TABLES and len(rest) <= 1) or (table == IDENTITY and not rest)
        if path.is_dir() or (path.suffix == ".yaml" and read):
            continue
        near, close = _proper_name(folder.name, name)
        misnamed |= {near} if near and not rest else set()
        file = f"{folder.name}/{name.as_posix()}"
        to.report(Place(file), "file-unknown", file=file, close=close)
    return misnamed


# Also labs.yaml.txt and LABS.YML, as some systems write them.
_LOOKS_LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)


def _proper_name(folder: str, name: PurePath) -> tuple[str | None, str]:
    """The table that a stray file was meant for, and how to have it read."""
    words = [re.sub(r"\W.*", "", part).lower() for part in name.parts]
    near = next(iter(difflib.get_close_matches(words[0], TABLES, n=1)), None)
    if near and len(words) > 1:
        return near, f"déplacez-le en « {folder}/{near}/{words[-1]}.yaml »"
    if near:
        return near, meant(f"{folder}/{near}.yaml")
    tables = ", ".join(f"{folder}/{table}.yaml" for table in TABLES)
    return None, f"rangez ses fiches dans l’un de ces fichiers : {tables}"


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
