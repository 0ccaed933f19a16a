"""Search as readers meet it, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import Opener


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


def test_the_index_is_fetched_only_when_someone_searches(open_page: Opener) -> None:
    page = open_page("labs/ti-lab/")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in asked if "recherche/index" in name]


def test_python_and_the_browser_fold_alike(open_page: Opener) -> None:
    page = open_page("recherche/")
    pairs = json.loads(Path("tests/folding.json").read_text("utf-8"))
    folded = page.evaluate(
        "async texts => { const { fold } = await import('../static/french.js');"
        " return texts.map(fold); }",
        [text for text, _ in pairs],
    )
    assert folded == [expected for _, expected in pairs]
