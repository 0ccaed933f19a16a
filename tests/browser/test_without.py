"""The site without scripts, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from kinds import DATA, KINDS, SEARCHED
from playwright.sync_api import Page, expect
from serving import Opener
from trees import directory_of

from generator.records.tables import LISTED

WORDS = """() => document.querySelector("main").innerText"""
DEAD = """() => [...document.querySelectorAll("button, input, select")].filter((one) =>
  one.checkVisibility() && !one.closest("form[action]")).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("path", [KINDS[one] for one in KINDS if one not in SEARCHED])
def test_without_scripts_a_page_says_the_same(open_page: Opener, path: str) -> None:
    """Only what scripts add for comfort is missing: the filters, the order of a list."""
    bare = open_page(path, script=False)
    said = bare.evaluate(WORDS)
    assert len(said) > 100
    assert bare.evaluate(DEAD) == []
    assert bare.locator("form[role=search]").first.get_attribute("action")
    page = open_page(path)
    page.evaluate("document.querySelectorAll('.filters, .sorter').forEach((one) => one.remove())")
    buttons = page.locator("main button:not(form[action] button)").all_inner_texts()
    without = "\n".join(line for line in page.evaluate(WORDS).split("\n") if line not in buttons)
    assert said.split() == without.split()


def test_without_scripts_every_lab_is_reached_from_its_list(open_page: Opener) -> None:
    page = open_page("labs/", script=False)
    address, links = page.url, list[str]()
    further = page.get_by_role("link", name="Page suivante")
    while True:
        links += page.eval_on_selector_all("main .card a", "all => all.map(one => one.href)")
        if not further.count():
            break
        further.click()
        page.wait_for_load_state()  # a click waits for the first bytes, not for the last card
    assert sorted(links) == sorted(f"{address}{id}/" for id in directory_of(DATA).table("labs"))


def test_without_scripts_search_leads_to_every_list(open_page: Opener) -> None:
    page = open_page(KINDS["lab"], script=False)
    page.locator("[role=search] input").first.fill("bleuville")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=bleuville")
    expect(page.locator("noscript p")).to_be_visible()
    links = page.eval_on_selector_all("main a", "all => all.map(one => one.href)")
    root = page.url.partition("recherche/")[0]
    assert {f"{root}{table.folder}/" for table in LISTED if table.name != "networks"} <= set(links)


# ---- on paper


@pytest.fixture(params=[KINDS[one] for one in ("lab", "closed lab", "short lab")])
def printed(open_page: Opener, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = open_page(request.param)
    page.emulate_media(media="print")
    yield page
    page.emulate_media(media="screen")


def test_a_lab_is_printed_on_one_or_two_sheets(printed: Page) -> None:
    sources = printed.locator(".sources li").count()
    most = 1 if sources <= 3 else 2 if sources <= 24 else 3
    pdf = printed.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most


def test_paper_says_what_who_and_when_and_leads_back(printed: Page) -> None:
    said = " ".join(printed.evaluate("document.body.innerText").split())
    assert printed.locator("h1").inner_text() in said
    checked = printed.locator(".foot time").all_text_contents()
    assert all(re.search(r"\d{4}", date) and " ".join(date.split()) in said for date in checked)
    canonical = printed.locator("link[rel=canonical]").get_attribute("href")
    ends = printed.evaluate(
        """() => ["::before", "::after"].flatMap((end) =>
          [...document.querySelectorAll("body, body *")].filter((one) => one.checkVisibility())
            .map((one) => getComputedStyle(one, end).content)).join(" ")"""
    )
    sources = printed.eval_on_selector_all(".sources a", "all => all.map(one => one.href)")
    assert sources
    assert all(source in ends for source in sources)
    assert str(canonical) in said + ends


def test_paper_has_no_navigation(printed: Page) -> None:
    for selector in ("nav", "form", ".skip", "button"):
        for one in printed.locator(selector).all():
            assert not one.is_visible()
