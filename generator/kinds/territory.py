"""What is read of a territory, and the map of the directory's country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from generator.checking.directory import Directory
from generator.drawings.atlas import City
from generator.kinds import event
from generator.kinds.brief import beyond
from generator.pages import map as drawing
from generator.pages.desk import Desk, Finds, Kind, latest
from generator.pages.map import Rank
from generator.pages.notes import Notes
from generator.pages.parts import (
    NOTHING,
    Card,
    Link,
    Row,
    Section,
    Thing,
    View,
    internal,
    texts,
)
from generator.pages.slots import slot
from generator.pages.things import known
from generator.pages.weights import SYNONYM
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.tables import TABLES, folder, path_of
from generator.records.territory import Territory

# ---- the page


def page(desk: Desk, territory: Territory) -> View:
    """A territory's page."""
    words, notes = desk.words, desk.notes()
    labs = desk.named(territory, "labs.territory")
    title = words("territory.labs", in_name=territory.in_name)
    return desk.page(
        territory,
        notes,
        thing(desk, territory),
        title=title,
        description=f"{title} : {words.count('count.labs', len(labs))}.",
        lede=words(f"territory.{territory.kind}"),
        tally=desk.tally("count.labs", len(labs)),
        drawing=outlines(desk).get(territory.id, NOTHING),
        rows=_rows(desk, territory, notes),
        sections=[
            _labs(desk, territory, title, labs),
            event.dated(desk, words("territory.events"), _events(desk, labs)),
            desk.reading(territory),
        ],
        updated=latest([territory, *labs]),
    )


def _rows(desk: Desk, territory: Territory, notes: Notes) -> list[Row]:
    words = desk.words
    inside = [
        region
        for region in desk.named(territory, "territories.part_of")
        if desk.directory.is_abroad(region)
    ]
    country = territory.part_of if beyond(desk, territory) else None
    departements = tuple(
        Link(f"{departement.name} ({departement.code})")
        for departement in territory.departements or ()
    )
    return [
        Row(words("territory.part_of"), desk.links(Territory, [country])),
        Row(words("territory.other_names"), texts(territory.other_names)),
        Row(words("territory.regions"), tuple(map(desk.link, inside))),
        Row(words("territory.code"), texts([territory.code]), notes(territory.sources)),
        Row(words("territory.departements"), departements, notes(territory.sources)),
    ]


def _labs(desk: Desk, territory: Territory, title: str, labs: Sequence[Lab]) -> Section:
    """The labs of a territory, or that none is known, with the way to tell one."""
    words = desk.words
    if labs or territory.kind == "world":
        home = desk.directory.is_home(territory)
        return desk.cards("labs", title, labs, words("territory.nation") if home else "")
    link = Link(words("search.propose"), internal("participer/#proposer"))
    none = words("territory.none", in_name=territory.in_name)
    return Section("labs", title, "links", (link,), intro=none)


def _events(desk: Desk, labs: Iterable[Lab]) -> list[Event]:
    """The events of some labs, each once."""
    naming = desk.directory.naming
    events = {event.id: event for lab in labs for event in naming(lab, "events.labs")}
    return desk.sorted(events.values())


def card(desk: Desk, territory: Territory) -> Card:
    """A territory in a list."""
    return Card(
        "territory",
        internal(path_of(territory)),
        territory.name,
        over=beyond(desk, territory),
        sign=desk.words.count("count.labs", number(desk, territory)),
    )


def number(desk: Desk, territory: Territory) -> int:
    """How many labs a territory has."""
    return len(desk.directory.naming(territory, "labs.territory"))


_TYPES: Final[Mapping[str, str]] = {
    "region": "AdministrativeArea",
    "country": "Country",
    "world": "Place",
}


def thing(desk: Desk, territory: Territory) -> Thing:
    """A territory as schema.org says it."""
    around = desk.directory.of(Territory)[territory.part_of] if territory.part_of else None
    whole = around and {
        "@type": _TYPES[around.kind],
        "name": around.name,
        "url": desk.url + path_of(around),
    }
    return known(
        {"@type": _TYPES[territory.kind], "name": territory.name, "containedInPlace": whole}
    )


# ---- the list: the country's regions, the country, the rest of the world

_PLURALS: Final[Mapping[str, str]] = {
    "region": "regions",
    "country": "countries",
    "world": "worlds",
}


def group_of(desk: Desk, territory: Territory) -> str:
    """The section of a territory in the list of all: regions, nation, countries, worlds."""
    if desk.directory.is_home(territory):
        return "nation"
    if territory.kind == "region" and desk.directory.is_abroad(territory):
        return "countries"
    return _PLURALS[territory.kind]


