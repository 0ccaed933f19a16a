"""« À venir » is decided again by the reader's own day, on a site that was built long before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from built import finished, fresh, project
from playwright.sync_api import Browser, Page
from serving import served

BUILT_ON = "2024-07-01"
BUILT = "1719792000"
LATE_ON = "2028-06-01"
LATE = "1843430400"

Group = list[Any]

LIST = """() => [...document.querySelectorAll("main section")].map((section) => [
  section.getAttribute("aria-labelledby"), section.querySelector("h2").id,
  section.querySelector("h2").textContent,
  [...section.querySelectorAll(".card a")].map((link) => link.href.split("/").at(-2)),
])"""
STARTS = """() => document.querySelector("[data-starts]").dataset.starts.split(" ")"""
INDEX = """() => [...document.querySelectorAll(".pages a[href*='#']")].map((link) =>
  [link.textContent, link.href.split("/").at(-1)])"""
HOME = """() => [...document.querySelectorAll(".dated")].map((list) => [
  list.previousElementSibling?.tagName === "H3" ? list.previousElementSibling.textContent : "",
  [...list.querySelectorAll("a")].map((link) => link.href.split("/").at(-2)),
])"""


@pytest.fixture(scope="module")
def root() -> Path:
    """The base as a project."""
    return project(fresh() / "project")


@pytest.fixture(scope="module")
def old(root: Path) -> Iterator[str]:
    """The address of a site built on that day."""
    with served(finished(root, SOURCE_DATE_EPOCH=BUILT)) as address:
        yield address


@pytest.fixture(scope="module")
def late(root: Path) -> Iterator[str]:
    """The address of a site built when all has begun."""
    with served(finished(root, SOURCE_DATE_EPOCH=LATE)) as address:
        yield address


@pytest.fixture
def seen(browser: Browser) -> Iterator[Any]:
    """Opens a page on some day, wherever the reader is; no script may fail."""
    contexts, trouble, asked = [], list[str](), list[str]()

    def opened(url: str, day: str, zone: str = "Europe/Paris", script: bool = True) -> Page:
        context = browser.new_context(timezone_id=zone, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.clock.set_fixed_time(day if "T" in day else f"{day}T12:00")
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        if script and page.locator("[data-starts]").count():
            (deciding,) = {one for one in asked if one.endswith("/static/coming.js")}
            page.evaluate("async (script) => void await import(script)", deciding)
        asked.clear()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def day_of(start: str) -> str:
    """The first day of a date, which may be a month or a year."""
    return f"{start}-01-01"[:10]


def coming(page: Page) -> list[str]:
    """The events of the list that are to come."""
    groups: list[Group] = page.evaluate(LIST)
    return [event for _, id, _, events in groups if id == "a-venir" for event in events]


@pytest.fixture
def waiting(old: str, seen: Any) -> list[tuple[str, str]]:
    """What was to come when the site was built: when each event begins, and its id."""
    page = seen(old + "evenements/", BUILT_ON, script=False)
    starts: list[str] = page.evaluate(STARTS)
    assert starts == sorted(starts)
    assert min(starts) > BUILT_ON
    return list(zip(starts, coming(page), strict=True))


def test_on_the_day_of_the_build_nothing_changes(old: str, seen: Any) -> None:
    for path, told in (("evenements/", LIST), ("evenements/", INDEX), ("", HOME)):
        pages = [seen(old + path, BUILT_ON, script=script) for script in (True, False)]
        assert pages[0].evaluate(told) == pages[1].evaluate(told)


@pytest.mark.parametrize("day", ["2026-11-22", LATE_ON])
def test_when_some_or_all_has_begun_the_list_is_that_of_a_site_built_that_day(
    old: str, address: str, late: str, seen: Any, day: str
) -> None:
    aged = seen(old + "evenements/", day)
    built = seen((late if day == LATE_ON else address) + "evenements/", day, script=False)
    assert bool(coming(aged)) == (day != LATE_ON)
    for told in (LIST, INDEX):
        ours, theirs = aged.evaluate(told), built.evaluate(told)
        assert len(ours) > 1
        assert ours == theirs


def test_an_event_leaves_what_is_to_come_on_its_first_day_where_the_reader_is(
    old: str, seen: Any, waiting: list[tuple[str, str]]
) -> None:
    first = next(start for start, _ in waiting if len(start) == len(BUILT_ON))
    noon = f"{date.fromisoformat(first) - timedelta(1)}T12:00Z"  # in Auckland it is past midnight
    for zone, day in (("Pacific/Auckland", first), ("Europe/Paris", noon[:10])):
        page = seen(old + "evenements/", noon, zone)
        assert coming(page) == [event for start, event in waiting if start > day]
    assert noon[:10] < first


def test_a_year_that_begins_gets_its_section_and_what_was_there_stays(
    old: str, seen: Any, waiting: list[tuple[str, str]]
) -> None:
    url = old + "evenements/"
    (*title, _), *printed = seen(url, BUILT_ON, script=False).evaluate(LIST)
    day = day_of(waiting[-2][0])
    begun = [(start[:4], event) for start, event in waiting if start <= day]
    years: dict[str, list[str]] = {group[2]: group[3] for group in printed}
    made: dict[str, list[str]] = {year: [] for year, _ in begun if year not in years}
    assert made
    years = {**dict(sorted(made.items(), reverse=True)), **years}
    for year, event in begun:
        years[year] = [event, *years[year]]
    page = seen(url, day)
    groups: list[Group] = page.evaluate(LIST)
    assert groups[0] == [*title, [event for start, event in waiting if start > day]]
    assert {group[2]: group[3] for group in groups[1:]} == years
    assert [group[2] for group in groups[1:]] == list(years)
    assert all(group[0] == group[1] for group in groups)
    links = page.evaluate(INDEX)[: len(groups)]
    assert links == [[group[2], f"#{group[1]}"] for group in groups]


def test_the_home_page_keeps_five_past_events_and_no_empty_title(
    old: str, seen: Any, waiting: list[tuple[str, str]]
) -> None:
    news, (soon, near), (last, past) = seen(old, BUILT_ON, script=False).evaluate(HOME)
    assert (soon, near) == ("À venir", [event for _, event in waiting[:3]])
    assert (last, len(past)) == ("Derniers passés", 5)
    day = day_of(waiting[0][0])
    left = [event for start, event in waiting[:3] if start > day]
    begun = near[: 3 - len(left)]
    assert begun
    assert seen(old, day).evaluate(HOME) == [
        news, [soon, left], [last, [*begun[::-1], *past][:5]],
    ]  # fmt: skip
    assert seen(old, "2026-11-22").evaluate(HOME) == [news, ["", [*near[::-1], *past[:2]]]]
