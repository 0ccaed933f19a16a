"""What the real data holds: editors add to it freely, and nothing is ever lost.

Only what must hold for ever is asserted here, never a name or a count that an edit may change.
`pytest --update` adds to published.txt the ids of records that are not yet in it.
"""

from __future__ import annotations

import re
from pathlib import Path

from drawn import given
from trees import REAL

from generator.checking.directory import Directory
from generator.checking.project import examine
from generator.drawings.atlas import atlas
from generator.kinds.territory import cities
from generator.reading.problem import Reading
from generator.reading.told import as_text
from generator.records.tables import TABLES

PUBLISHED = Path(__file__).parent / "published.txt"
"""Addresses that people may have kept: « table/id », one a line."""

DATA = sorted((REAL / "data").rglob("*.yaml"))


def test_the_real_data_and_prose_have_no_problem() -> None:
    to = Reading()
    assert examine(REAL / "data", REAL / "content", to)[0] is not None
    assert as_text(to.sorted()) == ""


def test_an_id_once_published_stays_or_leads_to_the_record_that_has_its_place(
    real: Directory, update: bool
) -> None:
    known = {
        f"{table}/{id}"
        for table in TABLES
        for record in real.table(table).values()
        for id in (record.id, *(record.former_ids or ()))
    }
    published = set(PUBLISHED.read_text("utf-8").split())
    if update:
        published |= known
        PUBLISHED.write_text("\n".join(sorted(published)) + "\n", encoding="utf-8", newline="\n")
    assert published
    assert sorted(published - known) == []


def test_a_lab_abroad_has_no_french_departement(real: Directory) -> None:
    for lab in real.table("labs").values():
        where = real.table("territories")[lab.territory] if lab.territory else None
        if where is not None and real.is_abroad(where):
            assert lab.departement is None, lab.id


def test_no_address_leads_to_the_site_that_nobody_could_verify() -> None:
    for file in (*DATA, *sorted((REAL / "content").rglob("*.md"))):
        text = file.read_text("utf-8")
        assert not re.search(r"https?://(?:[\w-]+\.)*lelabzero\.fr", text), file.name
        assert not re.search(r"(url|website):.*lelabzero\.fr", text), file.name


def test_no_data_file_mentions_a_mail_address() -> None:
    assert DATA
    for file in DATA:
        found = re.findall(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", file.read_text("utf-8"))
        assert found == [], file.name


def test_what_the_map_draws_is_a_region_and_its_places_are_within_it(real: Directory) -> None:
    """An outline is simplified: where the gazetteer puts a port, the drawing may have water.

    A region without an outline, or a commune whose place is not known yet, waits for tools/.
    """
    drawing = atlas(given(REAL).outlines, given(REAL).communes)
    regions = {
        one.id
        for one in real.table("territories").values()
        if one.kind == "region" and not real.is_abroad(one)
    }
    assert set(drawing.insets) <= set(drawing.shapes) <= regions
    for city in {*drawing.places, *cities(real)}:
        if (point := drawing.point(city)) is not None:
            left, top, right, bottom = drawing.shapes[city[0]].bounds
            assert left - 4 <= point[0] <= right + 4, city
            assert top - 4 <= point[1] <= bottom + 4, city


def test_the_statement_has_what_the_law_asks_of_it() -> None:
    text = (REAL / "content/accessibilite.md").read_text("utf-8")
    assert re.search(r"\*\*(non|partiellement|totalement) conforme\*\*", text)
    for section in ("etat", "essais", "non-accessibles", "date", "contact", "recours"):
        assert f"{{#{section}}}" in text
