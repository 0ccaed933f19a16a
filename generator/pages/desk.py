"""The desk that pages are written at, and what each kind of record gives to it.

The desk has the records in order, links to them, and what the site is. Each kind says what readers
get of it in its own file, kinds/<one>.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from generator.checking.directory import Directory
from generator.checking.settings import Provider, Publisher
from generator.drawings.atlas import Atlas
from generator.language.language import Language, Words
from generator.pages.glossary import Glossary
from generator.pages.notes import Notes
from generator.pages.paging import CARDS_A_PAGE
from generator.pages.parts import Card, Foot, Link, Note, Section, Thing, View, internal
from generator.pages.repository import Repository
from generator.pages.templates import Templates
from generator.pages.things import crumb_list, identified
from generator.records.parts import Record
from generator.records.source import Source
from generator.records.tables import TABLES, folder, path_of, table_of

T = TypeVar("T")

Finds = Iterable[tuple[int, str]]
"""What finds a record: texts, each with the weight of its words (pages/weights)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the host says of the site: its address, its repository, who publishes and hosts it."""

    url: str
    """With its last slash."""
    repository: Repository = field(default_factory=Repository)
    as_of: str = ""
    """The day the site is built for (ISO)."""
    images: bool = False
    publisher: Publisher = field(default_factory=Publisher)
    host: Provider = field(default_factory=Provider)


@dataclass(slots=True, kw_only=True, eq=False)
class Desk:
    """All that pages are made from, in one language.

    `articles` are the prose pages about a record, by (table, id); `prose` all of them by title;
    `quality` is what the tests last found.
    """

    directory: Directory
    language: Language
    settings: Settings
    templates: Templates
    kinds: Mapping[str, Kind]
    glossary: Glossary
    atlas: Atlas | None = None
    articles: Mapping[tuple[str, str], Sequence[Link]] = field(default_factory=dict)
    prose: Sequence[Link] = ()
    quality: Mapping[str, Any] | None = None
    nicknames: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What people also call a place: Marseille → cité phocéenne."""
    kept: dict[Hashable, Any] = field(default_factory=dict)
    known_links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    known_notes: dict[str, Note] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The words of the desk's language."""
        return self.language.words

    @property
    def url(self) -> str:
        """The address of the site, with its last slash."""
        return self.settings.url

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made once for all pages."""
        if key not in self.kept:
            self.kept[key] = make()
        made: T = self.kept[key]
        return made

    def draw(self, template: str, **values: Any) -> str:
        """A template of theme/pages, drawn."""
        return self.templates.get_template(f"{template}.html").render(values)

    # ---- order

    def all(self, table: str) -> list[Any]:
        """A whole table in order; sorted once, and every list of its records by their places."""
        return self.once(("order", table), lambda: self._ordered(table))

    def _ordered(self, table: str) -> list[Any]:
        order = self.kinds[table].order
        records = self.directory.table(table).values()
        return sorted(records, key=lambda record: order(self.language, record))

    def places(self, table: str) -> Mapping[str, int]:
        """The place of each record of a table in its order."""
        return self.once(
            ("places", table),
            lambda: {record.id: place for place, record in enumerate(self.all(table))},
        )

    def sorted(self, records: Iterable[Any]) -> list[Any]:
        """Records of one table in its order."""
        records = list(records)
        if len(records) > 1:
            places = self.places(records[0].TABLE)
            records.sort(key=lambda record: places[record.id])
        return records

    def named(self, record: Record, by: str) -> list[Any]:
        """The records that name this one in a field, in order."""
        return self.sorted(self.directory.naming(record, by))

    # ---- links

    def link(self, record: Record, detail: str = "") -> Link:
        """A record as a link to its page."""
        key = (record.TABLE, record.id, detail)
        link = self.known_links.get(key)
        if link is None:
            link = self.known_links[key] = Link(short(record), internal(path_of(record)), detail)
        return link

    def links(self, kind: type[Record], ids: Iterable[str | None] | None) -> tuple[Link, ...]:
        """Records of a kind as links, in the order given."""
        records = self.directory.of(kind)
        return tuple(self.link(records[id]) for id in ids or () if id)

    def crumbs(self, table: str, name: str) -> tuple[Link, ...]:
        """The way from home to a record."""
        return (
            Link(self.words("nav.home"), internal("")),
            Link(self.words(f"nav.{table}"), internal(folder(TABLES[table]))),
            Link(name),
        )

    # ---- parts of pages

    def notes(self) -> Notes:
        """The notes of a new page."""
        return Notes(self.directory.of(Source), self.language, self.known_notes)

    def tally(self, key: str, number: int) -> Link:
        """A number and what it counts: « 14 », « labs »."""
        counted = self.words.count(key, max(number, 1))  # « 0 lab », as « 1 lab »
        return Link(self.language.number(number), detail=counted.partition(" ")[2])

    def card(self, record: Record) -> Markup:
        """A record in a list; drawn once, whatever the number of lists it is in."""
        key = ("card", record.TABLE, record.id)
        return self.once(key, lambda: Markup(self.draw("card", card=self.card_of(record))))

    def card_of(self, record: Record) -> Any:
        """What the card of a record says."""
        make = self.kinds[record.TABLE].card
        assert make is not None
        return make(self, record)

    def cards(self, id: str, title: str, records: Iterable[Record], intro: str = "") -> Section:
        """A section of cards."""
        return Section(id, title, "cards", tuple(map(self.card, records)), intro=intro)

    def reading(self, record: Record) -> Section:
        """The prose pages about a record."""
        items = tuple(self.articles.get((record.TABLE, record.id), ()))
        return Section("articles", self.words("page.articles"), "links", items)

    def report(self, record: Record) -> Markup:
        """Where an error on a record is reported, or what it does not tell."""
        url = self.settings.repository.report(self.url + path_of(record), record.label)
        return url or internal("participer/#signaler")

    def foot(self, record: Record) -> Foot:
        """Report, edit and download."""
        words, place = self.words, self.directory.places[record.TABLE, record.id]
        updated = record.checked
        return Foot(
            self.url + path_of(record),
            words("foot.updated", date=self.language.date(updated)) if updated else "",
            updated or "",
            words("foot.of", name=record.label),
            self.report(record),
            self.settings.repository.edit(place.file, place.line),
            internal(f"donnees/v1/{record.TABLE}/{record.id}.json"),
        )

    def page(self, record: Record, notes: Notes, linked: Thing, **parts: Any) -> View:
        """The view of a record's page, given what is its own."""
        sections = tuple(section for section in parts.pop("sections") if section.items)
        lead = 1 + next((at for at, part in enumerate(sections) if part.kind == "text"), -1)
        crumbs, path = self.crumbs(record.TABLE, short(record)), path_of(record)
        return View(
            path=path,
            section=record.TABLE,
            title=parts.pop("title", record.label),
            heading=record.label,
            crumbs=crumbs,
            updated=parts.pop("updated", None) or record.checked or "",
            kind=table_of(record).one,
            lead=sections[:lead],
            sections=sections[lead:],
            rows=tuple(row for row in parts.pop("rows") if row.values),
            notes=notes.all(),
            foot=self.foot(record),
            linked=(identified(self.url, path, linked), crumb_list(self.url, path, crumbs)),
            **parts,
        )


