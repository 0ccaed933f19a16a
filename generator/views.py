"""What each page says, in order: records become pages of rows, sections, cards and notes.

Templates only mark up; whatever is chosen, sorted, counted or worded is decided here. Addresses
begin with BASE, which stands for the way back to the root and is replaced when a page is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from generator import words as french
from generator.directory import Directory
from generator.model import (
    Call,
    Count,
    Disagreement,
    Event,
    Lab,
    Milestone,
    Network,
    Organisation,
    Record,
    Source,
    Statement,
    Territory,
    Theme,
)
from generator.words import Words

BASE: Final = "\ue000"
"""Stands for the way back to the root; no data can contain it."""

FOLDERS: Final[Mapping[str, str]] = {
    "labs": "labs",
    "themes": "themes",
    "territories": "territoires",
    "events": "evenements",
    "calls": "appels",
    "organisations": "organisations",
    "networks": "reseaux",
    "disagreements": "desaccords",
}
"""The first segment of the address of each list."""

KINDS: Final[Mapping[str, str]] = {
    "labs": "lab",
    "themes": "theme",
    "territories": "territory",
    "events": "event",
    "calls": "call",
    "organisations": "organisation",
    "networks": "network",
}
"""What one record of a table is called, in words and in the links of prose (lab:ti-lab)."""

PAGED: Final = tuple(KINDS)
"""The tables whose records have a page of their own."""

CARDS_A_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `detail` follows it."""

    text: str
    url: Markup | None = None
    detail: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the essentials: a label, its values, the notes of its sources."""

    label: str
    values: tuple[Link, ...]
    notes: tuple[int, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A fact of a section: a text, when it happened, its notes."""

    text: str
    notes: tuple[int, ...] = ()
    date: str = ""
    machine_date: str = ""
    detail: str = ""
    url: Markup | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; `kind` names the block of record.html that draws its items."""

    id: str
    title: str
    kind: str
    items: tuple[Any, ...]
    notes: tuple[int, ...] = ()
    intro: str = ""
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """A disagreement as a page shows it."""

    id: str
    about: str
    values: tuple[Item, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Note:
    """A source as the numbered note of a page."""

    number: int
    title: str
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
    """What a reader can do about a page."""

    updated: str
    machine_updated: str
    of: str
    report: Markup
    edit: Markup | None
    data: Markup | None


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
    rows: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    foot: Foot | None = None
    linked: tuple[Mapping[str, Any], ...] = ()
    pages: tuple[Link, ...] = ()
    indexed: bool = True


@dataclass(slots=True)
class Notes:
    """Numbers the sources of one page as they are first cited."""

    directory: Directory
    words: Words
    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, *groups: Iterable[str] | None) -> tuple[int, ...]:
        found: list[int] = []
        for group in groups:
            for id in group or ():
                number = self.numbers.setdefault(id, len(self.numbers) + 1)
                if number not in found:
                    found.append(number)
        return tuple(found)

    def all(self, note: Callable[[int, Source], Note]) -> tuple[Note, ...]:
        """The notes in order."""
        return tuple(
            note(number, self.directory.sources[id]) for id, number in self.numbers.items()
        )


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


def internal(path: str) -> Markup:
    """The address of a page of this site."""
    return Markup(BASE + path)


def folder(table: str) -> str:
    """The path of a table's list."""
    return f"{FOLDERS[table]}/"


def path_of(record: Record) -> str:
    """The path of a record's page."""
    return f"{FOLDERS[record.TABLE]}/{record.id}/"


