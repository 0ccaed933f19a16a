"""The prose pages of content/: what they are about, and whether their links lead somewhere.

The host renders them; here their front matter, slots and links to records are checked, so that an
editor is told the line and column instead of finding a hole in the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, create_model

from generator.checking.between import Ids, Missing, missing, tell_missing
from generator.checking.entry import Entry, entry_of
from generator.checking.wording import as_found, flow
from generator.reading.problem import Place, Reading, close_to, quoted
from generator.reading.reader import Document, decode, read
from generator.records.fields import Line, Many, Name, PartialDate, Ref, described
from generator.records.parts import Part
from generator.records.source import Source
from generator.records.tables import LISTED, PAGED, TABLES, Table

EXAMPLE: Final = "Une journée au Ti Lab"


def _or_false(value: Any) -> Any:
    return None if value is False else value


class _Head(Part):
    """What a page says of itself."""

    title: Name | None = described(
        "Titre", "Celui de la page, dans les listes et les onglets.", EXAMPLE
    )
    description: Line | None = described(
        "Description", "Une ou deux phrases, que montrent les moteurs de recherche.", "Un récit."
    )
    updated: PartialDate | None = described("Mise à jour", "Jour du dernier changement.", "2026-11")
    frame: bool | None = described("Cadre", "true pour la page qui sert de cadre aux fiches.", True)
    search: Annotated[Many[Name] | None, BeforeValidator(_or_false)] = described(
        "Recherche", "Autres mots qui trouvent la page ; false si rien ne la trouve.", ["aide"]
    )


def _about(table: Table) -> tuple[Any, Any]:
    """The field that names the records of a table that a page is about."""
    ids = Many[Annotated[str, Ref(table.name)]] | None
    return ids, described(table.title, "Fiches dont parle la page.")


_NAMED: Final[dict[str, Any]] = {table.name: _about(table) for table in PAGED}

Head: Final = create_model("Head", __base__=_Head, **_NAMED)
"""The front matter of a page."""

SCHEMES: Final[Mapping[str, str]] = {
    table.one: table.name for table in (*PAGED, TABLES[Source.TABLE])
}
"""How a link of prose names a record: [Ti Lab](lab:ti-lab)."""

SLOT_NAMES: Final = (
    "search", "search-page", "figures", "laureates", "territories", "themes", "events", "counts",
    "contribute", "kinds", "to-check", "gaps", "coverage",
    "news", "numbers", "glossary", "publisher", "host", "exports", "body",
    "pages", "quality", "quality-tools", "quality-pages", "weights",
)  # fmt: skip
"""The places of a page that data fills: <!-- slot: laureates -->, alone on its line."""

SLOT: Final = re.compile(r"<!--\s*slot:\s*([^\s>]*)\s*-->")
LINK: Final = re.compile(r"\]\(([a-z]+):([^)\s/]+)\)")

_HEAD = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LATE = re.compile(r"\s+---[ \t]*\n[a-z_]+:")
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
_MARKED = re.compile(r"\{[^{}]*\}\s*$|\]\([^)]*\)|[*`\[\]]")


_NO_FIELDS: Final = "---\n{}\n---\n"
"""Without a head, a host takes a first line « a: b » for one."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A page as written: its front matter, and its body from a line on."""

    file: str
    head: Entry | None
    body: str
    first_line: int

    @property
    def without_head(self) -> str:
        """The page as a host is given it: its own front matter was read here."""
        return _NO_FIELDS + self.body

    @property
    def values(self) -> Mapping[str, Any]:
        """The front matter as written."""
        return self.head.value if self.head else {}

    @property
    def title(self) -> str:
        """What the page is called: its field, else its first heading; nothing without either."""
        heading = _HEADING.search(self.body)
        written = self.values.get("title")
        return str(written) if written else _MARKED.sub("", heading[1]).strip() if heading else ""

    @property
    def is_frame(self) -> bool:
        """Whether the records are shown in this page."""
        return self.values.get("frame") is True

    def unsure(self, field: str) -> bool:
        """Whether something was told of a field, or of a name that may be meant for it."""
        return bool(self.head and (self.head.misspelt or field in self.head.wrong))

    def place(self, position: int) -> Place:
        """Where a character of the body is written."""
        before = self.body[:position]
        line = self.first_line + before.count("\n")
        return Place(self.file, line, position - before.rfind("\n"))

    def about(self) -> Iterator[tuple[str, str]]:
        """The records the page says it is about: table and id."""
        return ((table.name, id) for table in PAGED for id in self.values.get(table.name) or ())


def parse(file: str, data: bytes, to: Reading) -> Prose | None:
    """Part a page into front matter and body; None when its head cannot be read."""
    text = decode(file, data, to)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    head = _HEAD.match(text)
    if head is None:
        return _headless(file, text, to)
    document = _fields(file, head[1], to)
    if document is None:
        return None
    entry = entry_of(Head, replace(document, value=document.value or {}), to)
    return Prose(file, entry, text[head.end() :], head[0].count("\n") + 1)


def _headless(file: str, text: str, to: Reading) -> Prose | None:
    if text.startswith("---\n"):
        to.report(Place(file), "head-open")
        return None
    if late := _LATE.match(text):
        to.report(Place(file, late[0].count("\n")), "head-late")
        return None
    return Prose(file, None, text, 1)


def _fields(file: str, head: str, to: Reading) -> Document | None:
    """The fields of a front matter, which may be none; None after telling what else it is."""
    before = len(to.problems)
    document = read(file, head.encode(), to, first_line=2)
    if document is None or len(to.problems) > before:
        return None
    if document.value is not None and not isinstance(document.value, dict):
        to.report(document.place(), "head-not-fields", found=as_found(document.value))
        return None
    return document


def check_prose(pages: Sequence[Prose], ids: Ids, to: Reading) -> None:
    """Tell what the pages name and nothing is: records, lists and slots; and those untitled."""
    tell_missing((lost for page in pages for lost in _missing(page, ids)), ids, to)
    for page in pages:
        _check_lists(page, to)
        _check_slots(page, to)
        if not page.title and not page.unsure("title"):
            to.report(Place(page.file), "untitled", close=_with_title(page))


def _missing(page: Prose, ids: Ids) -> Iterator[Missing]:
    """The records that a page names, in its head or by links, and that nobody wrote."""
    yield from missing(Head, [page.head] if page.head else [], ids)
    for match in LINK.finditer(page.body):
        table, id = SCHEMES.get(match[1], ""), match[2].partition("#")[0]
        if table in ids.whole and id not in ids.written[table]:
            yield (table, id), page.place(match.start(2))


def _with_title(page: Prose) -> str:
    line = f"« title: {flow(EXAMPLE)} »"
    if page.head is not None:
        return f"ajoutez une ligne à son en-tête : {line}"
    return f"commencez-la par trois lignes : « --- », {line} et « --- »"


def _check_lists(page: Prose, to: Reading) -> None:
    names = [table.name for table in LISTED]
    for match in LINK.finditer(page.body):
        name = match[2].partition("#")[0]
        if match[1] == "list" and name not in names:
            close = close_to(name, names)
            place = page.place(match.start(2))
            to.report(place, "choice", key="list", found=quoted(name), close=close)


def _check_slots(page: Prose, to: Reading) -> None:
    for match in SLOT.finditer(page.body):
        name, place = match[1], page.place(match.start(1))
        if name not in SLOT_NAMES:
            to.report(place, "unknown-slot", found=name, close=close_to(name, SLOT_NAMES))
        elif name == "body" and not page.is_frame and not page.unsure("frame"):
            to.report(place, "frame-only")