def short(record: Record) -> str:
    """The name people use: the acronym when there is one and the name is long."""
    label = record.label
    if len(label) > 40:
        acronym: str | None = getattr(record, "acronym", None)
        return acronym or label
    return label


def latest(records: Iterable[Record]) -> str:
    """The day the newest of some records was read again; empty when none says."""
    return max((record.checked or "" for record in records), default="")


# ---- kinds of records


class Facet(NamedTuple):
    """Something that records are chosen by."""

    of: Callable[[Any], Iterable[str]]
    """The values that a record has."""
    values: Callable[[Desk], Sequence[tuple[str, str]]]
    """Every value with its words, in order."""


class Column(NamedTuple):
    """Something that records are sorted by, or that their cards say."""

    values: Sequence[Any]
    """Every value as it is shown, in order."""
    held: Sequence[Sequence[Any]]
    """The values of each record."""


def nothing(*of: Any) -> tuple[Any, ...]:
    """What a kind gives that has nothing to give."""
    return ()


def by_name(language: Language, record: Any) -> Any:
    """The order of names as a reader expects it; the id parts equals."""
    return language.sort_key(record.label), record.id


def one_group(desk: Desk, records: Sequence[Any]) -> list[Section]:
    """The whole list as one section."""
    title = desk.words.count(f"count.{records[0].TABLE}", len(records)) if records else ""
    return [Section("liste", title, "cards", tuple(records))]


def as_cards(desk: Desk, group: Section, notes: Notes) -> Section:
    """A group of a list with its records drawn as cards."""
    return Section(group.id, group.title, group.kind, tuple(map(desk.card, group.items)))


def as_it_is(desk: Desk, view: View) -> View:
    """A list that says nothing more."""
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What readers get of one kind of record.

    A record has a page and a card when its table is paged. A list is cut in groups, sections whose
    items are records; `drawn` makes of one what the page shows.
    """

    page: Callable[[Desk, Any], View] | None = None
    card: Callable[[Desk, Any], Card] | None = None
    order: Callable[[Language, Any], Any] = by_name
    groups: Callable[[Desk, Any], list[Section]] = one_group
    drawn: Callable[[Desk, Section, Notes], Section] = as_cards
    list_view: Callable[[Desk, View], View] = as_it_is
    most: int = CARDS_A_PAGE
    """About how many items a page of its list holds."""
    finds: Callable[[Desk, Any], Finds] = nothing
    phrases: Callable[[Desk, Any], Iterable[str]] = nothing
    """The names of several words that search takes for one."""
    numbered: Callable[[Desk], Sequence[Any]] | None = None
    """The order in which search numbers the records, when it is not that of their list."""
    group: Callable[[Any], Hashable] = nothing
    """What those that search numbers in a row have in common; inside, they are in list order."""
    facets: Mapping[str, Facet] = field(default_factory=dict)
    columns: Mapping[str, Callable[[Desk, Any], Column]] = field(default_factory=dict)
