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
        ("lab bleu", "labs/lab-bleu/"),
        ("LABBLEU", "labs/lab-bleu/"),
        ("lab-bleu", "labs/lab-bleu/"),
        ("labo des bleus", "labs/lab-bleu/"),
        ("labpaille", "labs/lab-paille/"),
        ("lab’paille", "labs/lab-paille/"),
        ("lab'paille", "labs/lab-paille/"),
        ("lab sepia", "labs/lab-sepia/"),
        ("ECRU", "labs/lab-ecru/"),
        ("fabrique fauve", "labs/fabrique-fauve/"),
        ("turkis", "labs/lab-turquoise/"),
        ("inclusion num", "themes/inclusion-numerique/"),
        ("reunion", "territoires/la-reunion/"),
        ("sgc", "organisations/secretariat-des-couleurs/"),
        ("palais blanc", "organisations/palais-blanc/"),
        ("economie sociale", "themes/economie-sociale-et-solidaire/"),
    ],
)
def test_search_finds_first_what_people_mean(open_page: Opener, query: str, first: str) -> None:
    page = open_page(f"recherche/?q={query}")
    assert found(page)[0] == first


def test_a_lab_is_found_by_its_city_and_its_theme(open_page: Opener) -> None:
    page = open_page("recherche/?q=saint-corail")
    assert "labs/lab-ecru/" in found(page)[:3]
    page = open_page("recherche/?q=rougemer%20abri")
    assert "labs/lab-rouge/" in found(page)[:3]


def test_the_box_in_the_header_leads_to_the_results(open_page: Opener) -> None:
    page = open_page("labs/lab-vert/")
    page.locator("#q-haut").fill("Lab Sépia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=Lab+S%C3%A9pia")
    assert found(page)[0] == "labs/lab-sepia/"
    assert page.locator("#q-page").input_value() == "Lab Sépia"
    page.locator("#resultats a").first.click()
    expect(page.locator("h1")).to_have_text("Lab Sépia")
    page.go_back()
    assert found(page)[0] == "labs/lab-sepia/"


def test_the_index_is_fetched_only_when_someone_searches(open_page: Opener) -> None:
    page = open_page("labs/lab-bleu/")
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
