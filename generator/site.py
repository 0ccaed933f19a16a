"""The finished site: outputs written once, every link checked, and the swap with the old site."""

from __future__ import annotations

import ctypes
import glob
import os
import posixpath
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

if sys.platform == "win32":
    fcntl = None
else:
    import fcntl

# A plain space in front, which the search jumps to, is three times as fast as any other.
_ADDRESS = re.compile(r' (href|src|action|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of the finished site that leads nowhere."""

    page: str
    link: str

    def __str__(self) -> str:
        return f"{self.page} : le lien « {self.link} » ne mène à aucune page du site"


@dataclass(slots=True)
class Links:
    """Collects the links of pages as they are written, and says at the end which ones are broken.

    Only addresses of the site are checked: nothing goes online. `root` is the path of the site's
    address, for pages that write absolute paths (404).
    """

    root: str = "/"
    wanted: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def add(self, page: str, html: str) -> None:
        """Note what a page links to and the ids it has."""
        folder = posixpath.dirname(page)
        up = "../" * (folder.count("/") + 1 if folder else 0)
        addresses = dict.fromkeys(_ADDRESS.findall(html.replace("\n", " ")))
        ids = self.ids[page] = frozenset([value for kind, value in addresses if kind == "id"])
        seen = self.seen.setdefault(up, set())
        for kind, value in addresses:
            if value in seen or kind == "id" or (value[:1] == "#" and value[1:] in ids):
                continue
            if up and value.startswith(up):
                seen.add(value)  # from any page of this depth, it leads to the same place
            if value.startswith(("https://", "http://", "mailto:", "data:")):
                continue
            path, _, anchor = value.replace("&amp;", "&").partition("#")
            path = path.partition("?")[0]
            if not path:
                target = page
            elif up and path.startswith(up):
                target = path[len(up) :]
            else:
                target = self._resolve(folder, path)
            if target == "" or target.endswith("/"):
                target += "index.html"
            self.wanted.setdefault((target, anchor), (page, value))

    def _resolve(self, folder: str, path: str) -> str:
        if path.startswith("/"):
            if not path.startswith(self.root):
                return path
            path = path[len(self.root) :]
            return unquote(path)
        joined = posixpath.normpath(posixpath.join(folder, path))
        if joined == ".":
            joined = ""
        return unquote(joined + "/" if path.endswith(("/", "..", "./")) and joined else joined)

    def broken(self, files: Iterable[str]) -> list[Broken]:
        """The links that lead nowhere, in order."""
        known = set(files)
        lost = []
        for (target, anchor), (page, link) in self.wanted.items():
            if target not in known or (anchor and anchor not in self.ids.get(target, ())):
                lost.append(Broken(page, link))
        return sorted(lost, key=lambda broken: (broken.page, broken.link))


def write(folder: Path, path: str, data: bytes) -> None:
    """Write one file of the site, and its folder."""
    # Not with Path: over 40,000 files it takes as long as the writing itself.
    target = f"{folder}/{path}"
    try:
        file = open(target, "wb", buffering=0)  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(target, "wb", buffering=0)  # noqa: PTH123, SIM115
    with file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]


_FOR_PEOPLE = re.compile(r"/\*.*?\*/|\n\s*|(?<=[{:;,]) | (?=\{)", re.DOTALL)


def slim(css: str) -> str:
    """A style sheet without its comments and needless spaces: no string of ours holds any."""
    return _FOR_PEOPLE.sub("", css)


_SAID = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)\n|^[ \t]+|^\n", re.MULTILINE | re.DOTALL)


def light(text: str) -> str:
    """A script without its comments, blank lines and indentation.

    A comment stands on lines of its own, and no text of a script runs over a line.
    """
    return _SAID.sub("", text)


def kept(file: Path, make: Callable[[], bytes]) -> bytes:
    """What a file outside the site keeps from one build to the next; made when it is not there."""
    with suppress(OSError):
        return file.read_bytes()
    data = make()
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):  # a folder that nobody may write to costs time, not the site
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(file)  # whole or not at all: two builds may run at once
    return data


