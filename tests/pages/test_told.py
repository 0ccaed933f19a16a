"""What pages say where data is at its edges: equal names, nothing missing, dates « about »."""

from __future__ import annotations

import re
from typing import Any

from drawn import desk_of, directory_with, drawn

SOURCED = {"sources": {"all": ["rapport"]}}


def pages(**records: list[dict[str, Any]]) -> dict[str, str]:
    return drawn(desk_of(directory_with(records)))


def lab(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": id.capitalize(), "description": "Un lab.", **SOURCED, **more}


def test_two_events_of_one_name_are_told_apart_by_their_year() -> None:
    event = {"name": "Journée des labs", "kind": "labs-day", "sources": ["rapport"]}
    years = (2018, 2019)
    found = pages(events=[{**event, "id": f"journee-{year}", "start": year} for year in years])
    titles = [
        re.findall("<title>(.*?) – ", found[f"evenements/journee-{year}/index.html"])[0]
        for year in years
    ]
    assert titles == ["Journée des labs (2018)", "Journée des labs (2019)"]


def test_an_event_that_names_its_year_says_it_once() -> None:
    event = {"id": "salon", "name": "Salon 2018", "kind": "forum", "start": "2018-05"}
    found = pages(events=[{**event, "sources": ["rapport"]}])
    assert "<title>Salon 2018 – " in found["evenements/salon/index.html"]


def test_a_theme_is_told_apart_from_the_page_of_the_same_name() -> None:
    theme = {"id": "ouvertes", "name": "Données ouvertes", "origin": "later"}
    found = pages(themes=[{**theme, "description": "Un thème.", "sources": ["rapport"]}])
    assert "<title>Thème\xa0: Données ouvertes – " in found["themes/ouvertes/index.html"]


CALL = {
    "id": "appel-connu",
    "name": "Appel connu",
    "description": "Tous ses lauréats sont connus.",
    "description_sources": ["rapport"],
    "laureates": {"count": 1, "sources": ["rapport"]},
}


def test_a_call_whose_laureates_are_all_known_asks_for_no_help() -> None:
    award = {"call": "appel-connu", "result": "laureate"}
    found = pages(calls=[CALL], labs=[lab("gagnant", award=award)])
    page = found["appels/appel-connu/index.html"]
    assert "encore inconnus" not in page
    assert "Aidez à les retrouver" not in page
    assert "restent inconnus" not in page


def test_the_news_put_a_date_about_in_its_place() -> None:
    def moment(date: str) -> list[dict[str, Any]]:
        return [{"date": date, "label": "étape", "sources": ["rapport"]}]

    labs = [lab("vers", milestones=moment("2021~")), lab("mars", milestones=moment("2021-03-02"))]
    news = pages(labs=labs)["slot news"]
    assert news.index("labs/mars/") < news.index("labs/vers/")
