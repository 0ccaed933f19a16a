"""The parts that pages are made of: rows, sections, cards, notes, links.

Templates only mark up; whatever is chosen, sorted, counted or worded is decided here. Addresses
begin with BASE, which stands for the way back to the root and is replaced when a page is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from generator.checking.directory import Directory
from generator.drawings.images import Card
from generator.language import french
from generator.language.french import Words
from generator.pages.paging import cuts, page_path
from generator.records import tables
from generator.records.disagreement import Disagreement
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.parts import Count, Milestone, Record, Statement
from generator.records.source import Source
from generator.records.territory import Territory

NOTHING: Final = Markup("")

FOLDERS: Final[Mapping[str, str]] = {table.name: table.folder for table in tables.LISTED}
KINDS: Final[Mapping[str, str]] = {table.name: table.one for table in tables.PAGED}
PAGED: Final = tuple(table.name for table in tables.PAGED)

BASE: Final = "\ue000"
"""Stands for the way back to the root; no data can contain it."""

CARDS_A_PAGE: Final = 28
CLAIMS_A_PAGE: Final = 14
"""How many cards, or disagreements, a page holds: it stays light."""

DISAGREED: Final = ("calls", "networks", "labs", "events", "organisations")
"""The tables that a disagreement may name, in the order of their list."""

CLAIMS_ON_RECORDS: Final = 4
"""Beyond so many, the page of a record leads to its disagreements instead of telling them."""

RUN: Final = 3


class Link(NamedTuple):
    """A text that leads somewhere; `detail` follows it."""

    text: str
    url: Markup | None = None
    detail: str = ""
    foreign: bool = False


class Mark(NamedTuple):
    """The number of a source beside a fact, or a run of them: « 1 », « 2–5 »."""

    number: int
    text: str
    spoken: str


class Row(NamedTuple):
    """A line of the essentials: a label, its values, the notes of its sources."""

    label: str
    values: tuple[Link, ...]
    notes: tuple[Mark, ...] = ()
    detail: str = ""


class Item(NamedTuple):
    """A fact of a section: a text, when it happened, its notes."""

    text: str
    notes: tuple[Mark, ...] = ()
    date: str = ""
    machine_date: str = ""
    detail: str = ""
    url: Markup | None = None
    tone: str = ""
    """The class that draws a moment's mark on the line."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; `kind` names the block of record.html that draws its items."""

    id: str
    title: str
    kind: str
    items: tuple[Any, ...]
    notes: tuple[Mark, ...] = ()
    intro: str = ""
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Labs that have a territory or a theme in common, in the order of the files.

    `ranks` are their places in `labs`, by id.
    """

    more: Link | None
    ranks: Mapping[str, int]
    labs: Sequence[Lab]


@dataclass(frozen=True, slots=True)
class Claims:
    """A disagreement as a page shows it."""

    id: str
    about: str
    values: tuple[Item, ...]
    advice: str
    concerned: tuple[Link, ...] = ()
    """The records it is about, where the page is not that of one of them."""


class Note(NamedTuple):
    """A source as the numbered note of a page."""

    number: int
    title: str
    language: str
    """That of the title, when it is not French: then it is Markup, without French spaces."""
    url: Markup
    publisher: str
    dated: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with a shape: `tone` is the class that draws the shape."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What a reader can do about a page; on paper, its address."""

    address: str
    updated: str
    machine_updated: str
    of: str
    report: Markup
    edit: Markup | None
    data: Markup | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of labs is chosen and seen by.

    `ways` are the ways to see it, by the name that the address gives them; a link leads to what
    comes closest without scripts.
    """

    labs: int
    count: str
    facets: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, Link]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole page, ready for its template. `path` is its folder from the root: labs/ti-lab/."""

    path: str
    section: str
    template: str
    title: str
    heading: str
    description: str
    crumbs: tuple[Link, ...]
    updated: str = ""
    kind: str = ""
    badges: tuple[Badge, ...] = ()
    lede: str = ""
    sign: str = ""
    tally: Link | None = None
    """How many records the page gathers: a number, and what it counts as `detail`."""
    rows: tuple[Row, ...] = ()
    lead: tuple[Section, ...] = ()
    """The sections before the essentials: what a reader came for."""
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    foot: Foot | None = None
    drawing: Markup = NOTHING
    linked: tuple[Mapping[str, Any], ...] = ()
    pages: tuple[Link | None, ...] = ()
    """The other pages of a long list; None where some are not told."""
    index: tuple[Link, ...] = ()
    filters: Filters | None = None
    indexed: bool = True
    image: Card | None = None
    """What the page's own image says; without it, the page has that of the site."""