def excerpt(text: str, length: int = 155) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= length:
        return text
    return text[: text.rindex(" ", 0, length)].rstrip(" ,;:.«") + "…"


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
    draw_card: Callable[..., Markup]
    cards: dict[tuple[str, str], Markup] = field(default_factory=dict)
    orders: dict[str, list[Any]] = field(default_factory=dict)
    ranks: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    departements: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.departements = {
            one.code: one.name
            for territory in self.directory.territories.values()
            for one in territory.departements or ()
        }

    # ---- order

    def sorted(self, records: Iterable[Any]) -> list[Any]:
        """Records in French order of their names; events from the latest."""
        records = list(records)
        if records and isinstance(records[0], Event):
            return sorted(records, key=_event_order)
        return sorted(records, key=lambda record: (french.sort_key(record.label), record.id))

    def all(self, table: str) -> list[Any]:
        """A whole table in order; sorted once."""
        if table not in self.orders:
            self.orders[table] = self.sorted(self.directory.table(table).values())
        return self.orders[table]

    def named(self, record: Record, by: str) -> list[Any]:
        """The records that name this one in a field, in order."""
        return self.sorted(self.directory.naming(record, by))

    # ---- small parts

    def link(self, record: Record, detail: str = "") -> Link:
        """A record as a link to its page."""
        return Link(_short(record), internal(path_of(record)), detail)

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
        words = self.words
        remarks = [words(f"note.read_{source.access}")]
        if source.is_copy:
            remarks.append(words("note.is_copy"))
        if not source.title_exact:
            remarks.append(words("note.described"))
        if source.updated:
            remarks.append(words("note.updated", date=french.date(source.updated)))
        dated = french.date(source.date) if source.date else ""
        url = external(source.url)
        return Note(number, source.title, url, source.publisher, dated, tuple(remarks))

    def statements(self, items: Iterable[Statement] | None, notes: Notes) -> tuple[Item, ...]:
        """Facts in words as the items of a section."""
        return tuple(
            Item(
                one.text,
                notes(one.sources),
                detail=french.euros(one.amount) if one.amount is not None else "",
            )
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
        return Claims(one.id, one.about, values, one.advice or "")

    def disagreements(self, record: Record, notes: Notes) -> Section:
        """What sources say otherwise about a record."""
        named = self.named(record, f"disagreements.{record.TABLE}")
        items = tuple(self.claims(one, notes) for one in named)
        return Section("desaccords", self.words("page.disagreements"), "claims", items)

    def reading(self, record: Record) -> Section:
        """The prose pages about a record."""
        items = tuple(self.articles.get((record.TABLE, record.id), ()))
        return Section("articles", self.words("page.articles"), "links", items)

    def card(self, record: Record) -> Markup:
        """A record in a list; drawn once, whatever the number of lists it is in."""
        key = (record.TABLE, record.id)
        found = self.cards.get(key)
        if found is None:
            found = self.cards[key] = self.draw_card(**_CARDS[type(record)](self, record))
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
        updated = record.updated
        return Foot(
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
        rows = tuple(row for row in parts.pop("rows") if row.values)
        path = path_of(record)
        title = parts.pop("title", record.label)
        own = parts.pop("linked")
        crumbs = self.crumbs(record.TABLE, _short(record))
        return View(
            path=path,
            section=record.TABLE,
            template="record.html",
            title=title,
            heading=record.label,
            crumbs=crumbs,
            updated=parts.pop("updated", None) or record.updated or "",
            kind=KINDS[record.TABLE],
            sections=sections,
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
                "item": self.site_url + (crumb.url.replace(BASE, "") if crumb.url else path),
            }
            for position, crumb in enumerate(crumbs, 1)
        ]
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": steps,
        }

    def place_data(self, territory: str | None, city: str | None) -> Mapping[str, Any]:
        """Where something is, as schema.org says it."""
        region = self.directory.territories[territory].name if territory else None
        address = {"@type": "PostalAddress", "addressCountry": "FR"}
        if region:
            address["addressRegion"] = region
        if city:
            address["addressLocality"] = city
        return address


def _short(record: Record) -> str:
    """The name people use: the acronym when there is one and the name is long."""
    acronym: str | None = getattr(record, "acronym", None)
    return acronym if acronym and len(record.label) > 40 else record.label


def _event_order(event: Event) -> tuple[bool, str, tuple[str, str], str]:
    """Latest first, undated last: digits are turned over, so that one ascending sort does it."""
    turned = "".join(_TURNED.get(c, c) for c in (event.start or "").rstrip("~"))
    return event.start is None, turned, french.sort_key(event.name), event.id


_TURNED: Final = {digit: chr(ord("9") - ord(digit) + ord("0")) for digit in "0123456789"}


# ---- labs


def lab_where(views: Views, lab: Lab) -> str:
    """« Rennes, Bretagne »."""
    region = views.directory.territories[lab.territory].name if lab.territory else None
    return ", ".join(part for part in (lab.city, region) if part and part != "")


