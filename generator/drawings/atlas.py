"""Where regions and communes are on a drawing: outlines, insets and projections, as data has them.

What is drawn of it is in pages/map and its templates.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
City = tuple[str, str]
"""A region's id and the name of a commune."""


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
class Shape:
    """A region on the drawing: left, top, right, bottom; places for its number, the best first."""

    path: str
    bounds: tuple[float, float, float, float]
    labels: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The outlines of the regions, where their insets are, and the communes that are known."""

    size: tuple[int, int]
    shapes: Mapping[str, Shape]
    insets: Mapping[str, tuple[int, int, int, int]]
    projections: Mapping[str, Conic]
    places: Mapping[City, Point]
    main: str
    """The projection of all that is in no inset."""

    def point(self, city: City) -> Point | None:
        """Where a commune is on the drawing."""
        place = self.places.get(city)
        frame = city[0] if city[0] in self.insets else self.main
        return self.projections[frame](place) if place else None


def atlas(outlines: Any, places: Any) -> Atlas:
    """An atlas from data/outlines.json and data/places.json, read."""
    projections = {name: Conic(*numbers) for name, numbers in outlines["projections"].items()}
    return Atlas(
        size=tuple(outlines["size"]),
        shapes={
            id: Shape(one["path"], tuple(one["bounds"]), [(x, y) for x, y in one["labels"]])
            for id, one in outlines["regions"].items()
        },
        insets={id: tuple(box) for id, box in outlines["insets"].items()},
        projections=projections,
        main=next(name for name in projections if name not in outlines["insets"]),
        places={
            (region, name): (longitude, latitude)
            for region, found in places.items()
            for name, (longitude, latitude) in found.items()
        },
    )