@dataclass(slots=True)
class Notes:
    """Numbers the sources of one page as they are first cited."""

    directory: Directory
    words: Words
    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, cited: Iterable[str] | None) -> tuple[Mark, ...]:
        """The marks of the sources cited, in order; three or more in a row are one mark."""
        if not cited:
            return ()
        numbers = self.numbers
        found = sorted([numbers.setdefault(id, len(numbers) + 1) for id in cited])
        if len(found) < RUN:
            return tuple([self._mark(number, number) for number in found])
        marks: list[Mark] = []
        while found:
            run = 1
            while run < len(found) and found[run] == found[0] + run:
                run += 1
            run = run if run >= RUN else 1
            marks.append(self._mark(found[0], found[run - 1]))
            del found[:run]
        return tuple(marks)

    def _mark(self, first: int, last: int) -> Mark:
        if first == last:
            return _mark(self.words("note.label"), first, last)
        return _mark(self.words("note.labels"), first, last)

    def all(self, note: Callable[[int, Source], Note]) -> tuple[Note, ...]:
        """The notes in order."""
        return tuple(
            note(number, self.directory.of(Source)[id]) for id, number in self.numbers.items()
        )


@lru_cache(4096)
def _mark(spoken: str, first: int, last: int) -> Mark:
    """One mark; `spoken` is what is read aloud, before its numbers are filled in."""
    text = str(first) if first == last else f"{first}–{last}"
    return Mark(first, text, spoken.format(n=first, first=first, last=last))


def external(url: str) -> Markup:
    """An address of the data, for an attribute; the check has refused all that is not http."""
    return Markup(escape(url))


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the data is edited; every link is absent while the address is not configured."""

    url: str = ""
    branch: str = "main"

    def edit(self, file: str, line: int | None = None) -> Markup | None:
        """The editor of a file, at a line."""
        if not self.url:
            return None
        mark = f"#L{line}" if line else ""
        return external(f"{self.url}/edit/{self.branch}/{quote(file)}{mark}")

    def report(self, page: str, title: str) -> Markup | None:
        """The form that reports an error on a page."""
        return self.form("erreur.yml", title=f"Erreur : {title}", fiche=page)

    def form(self, template: str, **fields: str) -> Markup | None:
        """One of the repository's issue forms, with fields filled in."""
        if not self.url:
            return None
        return external(f"{self.url}/issues/new?{urlencode({'template': template, **fields})}")


@lru_cache(65536)
def internal(path: str) -> Markup:
    """The address of a page of this site."""
    return Markup(BASE + path)


def folder(table: str) -> str:
    """The path of a table's list."""
    return f"{FOLDERS[table]}/"


def path_of(record: Record) -> str:
    """The path of a record's page."""
    return f"{FOLDERS[record.TABLE]}/{record.id}/"


def _with_amount(one: Statement) -> str:
    """A fact in words after its amount, unless the words say it."""
    if one.amount is None:
        return one.text
    digits = re.sub(r"(?<=\d)\s(?=\d)", "", one.text)
    said = str(one.amount) in digits or f"{one.amount // 1_000_000} M€" in digits
    return one.text if said else f"{french.euros(one.amount)} : {one.text}"


def _unsaid_date(one: Statement) -> str:
    """When a fact is of, unless its words say it."""
    if one.date is None:
        return ""
    told = french.date(one.date)
    return "" if told in french.typeset(one.text) else told