def files(folder: Path) -> Iterator[str]:
    """Every file of a folder, by path from it."""
    start = len(str(folder)) + 1
    for inside, folders, names in os.walk(folder):
        folders.sort()
        prefix = f"{inside[start:]}/".replace(os.sep, "/").lstrip("/")
        yield from (prefix + name for name in sorted(names))


def root_of(url: str) -> str:
    """The path of a site's address: « /annuaire/ »."""
    path = urlsplit(url).path
    return path if path.endswith("/") else path + "/"


MADE: Final = ".made"
"""The file of a site that lists the others, one a line: what may be replaced, and nothing else."""

_OF_THE_SYSTEM: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a system leaves where someone has looked: they are nobody's work."""


class NotOursError(OSError):
    """A folder that holds what no build of ours made: it is left alone."""


def sign(folder: Path) -> None:
    """List the files of a finished site in MADE, so that a later build may replace them."""
    made = sorted(set(files(folder)) - {MADE})
    write(folder, MADE, "".join(f"{path}\n" for path in made).encode())


def foreign(folder: Path) -> str | None:
    """The first file of a folder that our build did not make, if there is one."""
    made: set[str] = set()
    with suppress(OSError):
        made = {MADE, *(folder / MADE).read_text("utf-8").splitlines()}
    for path in files(folder):
        if path not in made and path.rpartition("/")[2] not in _OF_THE_SYSTEM:
            return path
    return None


def replaceable(out: Path) -> None:
    """Raise NotOursError unless a folder is absent, empty, or a site of ours and nothing more."""
    if out.exists() and not out.is_dir():
        raise NotOursError(f"{out} n’est pas un dossier.")
    if out.exists() and (path := foreign(out)):
        raise NotOursError(
            f"{out} contient « {path} », qui ne vient pas de cette commande.\n"
            "  conseil : donnez un autre dossier (--out), ou videz celui-ci vous-même"
        )


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """A new folder beside the old site, which it replaces when all went well.

    Whatever fails, the old site stays as it was and nothing is left beside it. Raises NotOursError
    when the old folder is not ours to replace, OSError when the new one cannot be written.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    _put_in_order(out)
    replaceable(out)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.new-", dir=out.parent))
    try:
        fresh.chmod(0o755)
        (fresh / MADE).touch()
        with _held(fresh):
            yield fresh
            replaceable(out)  # again: someone may have put something there meanwhile
            _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    """Put the new site in the place of the old one, at once where the system can."""
    if not out.exists():
        fresh.rename(out)
        return
    if exchange(fresh, out):
        return
    old = fresh.with_name(fresh.name.replace(".new-", ".old-"))
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_in_order(out: Path) -> None:
    """Put back, or sweep, what a killed build left beside a site; a running one is left alone."""
    for old in sorted(out.parent.glob(f"{glob.escape(out.name)}.old-*")):
        if not out.exists():
            old.rename(out)
        elif foreign(old) is None:
            shutil.rmtree(old, ignore_errors=True)
    for fresh in sorted(out.parent.glob(f"{glob.escape(out.name)}.new-*")):
        if (fresh / MADE).is_file() or foreign(fresh) is None:
            with suppress(OSError), _held(fresh):
                shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder, so that no other build sweeps it; raises BlockingIOError when one holds it.

    The system lets go of it when the process ends, however it ends. Windows knows no such hold:
    there, two builds into one folder at once are not told apart.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system does not know how.

    Source: renameat2(2) of Linux with RENAME_EXCHANGE, renamex_np(2) of macOS with RENAME_SWAP.
    """
    paths = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return int(library.renamex_np(*paths, 2)) == 0
        here = -100  # AT_FDCWD: paths start from the current folder
        return int(library.renameat2(here, paths[0], here, paths[1], 2)) == 0
    except (AttributeError, OSError, TypeError):
        return False
