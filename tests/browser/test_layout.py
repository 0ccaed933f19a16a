"""The composition: what a visitor sees first, on a phone, at a desk, in any colours, on paper."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from serving import Opener
from test_map_seen import contrast

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""


def height(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


def test_the_header_leaves_the_screen_to_the_page(open_page: Opener) -> None:
    page = open_page("labs/lab-bleu/", 320)
    assert height(page, ".top") <= 100
    for width in (580, 768, 1024, 1090, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert height(page, ".top") <= 60


def test_the_menu_of_a_phone_needs_a_keyboard_and_no_script(open_page: Opener) -> None:
    page = open_page("themes/", 320, script=False)
    page.set_viewport_size({"width": 320, "height": 256})  # a desk at 400 %
    links = page.locator("#menu a")
    assert not any(link.is_visible() for link in links.all())
    page.get_by_role("button", name="Menu").press("Enter")
    for link in links.all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
    expect(page.locator("#menu [aria-current]")).to_have_text("Thèmes")
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert all(link.is_visible() for link in links.all())
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_home_shows_what_it_is_the_box_and_the_map_at_once(open_page: Opener) -> None:
    page = open_page("")
    for seen in ("h1", "#q-haut", ".hero .map", ".hero .ranks a >> nth=0"):
        expect(page.locator(seen)).to_be_in_viewport()
    page.locator("#q-haut").fill("Lab Sépia")
    expect(page.get_by_role("option").first).to_contain_text("Lab Sépia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=Lab+S%C3%A9pia")


def test_dates_are_above_what_they_date_on_a_phone_and_beside_it_at_a_desk(
    open_page: Opener,
) -> None:
    page = open_page("", 320)
    lefts = """all => all.map(one => [...one.children].map(part =>
      Math.round(part.getBoundingClientRect().left)))"""
    for row in page.eval_on_selector_all(".dated li", lefts):
        assert len(set(row)) == 1
    page.set_viewport_size({"width": 1280, "height": 800})
    rows = page.eval_on_selector_all(".dated li", lefts)
    assert len(rows) >= 8
    for date, *rest in rows:
        assert len(set(rest)) == 1
        assert rest[0] >= date + 100


def test_wider_spaces_push_no_disagreement_off_a_small_screen(open_page: Opener) -> None:
    """test_kinds asks it of every kind of page; on this lab, sources disagree."""
    page = open_page("labs/lab-rouge/", 320)
    page.evaluate(
        """text => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }""",
        SPACED,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def marks(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector_all(
        ".as-moments li",
        """all => all.map(one => {
          const mark = getComputedStyle(one, '::before');
          return [mark.left, mark.backgroundColor, mark.borderTopColor];
        })""",
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_marks_of_a_life_are_on_one_line_and_seen(
    open_page: Opener, scheme: Literal["light", "dark"]
) -> None:
    page = open_page("labs/lab-bleu/", dark=scheme == "dark")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    drawn = marks(page)
    assert len(drawn) >= 3
    assert len({left for left, _, _ in drawn}) == 1
    assert [fill for _, fill, _ in drawn].count("rgb(240, 179, 60)") == 1
    assert drawn[-1][1] == "rgb(240, 179, 60)"
    for _, _, edge in drawn:
        assert contrast(edge, paper) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["labs/lab-bleu/", "themes/participation-citoyenne/", "labs/"])
def test_focus_and_the_tab_of_a_record_stand_out(
    open_page: Opener, path: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(path, dark=scheme == "dark")
    ring = """one => {
      one.focus();
      return getComputedStyle(one).outlineColor;
    }"""
    page.keyboard.press("Tab")
    for part in (".top", "main"):
        ground = "rgb(0, 0, 0)"
        for selector in (part, "html"):
            found = page.eval_on_selector(selector, "one => getComputedStyle(one).backgroundColor")
            if found != "rgba(0, 0, 0, 0)":
                ground = found
                break
        assert contrast(page.eval_on_selector(f"{part} a", ring), ground) >= 3
    for tab in page.locator(".kind").all():
        text, ground = tab.evaluate(
            "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        )
        assert contrast(text, ground) >= 4.5


def test_a_record_is_printed_whole_without_the_way_around(open_page: Opener) -> None:
    page = open_page("labs/lab-bleu/")
    page.emulate_media(media="print")
    for selector in (".top nav", ".top form", ".crumbs", ".bottom", ".as-near", ".foot a >> nth=0"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".paper")).to_have_text(re.compile("https://.*/depot/labs/lab-bleu/"))
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator(".foot time")).to_be_visible()
    told = page.eval_on_selector(".sources a", "one => getComputedStyle(one, '::after').content")
    assert "attr(href)" in told or "http" in told
    sheets = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheets)) <= 2


def test_a_long_page_has_its_contents_beside_it_where_there_is_room(open_page: Opener) -> None:
    page = open_page("methode/")
    contents = page.get_by_role("navigation", name="Sur cette page")
    told = contents.get_by_role("link").all_text_contents()
    assert told == page.locator("main h2").all_text_contents()
    contents.get_by_role("link").last.click()
    expect(page.locator("main h2").last).to_be_in_viewport()
    expect(contents).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 800})
    expect(contents).to_be_hidden()


@pytest.mark.parametrize("path", ["", "labs/lab-bleu/"])
def test_nothing_moves_once_it_is_drawn(open_page: Opener, path: str) -> None:
    page = open_page(path, 320)
    moved = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => {
            for (const one of list.getEntries()) sum += one.value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })"""
    )
    assert moved == 0