def _groups(desk: Desk, territories: Sequence[Territory]) -> list[Section]:
    groups: dict[str, list[Territory]] = {
        "regions": [],
        "nation": [],
        "countries": [],
        "worlds": [],
    }
    for territory in territories:
        groups[group_of(desk, territory)].append(territory)
    sections = [
        Section(name, desk.words(f"list.territories.{name}"), "cards", tuple(group))
        for name, group in groups.items()
        if group
    ]
    if country_map(desk):
        sections[0] = replace(sections[0], kind="map", items=tuple(ranks(desk)))
    return sections


def _drawn(desk: Desk, group: Section, notes: Notes) -> Section:
    """A group of the list with its records drawn as cards; the map is drawn by its template."""
    if group.kind == "map":
        return group
    return replace(group, items=tuple(map(desk.card, group.items)))


def _with_map(desk: Desk, view: View) -> View:
    return replace(view, drawing=country_map(desk))


# ---- the map


def regions(desk: Desk) -> list[Territory]:
    """The regions of the country, in order."""
    territories = desk.all(Territory.TABLE)
    return [territory for territory in territories if group_of(desk, territory) == "regions"]


def ranks(desk: Desk) -> list[Rank]:
    """The regions as the map and its list have them."""
    return [
        drawing.rank(desk, at, region, number(desk, region))
        for at, region in enumerate(regions(desk), 1)
    ]


def country_map(desk: Desk) -> Markup:
    """The map of the country; nothing without outlines."""
    return desk.once("map", lambda: _country_map(desk))


def _country_map(desk: Desk) -> Markup:
    if desk.atlas is None:
        return NOTHING
    return drawing.country(desk, desk.atlas, ranks(desk), cities(desk.directory))


def outlines(desk: Desk) -> Mapping[str, Markup]:
    """The small drawing of each region, with the communes of its labs."""
    return desk.once("outlines", lambda: _outlines(desk))


def _outlines(desk: Desk) -> Mapping[str, Markup]:
    return drawing.outlines(desk, desk.atlas, cities(desk.directory)) if desk.atlas else {}


def located(desk: Desk, region: str | None, city: str | None) -> Markup:
    """The small drawing of a region with one commune, as far as they are known."""
    atlas, key = desk.atlas, ("located", region, city)
    if atlas is None or region is None or region not in atlas.shapes:
        return NOTHING
    return desk.once(key, lambda: drawing.located(desk, atlas, region, city))


def cities(directory: Directory) -> Iterator[City]:
    """Every place of every lab in a region, as often as a lab names it."""
    territories = directory.of(Territory)
    region_of = {
        departement.code: territory.id
        for territory in territories.values()
        for departement in territory.departements or ()
    }
    for lab in directory.of(Lab).values():
        for city, departement in _named(lab):
            region = region_of.get(departement or "") or lab.territory
            if region and territories[region].kind == "region":
                yield region, city


def _named(lab: Lab) -> Iterator[tuple[str, str | None]]:
    if lab.city:
        yield lab.city, lab.departement
    for place in lab.other_places or ():
        yield place.city, place.departement


# ---- search


def finds(desk: Desk, territory: Territory) -> Finds:
    """What finds a territory, beside its names."""
    for departement in territory.departements or ():
        yield SYNONYM, f"{departement.name} {departement.code}"


def phrases(desk: Desk, territory: Territory) -> Iterable[str]:
    """The names of a territory and of its départements: those of several words are one term."""
    yield territory.name
    yield from territory.other_names or ()
    yield from (departement.name for departement in territory.departements or ())


# ---- slots


@slot("territories")
def territories(desk: Desk) -> str:
    """The regions on the map and in its list, then what is elsewhere; a list without a map."""
    shown = country_map(desk)
    if shown:
        others = [*_elsewhere(desk)]
        return desk.draw("slots/map", drawing=shown, ranks=ranks(desk), others=others)
    links = [
        desk.link(region)._replace(detail=str(number(desk, region))) for region in regions(desk)
    ]
    return desk.draw("slots/links", links=links)


def _elsewhere(desk: Desk) -> Iterator[Link]:
    """What is not a region, each with how many labs it has: the list is the whole."""
    numbers = dict.fromkeys(("nation", "countries", "worlds"), 0)
    for territory in desk.directory.of(Territory).values():
        group = group_of(desk, territory)
        if group in numbers:
            numbers[group] += number(desk, territory)
    address = folder(TABLES[Territory.TABLE])
    for group, labs in numbers.items():
        if labs:
            name, count = (
                desk.words(f"list.territories.{group}"),
                desk.words.count("count.labs", labs),
            )
            yield Link(name, internal(f"{address}#{group}"), count)


KIND: Final = Kind(
    page=page,
    card=card,
    groups=_groups,
    drawn=_drawn,
    list_view=_with_map,
    finds=finds,
    phrases=phrases,
)
