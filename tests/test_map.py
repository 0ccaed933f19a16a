"""The map: true outlines, true places, true numbers; small, and for the eye only."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from built import base_site, build, project
from drawn import base_atlas, desk_of
from trees import BASE

from generator.checking.directory import Directory
from generator.drawings.atlas import Point, Shape
from generator.kinds import territory
from generator.kinds.territory import cities, country_map, located, outlines, ranks, regions
from generator.pages import map as drawing
from generator.pages.desk import Desk
from tools.outlines import inside

RING = re.compile(r"M(\d+) (\d+)l((?:(?:^|(?<=l)|[ -])[-\d]*\d)+)z")
STEP = re.compile(r"-?\d+")

# Where the gazetteer puts a port, the drawing may have water: an outline is simplified.
TOLERANCE = 4


@pytest.fixture(scope="module")
def desk(directory: Directory) -> Desk:
    """The desk of the base, with its map."""
    return desk_of(directory, base_atlas())


def rings(outline: Shape) -> list[list[Point]]:
    """The rings of an outline, read strictly: nothing but starts, steps and ends."""
    assert RING.sub("", outline.path) == ""
    found = []
    for match in RING.finditer(outline.path):
        x, y = int(match[1]), int(match[2])
        numbers = [int(one) for one in STEP.findall(match[3])]
        assert len(numbers) % 2 == 0
        ring: list[Point] = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def svg_of(path: str) -> str:
    found = re.findall(r'<svg class="map".*?</svg>', page(path), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@cache
def page(path: str) -> str:
    return (base_site() / path / "index.html").read_text("utf-8")


# ---- outlines


def test_every_region_of_the_country_has_its_outline_and_nothing_else_has(
    directory: Directory,
) -> None:
    territories = directory.table("territories").values()
    french = {one.id for one in territories if one.kind == "region" and one.part_of == "france"}
    assert set(base_atlas().shapes) == french
    assert set(base_atlas().insets) < french
    assert len(base_atlas().insets) == 5


def test_an_outline_is_well_formed_and_its_bounds_are_true() -> None:
    width, height = base_atlas().size
    for id, outline in base_atlas().shapes.items():
        found = rings(outline)
        points = [point for ring in found for point in ring]
        assert all(len(ring) >= 3 for ring in found), id
        xs, ys = zip(*points, strict=True)
        assert outline.bounds == (min(xs), min(ys), max(xs), max(ys)), id
        assert min(*xs, *ys) >= 0, id
        assert max(xs) <= width, id
        assert max(ys) <= height, id
        for label in outline.labels:
            assert any(inside(label, ring) for ring in found), id


def test_neighbours_still_touch_after_the_simplification() -> None:
    shared: Counter[Point] = Counter()
    corners = {
        id: {point for ring in rings(outline) for point in ring}
        for id, outline in base_atlas().shapes.items()
    }
    for points in corners.values():
        shared.update(points)
    alone = set(base_atlas().insets) | {"corse"}
    for id, points in corners.items():
        touching = sum(shared[point] > 1 for point in points)
        assert (touching == 0) if id in alone else (touching > 10), id
    assert len(corners["bretagne"] & corners["pays-de-la-loire"]) > 5
    assert corners["bretagne"].isdisjoint(corners["grand-est"])


def test_an_overseas_region_is_in_its_inset() -> None:
    for id, (left, top, width, height) in base_atlas().insets.items():
        bounds = base_atlas().shapes[id].bounds
        assert left < bounds[0] < bounds[2] < left + width, id
        assert top < bounds[1] < bounds[3] < top + height, id


# ---- places


def test_a_place_is_within_the_bounds_of_its_region() -> None:
    for city in base_atlas().places:
        point = base_atlas().point(city)
        assert point is not None
        left, top, right, bottom = base_atlas().shapes[city[0]].bounds
        assert left - TOLERANCE <= point[0] <= right + TOLERANCE, city
        assert top - TOLERANCE <= point[1] <= bottom + TOLERANCE, city


@pytest.mark.parametrize(
    "city",
    [
        ("ile-de-france", "Grisville"),
        ("auvergne-rhone-alpes", "Vertbourg"),
        ("bretagne", "Bleuville"),
        ("occitanie", "Rosemont"),
        ("nouvelle-aquitaine", "L'Île-Dorée"),
        ("normandie", "Craie-sur-Mer"),
        ("la-reunion", "Saint-Corail"),
    ],
)
def test_a_place_is_inside_the_outline_of_its_region_and_of_no_other(city: tuple[str, str]) -> None:
    point = base_atlas().point(city)
    assert point is not None
    around = [
        id
        for id, outline in base_atlas().shapes.items()
        if any(inside(point, ring) for ring in rings(outline))
    ]
    assert around == [city[0]]


def test_a_second_place_of_a_lab_is_in_its_own_region(desk: Desk) -> None:
    assert ("occitanie", "Rosemont") in set(cities(desk.directory))


def test_a_commune_that_nobody_knows_is_no_point() -> None:
    assert base_atlas().point(("bretagne", "Grisville")) is None


# ---- numbers


def brute_force() -> Counter[str]:
    """How many labs name each territory, from the files alone."""
    files = [BASE / "data/labs.yaml", *sorted((BASE / "data/labs").glob("*.yaml"))]
    return Counter(
        lab.get("territory") for file in files for lab in yaml.safe_load(file.read_text("utf-8"))
    )


@pytest.mark.parametrize("path", ["", "territoires"])
def test_the_map_the_list_and_the_data_say_the_same_numbers(desk: Desk, path: str) -> None:
    counted = brute_force()
    drawn = re.findall(
        r'<a class="(r\d+) n\d" href="[^"]*?([\w-]+)/" tabindex="-1">.*?>(\d+)</text></a>',
        svg_of(path),
    )
    listed = re.findall(
        r'<li class="(r\d+)(?: none)?"><a href="[^"]*?([\w-]+)/">[^<]*</a> <span>(\w+) labs?<',
        page(path).replace("\u00a0", " "),
    )
    numbers = {region.id: counted[region.id] for region in regions(desk)}
    assert {id: int(number) for _, id, number in drawn} == numbers
    assert {id: int(number.replace("aucun", "0")) for _, id, number in listed} == numbers
    assert [(mark, id) for mark, id, _ in drawn] == [(mark, id) for mark, id, _ in listed]


def test_the_list_of_the_home_page_is_every_lab_whose_territory_is_known(
    desk: Desk, directory: Directory
) -> None:
    shown = sum(rank.number for rank in ranks(desk))
    rest = [link.detail.split()[0] for link in territory._elsewhere(desk)]
    placed = [lab for lab in directory.table("labs").values() if lab.territory]
    assert shown + sum(map(int, rest)) == len(placed)


def test_a_tint_says_no_more_than_the_number_beside_it(desk: Desk) -> None:
    for rank in ranks(desk):
        number = rank.number
        tint = 0 if number == 0 else 1 if number == 1 else 2 if number < 5 else 3
        assert rank.tint == f"n{tint}"


def test_no_number_is_under_a_point(desk: Desk) -> None:
    found = [base_atlas().point(city) for city in set(cities(desk.directory))]
    numbers = re.findall(r'<text x="(\d+)" y="(\d+)">(\d+)<', country_map(desk))
    assert numbers
    for x, y, number in numbers:
        for point in filter(None, found):
            beside = abs(point[0] - int(x)) >= drawing.NUMBER[0] * len(number) + drawing.RADIUS
            assert beside or abs(point[1] - int(y)) >= drawing.NUMBER[1] + drawing.RADIUS, number


# ---- the drawing


def test_a_lab_is_shown_in_its_region_alone(desk: Desk) -> None:
    drawn = located(desk, "bretagne", "Bleuville")
    assert "<text" not in drawn  # its name is written below
    assert drawn.count("<circle") == drawn.count("<path") == 1
    assert located(desk, "bretagne", None).count("<circle") == 0
    assert located(desk, "bretagne", "Nulle-Part").count("<circle") == 0
    assert located(desk, "verdoisie", "Turquoiseville") == located(desk, None, None) == ""


def test_the_map_is_small(desk: Desk) -> None:
    svg = country_map(desk)
    assert len(gzip.compress(svg.encode(), 9)) <= 6_000
    paths = "".join(outline.path for outline in base_atlas().shapes.values())
    assert len(gzip.compress(paths.encode(), 9)) <= 3_300
    for outline in outlines(desk).values():
        assert len(gzip.compress(outline.encode(), 9)) <= 700


def test_the_map_is_for_the_eye_only_and_takes_its_looks_from_the_stylesheet(
    desk: Desk,
) -> None:
    drawn = [country_map(desk), *outlines(desk).values()]
    for svg in drawn:
        assert svg.startswith("<svg ")
        assert 'aria-hidden="true">' in svg[:120]
        assert "style" not in svg
        assert "fill=" not in svg
        assert svg.count("<a ") == svg.count('tabindex="-1"')
    assert drawn[0].count("<a ") == 18


def test_the_map_is_drawn_alike_whatever_the_order_of_the_labs(desk: Desk) -> None:
    tables = desk.directory.tables
    labs = dict(reversed(list(tables["labs"].items())))
    again = desk_of(replace(desk.directory, tables={**tables, "labs": labs}), base_atlas())
    assert list(again.directory.table("labs")) != list(tables["labs"])
    assert country_map(desk) == country_map(again) != ""
    assert outlines(desk) == outlines(again) != {}


def test_a_territory_page_shows_its_outline_and_its_communes(desk: Desk) -> None:
    for id in base_atlas().shapes:
        found = re.findall(r'<svg class="outline".*?</svg>', page(f"territoires/{id}"), re.DOTALL)
        assert len(found) == 1, id
        named = {city for city in cities(desk.directory) if city[0] == id}
        assert found[0].count("<circle") == sum(map(bool, map(base_atlas().point, named))), id
    assert ">Bleuville</text>" in page("territoires/bretagne")
    assert "<svg class" not in page("territoires/verdoisie")


def test_names_of_communes_are_never_one_over_another() -> None:
    points = {"Lyon": (640.0, 530.0), "Villeurbanne": (643.0, 529.0), "Dijon": (640.0, 400.0)}
    assert [name.text for name in drawing._names(points, 20, 600)] == ["Lyon", "Dijon"]


def test_without_outlines_the_list_stands_alone(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "data/outlines.json").unlink()
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    for path in ("index.html", "territoires/index.html", "territoires/bretagne/index.html"):
        text = (root / "site" / path).read_text("utf-8")
        assert "<svg class" not in text
        assert "Bretagne" in text
