"""The map as people meet it: beside its list, on any screen, in any colours, on paper."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from serving import Opener

PATHS = ["", "territoires/"]


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return {name: found[name] for name in ("x", "y", "width", "height")}


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_the_map_and_its_list_fit_the_screen(open_page: Opener, path: str, width: int) -> None:
    page = open_page(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    drawn, listed = box(page, ".map"), box(page, ".ranks")
    assert drawn["x"] >= 0
    assert drawn["x"] + drawn["width"] <= width
    if width == 320:
        assert listed["y"] >= drawn["y"] + drawn["height"]
    else:
        assert listed["x"] >= drawn["x"] + drawn["width"]
        assert abs(listed["y"] - drawn["y"]) < 20
    if width == 1280:
        assert listed["x"] + listed["width"] == pytest.approx(1216, abs=1), "as wide as the page"


@pytest.mark.parametrize("path", PATHS)
def test_the_map_is_no_stop_of_the_keyboard_and_its_list_is(open_page: Opener, path: str) -> None:
    page = open_page(path)
    stops = page.eval_on_selector_all(".map a", "links => links.map(link => link.tabIndex)")
    assert stops == [-1] * 18
    page.locator(".ranks a").first.focus()
    seen = []
    for _ in range(18):
        seen.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert seen == page.locator(".ranks a").all_text_contents()[:18]
    assert seen[0] == "Auvergne-Rhône-Alpes"


def test_a_click_on_a_region_leads_to_its_page(open_page: Opener) -> None:
    page = open_page("territoires/")
    page.locator(".map a[href$='bretagne/'] path").click(position={"x": 60, "y": 30})
    page.wait_for_url("**/territoires/bretagne/")
    expect(page.locator("h1")).to_have_text("Bretagne")


def test_an_inset_is_a_link_all_over(open_page: Opener) -> None:
    page = open_page("")
    page.locator(".map a[href$='guadeloupe/'] rect").click(position={"x": 4, "y": 60})
    page.wait_for_url("**/territoires/guadeloupe/")


def fill(page: Page, region: str) -> str:
    found: str = page.eval_on_selector(
        f".map a[href$='{region}/'] path", "path => getComputedStyle(path).fill"
    )
    return found


def test_an_entry_of_the_list_lights_its_region_and_no_other(open_page: Opener) -> None:
    page = open_page("territoires/")
    before = fill(page, "corse")
    page.locator(".ranks a[href$='corse/']").hover()
    assert fill(page, "corse") != before
    page.mouse.move(0, 0)
    assert fill(page, "corse") == before
    page.locator(".ranks a[href$='la-reunion/']").focus()
    page.keyboard.press("Shift+Tab")  # a key, so that the focus is seen
    assert fill(page, "corse") == before
    assert fill(page, "provence-alpes-cote-d-azur") == "rgb(240, 179, 60)"


def luminance(colour: str) -> float:
    parts = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_and_outlines_stand_out(
    open_page: Opener, scheme: Literal["light", "dark"]
) -> None:
    page = open_page("territoires/", dark=scheme == "dark")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    for number, tint, coast, outside in page.eval_on_selector_all(
        ".map a",
        """links => links.map(link => {
          const [path, text] = [link.querySelector('path'), link.querySelector('text:last-child')];
          return [getComputedStyle(text).fill, getComputedStyle(path).fill,
            getComputedStyle(path).stroke, text.matches('.out')];
        })""",
    ):
        assert contrast(number, paper if outside else tint) >= 4.5
        assert contrast(coast, paper) >= 3
    for size in page.eval_on_selector_all(
        ".map a > text:not(.name)", "all => all.map(one => one.getBoundingClientRect().height)"
    ):
        assert size >= 12


def test_forced_colours_keep_outlines_numbers_and_points(open_page: Opener) -> None:
    page = open_page("territoires/")
    page.emulate_media(forced_colors="active")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('.map path, .map a text, .map circle')].map(one => {
          const style = getComputedStyle(one);
          return one.matches('path') ? [style.stroke, style.fill] : [style.fill, 'rgb(0, 0, 0)'];
        })"""
    )
    assert len(drawn) > 50
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    for colour, _ in drawn:
        assert contrast(colour, paper) >= 4.5


def test_the_map_is_printed_whole(open_page: Opener) -> None:
    page = open_page("territoires/", 794)
    page.emulate_media(media="print")
    drawn = box(page, ".map")
    assert 250 < drawn["width"] <= 794
    assert drawn["height"] < 900
    avoided = page.eval_on_selector(".atlas figure", "one => getComputedStyle(one).breakInside")
    assert avoided == "avoid"