def lab_status(views: Views, lab: Lab) -> tuple[Badge | None, str]:
    """The badge of a lab's situation and its last sign, in words."""
    if lab.status is None:
        return None, ""
    value, words = lab.status.value, views.words
    sign = words(f"lab.as_of.{value}", date=french.date(lab.status.as_of))
    return Badge(words(f"lab.status.{value}"), value), sign


def lab_card(views: Views, lab: Lab) -> dict[str, Any]:
    """A lab in a list."""
    badge, sign = lab_status(views, lab)
    return {
        "url": internal(path_of(lab)),
        "name": lab.name,
        "over": lab_where(views, lab),
        "text": french.capital(lab.form),
        "badge": badge,
        "sign": sign,
        "star": views.words("lab.laureate") if _laureate(lab) else "",
        "date": "",
    }


def _laureate(lab: Lab) -> bool:
    return lab.award is not None and lab.award.result == "laureate"


def lab_rows(views: Views, lab: Lab, notes: Notes) -> list[Row]:
    """A lab's essentials."""
    words, where = views.words, notes(lab.sources.location)
    territory = views.links("territories", [lab.territory] if lab.territory else [])
    city = [_city(views, lab.city, lab.departement)] if lab.city else []
    departement = []
    if not lab.city and lab.departement:
        departement = [f"{views.departements.get(lab.departement, '')} ({lab.departement})"]
    others = tuple(
        Link(_city(views, one.city, one.departement), None, one.note or "")
        for one in lab.other_places or ()
    )
    carriers = views.links("organisations", lab.carriers)
    if lab.carrier_text:
        carriers += (Link(lab.carrier_text.rstrip(".")),)
    themes_notes = notes(lab.sources.themes) if lab.themes else ()
    inferred = views.links("themes", lab.inferred_themes)
    award: tuple[Link, ...] = ()
    if lab.award is not None:
        call = views.directory.calls[lab.award.call]
        result = words("lab.laureate_of" if _laureate(lab) else "lab.none_of")
        award = (Link(_call_name(call), internal(path_of(call)), result),)
    site = (
        (Link(_host(lab.website), external(lab.website), lab.website_note or "", True),)
        if lab.website
        else ()
    )
    return [
        Row(words("lab.name_note"), _texts([lab.name_note])),
        Row(words("lab.other_names"), _texts(lab.other_names)),
        Row(words("lab.territory"), territory, where if not lab.city else ()),
        Row(words("lab.city"), _texts(city), where),
        Row(words("lab.departement"), _texts(departement), where),
        Row(words("lab.place"), _texts([lab.place]), where),
        Row(words("lab.other_places"), others, where),
        Row(
            words("lab.carriers"), carriers, notes(lab.sources.carrier), lab.carrier_note or ""
        ),
        Row(words("lab.partners"), _texts(lab.partners), notes(lab.sources.partners)),
        Row(words("lab.networks"), views.links("networks", lab.networks)),
        Row(words("lab.themes"), views.links("themes", lab.themes), themes_notes),
        Row(words("lab.inferred_themes"), inferred, (), words("lab.inferred_note")),
        Row(words("lab.website"), site, notes(lab.sources.website) if site else ()),
        Row(words("lab.award"), award, notes(lab.sources.award)),
    ]


def _texts(texts: Iterable[str | None] | None) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts or () if text)


def _city(views: Views, city: str, departement: str | None) -> str:
    """« Rennes (Ille-et-Vilaine, 35) », « Paris (75) »."""
    if not departement:
        return city
    name = views.departements.get(departement, "")
    return f"{city} ({departement})" if name in ("", city) else f"{city} ({name}, {departement})"


def _call_name(call: Call) -> str:
    return call.name.removeprefix("Appel à projets ")


def _host(url: str) -> str:
    return url.split("//", 1)[1].split("/", 1)[0].removeprefix("www.").rstrip(".")