def excerpt(text: str, length: int = 155) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length)  # a long address, or Japanese, has no space to cut at
    return text[: end if end > 0 else length].rstrip(" ,;:.«") + "…"


@dataclass(slots=True)
class Views:
    """Makes the view of any page of one directory, in one language.

    `as_of` is the day the site is built for (ISO); `articles` are the prose pages about a record,
    by (table, id).
    """

    directory: Directory
    words: Words
    site_url: str
    repository: Repository
    as_of: str
    articles: Mapping[tuple[str, str], Sequence[Link]]
    draw_card: Callable[[Views, Any], Markup]
    france: Markup = NOTHING
    """The map of France; empty without outlines."""
    outlines: Mapping[str, Markup] = field(default_factory=dict)
    """The outline of each region, by its id."""
    draw_place: Callable[[str | None, str | None], Markup] = lambda region, city: NOTHING
    """Draws the outline of a region with one commune."""
    cards: dict[tuple[str, str], Markup] = field(default_factory=dict)
    orders: dict[str, list[Any]] = field(default_factory=dict)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    positions: dict[str, dict[str, int]] = field(default_factory=dict)
    known_links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    known_notes: dict[str, Note] = field(default_factory=dict)
    claim_pages: dict[str, str] = field(default_factory=dict)
    departements: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.departements = {
            code: name
            for territory in self.directory.of(Territory).values()
            for code, name in territory.names_of_departements.items()
        }

    # ---- order

    def sorted(self, records: Iterable[Any]) -> list[Any]:
        """Records of one table in French order of their names; events from the latest."""
        records = list(records)
        if len(records) > 1:
            places = self.places(records[0].TABLE)
            records.sort(key=lambda record: places[record.id])
        return records

    def places(self, table: str) -> Mapping[str, int]:
        """The place of each record of a table in its order."""
        self.all(table)
        return self.positions[table]

    def all(self, table: str) -> list[Any]:
        """A whole table in order; sorted once, and every list of its records by their places."""
        if table not in self.orders:
            key = _event_order if table == Event.TABLE else _order
            ordered = sorted(self.directory.table(table).values(), key=key)
            self.positions[table] = {record.id: at for at, record in enumerate(ordered)}
            self.orders[table] = ordered
        return self.orders[table]

    def named(self, record: Record, by: str) -> list[Any]:
        """The records that name this one in a field, in order."""
        return self.sorted(self.directory.naming(record, by))

    def coming(self) -> list[Any]:
        """The events that begin after the day the site is built for, the nearest first."""
        return [one for one in reversed(self.all(Event.TABLE)) if one.is_after(self.as_of)]

    def news(self, number: int) -> list[tuple[Lab, Milestone]]:
        """The latest dated moment of labs, as far as sources tell; the latest labs first."""
        told = [
            (lab, max(past, key=lambda one: one.date))
            for lab in self.all(Lab.TABLE)
            if (past := [one for one in lab.milestones or () if one.date <= self.as_of])
        ]
        return sorted(told, key=lambda told: told[1].date, reverse=True)[:number]

    # ---- small parts

    def tally(self, key: str, number: int) -> Link:
        """A number and what it counts: « 14 », « labs »."""
        counted = self.words.count(key, max(number, 1))  # « 0 lab », as « 1 lab »
        return Link(french.grouped(number), detail=counted.partition(" ")[2])

    def link(self, record: Record, detail: str = "") -> Link:
        """A record as a link to its page."""
        key = (record.TABLE, record.id, detail)
        found = self.known_links.get(key)
        if found is None:
            found = Link(short(record), internal(path_of(record)), detail)
            self.known_links[key] = found
        return found

    def links(self, table: str, ids: Iterable[str] | None) -> tuple[Link, ...]:
        """Records of a table as links, in the order given."""
        records = self.directory.table(table)
        return tuple(self.link(records[id]) for id in ids or ())

    def crumbs(self, table: str, name: str) -> tuple[Link, ...]:
        """The way from home to a record."""
        return (
            Link(self.words("nav.home"), internal("")),
            Link(self.words(f"nav.{table}"), internal(folder(table))),
            Link(name),
        )

    def note(self, number: int, source: Source) -> Note:
        """A source as a note."""
        found = self.known_notes.get(source.id)
        if found is None:
            found = self.known_notes[source.id] = self._note(source)
        return found._replace(number=number)

    def _note(self, source: Source) -> Note:
        words = self.words
        remarks = [words(f"note.read_{source.access}")]
        if source.is_copy:
            remarks.append(words("note.is_copy"))
        if not source.title_exact:
            remarks.append(words("note.described"))
        if source.updated:
            remarks.append(words("note.updated", date=french.date(source.updated)))
        if source.url_note:
            remarks.append(source.url_note.rstrip("."))
        dated = french.date(source.date) if source.date else ""
        url, language = external(source.url), source.language or ""
        title = escape(source.title) if language else source.title
        return Note(0, title, language, url, source.publisher, dated, tuple(remarks))

    def statements(self, items: Iterable[Statement] | None, notes: Notes) -> tuple[Item, ...]:
        """Facts in words as the items of a section."""
        return tuple(
            Item(_with_amount(one), notes(one.sources), detail=_unsaid_date(one))
            for one in items or ()
        )

    def moments(self, items: Iterable[Milestone] | None, notes: Notes) -> tuple[Item, ...]:
        """Dated moments, oldest first."""
        ordered = sorted(items or (), key=lambda one: one.date)
        return tuple(
            Item(
                one.label,
                notes(one.sources),
                one.date_text or french.date(one.date),
                french.machine_date(one.date),
                tone=one.what or "",
            )
            for one in ordered
        )

    def counts(self, items: Iterable[Count] | None, notes: Notes) -> tuple[Item, ...]:
        """Numbers with their date."""
        words = self.words
        return tuple(
            Item(
                one.text or "",
                notes(one.sources),
                french.date(one.date),
                french.machine_date(one.date),
                words("network.at_least", n=french.grouped(one.count))
                if one.at_least
                else french.grouped(one.count),
            )
            for one in items or ()
        )

    def claims(self, one: Disagreement, notes: Notes) -> Claims:
        """A disagreement with each value and its notes."""
        values = tuple(Item(value.value, notes(value.sources)) for value in one.values)
        return Claims(one.id, one.about.rstrip("."), values, one.advice or "")

    def disagreed(self) -> Mapping[str, list[Disagreement]]:
        """The disagreements by the first table they name, as their list has them."""
        groups: dict[str, list[Disagreement]] = {name: [] for name in (*DISAGREED, "others")}
        for one in self.all(Disagreement.TABLE):
            about = next((name for name in DISAGREED if getattr(one, name)), "others")
            groups[about].append(one)
        return {name: group for name, group in groups.items() if group}

    def claim_address(self, one: Disagreement) -> Markup:
        """Where the list tells a disagreement."""
        if not self.claim_pages:
            groups = self.disagreed().values()
            ordered = list(chain.from_iterable(groups))
            places = cuts([len(group) for group in groups], CLAIMS_A_PAGE)
            for number, (start, end) in enumerate(pairwise(places), 1):
                path = page_path(folder(Disagreement.TABLE), number)
                self.claim_pages |= {each.id: path for each in ordered[start:end]}
        return internal(f"{self.claim_pages[one.id]}#desaccord-{one.id}")

    def concerned(self, one: Disagreement) -> tuple[Link, ...]:
        """The records that a disagreement names."""
        return tuple(link for name in DISAGREED for link in self.links(name, getattr(one, name)))

    def disagreements(self, record: Record, notes: Notes) -> Section:
        """What sources say otherwise about a record."""
        named = self.named(record, f"disagreements.{record.TABLE}")
        title = self.words("page.disagreements")
        if len(named) <= CLAIMS_ON_RECORDS:
            items = tuple(self.claims(one, notes) for one in named)
            return Section("desaccords", title, "claims", items)
        links = tuple(Link(one.about.rstrip("."), self.claim_address(one)) for one in named)
        return Section("desaccords", title, "lines", links)

    def reading(self, record: Record) -> Section:
        """The prose pages about a record."""
        items = tuple(self.articles.get((record.TABLE, record.id), ()))
        return Section("articles", self.words("page.articles"), "links", items)

    def card(self, record: Record) -> Markup:
        """A record in a list; drawn once, whatever the number of lists it is in."""
        key = (record.TABLE, record.id)
        found = self.cards.get(key)
        if found is None:
            found = self.cards[key] = self.draw_card(self, record)
        return found

    def card_section(
        self, id: str, title: str, records: Iterable[Record], intro: str = ""
    ) -> Section:
        """A section of cards."""
        items = tuple(self.card(record) for record in records)
        return Section(id, title, "cards", items, intro=intro)

    def foot(self, record: Record) -> Foot:
        """Report, edit and download."""
        words, place = self.words, self.directory.places[record.TABLE, record.id]
        url = self.site_url + path_of(record)
        report = self.repository.report(url, record.label)
        updated = record.checked
        return Foot(
            url,
            words("foot.updated", date=french.date(updated)) if updated else "",
            updated or "",
            words("foot.of", name=record.label),
            report or internal("participer/#signaler"),
            self.repository.edit(place.file, place.line),
            internal(f"donnees/v1/{record.TABLE}/{record.id}.json"),
        )

    def page(self, record: Record, **parts: Any) -> View:
        """The view of a record's page, given what is its own."""
        sections = tuple(section for section in parts.pop("sections") if section.items)
        lead = 1 + next((at for at, one in enumerate(sections) if one.kind == "text"), -1)
        rows = tuple(row for row in parts.pop("rows") if row.values)
        path = path_of(record)
        title = parts.pop("title", record.label)
        own = parts.pop("linked")
        crumbs = self.crumbs(record.TABLE, short(record))
        return View(
            path=path,
            section=record.TABLE,
            template="record.html",
            title=title,
            heading=record.label,
            crumbs=crumbs,
            updated=parts.pop("updated", None) or record.checked or "",
            kind=KINDS[record.TABLE],
            lead=sections[:lead],
            sections=sections[lead:],
            rows=rows,
            foot=self.foot(record),
            linked=(self.identified(path, own), self.crumb_list(path, crumbs)),
            **parts,
        )

    # ---- linked data

    def identified(self, path: str, thing: Mapping[str, Any]) -> Mapping[str, Any]:
        """A schema.org thing with its stable @id."""
        url = self.site_url + path
        return {"@context": "https://schema.org", "@id": f"{url}#fiche", "url": url, **thing}

    def crumb_list(self, path: str, crumbs: Sequence[Link]) -> Mapping[str, Any]:
        """The way from home as schema.org says it."""
        steps = [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.text,
                "item": self.site_url + (str.removeprefix(crumb.url, BASE) if crumb.url else path),
            }
            for position, crumb in enumerate(crumbs, 1)
        ]
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": steps,
        }


def short(record: Record) -> str:
    """The name people use: the acronym when there is one and the name is long."""
    label = record.label
    if len(label) > 40:
        acronym: str | None = getattr(record, "acronym", None)
        return acronym or label
    return label


def _order(record: Record) -> tuple[tuple[str, str], str]:
    """French order of the names; the id parts equals."""
    return french.sort_key(record.label), record.id


def _event_order(event: Event) -> tuple[bool, str, tuple[str, str], str]:
    """Latest first, undated last: digits are turned over, so that one ascending sort does it."""
    turned = "".join(_TURNED.get(c, c) for c in event.sort_date)
    return event.start is None, turned + "~", french.sort_key(event.name), event.id


_TURNED: Final = {digit: chr(ord("9") - ord(digit) + ord("0")) for digit in "0123456789"}
