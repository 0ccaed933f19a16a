"""The page that lists a table, and lists too long for one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup

from generator.kinds.profiles import latest
from generator.language import french
from generator.language.french import sort_key
from generator.pages.map import group_of, ranks
from generator.pages.paging import cuts, numbers, page_path
from generator.pages.views import (
    CARDS_A_PAGE,
    CLAIMS_A_PAGE,
    NOTHING,
    Filters,
    Link,
    Notes,
    Section,
    View,
    Views,
    folder,
    internal,
)
from generator.records.disagreement import Disagreement
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.parts import Record
from generator.records.territory import Territory
from generator.search.facets import facets

MOST: Final = {"disagreements": CLAIMS_A_PAGE}
LONG: Final = 6
"""A list of so many groups has links to them."""


def list_views(views: Views, table: str) -> list[View]:
    """The page that lists a table; several when it is long."""
    words, records = views.words, views.all(table)
    title, path = words(f"list.{table}.title"), folder(table)
    crumbs = (Link(words("nav.home"), internal("")), Link(title))
    groups = _GROUPS.get(table, _one_group)(views, records)
    places = cuts([_length(one) for one in groups], MOST.get(table, CARDS_A_PAGE))
    pages = [_between(groups, start, end) for start, end in pairwise(places)]
    begins = _begins(pages)
    whole = View(
        path=path,
        section=table,
        template="record.html",
        title=title,
        heading=title,
        description=words(f"list.{table}.description"),
        crumbs=crumbs,
        lede=words(f"list.{table}.intro"),
        tally=views.tally(f"count.{table}", len(records)),
        drawing=views.france if table == "territories" else NOTHING,
        filters=_filters(views, french.capital(words.count("count.labs", len(records))))
        if table == "labs" and records
        else None,
        updated=latest(records),
        linked=(views.crumb_list(path, crumbs),),
    )
    found = []
    for number, page in enumerate(pages, 1):
        notes = Notes(views.directory, words)
        sections = tuple(_drawn(views, one, notes) for one in page)
        found.append(
            replace(
                _page(views, whole, number, len(pages)),
                sections=sections,
                index=_index(path, begins, number) if len(begins) >= LONG else (),
                notes=notes.all(views.note),
            )
        )
    return found


def _filters(views: Views, count: str) -> Filters:
    """The facets of labs, and the ways to see their list."""
    leads = {"": "labs/", "tableau": "donnees-ouvertes/", "carte": "territoires/"}
    if not views.france:
        del leads["carte"]
    ways = [
        (name, Link(views.words(f"way.{name or 'liste'}"), internal(path)))
        for name, path in leads.items()
    ]
    return Filters(len(views.all("labs")), count, facets(views), ways)


def _begins(pages: Sequence[Sequence[Section]]) -> Mapping[str, tuple[int, str]]:
    """The page that each group of a list begins on, with its title, by its id."""
    begins: dict[str, tuple[int, str]] = {}
    for number, sections in enumerate(pages, 1):
        for one in sections:
            begins.setdefault(one.id, (number, one.title))
    return begins


def _index(path: str, begins: Mapping[str, tuple[int, str]], here: int) -> tuple[Link, ...]:
    """Links from a page of a list to each of its groups."""

    def address(id: str, page: int) -> Markup:
        return (Markup() if page == here else internal(page_path(path, page))) + f"#{id}"

    return tuple(Link(title, address(id, page)) for id, (page, title) in begins.items())


# ---- the groups of a list: sections of records, not drawn yet


def _one_group(views: Views, records: Sequence[Record]) -> list[Section]:
    title = views.words.count(f"count.{records[0].TABLE}", len(records)) if records else ""
    return [Section("liste", title, "cards", tuple(records))]


def _labs_by_letter(views: Views, labs: Sequence[Lab]) -> list[Section]:
    letters: dict[str, list[Lab]] = {}
    for lab in labs:
        first = sort_key(lab.name)[0][:1].upper()
        letters.setdefault(first if first.isalpha() else "", []).append(lab)
    digits = views.words("list.digits")
    return [
        _marked(f"lettre-{letter.lower() or '0'}", letter or digits, group)
        for letter, group in letters.items()
    ]


def _marked(id: str, mark: str, records: Sequence[Record]) -> Section:
    """Cards with their letter or year in the margin."""
    return Section(id, mark, "index", tuple(records))


def _events_by_year(views: Views, events: Sequence[Event]) -> list[Section]:
    """What is to come, the nearest first; then the years, the latest first."""
    words, coming = views.words, views.coming()
    years: dict[str, list[Event]] = {}
    for event in events:
        if event not in coming:
            years.setdefault(event.year, []).append(event)
    past = [
        _marked(f"annee-{year or 'inconnue'}", year or words("list.undated"), group)
        for year, group in years.items()
    ]
    return [*([_marked("a-venir", words("event.coming"), coming)] if coming else []), *past]


def _territories(views: Views, records: Sequence[Territory]) -> list[Section]:
    """Regions first, then the country as a whole, then the rest of the world."""
    groups: dict[str, list[Territory]] = {
        "regions": [],
        "nation": [],
        "countries": [],
        "worlds": [],
    }
    for one in records:
        groups[group_of(views.directory, one)].append(one)
    sections = [
        Section(name, views.words(f"list.territories.{name}"), "cards", tuple(group))
        for name, group in groups.items()
        if group
    ]
    if views.france:
        regions = tuple(ranks(views.directory, views.words))
        sections[0] = replace(sections[0], kind="map", items=regions)
    return sections


def _disagreements(views: Views, records: Sequence[Disagreement]) -> list[Section]:
    """By what they are about."""
    return [
        Section(table, views.words(f"list.disagreements.{table}"), "claims", tuple(group))
        for table, group in views.disagreed().items()
    ]


_GROUPS: Final[Mapping[str, Callable[[Views, Any], list[Section]]]] = {
    "labs": _labs_by_letter,
    "events": _events_by_year,
    "territories": _territories,
    "disagreements": _disagreements,
}


def _drawn(views: Views, group: Section, notes: Notes) -> Section:
    """A group as the section of a page: its cards, or its claims with the page's own notes."""
    if group.kind == "map":
        return group
    if group.kind == "claims":
        claims = (
            replace(views.claims(one, notes), concerned=views.concerned(one)) for one in group.items
        )
        return replace(group, items=tuple(claims))
    return replace(group, items=tuple(map(views.card, group.items)))


