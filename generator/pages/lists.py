"""The page that lists a table, and lists too long for one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from generator.pages.desk import Desk, latest
from generator.pages.paging import CARDS_A_PAGE, cuts, numbers, page_path
from generator.pages.parts import Link, Section, View, internal
from generator.pages.things import crumb_list
from generator.records.tables import Table, folder

LONG: Final = 6
"""A list of so many groups has links to them."""


def list_views(desk: Desk, table: Table) -> Iterable[View]:
    """The page that lists a table; several when it is long."""
    kind = desk.kinds[table.name]
    whole = kind.list_view(desk, _whole(desk, table))
    groups = kind.groups(desk, desk.all(table.name))
    places = cuts([_length(group) for group in groups], kind.most)
    pages = [_between(groups, start, end) for start, end in pairwise(places)]
    begins = _begins(pages)
    for number, page in enumerate(pages, 1):
        notes = desk.notes()
        sections = tuple(kind.drawn(desk, group, notes) for group in page)
        yield replace(
            _page(desk, whole, number, len(pages)),
            sections=sections,
            index=_index(whole.path, begins, number) if len(begins) >= LONG else (),
            notes=notes.all(),
        )


def _whole(desk: Desk, table: Table) -> View:
    """What the list says of itself."""
    words, records = desk.words, desk.all(table.name)
    title, path = words(f"list.{table.name}.title"), folder(table)
    crumbs = (Link(words("nav.home"), internal("")), Link(title))
    return View(
        path=path,
        section=table.name,
        title=title,
        heading=title,
        description=words(f"list.{table.name}.description"),
        crumbs=crumbs,
        lede=words(f"list.{table.name}.intro"),
        tally=desk.tally(f"count.{table.name}", len(records)),
        updated=latest(records),
        linked=(crumb_list(desk.url, path, crumbs),),
    )


def _begins(pages: Sequence[Sequence[Section]]) -> Mapping[str, tuple[int, str]]:
    """The page that each group of a list begins on, with its title, by its id."""
    begins: dict[str, tuple[int, str]] = {}
    for number, sections in enumerate(pages, 1):
        for section in sections:
            begins.setdefault(section.id, (number, section.title))
    return begins


def _index(path: str, begins: Mapping[str, tuple[int, str]], here: int) -> tuple[Link, ...]:
    """Links from a page of a list to each of its groups."""

    def address(id: str, page: int) -> Markup:
        return (Markup() if page == here else internal(page_path(path, page))) + f"#{id}"

    return tuple(Link(title, address(id, page)) for id, (page, title) in begins.items())


# ---- pages


def _length(section: Section) -> int:
    """How much of a page a section takes: the map is always whole, on the first."""
    return 0 if section.kind == "map" else len(section.items)


def _between(sections: Iterable[Section], start: int, end: int) -> list[Section]:
    """What a page holds of some sections, from an item to another."""
    parts, at = [], 0
    for section in sections:
        items = section.items
        if section.kind != "map":
            items = items[max(start - at, 0) : max(end - at, 0)]
        if items and (section.kind != "map" or start == 0):
            parts.append(replace(section, items=items))
        at += _length(section)
    return parts


def _page(desk: Desk, view: View, number: int, total: int) -> View:
    """A page of a long list, without what only the first says."""
    if total == 1:
        return view
    words = desk.words

    def link(page: int, text: str) -> Link:
        return Link(text, None if page == number else internal(page_path(view.path, page)))

    links = [
        None if page is None else link(page, words("list.page", n=page))
        for page in numbers(total, number)
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


def split(desk: Desk, view: View) -> list[View]:
    """The page of a record that gathers too many cards becomes several, linked by number."""
    long = max(
        (section for section in view.sections if section.kind == "cards"),
        key=lambda section: len(section.items),
        default=None,
    )
    places = cuts([len(long.items)], CARDS_A_PAGE) if long else []
    if long is None or len(places) <= 2:
        return [view]
    pages = []
    for number, (start, end) in enumerate(pairwise(places), 1):
        part = replace(long, items=long.items[start:end])
        kept = view.sections if number == 1 else (long,)
        page = _page(desk, view, number, len(places) - 1)
        sections = tuple(part if section is long else section for section in kept)
        pages.append(replace(page, sections=sections))
    return pages