def lab_view(views: Views, lab: Lab) -> View:
    """A lab's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    badge, sign = lab_status(views, lab)
    story = Section(
        "presentation",
        words("lab.story"),
        "text",
        tuple(lab.description.split("\n\n")),
        notes(lab.sources.description),
    )
    rows = lab_rows(views, lab, notes)
    badges = [badge] if badge else []
    if _laureate(lab):
        badges.append(Badge(words("lab.laureate"), "laureate"))
    where = lab_where(views, lab)
    status_notes = notes(lab.sources.status)
    status_text = ()
    if lab.status is not None and badge is not None:
        fact = f"{badge.text}{french.NBSP}: {sign}."
        status_text = (Item(fact, status_notes, detail=lab.status.note or ""),)
    methods = Section(
        "methodes",
        words("lab.methods"),
        "text",
        tuple((lab.methods or "").split("\n\n")) if lab.methods else (),
        notes(lab.sources.methods),
    )
    sections = [
        story,
        methods,
        Section("situation", words("lab.status_title"), "facts", status_text),
        Section("dates", words("lab.milestones"), "moments", views.moments(lab.milestones, notes)),
        Section("moyens", words("lab.money"), "facts", views.statements(lab.funding, notes)),
        Section("chiffres", words("lab.figures"), "facts", views.statements(lab.figures, notes)),
        lab_evidence(views, lab, notes),
        views.disagreements(lab, notes),
        views.card_section("evenements", words("lab.events"), views.named(lab, "events.labs")),
        views.reading(lab),
        *lab_neighbours(views, lab),
    ]
    return views.page(
        lab,
        title=words("lab.title", name=lab.name, place=where) if where else lab.name,
        description=excerpt(lab.description),
        badges=tuple(badges),
        lede=french.capital(lab.form) + (f" · {where}" if where else ""),
        sign=sign,
        rows=rows,
        sections=sections,
        notes=notes.all(views.note),
        linked=lab_data(views, lab),
    )


def lab_evidence(views: Views, lab: Lab, notes: Notes) -> Section:
    """How we know that a lab is a laureate."""
    words, award = views.words, lab.award
    items: tuple[Item, ...] = ()
    if award is not None and award.evidence:
        kind = words(f"lab.evidence_of.{award.evidence}")
        url = internal("methode/#preuves")
        items = (Item(f"{kind}.", notes(lab.sources.award), detail=award.note or "", url=url),)
    return Section("preuve", words("lab.evidence"), "facts", items)


NEIGHBOURS: Final = 6


def lab_neighbours(views: Views, lab: Lab) -> list[Section]:
    """Links to a few labs of the same territory and theme, and to the whole lists."""
    found = []
    for by, word, ids, table in (
        ("labs.territory", "same_territory", [lab.territory] if lab.territory else [],
         "territories"),
        ("labs.themes", "same_theme", list(lab.themes or ()), "themes"),
    ):
        for id in ids:
            group = views.directory.table(table)[id]
            near = [one for one in _around(views, group, by, lab) if one is not lab]
            if near:
                title = views.words(f"lab.{word}", **{KINDS[table]: group.label})
                links = tuple(views.link(one, one.city or "") for one in views.sorted(near))
                whole = len(views.directory.naming(group, by))
                more = views.link(group) if whole > NEIGHBOURS + 1 else None
                found.append(Section(f"autour-{id}", title, "links", links, more=more))
    return found


def _around(views: Views, group: Record, by: str, lab: Lab) -> Sequence[Lab]:
    """A lab and a few that follow it in the files: not always the same ones for everybody."""
    records = views.directory.naming(group, by)
    if len(records) <= NEIGHBOURS + 1:
        return records
    key = (by, group.id)
    if key not in views.ranks:
        views.ranks[key] = {one.id: rank for rank, one in enumerate(records)}
    start = views.ranks[key][lab.id]
    return [records[(start + step) % len(records)] for step in range(NEIGHBOURS + 1)]


def lab_data(views: Views, lab: Lab) -> Mapping[str, Any]:
    """A lab as schema.org says it."""
    data: dict[str, Any] = {
        "@type": "Organization",
        "name": lab.name,
        "description": lab.description,
        "address": views.place_data(lab.territory, lab.city),
    }
    if lab.other_names:
        data["alternateName"] = list(lab.other_names)
    if lab.website:
        data["sameAs"] = lab.website
    if lab.carriers:
        data["parentOrganization"] = [
            {"@type": "Organization", "name": views.directory.organisations[id].name}
            for id in lab.carriers
        ]
    return data


# ---- themes, territories


def theme_card(views: Views, theme: Theme) -> dict[str, Any]:
    """A theme in a list."""
    number = len(views.directory.naming(theme, "labs.themes"))
    return {
        "url": internal(path_of(theme)), "name": theme.name, "over": "",
        "text": theme.description, "badge": None, "star": "", "date": "",
        "sign": views.words.count("count.labs", number),
    }  # fmt: skip


def theme_view(views: Views, theme: Theme) -> View:
    """A theme's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    labs = views.named(theme, "labs.themes")
    inferred = views.named(theme, "labs.inferred_themes")
    text = Section(
        "definition", words("lab.story"), "text", (theme.description,), notes(theme.sources)
    )
    note = theme.note or words("theme.inferred_note")
    return views.page(
        theme,
        description=excerpt(theme.description),
        lede=words(f"theme.origin.{theme.origin}"),
        sign=words.count("count.labs", len(labs)),
        rows=(),
        sections=[
            text,
            views.card_section("labs", words("theme.labs"), labs),
            views.card_section("rapproches", words("theme.inferred"), inferred, note),
            views.disagreements(theme, notes),
            views.reading(theme),
        ],
        notes=notes.all(views.note),
        updated=_latest([theme, *labs]),
        linked={"@type": "DefinedTerm", "name": theme.name, "description": theme.description},
    )


