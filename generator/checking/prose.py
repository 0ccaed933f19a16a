"""The prose pages of content/: what they are about, and whether their links lead somewhere.

The host renders them; here their front matter, slots and links to records are checked, so that an
editor is told the line and column instead of finding a hole in the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from generator.checking.check import (
    ANY_FIELD,
    Entry,
    Ids,
    Unknown,
    as_found,
    entry_of,
    flow,
    note_unknown,
    tell_unknown,
)
from generator.checking.directory import references
from generator.reading.problem import Place, Reading, close_to, quoted
from generator.reading.reader import Document, decode, read
from generator.records.addresses import FOLDERS, KINDS
from generator.records.model import (
    CallId,
    EventId,
    LabId,
    Line,
    Many,
    Name,
    NetworkId,
    OrganisationId,
    Part,
    PartialDate,
    TerritoryId,
    ThemeId,
    described,
)

EXAMPLE: Final = "Une journée au Ti Lab"


def _or_false(value: Any) -> Any:
    return None if value is False else value


class Head(Part):
    """The front matter of a page."""

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
    labs: Many[LabId] | None = described("Labs", "Ceux dont parle la page.", ["ti-lab"])
    themes: Many[ThemeId] | None = described("Thèmes", "Ceux dont parle la page.", ["sante"])
    territories: Many[TerritoryId] | None = described(
        "Territoires", "Ceux dont parle la page.", ["bretagne"]
    )
    events: Many[EventId] | None = described("Événements", "Ceux dont parle la page.", ["sip-2016"])
    calls: Many[CallId] | None = described("Appels", "Ceux dont parle la page.", ["lit-2016"])
    organisations: Many[OrganisationId] | None = described(
        "Organisations", "Celles dont parle la page.", ["ditp"]
    )
    networks: Many[NetworkId] | None = described("Réseaux", "Ceux dont parle la page.", ["liit"])


ABOUT: Final = tuple(reference.table for reference in references(Head))
"""The fields of a page's front matter that name records, each called as its table."""

SCHEMES: Final[Mapping[str, str]] = {kind: table for table, kind in KINDS.items()} | {
    "source": "sources"
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

_HEAD = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LATE = re.compile(r"\s+---[ \t]*\n[a-z_]+:")
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
_MARKED = re.compile(r"\{[^{}]*\}\s*$|\]\([^)]*\)|[*`\[\]]")


@dataclass(frozen=True, slots=True)
class Prose:
    """A page as written: its front matter, and its body from a line on."""

    file: str
    head: Entry | None
    body: str
    first_line: int

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

    def wrong(self, *fields: str) -> bool:
        """Whether something was told of one of these fields."""
        return bool(self.head and self.head.wrong.intersection(fields))

    def place(self, position: int) -> Place:
        """Where a character of the body is written."""
        before = self.body[:position]
        line = self.first_line + before.count("\n")
        return Place(self.file, line, position - before.rfind("\n"))

    def about(self) -> Iterator[tuple[str, str]]:
        """The records the page says it is about: table and id."""
        return ((table, id) for table in ABOUT for id in self.values.get(table) or ())


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
    entry = entry_of(Head, document, (), document.value or {}, to)
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
    unknown: Unknown = {}
    for page in pages:
        if page.head is not None:
            note_unknown(Head, [page.head], ids, unknown)
        for match in LINK.finditer(page.body):
            _check_link(page, match, ids, unknown, to)
        for match in SLOT.finditer(page.body):
            _check_slot(page, match, to)
        if not page.title and not page.wrong("title", ANY_FIELD):
            to.report(Place(page.file), "untitled", close=_with_title(page))
    tell_unknown(unknown, ids, to)


def _with_title(page: Prose) -> str:
    line = f"« title: {flow(EXAMPLE)} »"
    if page.head is not None:
        return f"ajoutez une ligne à son en-tête : {line}"
    return f"commencez-la par trois lignes : « --- », {line} et « --- »"


def _check_slot(page: Prose, match: re.Match[str], to: Reading) -> None:
    name, place = match[1], page.place(match.start(1))
    if name not in SLOTS:
        to.report(place, "unknown-slot", found=name, close=close_to(name, SLOTS))
    elif name == "body" and not page.is_frame and not page.wrong("frame", ANY_FIELD):
        to.report(place, "frame-only")


def _check_link(page: Prose, match: re.Match[str], ids: Ids, unknown: Unknown, to: Reading) -> None:
    scheme, id = match[1], match[2].partition("#")[0]
    table, place = SCHEMES.get(scheme, ""), page.place(match.start(2))
    if scheme == "list" and id not in FOLDERS:
        to.report(place, "choice", key="list", found=quoted(id), close=close_to(id, FOLDERS))
    elif table in ids.whole and id not in ids.written[table]:
        unknown.setdefault((table, id), []).append(place)
