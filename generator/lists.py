"""The page that lists a table, and lists too long for one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup

from generator import words as french
from generator.facets import facets
from generator.map import group_of, ranks
from generator.model import Disagreement, Event, Lab, Record, Territory
from generator.profiles import latest
from generator.views import (
    CARDS_A_PAGE,
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
from generator.words import sort_key


def list_view(views: Views, table: str) -> View:
    """The page that lists a table."""
    words, records = views.words, views.all(table)
    title, path = words(f"list.{table}.title"), folder(table)
    crumbs = (Link(words("nav.home"), internal("")), Link(title))
    notes = Notes(views.directory, words)
    sections = _LISTS.get(table, _one_list)(views, records, notes)
    lede = words(f"list.{table}.intro")
    return View(
        path=path,
        section=table,
        template="record.html",
        title=title,
        heading=title,
        description=words(f"list.{table}.description"),
        crumbs=crumbs,
        lede=lede,
        tally=views.tally(f"count.{table}", len(records)),
        sections=sections,
        index=_index(sections),
        drawing=views.france if table == "territories" else NOTHING,
        filters=_filters(views, french.capital(words.count("count.labs", len(records))))
        if table == "labs" and records
        else None,
        notes=notes.all(views.note),
        updated=latest(records),
        linked=(views.crumb_list(path, crumbs),),
    )


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


def _index(sections: Sequence[Section]) -> tuple[Link, ...]:
    """Links to the sections of a long list."""
    if len(sections) < 6:
        return ()
    return tuple(Link(one.title, Markup(f"#{one.id}")) for one in sections)


def _one_list(views: Views, records: Sequence[Record], notes: Notes) -> tuple[Section, ...]:
    title = views.words.count(f"count.{records[0].TABLE}", len(records)) if records else ""
    return (views.card_section("liste", title, records),)


def _labs_by_letter(views: Views, labs: Sequence[Lab], notes: Notes) -> tuple[Section, ...]:
    """Sections by first letter while the list is one page."""
    if len(labs) > CARDS_A_PAGE * 3 // 2:
        return (views.card_section("liste", views.words("list.alphabetical"), labs),)
    letters: dict[str, list[Lab]] = {}
    for lab in labs:
        first = sort_key(lab.name)[0][:1].upper()
        letters.setdefault(first if first.isalpha() else "", []).append(lab)
    digits = views.words("list.digits")
    return tuple(
        _marked(views, f"lettre-{letter.lower() or '0'}", letter or digits, group)
        for letter, group in letters.items()
    )


def _marked(views: Views, id: str, mark: str, records: Sequence[Record]) -> Section:
    """Cards with their letter or year in the margin."""
    return replace(views.card_section(id, mark, records), kind="index")


def _events_by_year(views: Views, events: Sequence[Event], notes: Notes) -> tuple[Section, ...]:
    """What is to come, the nearest first; then the years, the latest first."""
    words, coming = views.words, views.coming()
    years: dict[str, list[Event]] = {}
    for event in events:
        if event not in coming:
            years.setdefault((event.start or "")[:4], []).append(event)
    past = [
        _marked(views, f"annee-{year or 'inconnue'}", year or words("list.undated"), group)
        for year, group in years.items()
    ]
    return (*([_marked(views, "a-venir", words("event.coming"), coming)] if coming else []), *past)


def _territories(views: Views, records: Sequence[Territory], notes: Notes) -> tuple[Section, ...]:
    """Regions first, then the country as a whole, then the rest of the world."""
    groups: dict[str, list[Territory]] = {
        "regions": [],
        "nation": [],
        "countries": [],
        "worlds": [],
    }
    for one in records:
        groups[group_of(one)].append(one)
    sections = [
        views.card_section(name, views.words(f"list.territories.{name}"), group)
        for name, group in groups.items()
        if group
    ]
    if views.france:
        regions = tuple(ranks(views.directory, views.words))
        sections[0] = replace(sections[0], kind="map", items=regions)
    return tuple(sections)


def _disagreements(
    views: Views, records: Sequence[Disagreement], notes: Notes
) -> tuple[Section, ...]:
    items = tuple(views.claims(one, notes) for one in records)
    title = views.words.count("count.disagreements", len(items))
    return (Section("liste", title, "claims", items),)


_LISTS: Final[Mapping[str, Callable[[Views, Any, Notes], tuple[Section, ...]]]] = {
    "labs": _labs_by_letter,
    "events": _events_by_year,
    "territories": _territories,
    "disagreements": _disagreements,
}


def split(views: Views, view: View) -> list[View]:
    """A page whose list of cards is too long becomes several, linked by number."""
    whole = CARDS_A_PAGE * 3 // 2  # no last page of a few cards
    long = next((one for one in view.sections if len(one.items) > whole), None)
    if long is None or long.kind not in ("cards", "index"):
        return [view]
    words = views.words
    total = round(len(long.items) / CARDS_A_PAGE)
    size = -(-len(long.items) // total)
    links = [
        Link(words("list.page", n=number), internal(_page_path(view.path, number)))
        for number in range(1, total + 1)
    ]
    pages = []
    for number in range(1, total + 1):
        start = (number - 1) * size
        part = replace(long, items=long.items[start : start + size])
        numbered = tuple(
            link._replace(url=None) if at == number else link for at, link in enumerate(links, 1)
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
                lead=(),
                sections=(part,),
                pages=numbered,
                rows=(),
                filters=None,
                index=(),
                notes=(),
                linked=(),
                foot=None,
            )
        )
    return pages


def _page_path(path: str, number: int) -> str:
    return path if number == 1 else f"{path}page-{number}/"