def _latest(records: Iterable[Record]) -> str:
    return max((record.updated or "" for record in records), default="")


def territory_card(views: Views, territory: Territory) -> dict[str, Any]:
    """A territory in a list."""
    number = len(views.directory.naming(territory, "labs.territory"))
    return {
        "url": internal(path_of(territory)), "name": territory.name, "over": "", "text": "",
        "badge": None, "star": "", "date": "", "sign": views.words.count("count.labs", number),
    }  # fmt: skip


def territory_view(views: Views, territory: Territory) -> View:
    """A territory's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    labs = views.named(territory, "labs.territory")
    events = {e.id: e for lab in labs for e in views.directory.naming(lab, "events.labs")}
    departements = [
        Link(f"{one.name} ({one.code})") for one in territory.departements or ()
    ]
    title = words("territory.labs", in_name=territory.in_name)
    lists = [views.card_section("labs", title, labs)]
    if not labs and territory.kind == "region":
        none = words("territory.none", in_name=territory.in_name)
        link = (Link(words("search.propose"), internal("participer/#proposer")),)
        lists = [Section("labs", title, "links", link, intro=none)]
    return views.page(
        territory,
        title=title,
        description=f"{title} : {words.count('count.labs', len(labs))}.",
        lede=words(f"territory.{territory.kind}"),
        sign=words.count("count.labs", len(labs)),
        rows=[
            Row(words("territory.code"), _texts([territory.code]), notes(territory.sources)),
            Row(words("territory.departements"), tuple(departements), notes(territory.sources)),
        ],
        sections=[
            *lists,
            views.card_section(
                "evenements", words("territory.events"), views.sorted(events.values())
            ),
            views.reading(territory),
        ],
        notes=notes.all(views.note),
        updated=_latest([territory, *labs]),
        linked={
            "@type": "Country" if territory.kind == "country" else "AdministrativeArea",
            "name": territory.name,
        },
    )


# ---- events, calls, networks, organisations


def event_when(event: Event) -> str:
    """When an event was, in words."""
    if event.date_text:
        return event.date_text
    return french.date_range(event.start or "", event.end)


def event_card(views: Views, event: Event) -> dict[str, Any]:
    """An event in a list."""
    return {
        "url": internal(path_of(event)), "name": event.name, "over": event_when(event),
        "text": views.words(f"event.kind.{event.kind}") + (f" · {event.city}" if event.city else ""),
        "badge": None, "star": "", "sign": "",
        "date": french.machine_date(event.start) if event.start and not event.date_text else "",
    }  # fmt: skip


def event_view(views: Views, event: Event) -> View:
    """An event's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    sourced = notes(event.sources)
    calls = views.named(event, "calls.events")
    edition = ()
    if event.edition:
        first = words("event.edition_1")
        edition = (Link(first if event.edition == 1 else words("event.edition_n", n=event.edition)),)
    speakers = tuple(
        Item(f"{one.name}, {one.role}", detail=one.note or "") for one in event.speakers or ()
    )
    story = [text for text in (event.description, event.note) if text]
    return views.page(
        event,
        description=excerpt(f"{event_when(event)} : {event.description or event.name}"),
        lede=words(f"event.kind.{event.kind}"),
        sign=event_when(event),
        rows=[
            Row(words("event.when"), (Link(event_when(event)),), sourced),
            Row(words("event.hour"), _texts([event.time_text]), sourced),
            Row(
                words("event.where"),
                _texts([french.listed([p for p in (event.place, event.city) if p], ", ")]),
                sourced,
            ),
            Row(words("event.edition"), edition, sourced),
            Row(words("event.of_call"), tuple(views.link(call) for call in calls)),
            Row(words("event.organisations"), views.links("organisations", event.organisations)),
        ],
        sections=[
            Section("presentation", words("lab.story"), "text", tuple(story), sourced),
            Section("intervenants", words("event.speakers"), "facts", speakers),
            views.card_section(
                "labs", words("event.labs"), [views.directory.labs[id] for id in event.labs or ()]
            ),
            views.disagreements(event, notes),
            views.reading(event),
        ],
        notes=notes.all(views.note),
        linked=event_data(views, event),
    )


