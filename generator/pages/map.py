"""The map of France: regions tinted by how many labs they have, points where a place is known.

For the eye only: it repeats the list beside it, which is the control. So it is hidden from
assistive technology and no stop of the keyboard; colours and sizes are the stylesheet's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from generator.checking.directory import Directory
from generator.language import french
from generator.language.french import Words
from generator.pages.views import Link, folder, internal, path_of
from generator.records.lab import Lab
from generator.records.territory import Territory

Point = tuple[float, float]
City = tuple[str, str]
"""A region's id and the name of a commune."""

RADIUS: Final = 10
NUMBER: Final = (13, 20)
"""Half the width of a digit and half its height, on the drawing."""
AIR: Final = 8
"""Left empty between a number and a point."""
STEPS: Final = (1, 2, 5)
"""From how many labs on a region takes the next tint."""


@dataclass(frozen=True, slots=True)
class Conic:
    """Lambert's conformal conic projection of the sphere, as tools/outlines.py fitted it."""

    longitude: float
    n: float
    k: float
    x: float
    y: float

    def __call__(self, place: Point) -> Point:
        """A longitude and a latitude, in degrees, on the drawing."""
        t = self.k * math.tan(math.pi / 4 + math.radians(place[1]) / 2) ** -self.n
        angle = self.n * math.radians(place[0] - self.longitude)
        return round(self.x + t * math.sin(angle), 1), round(self.y + t * math.cos(angle), 1)


