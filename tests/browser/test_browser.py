"""The site as its readers meet it, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from serving import Opener

KINDS = {
    "home": "",
    "list": "labs/",
    "lab": "labs/lab-o/",
    "short lab": "labs/liit-corse/",
    "theme": "themes/participation-citoyenne/",
    "territory": "territoires/provence-alpes-cote-d-azur/",
    "empty territory": "territoires/mayotte/",
    "events": "evenements/",
    "event": "evenements/table-ronde-labs-2016/",
    "call": "appels/lit-2016/",
    "organisation": "organisations/ditp/",
    "network": "reseaux/liit/",
    "disagreements": "desaccords/",
    "search": "recherche/?q=lab",
    "prose": "methode/",
    "data": "donnees-ouvertes/",
    "not found": "nulle-part/",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_fits_the_screen_and_axe_finds_nothing(open_page: Opener, path: str) -> None:
    page = open_page(path, 1280)
    if "?q=" in path:
        found(page)
    seen: list[tuple[int, Literal["light", "dark"]]] = [
        (1280, "light"),
        (320, "dark"),
        (320, "light"),
        (1280, "dark"),
    ]
    for width, scheme in seen:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if (width, scheme) in ((320, "light"), (1280, "dark")):
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_the_first_stop_of_the_keyboard_leads_to_the_content(open_page: Opener, path: str) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["", "labs/lab-o/", "recherche/", "appels/lit-2016/"])
def test_every_stop_of_the_keyboard_is_seen_and_in_order(
    open_page: Opener, path: str, width: int
) -> None:
    page = open_page(path, width)
    page.evaluate(
        """() => {
          const all = document.querySelectorAll(
            ':is(a[href], button, input, summary, select):not([tabindex="-1"])');
          window.stops = [...all].filter((one) => one.checkVisibility());
        }"""
    )
    stops = page.evaluate("stops.length")
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                  const here = document.activeElement;
                  const box = here.getBoundingClientRect();
                  const shown = box.width > 0 && box.height > 0 && box.right > 0;
                  return [stops.indexOf(here), shown && getComputedStyle(here).outlineStyle];
                }"""
            )
        )
    assert [place for place, _ in seen] == list(range(stops))
    assert {outline for _, outline in seen} <= {"solid", "auto"}


# ---- search


def found(page: Page) -> list[str]:
    """The links of the results, once they are complete."""
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#resultats-nombre")).not_to_be_empty()
    return [link.split("/depot/")[1] for link in page.eval_on_selector_all(
        "#resultats a", "links => links.map(link => link.href)")]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ti lab", "labs/ti-lab/"),
        ("TILAB", "labs/ti-lab/"),
        ("ti-lab", "labs/ti-lab/"),
        ("labest", "labs/lab-est/"),
        ("lab’est", "labs/lab-est/"),
        ("lab'est", "labs/lab-est/"),
        ("etat lin", "labs/etat-lin/"),
        ("ETATLIN", "labs/etat-lin/"),
        ("fabrique rh", "labs/la-fabrique-rh/"),
        ("archip", "labs/lab-archipel/"),
        ("inclusion num", "themes/inclusion-numerique/"),
        ("reunion", "territoires/la-reunion/"),
        ("sgmap", "organisations/sgmap/"),
        ("gaite lyrique", "organisations/gaite-lyrique/"),
        ("economie sociale", "themes/economie-sociale-et-solidaire/"),
    ],
)
def test_search_finds_first_what_people_mean(open_page: Opener, query: str, first: str) -> None:
    page = open_page(f"recherche/?q={query}")
    assert found(page)[0] == first


def test_a_lab_is_found_by_its_city_and_its_theme(open_page: Opener) -> None:
    page = open_page("recherche/?q=rennes")
    assert "labs/ti-lab/" in found(page)[:3]
    page = open_page("recherche/?q=marseille%20abri")
    assert "labs/lab-zero/" in found(page)[:3]


def test_the_box_in_the_header_leads_to_the_results(open_page: Opener) -> None:
    page = open_page("labs/siilab/")
    page.locator("#q-haut").fill("Lab Zéro")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=Lab+Z%C3%A9ro")
    assert found(page)[0] == "labs/lab-zero/"
    assert page.locator("#q-page").input_value() == "Lab Zéro"
    page.locator("#resultats a").first.click()
    expect(page.locator("h1")).to_have_text("Lab Zéro")
    page.go_back()
    assert found(page)[0] == "labs/lab-zero/"


def test_typing_answers_and_the_number_is_announced(open_page: Opener) -> None:
    page = open_page("recherche/")
    assert page.locator("#resultats").get_attribute("aria-busy") == "false"
    page.locator("#q-page").press_sequentially("siila")
    expect(page.locator("#resultats-nombre")).to_contain_text("résultat")
    number = page.locator("#resultats-nombre")
    assert number.get_attribute("role") == "status"
    told = int(number.inner_text().split()[0])
    assert len(found(page)) == min(told, 10)  # the first ten, then « Afficher la suite »
    assert page.url.endswith("?q=siila")


@pytest.mark.parametrize(
    "query",
    ["zzzzzz", "c%2B%2B", "(", "<b>x</b>", "%F0%9F%98%80", "%E2%80%AEabc", "a" * 9000, "%25"],
)
def test_any_query_is_answered_calmly(open_page: Opener, query: str) -> None:
    page = open_page(f"recherche/?q={query}")
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#resultats-nombre")).not_to_be_empty()


def test_the_index_is_fetched_only_when_someone_searches(open_page: Opener) -> None:
    page = open_page("labs/ti-lab/")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in asked if "recherche/index" in name]


def test_without_javascript_search_still_leads_to_every_list(open_page: Opener) -> None:
    page = open_page("labs/ti-lab/", script=False)
    page.locator("#q-haut").fill("rennes")
    page.locator(".find button").click()
    page.wait_for_url("**/recherche/?q=rennes")
    expect(page.locator("noscript p")).to_be_visible()
    links = [link.get_attribute("href") for link in page.locator("main a").all()]
    for list_ in ("labs", "themes", "territoires", "evenements", "organisations", "appels"):
        assert f"../{list_}/" in links


def test_python_and_the_browser_fold_alike(open_page: Opener) -> None:
    page = open_page("recherche/")
    pairs = json.loads(Path("tests/folding.json").read_text("utf-8"))
    folded = page.evaluate(
        "async texts => { const { fold } = await import('../static/analysis.js');"
        " return texts.map(fold); }",
        [text for text, _ in pairs],
    )
    assert folded == [expected for _, expected in pairs]
