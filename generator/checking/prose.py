"""The prose pages of content/: what they are about, and whether their links lead somewhere.

The host renders them; here their front matter, slots and links to records are checked, so that an
editor is told the line and column instead of finding a hole in the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.checking.directory import Directory
from generator.reading.problem import Place, Reading, close_to
from generator.reading.reader import Document, decode, read

ABOUT: Final = ("labs", "themes", "territories", "events", "calls", "organisations", "networks")
"""The fields of a page's front matter that name records."""

FIELDS: Final = (*ABOUT, "title", "description", "updated", "frame", "search", "template")
"""Every field that the front matter of a page may have."""

SCHEMES: Final[Mapping[str, str]] = {
    "lab": "labs",
    "theme": "themes",
    "territory": "territories",
    "event": "events",
    "call": "calls",
    "organisation": "organisations",
    "network": "networks",
    "source": "sources",
}
"""How a link of prose names a record: [Ti Lab](lab:ti-lab)."""

SLOTS: Final = (
    "search", "search-page", "figures", "laureates", "territories", "themes", "events", "counts",
    "contribute", "kinds", "to-check", "gaps", "coverage",
    "news", "numbers", "glossary", "publisher", "host", "exports", "body",
    "pages", "quality", "quality-tools", "quality-pages", "weights",
)  # fmt: skip
"""The places of a page that data fills: <!-- slot: laureates -->, alone on its line."""

SLOT: Final = re.compile(r"<!--\s*slot:\s*([^\s>]*)\s*-->")
LINK: Final = re.compile(r"\]\(([a-z]+):([^)\s/]+)\)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A page as written: its front matter, and its body from a line on."""

    file: str
    meta: Document | None
    body: str
    first_line: int

    def value(self, name: str) -> Any:
        """A field of the front matter, None where it is absent."""
        found = self.meta.value if self.meta else None
        return found.get(name) if isinstance(found, dict) else None

    def about(self) -> Iterator[tuple[str, str, Place]]:
        """The records the page says it is about: table, id, where it says so."""
        for table in ABOUT:
            named = self.value(table)
            for position, id in enumerate(named if isinstance(named, tuple) else ()):
                assert self.meta is not None
                yield table, str(id), self.meta.place((table, position))


def parse(file: str, data: bytes, to: Reading) -> Prose | None:
    """Part a page into front matter and body; None when it cannot be read."""
    text = decode(file, data, to)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return Prose(file, None, text, 1)
    end = text.find("\n---", 4)
    if end < 0:
        to.report(Place(file), "front-matter")
        return None
    head, body = text[4 : end + 1], text[end + 4 :]
    before = len(to.problems)
    meta = read(file, head.encode(), to, first_line=2)
    if len(to.problems) > before:
        return None
    return Prose(file, meta, body, head.count("\n") + 2)


def check_prose(pages: Sequence[Prose], directory: Directory, to: Reading) -> None:
    """Tell the unknown fields, records and slots of the prose pages."""
    for page in pages:
        _check_front_matter(page, directory, to)
        for match in SLOT.finditer(page.body):
            if match[1] not in SLOTS:
                place = _place(page, match.start(1))
                close = close_to(match[1], SLOTS)
                to.report(place, "unknown-slot", found=match[1], close=close)
        for match in LINK.finditer(page.body):
            _check_link(page, match, directory, to)


def _check_front_matter(page: Prose, directory: Directory, to: Reading) -> None:
    if page.meta is None or not isinstance(page.meta.value, dict):
        return
    for name, value in page.meta.value.items():
        place = page.meta.place((name,), key=True)
        if name not in FIELDS:
            to.report(place, "unknown-key", key=name, close=close_to(name, FIELDS))
        elif name in ABOUT and not isinstance(value, tuple):
            place = page.meta.place((name,))
            to.report(place, "not-list", key=name, found=f"« {value} »", example="[ti-lab]")
    for table, id, place in page.about():
        known = directory.table(table)
        if id not in known:
            _unknown(place, id, table, known, to)


def _check_link(page: Prose, match: re.Match[str], directory: Directory, to: Reading) -> None:
    scheme, id = match[1], match[2].partition("#")[0]
    table = SCHEMES.get(scheme)
    if table is not None and id not in directory.table(table):
        _unknown(_place(page, match.start(2)), id, table, directory.table(table), to)


def _unknown(place: Place, id: str, table: str, known: Mapping[str, Any], to: Reading) -> None:
    otherwise = f"vérifiez l’identifiant dans data/{table}.yaml"
    close = close_to(id, known, otherwise)
    to.report(place, "unknown-reference", found=id, table=f"data/{table}.yaml", close=close)


def _place(page: Prose, position: int) -> Place:
    before = page.body[:position]
    line = page.first_line + before.count("\n")
    return Place(page.file, line, position - before.rfind("\n"))