@dataclass(frozen=True, slots=True)
class Outline:
    """A region on the drawing: left, top, right, bottom; places for its number, the best first."""

    path: str
    bounds: tuple[float, float, float, float]
    labels: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The outlines of the regions, where their insets are, and the communes that are known."""

    size: tuple[int, int]
    outlines: Mapping[str, Outline]
    insets: Mapping[str, tuple[int, int, int, int]]
    projections: Mapping[str, Conic]
    places: Mapping[City, Point]

    def point(self, city: City) -> Point | None:
        """Where a commune is on the drawing."""
        place = self.places.get(city)
        frame = city[0] if city[0] in self.insets else "france"
        return self.projections[frame](place) if place else None


def atlas(outlines: Any, places: Any) -> Atlas:
    """An atlas from data/outlines.json and data/places.json, read."""
    return Atlas(
        size=tuple(outlines["size"]),
        outlines={
            id: Outline(one["path"], tuple(one["bounds"]), [(x, y) for x, y in one["labels"]])
            for id, one in outlines["regions"].items()
        },
        insets={id: tuple(box) for id, box in outlines["insets"].items()},
        projections={name: Conic(*numbers) for name, numbers in outlines["projections"].items()},
        places={
            (region, name): (longitude, latitude)
            for region, found in places.items()
            for name, (longitude, latitude) in found.items()
        },
    )


# ---- what the map and its list say


@dataclass(frozen=True, slots=True)
class Rank:
    """A region in the list and on the map: `mark` joins the two, `tint` goes with the number."""

    id: str
    name: str
    url: Markup
    number: int
    count: str
    tint: str
    mark: str


def ranks(directory: Directory, words: Words) -> list[Rank]:
    """The regions in French order, with how many labs each has."""
    found = [
        one for one in directory.of(Territory).values() if group_of(directory, one) == "regions"
    ]
    found.sort(key=lambda one: french.sort_key(one.name))
    return [_rank(at, one, directory, words) for at, one in enumerate(found, 1)]


def _rank(at: int, region: Territory, directory: Directory, words: Words) -> Rank:
    number = len(directory.naming(region, "labs.territory"))
    return Rank(
        region.id,
        region.name,
        internal(path_of(region)),
        number,
        words.count("count.labs", number),
        f"n{sum(number >= step for step in STEPS)}",
        f"r{at}",
    )


def elsewhere(directory: Directory, words: Words) -> list[Link]:
    """What is not a region, each with how many labs it has: the list is the whole."""
    numbers = dict.fromkeys(("nation", "countries", "worlds"), 0)
    for one in directory.of(Territory).values():
        group = group_of(directory, one)
        if group in numbers:
            numbers[group] += len(directory.naming(one, "labs.territory"))
    return [
        Link(
            words(f"list.territories.{name}"),
            internal(f"{folder('territories')}#{name}"),
            words.count("count.labs", number),
        )
        for name, number in numbers.items()
        if number
    ]


def group_of(directory: Directory, territory: Territory) -> str:
    """The section of a territory in the list of all: regions, nation, countries, worlds."""
    if directory.is_home(territory):
        return "nation"
    if territory.kind == "region" and directory.is_abroad(territory):
        return "countries"
    return {"region": "regions", "country": "countries", "world": "worlds"}[territory.kind]


def cities(directory: Directory) -> Iterator[City]:
    """Every place of every lab in France, as often as a lab names it."""
    region_of = {
        code: territory.id
        for territory in directory.of(Territory).values()
        for code in territory.names_of_departements
    }
    for lab in directory.of(Lab).values():
        for city, departement in _named(lab):
            region = region_of.get(departement or "") or lab.territory
            if region and directory.of(Territory)[region].kind == "region":
                yield region, city


def _named(lab: Lab) -> Iterator[tuple[str, str | None]]:
    if lab.city:
        yield lab.city, lab.departement
    for place in lab.other_places or ():
        yield place.city, place.departement


# ---- the drawings


def france(atlas: Atlas, directory: Directory, words: Words) -> Markup:
    """The 18 regions, each a link with its number; then the points."""
    points = _points(atlas, cities(directory))
    drawn = "".join(
        _region(atlas, rank, [*points.values()])
        for rank in ranks(directory, words)
        if rank.id in atlas.outlines
    )
    width, height = atlas.size
    return Markup(
        f'<svg class="map" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f"{drawn}{_circles(points.values(), RADIUS)}</svg>"
    )


def _region(atlas: Atlas, rank: Rank, points: Sequence[Point]) -> str:
    outline, inset = atlas.outlines[rank.id], atlas.insets.get(rank.id)
    title = french.typeset(f"{rank.name} : {rank.count}")
    shape = f'<path d="{outline.path}"/>'
    if inset:
        left, top, width, height = inset
        shape = (
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="14"/>{shape}'
            f'<text class="name" x="{left + width // 2}" y="{top + height - 26}">'
            f"{escape(rank.name)}</text>"
        )
        number = _number(rank, (left + width - 28, top + 36), ' class="out"')
    else:
        number = _number(rank, _free(outline.labels, points, len(str(rank.number))))
    return (
        f'<a class="{rank.mark} {rank.tint}" href="{rank.url}" tabindex="-1">'
        f"<title>{escape(title)}</title>{shape}{number}</a>"
    )


def _number(rank: Rank, place: Point, kind: str = "") -> str:
    return f'<text{kind} x="{place[0]}" y="{place[1]}">{rank.number}</text>'


def _free(labels: Sequence[Point], points: Sequence[Point], digits: int) -> Point:
    """The first place for a number that no point comes near, else the one with the most room."""
    width, height = NUMBER[0] * digits + RADIUS, NUMBER[1] + RADIUS

    def room(label: Point) -> float:
        gaps = (max(abs(label[0] - x) - width, abs(label[1] - y) - height) for x, y in points)
        return min([AIR, *gaps])

    return max(labels, key=room)


def _points(atlas: Atlas, named: Iterable[City]) -> dict[City, Point]:
    """Each commune once, in order, where it is known."""
    found = {city: atlas.point(city) for city in sorted(set(named))}
    return {city: point for city, point in found.items() if point}


def _circles(points: Iterable[Point], radius: float) -> str:
    return "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>' for x, y in points)


def outlines(atlas: Atlas, directory: Directory) -> dict[str, Markup]:
    """The small drawing of each region, with the communes of its labs."""
    found = _points(atlas, cities(directory))
    return {
        id: _outline(
            outline, {name: point for (region, name), point in found.items() if region == id}
        )
        for id, outline in atlas.outlines.items()
    }


def located(atlas: Atlas, region: str | None, city: str | None) -> Markup:
    """The small drawing of a region with one commune, as far as they are known; no name fits."""
    outline = atlas.outlines.get(region or "")
    if outline is None or region is None:
        return Markup("")
    point = atlas.point((region, city)) if city else None
    return _framed(outline, _circles([point] if point else [], round(_size(outline) / 22, 1)))


def _outline(outline: Outline, points: Mapping[str, Point]) -> Markup:
    left, _, right, _ = outline.bounds
    size = _size(outline)
    names = _names(points, size / 15, (left + right) / 2)
    return _framed(outline, names + _circles(points.values(), round(size / 45, 1)))


def _size(outline: Outline) -> float:
    left, top, right, bottom = outline.bounds
    return max(right - left, bottom - top)


def _framed(outline: Outline, inside: str) -> Markup:
    left, top, right, bottom = outline.bounds
    edge = _size(outline) / 25
    box = " ".join(
        f"{number:g}"
        for number in (left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)
    )
    return Markup(
        f'<svg class="outline" viewBox="{box}" aria-hidden="true"><path d="{outline.path}"/>'
        f"{inside}</svg>"
    )


def _names(points: Mapping[str, Point], height: float, middle: float) -> str:
    """The names of communes beside their points, towards the middle; none over another."""
    text = ""
    taken: list[tuple[float, float, float]] = []
    for name, (x, y) in points.items():
        wide = height * 0.55 * len(name)
        side = 1 if x < middle else -1
        start = x + side * height * 0.65 - (wide if side < 0 else 0)
        if any(abs(y - line) < height and start < b and a < start + wide for a, b, line in taken):
            continue
        taken.append((start, start + wide, y))
        end = "" if side > 0 else ' class="end"'
        text += (
            f'<text{end} x="{x + side * height * 0.65:.1f}" y="{y:g}" font-size="{height:.1f}">'
            f"{escape(name)}</text>"
        )
    return text