def event_data(views: Views, event: Event) -> Mapping[str, Any]:
    """An event as schema.org says it."""
    data: dict[str, Any] = {"@type": "Event", "name": event.name}
    if event.description:
        data["description"] = event.description
    if event.start:
        data["startDate"] = french.machine_date(event.start)
    if event.end:
        data["endDate"] = french.machine_date(event.end)
    if event.city or event.place:
        data["location"] = {
            "@type": "Place",
            "name": event.place or event.city,
            "address": views.place_data(None, event.city),
        }
    if event.organisations:
        named = [views.directory.organisations[id].name for id in event.organisations]
        data["organizer"] = [{"@type": "Organization", "name": name} for name in named]
    return data


def call_card(views: Views, call: Call) -> dict[str, Any]:
    """A call in a list."""
    known = len(laureates(views, call))
    return {
        "url": internal(path_of(call)), "name": call.name, "over": "", "badge": None, "star": "",
        "date": "", "text": excerpt(call.description),
        "sign": views.words.count("count.laureates", known),
    }  # fmt: skip


def laureates(views: Views, call: Call) -> list[Lab]:
    """The known laureates of a call, in order."""
    return [lab for lab in views.named(call, "labs.award.call") if _laureate(lab)]


def call_view(views: Views, call: Call) -> View:
    """A call's page, with what is not known of its laureates."""
    words, notes = views.words, Notes(views.directory, views.words)
    story = Section(
        "presentation", words("lab.story"), "text", (call.description,),
        notes(call.description_sources),
    )  # fmt: skip
    tallies = tuple(
        Item(words.count("call.application_count", one.count), notes(one.sources))
        for one in call.applications or ()
    )
    if call.applications_note:
        tallies += views.statements([call.applications_note], notes)
    known = laureates(views, call)
    groups = [
        Section(id, words(f"call.{name}"), "facts", views.statements(getattr(call, name), notes))
        for id, name in (
            ("fonds", "fund"), ("aide", "support"), ("methodes", "methods"),
            ("candidats", "eligibility"), ("choix", "selection"),
        )
    ]  # fmt: skip
    events = [views.directory.events[id] for id in call.events or ()]
    return views.page(
        call,
        description=excerpt(call.description),
        lede=words("kind.call"),
        sign=words.count("count.laureates", len(known)),
        rows=[
            Row(words("call.other_names"), _texts(call.other_names)),
            *call_total_rows(views, call, known, notes),
        ],
        sections=[
            story,
            views.card_section("laureats", words("call.laureates"), known),
            *call_gap(views, call, known),
            Section("candidatures", words("call.applications"), "facts", tallies),
            *groups,
            views.card_section("calendrier", words("call.calendar"), events),
            Section("suites", words("call.after"), "facts", views.statements(call.after, notes)),
            views.disagreements(call, notes),
            views.card_section(
                "organisations",
                words("call.organisations"),
                views.named(call, "organisations.calls.call"),
            ),
            views.reading(call),
        ],
        notes=notes.all(views.note),
        updated=_latest([call, *known]),
        linked={"@type": "Grant", "name": call.name, "description": call.description},
    )


def call_total_rows(views: Views, call: Call, known: list[Lab], notes: Notes) -> list[Row]:
    """How many laureates a call has."""
    if call.laureates is None:
        return []
    total = views.words.count("call.laureate_count", call.laureates.count)
    return [Row(views.words("call.laureates"), (Link(total),), notes(call.laureates.sources))]