# ---- pages


def _length(section: Section) -> int:
    """How much of a page a section takes: the map is always whole, on the first."""
    return 0 if section.kind == "map" else len(section.items)


def _between(sections: Iterable[Section], start: int, end: int) -> list[Section]:
    """What a page holds of some sections, from an item to another."""
    found, at = [], 0
    for one in sections:
        items = one.items if one.kind == "map" else one.items[max(start - at, 0) : max(end - at, 0)]
        if items and (one.kind != "map" or start == 0):
            found.append(replace(one, items=items))
        at += _length(one)
    return found


def _page(views: Views, view: View, number: int, total: int) -> View:
    """A page of a long list, without what only the first says."""
    if total == 1:
        return view
    words = views.words

    def link(page: int, text: str) -> Link:
        return Link(text, None if page == number else internal(page_path(view.path, page)))

    links = [
        None if one is None else link(one, words("list.page", n=one))
        for one in numbers(total, number)
    ]
    if number < total:
        links.append(link(number + 1, words("list.next")))
    if number == 1:
        return replace(view, pages=tuple(links))
    return replace(
        view,
        path=page_path(view.path, number),
        title=words("list.page_title", title=view.title, n=number),
        heading=words("list.page_title", title=view.heading, n=number),
        crumbs=(
            *view.crumbs[:-1],
            view.crumbs[-1]._replace(url=internal(view.path)),
            Link(words("list.page", n=number)),
        ),
        pages=tuple(links),
        lead=(),
        rows=(),
        filters=None,
        index=(),
        notes=(),
        linked=(),
        foot=None,
    )


def split(views: Views, view: View) -> list[View]:
    """The page of a record that gathers too many cards becomes several, linked by number."""
    long = max(
        (one for one in view.sections if one.kind == "cards"),
        key=lambda one: len(one.items),
        default=None,
    )
    places = cuts([len(long.items)], CARDS_A_PAGE) if long else []
    if long is None or len(places) <= 2:
        return [view]
    pages = []
    for number, (start, end) in enumerate(pairwise(places), 1):
        part = replace(long, items=long.items[start:end])
        kept = view.sections if number == 1 else (long,)
        page = _page(views, view, number, len(places) - 1)
        pages.append(replace(page, sections=tuple(part if one is long else one for one in kept)))
    return pages
