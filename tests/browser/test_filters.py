"""Filters: their counts are true, their state is the address, and each of them leads somewhere.

The list they keep is seen as cards, as a table or on the map, in the order one asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe import violations
from playwright.sync_api import Page, Request, expect
from serving import Opener
from trees import BASE, directory_of

from generator.language.french import sort_key, typeset
from generator.pages.paging import CARDS_A_PAGE
from generator.records.lab import Lab
from generator.records.territory import Territory

FACETS: dict[str, Callable[[Lab], set[Any]]] = {
    "territoire": lambda lab: {lab.territory} - {None},
    "theme": lambda lab: set(lab.themes or ()),
    "genre": lambda lab: {lab.kind or "lab"},
    "niveau": lambda lab: set(lab.levels or ()),
    "situation": lambda lab: {lab.status.value} if lab.status else set(),
    "appel": lambda lab: (
        {lab.award.call} if lab.award and lab.award.result == "laureate" else set()
    ),
}

Chosen = dict[str, set[str]]


DIRECTORY = directory_of(BASE / "data")
LABS = sorted(DIRECTORY.of(Lab).values(), key=lambda lab: (sort_key(lab.name), lab.id))


def brute(chosen: Chosen, but: str = "") -> list[Lab]:
    """The labs that have a chosen value in every facet, looked at one by one, by name."""
    return [
        lab
        for lab in LABS
        if all(FACETS[name](lab) & values for name, values in chosen.items() if name != but)
    ]


def address(chosen: Chosen, **more: str) -> str:
    pairs = [f"{name}={value}" for name, values in chosen.items() for value in sorted(values)]
    return "labs/?" + "&".join([*pairs, *(f"{name}={value}" for name, value in more.items())])


def told(number: int) -> str:
    return "aucun lab" if number == 0 else f"{number} lab{'s' if number > 1 else ''}"


def settled(page: Page, number: int) -> None:
    """Wait until the page shows so many labs."""
    expect(page.locator("#labs-nombre")).to_have_text(told(number))
    expect(page.locator("#labs-filtres")).to_have_attribute("aria-busy", "false")


def ids(page: Page, selector: str) -> list[str]:
    """The labs that the links of a page lead to, in order, all of them."""
    more = page.locator("#labs-suite")
    while more.is_visible():
        before = page.locator(selector).count()
        more.click()
        page.wait_for_function(
            "([selector, before]) => document.querySelectorAll(selector).length > before",
            arg=[selector, before],
        )
    links: list[str] = page.eval_on_selector_all(selector, "all => all.map(one => one.href)")
    return [link.rstrip("/").split("/")[-1] for link in links]


CARDS, ROWS = "#labs-filtres h3 a", "#labs-autre tbody th a"


def counts(page: Page, facet: str) -> dict[str, int]:
    """What an open facet says: the number beside each value that is shown."""
    box = page.locator(f"details[data-facet={facet}]")
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    expect(box.locator(".panel")).to_be_visible()
    found: dict[str, int] = box.evaluate(
        """box => Object.fromEntries([...box.querySelectorAll("li:not([hidden])")].map(line => [
          line.querySelector("input").value,
          Number(line.querySelector(".number").textContent.replace(/\\D/g, "")),
        ]))"""
    )
    return found


def check(page: Page, facet: str, value: str) -> None:
    box = page.locator(f"details[data-facet={facet}]")
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    box.locator(f"input[value={value}]").click()


COMBINATIONS: list[Chosen] = [
    {},
    {"territoire": {"grand-est"}},
    {"territoire": {"grand-est", "ile-de-france"}, "situation": {"active", "closed"}},
    {"genre": {"lab"}, "niveau": {"state"}},
    {"appel": {"appel-couleurs"}, "territoire": {"bretagne", "corse"}},
    {"genre": {"place"}, "appel": {"appel-couleurs"}},
]


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=address)
def test_the_counts_and_the_list_are_those_of_the_data(open_page: Opener, chosen: Chosen) -> None:
    page = open_page(address(chosen, tri="signe"))
    kept = brute(chosen)
    settled(page, len(kept))
    for name, of in FACETS.items():
        others = brute(chosen, but=name)
        wanted = dict.fromkeys(chosen.get(name, ()), 0)
        wanted |= {
            value: sum(value in of(one) for one in others) for lab in others for value in of(lab)
        }
        assert counts(page, name) == wanted, name
    page.keyboard.press("Escape")
    latest = sorted(kept, key=sign, reverse=True)
    assert ids(page, CARDS) == [lab.id for lab in latest]


def sign(lab: Lab) -> tuple[str, bool]:
    seen = (lab.status and lab.status.as_of) or ""
    return seen.rstrip("~"), not seen.endswith("~")


def place(lab: Lab) -> tuple[Any, ...]:
    name = DIRECTORY.of(Territory)[lab.territory].name if lab.territory else ""
    inside = ", ".join(part for part in (lab.city, lab.area) if part)
    return not name, sort_key(name), sort_key(inside)


def test_the_table_tells_each_lab_and_is_sorted_by_place(open_page: Opener) -> None:
    page = open_page("labs/?vue=tableau&tri=lieu")
    settled(page, len(LABS))
    assert ids(page, ROWS) == [lab.id for lab in sorted(LABS, key=place)]
    heads = page.locator("#labs-autre thead th")
    assert heads.all_inner_texts() == ["Lab", "Lieu", "Genre", "Situation", "Dernier signe"]
    assert [head.get_attribute("aria-sort") for head in heads.all()] == [
        None, "ascending", None, None, None,
    ]  # fmt: skip
    assert page.locator("#labs-autre caption").inner_text()
    row = page.locator("tr", has=page.locator("a[href$='/labs/lab-ambre/']"))
    said = [cell.replace("\u00a0", " ") for cell in row.locator("td").all_inner_texts()]
    assert [cell.split("\n") for cell in said] == [
        ["Verdoisie", "Saint-Émeraude, Vert-Comté"], ["Laboratoire"],
        ["Fermé", "observation : mai 2018"], ["2018"],
    ]  # fmt: skip
    unknown = next(lab for lab in LABS if lab.status is None)
    row = page.locator("tr", has=page.locator(f"a[href$='/labs/{unknown.id}/']"))
    assert row.locator("td").all_inner_texts()[2:] == ["inconnue", "inconnu"]


def test_the_map_has_the_numbers_of_the_filters(open_page: Opener) -> None:
    page = open_page("labs/?vue=carte&situation=active")
    kept = brute({"situation": {"active"}})
    settled(page, len(kept))
    by = {lab.territory: sum(one.territory == lab.territory for one in kept) for lab in kept}
    names = {one.id: typeset(one.name) for one in DIRECTORY.of(Territory).values()}
    regions = {
        id: names[id]
        for id, one in DIRECTORY.of(Territory).items()
        if (one.kind, one.part_of) == ("region", DIRECTORY.identity.country)
    }
    drawn = page.eval_on_selector_all(
        "#labs-autre .map a",
        """links => links.map(link => [
          link.querySelector("title").textContent.split("\\u00a0:")[0],
          Number(link.querySelector("text:not(.name)").textContent),
          link.getAttribute("class").split(" ")[1], link.getAttribute("href")])""",
    )
    assert {name: number for name, number, _, _ in drawn} == {
        name: by.get(id, 0) for id, name in regions.items()
    }
    for _, number, tint, link in drawn:
        assert tint == f"n{sum(number >= step for step in (1, 2, 5))}"
        assert (link is None) == (number == 0)
    lines = page.locator("#labs-autre .ranks li")
    listed = {
        "".join(re.split(r" (?=\d+ lab|aucun lab)", line)[:1]): line
        for line in (" ".join(one.split()) for one in lines.all_inner_texts())
    }
    wanted: dict[str | None, int] = {**dict.fromkeys(regions, 0), **by}
    assert len(listed) == len(wanted)
    for id, number in wanted.items():
        name = names[id] if id else "Territoire inconnu"
        assert listed[name] == f"{name} {told(number)}"
    assert page.locator("#labs-autre circle").first.is_hidden()  # points are of every lab


def test_the_map_without_a_filter_is_that_of_the_territories(open_page: Opener) -> None:
    shown = "links => links.map(link => [link.getAttribute('class'), link.textContent])"
    page = open_page("labs/?vue=carte")
    settled(page, len(LABS))
    ours = page.eval_on_selector_all("#labs-autre .map a", shown)
    page.goto(page.url.split("labs/")[0] + "territoires/")
    theirs = page.eval_on_selector_all(".map a", shown)
    assert len(ours) == 18
    assert [[one, text.split()] for one, text in ours] == [
        [one, text.split()] for one, text in theirs
    ]


def test_a_region_of_the_map_leads_to_its_labs_and_back_to_the_map(open_page: Opener) -> None:
    page = open_page("labs/?situation=active&situation=closed&vue=carte")
    settled(page, len(brute({"situation": {"active", "closed"}})))
    page.locator("#labs-autre .ranks a", has_text="Grand Est").click()
    home = brute({"situation": {"active", "closed"}, "territoire": {"grand-est"}})
    settled(page, len(home))
    assert page.url.endswith("?situation=active&situation=closed&territoire=grand-est")
    assert ids(page, CARDS) == [lab.id for lab in home]
    expect(page.locator("#labs-titre")).to_be_focused()
    page.go_back()
    expect(page.locator("#labs-autre .map")).to_be_visible()
    expect(page.locator("#labs-filtres")).to_be_hidden()


def test_each_way_to_see_labs_is_an_address_that_back_leaves(open_page: Opener) -> None:
    page = open_page("labs/?tri=nom")
    settled(page, len(LABS))
    nav = page.get_by_role("navigation", name="Vue")
    expect(nav.locator("[aria-current]")).to_have_text("Liste")
    nav.get_by_role("link", name="Tableau").click()
    expect(page.locator("#labs-autre table")).to_be_visible()
    expect(page.locator("#liste-labs")).to_be_hidden()
    expect(page.locator("#labs-vue")).to_have_text(re.compile("Vue.*Tableau"))
    assert page.url.endswith("&vue=tableau")
    check(page, "territoire", "grand-est")
    home = brute({"territoire": {"grand-est"}})
    settled(page, len(home))
    assert ids(page, ROWS) == [lab.id for lab in home]
    page.keyboard.press("Escape")
    nav.get_by_role("link", name="Carte").click()
    expect(page.locator("#labs-autre .map")).to_be_visible()
    assert page.url.endswith("&territoire=grand-est&vue=carte")
    expect(nav.locator("[aria-current]")).to_have_text("Carte")
    page.go_back()
    expect(page.locator("#labs-autre table")).to_be_visible()
    settled(page, len(home))
    page.go_back()
    settled(page, len(LABS))
    page.go_back()
    expect(page.locator("#liste-labs")).to_be_visible()
    expect(page.locator("#labs-autre table")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#labs-autre table")).to_be_visible()


def test_without_scripts_the_ways_lead_on_and_the_list_stays(open_page: Opener) -> None:
    page = open_page("labs/", script=False)
    ways = [link.get_attribute("href") for link in page.locator(".ways a").all()]
    assert ways == ["../labs/", "../donnees-ouvertes/", "../territoires/"]
    shown = ids(page, "#liste-labs .card a")
    assert len(shown) > CARDS_A_PAGE * 2 // 3
    assert shown == [lab.id for lab in LABS][: len(shown)]
    for unused in ("#filtres", "#tri"):
        expect(page.locator(unused)).to_be_hidden()


def test_the_keyboard_alone_filters_and_clears(open_page: Opener) -> None:
    page = open_page("labs/")
    page.locator(".facet summary").first.focus()
    page.keyboard.press("Enter")
    first = page.locator("[data-facet=territoire] input").first
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    value = first.get_attribute("value") or ""
    settled(page, len(brute({"territoire": {value}})))
    expect(first).to_be_focused()  # nothing was drawn again under the reader
    page.keyboard.press("Escape")
    expect(page.locator(".facet summary").first).to_be_focused()
    expect(first).to_be_hidden()
    page.get_by_role("button", name="Tout effacer").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#liste-labs")).to_be_visible()
    expect(page.locator(".facet summary").first).to_be_focused()
    assert page.url.endswith("labs/")


def test_an_open_facet_closes_when_one_goes_elsewhere(open_page: Opener) -> None:
    page = open_page("labs/")
    counts(page, "theme")
    page.locator("h1").click()
    expect(page.locator("[data-facet=theme] .panel")).to_be_hidden()
    counts(page, "theme")
    counts(page, "genre")
    expect(page.locator("[data-facet=theme] .panel")).to_be_hidden()
    page.locator("main").focus()  # what Firefox does when a label of the facet is pressed
    expect(page.locator("[data-facet=genre] .panel")).to_be_visible()
    page.locator("[data-facet=genre] summary").focus()
    page.locator("#tri").focus()
    expect(page.locator("[data-facet=genre] .panel")).to_be_hidden()


def test_a_chip_takes_its_filter_away(open_page: Opener) -> None:
    page = open_page("labs/?territoire=bretagne&territoire=corse&tri=signe")
    settled(page, len(brute({"territoire": {"bretagne", "corse"}})))
    page.get_by_role("button", name="Bretagne").click()
    settled(page, len(brute({"territoire": {"corse"}})))
    assert page.url.endswith("?territoire=corse&tri=signe") or page.url.endswith(
        "?tri=signe&territoire=corse"
    )
    expect(page.get_by_role("button", name="Corse")).to_be_focused()
    expect(page.locator("#tri")).to_have_value("signe")
    page.locator("#tri").select_option("nom")
    expect(page).to_have_url(re.compile(r"\?territoire=corse$"))


def test_results_are_filtered_too_and_keep_their_order(open_page: Opener) -> None:
    page = open_page("recherche/?q=design")
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    links = "links => links.map(link => link.pathname.split('/').at(-2))"
    before: list[str] = page.eval_on_selector_all("#resultats h2 a", links)
    check(page, "territoire", "occitanie")
    expect(page).to_have_url(re.compile(r"\?q=design&territoire=occitanie$"))
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    found: list[str] = page.eval_on_selector_all("#resultats h2 a", links)
    home = {lab.id for lab in brute({"territoire": {"occitanie"}})}
    assert found
    assert set(found) <= home
    assert [one for one in found if one in before] == [one for one in before if one in home]
    page.go_back()
    expect(page.locator(".chips")).to_be_hidden()
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    assert page.eval_on_selector_all("#resultats h2 a", links) == before


def test_unknown_values_in_the_address_are_calmly_left_out(open_page: Opener) -> None:
    page = open_page("labs/?territoire=atlantide&theme=%3Cscript%3E&tri=rien&vue=globe")
    settled(page, len(LABS))
    expect(page.locator("#liste-labs")).to_be_visible()


def test_filters_that_cannot_load_say_so(open_page: Opener) -> None:
    page = open_page("labs/")
    page.route("**/facet-theme.json", lambda route: route.fulfill(status=404, body=""))
    check(page, "theme", "sante")
    expect(page.locator("#labs-nombre")).to_contain_text("n’ont pas pu se charger")
    page.unroute("**/facet-theme.json")
    home = brute({"theme": {"sante"}})[0].territory or ""
    check(page, "territoire", home)
    chosen = {"theme": {"sante"}, "territoire": {home}}
    settled(page, len(brute(chosen)))


@pytest.mark.parametrize("vue", ["", "tableau", "carte"])
def test_each_view_fits_any_screen_and_axe_finds_nothing(open_page: Opener, vue: str) -> None:
    page = open_page(f"labs/?vue={vue}&territoire=grand-est")
    settled(page, len(brute({"territoire": {"grand-est"}})))
    counts(page, "theme")
    for width, dark in ((320, True), (320, False), (1280, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if dark == (width == 1280):
            assert violations(page) == []


def test_the_list_of_labs_is_light_until_someone_filters(open_page: Opener) -> None:
    page = open_page("labs/")
    names = "performance.getEntriesByType('resource').map(one => one.name.split('/').at(-1))"
    asked_first = set(page.evaluate(names)) - {"mark.svg"}  # told or not, as the browser goes
    assert asked_first == {"search.css", "style.css", "main.js"}
    asked: list[str] = []

    def heard(request: Request) -> None:
        asked.append(request.url.split("/")[-1])

    counts(page, "territoire")
    page.on("request", heard)
    check(page, "territoire", "bretagne")
    settled(page, len(brute({"territoire": {"bretagne"}})))
    page.remove_listener("request", heard)
    assert [name for name in asked if name.startswith("facet")] == []  # it came with the facet