def call_gap(views: Views, call: Call, known: list[Lab]) -> list[Section]:
    """What is not known of a call's laureates, said."""
    if call.laureates is None or call.laureates.count <= len(known):
        return []
    words = views.words
    missing = call.laureates.count - len(known)
    facts = (
        Item(words("call.known", known=len(known), total=call.laureates.count)),
        *(Item(text) for text in (call.laureates_note,) if text),
        Item(words("call.help"), url=internal("participer/#laureats-inconnus")),
    )
    title = french.capital(words.count("call.missing", missing))
    return [Section("laureats-inconnus", title, "facts", facts)]


def network_card(views: Views, network: Network) -> dict[str, Any]:
    """A network in a list."""
    number = len(views.directory.naming(network, "labs.networks"))
    return {
        "url": internal(path_of(network)), "name": network.name, "over": network.acronym or "",
        "text": excerpt(network.description), "badge": None, "star": "", "date": "",
        "sign": views.words.count("count.labs", number),
    }  # fmt: skip


def network_view(views: Views, network: Network) -> View:
    """A network's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    members = views.named(network, "labs.networks")
    sourced = notes(network.description_sources)
    return views.page(
        network,
        description=excerpt(network.description),
        lede=words("kind.network"),
        sign=words.count("count.labs", len(members)),
        rows=[Row(words("network.acronym"), _texts([network.acronym]), sourced)],
        sections=[
            Section("presentation", words("lab.story"), "text", (network.description,), sourced),
            Section(
                "nombres", words("network.counts"), "counts",
                views.counts(network.counts, notes), intro=words("network.counts_note"),
            ),
            Section(
                "equipes", words("network.staff"), "facts", views.statements(network.staff, notes)
            ),
            Section(
                "activite", words("network.activity"), "facts",
                views.statements(network.activity, notes),
            ),
            views.card_section(
                "labs", words("network.members"), members, words("network.members_note")
            ),
            Section(
                "voisins", words("network.regional_communities"), "facts",
                views.statements(network.regional_communities, notes),
            ),
            Section(
                "communaute", words("network.wider_community"), "counts",
                views.counts(network.wider_community, notes), intro=words("network.counts_note"),
            ),
            views.disagreements(network, notes),
            views.reading(network),
        ],
        notes=notes.all(views.note),
        updated=_latest([network, *members]),
        linked={
            "@type": "Organization",
            "name": network.name,
            "description": network.description,
        },
    )  # fmt: skip


def organisation_card(views: Views, organisation: Organisation) -> dict[str, Any]:
    """An organisation in a list."""
    carried = len(views.directory.naming(organisation, "labs.carriers"))
    return {
        "url": internal(path_of(organisation)), "name": organisation.name,
        "over": organisation.acronym or "", "badge": None, "star": "", "date": "",
        "text": views.words(f"organisation.kind.{organisation.kind}"),
        "sign": views.words.count("count.labs", carried) if carried else "",
    }  # fmt: skip


def organisation_view(views: Views, organisation: Organisation) -> View:
    """An organisation's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    sourced = notes(organisation.sources)
    roles = tuple(
        Link(_call_name(views.directory.calls[one.call]),
             internal(path_of(views.directory.calls[one.call])), one.role)
        for one in organisation.calls or ()
    )  # fmt: skip
    website = organisation.website
    site = (Link(_host(website), external(website), foreign=True),) if website else ()
    successors = views.named(organisation, "organisations.predecessors")
    return views.page(
        organisation,
        description=excerpt(organisation.description),
        lede=words(f"organisation.kind.{organisation.kind}"),
        rows=[
            Row(words("organisation.acronym"), _texts([organisation.acronym])),
            Row(words("organisation.other_names"), _texts(organisation.other_names)),
            Row(words("organisation.city"), _texts([organisation.city]), sourced),
            Row(
                words("organisation.predecessors"),
                views.links("organisations", organisation.predecessors),
            ),
            Row(words("organisation.successors"), tuple(views.link(one) for one in successors)),
            Row(words("organisation.role"), roles),
            Row(words("organisation.website"), site),
        ],
        sections=[
            Section(
                "presentation", words("lab.story"), "text", (organisation.description,), sourced
            ),
            Section(
                "dates", words("organisation.milestones"), "moments",
                views.moments(organisation.milestones, notes),
            ),
            views.card_section(
                "labs", words("organisation.carried"), views.named(organisation, "labs.carriers")
            ),
            views.disagreements(organisation, notes),
            views.card_section(
                "evenements",
                words("organisation.events"),
                views.named(organisation, "events.organisations"),
            ),
            views.reading(organisation),
        ],
        notes=notes.all(views.note),
        linked={"@type": "Organization", "name": organisation.name},
    )  # fmt: skip


