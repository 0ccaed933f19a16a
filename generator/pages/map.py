"""The map of the country: regions tinted by how many labs they have, points where a place is known.

For the eye only: it repeats the list beside it, which is the control. So it is hidden from
assistive technology and no stop of the keyboard; colours and sizes are the stylesheet's, the marks
the templates'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.drawings.atlas import Atlas, City, Point, Shape
from generator.pages.desk import Desk
from generator.pages.parts import internal
from generator.records.parts import Record
from generator.records.tables import path_of

RADIUS: Final = 10
NUMBER: Final = (13, 20)
"""Half the width of a digit and half its height, on the drawing."""
AIR: Final = 8
"""Left empty between a number and a point."""
STEPS: Final = (1, 2, 5)
"""From how many labs on a region takes the next tint; the drawing tells it to views.js."""


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


def rank(desk: Desk, at: int, region: Record, number: int) -> Rank:
    """A region, by its place in the list and how many labs it has."""
    tint = f"n{sum(number >= step for step in STEPS)}"
    count = desk.words.count("count.labs", number)
    return Rank(region.id, region.label, internal(path_of(region)), number, count, tint, f"r{at}")


class Text(NamedTuple):
    """A word or a number on a drawing."""

    text: str
    x: str
    y: str
    style: str = ""
    """The class of the text."""
    size: str = ""


class Circle(NamedTuple):
    """A commune."""

    x: str
    y: str
    radius: str


class Box(NamedTuple):
    """The frame of an inset."""

    x: int
    y: int
    width: int
    height: int


class Region(NamedTuple):
    """A region as the map draws it: its outline, its inset if it is drawn apart, its texts."""

    rank: Rank
    path: Markup
    box: Box | None
    texts: Sequence[Text]


# ---- the country


def country(desk: Desk, atlas: Atlas, ranks: Iterable[Rank], named: Iterable[City]) -> Markup:
    """The regions, each a link with its number; then the points."""
    points = [*_points(atlas, named).values()]
    regions = [_region(atlas, rank, points) for rank in ranks if rank.id in atlas.shapes]
    width, height = atlas.size
    view, steps = Markup(f"0 0 {width} {height}"), Markup(" ".join(map(str, STEPS)))
    circles = _circles(points, RADIUS)
    return Markup(desk.draw("map", view=view, steps=steps, regions=regions, circles=circles))


def _region(atlas: Atlas, rank: Rank, points: Sequence[Point]) -> Region:
    shape, inset = atlas.shapes[rank.id], atlas.insets.get(rank.id)
    if not inset:
        x, y = _free(shape.labels, points, len(str(rank.number)))
        return Region(rank, Markup(shape.path), None, [Text(str(rank.number), str(x), str(y))])
    left, top, width, height = inset
    name = Text(rank.name, str(left + width // 2), str(top + height - 26), "name")
    number = Text(str(rank.number), str(left + width - 28), str(top + 36), "out")
    return Region(rank, Markup(shape.path), Box(*inset), [name, number])


def _free(labels: Sequence[Point], points: Sequence[Point], digits: int) -> Point:
    """The first place for a number that no point comes near, else the one with the most room."""
    width, height = NUMBER[0] * digits + RADIUS, NUMBER[1] + RADIUS

    def room(label: Point) -> float:
        gaps = (max(abs(label[0] - x) - width, abs(label[1] - y) - height) for x, y in points)
        return min([AIR, *gaps])

    return max(labels, key=room)


def _points(atlas: Atlas, named: Iterable[City]) -> dict[City, Point]:
    """Each commune once, in order, where it is known."""
    placed = {city: atlas.point(city) for city in sorted(set(named))}
    return {city: point for city, point in placed.items() if point}


def _circles(points: Iterable[Point], radius: float) -> list[Circle]:
    return [Circle(f"{x:g}", f"{y:g}", f"{radius:g}") for x, y in points]


# ---- one region


def outlines(desk: Desk, atlas: Atlas, named: Iterable[City]) -> dict[str, Markup]:
    """The small drawing of each region, with the communes of its labs."""
    points = _points(atlas, named)
    return {
        id: _outline(
            desk, shape, {name: point for (region, name), point in points.items() if region == id}
        )
        for id, shape in atlas.shapes.items()
    }


def located(desk: Desk, atlas: Atlas, region: str, city: str | None) -> Markup:
    """The small drawing of a region with one commune, where it is known; no name fits."""
    shape = atlas.shapes[region]
    point = atlas.point((region, city)) if city else None
    return _framed(desk, shape, (), _circles([point] if point else [], round(_size(shape) / 22, 1)))


def _outline(desk: Desk, shape: Shape, points: Mapping[str, Point]) -> Markup:
    left, _, right, _ = shape.bounds
    size = _size(shape)
    names = [*_names(points, size / 15, (left + right) / 2)]
    return _framed(desk, shape, names, _circles(points.values(), round(size / 45, 1)))


def _size(shape: Shape) -> float:
    left, top, right, bottom = shape.bounds
    return max(right - left, bottom - top)


def _framed(desk: Desk, shape: Shape, texts: Sequence[Text], circles: Sequence[Circle]) -> Markup:
    left, top, right, bottom = shape.bounds
    edge = _size(shape) / 25
    bounds = (left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)
    view = Markup(" ".join(f"{number:g}" for number in bounds))
    path = Markup(shape.path)
    return Markup(desk.draw("outline", view=view, path=path, texts=texts, circles=circles))


def _names(points: Mapping[str, Point], height: float, middle: float) -> Iterator[Text]:
    """The names of communes beside their points, towards the middle; none over another."""
    taken: list[tuple[float, float, float]] = []
    for name, (x, y) in points.items():
        wide = height * 0.55 * len(name)
        side = 1 if x < middle else -1
        start = x + side * height * 0.65 - (wide if side < 0 else 0)
        if any(abs(y - line) < height and start < b and a < start + wide for a, b, line in taken):
            continue
        taken.append((start, start + wide, y))
        at = f"{x + side * height * 0.65:.1f}"
        yield Text(name, at, f"{y:g}", "" if side > 0 else "end", f"{height:.1f}")