_CARDS: Final[Mapping[type[Record], Callable[[Views, Any], dict[str, Any]]]] = {
    Lab: lab_card,
    Theme: theme_card,
    Territory: territory_card,
    Event: event_card,
    Call: call_card,
    Network: network_card,
    Organisation: organisation_card,
}

_PAGES: Final[Mapping[str, Callable[[Views, Any], View]]] = {
    "labs": lab_view,
    "themes": theme_view,
    "territories": territory_view,
    "events": event_view,
    "calls": call_view,
    "networks": network_view,
    "organisations": organisation_view,
}


def record_view(views: Views, record: Record) -> View:
    """The page of any record."""
    return _PAGES[record.TABLE](views, record)


# ---- lists


def list_view(views: Views, table: str) -> View:
    """The page that lists a table."""
    words, records = views.words, views.all(table)
    title, path = words(f"list.{table}.title"), folder(table)
    crumbs = (Link(words("nav.home"), internal("")), Link(title))
    notes = Notes(views.directory, words)
    sections = _LISTS.get(table, _one_list)(views, records, notes)
    return View(
        path=path,
        section=table,
        template="record.html",
        title=title,
        heading=title,
        description=words(f"list.{table}.description"),
        crumbs=crumbs,
        lede=words(f"list.{table}.intro"),
        sign=words.count(f"count.{table}", len(records)),
        sections=sections,
        notes=notes.all(views.note),
        updated=_latest(records),
        linked=(views.crumb_list(path, crumbs),),
    )


def _one_list(views: Views, records: Sequence[Record], notes: Notes) -> tuple[Section, ...]:
    return (views.card_section("liste", "", records),)


def _events_by_year(views: Views, events: Sequence[Event], notes: Notes) -> tuple[Section, ...]:
    years: dict[str, list[Event]] = {}
    for event in events:
        years.setdefault((event.start or "")[:4], []).append(event)
    return tuple(
        views.card_section(f"annee-{year or 'inconnue'}", year or views.words("list.undated"), group)
        for year, group in years.items()
    )


def _disagreements(
    views: Views, records: Sequence[Disagreement], notes: Notes
) -> tuple[Section, ...]:
    items = tuple(views.claims(one, notes) for one in records)
    return (Section("liste", "", "claims", items),)


_LISTS: Final[Mapping[str, Callable[[Views, Any, Notes], tuple[Section, ...]]]] = {
    "events": _events_by_year,
    "disagreements": _disagreements,
}


def split(views: Views, view: View) -> list[View]:
    """A page whose list of cards is too long becomes several, linked by number."""
    long = next((one for one in view.sections if len(one.items) > CARDS_A_PAGE), None)
    if long is None or long.kind != "cards":
        return [view]
    words = views.words
    total = -(-len(long.items) // CARDS_A_PAGE)
    links = [
        Link(words("list.page", n=number), internal(_page_path(view.path, number)))
        for number in range(1, total + 1)
    ]
    pages = []
    for number in range(1, total + 1):
        start = (number - 1) * CARDS_A_PAGE
        part = replace(long, items=long.items[start : start + CARDS_A_PAGE])
        numbered = tuple(
            replace(link, url=None) if at == number else link for at, link in enumerate(links, 1)
        )
        if number == 1:
            sections = tuple(part if one is long else one for one in view.sections)
            pages.append(replace(view, sections=sections, pages=numbered))
            continue
        title = words("list.page_title", title=view.title, n=number)
        pages.append(
            replace(
                view,
                path=_page_path(view.path, number),
                title=title,
                heading=words("list.page_title", title=view.heading, n=number),
                sections=(part,),
                pages=numbered,
                rows=(),
                notes=(),
                linked=(),
                foot=None,
            )
        )
    return pages


def _page_path(path: str, number: int) -> str:
    return path if number == 1 else f"{path}page-{number}/"
