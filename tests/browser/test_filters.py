"""Filters: their counts are true, their state is the address, and each of them leads somewhere."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from built import ROOT
from playwright.sync_api import Page, expect
from serving import Opener

from generator.model import Lab
from generator.problem import Reading
from generator.project import examine

FACETS: dict[str, Callable[[Lab], set[Any]]] = {
    "territoire": lambda lab: {lab.territory} - {None},
    "theme": lambda lab: set(lab.themes or ()),
    "genre": lambda lab: {lab.kind or "lab"},
    "niveau": lambda lab: set(lab.levels or ()),
    "situation": lambda lab: {lab.status.value} if lab.status else set(),
    "appel": lambda lab: {"laureat"} if lab.award and lab.award.result == "laureate" else set(),
}


def labs() -> list[Lab]:
    directory, _ = examine(ROOT / "data", ROOT / "content", Reading())
    assert directory is not None
    return list(directory.labs.values())


def brute(chosen: dict[str, set[str]], but: str = "") -> list[Lab]:
    """The labs that have a chosen value in every facet, looked at one by one."""
    return [
        lab
        for lab in labs()
        if all(FACETS[name](lab) & values for name, values in chosen.items() if name != but)
    ]


def shown_counts(page: Page) -> dict[str, dict[str, int]]:
    """What the filters of a page say: for each facet, the number beside each value."""
    counts: dict[str, dict[str, int]] = page.evaluate(
        """() => {
          const found = {};
          for (const input of document.querySelectorAll('#filtres input[type=checkbox]')) {
            const number = Number(input.parentElement.querySelector('.number').textContent);
            (found[input.name] ??= {})[input.value] = number;
          }
          return found;
        }"""
    )
    return counts


def address(chosen: dict[str, set[str]]) -> str:
    pairs = [f"{name}={value}" for name, values in chosen.items() for value in sorted(values)]
    return "labs/?" + "&".join(pairs)


def combinations() -> list[dict[str, set[str]]]:
    """Choices that some lab has, drawn always alike."""
    draw, found = random.Random(2016), []
    for _ in range(6):
        lab = draw.choice(labs())
        names = draw.sample([name for name in FACETS if FACETS[name](lab)], 2)
        chosen = {name: {sorted(FACETS[name](lab))[0]} for name in names}
        other = draw.choice(labs())
        chosen[names[0]] |= set(sorted(FACETS[names[0]](other))[:1])
        found.append(chosen)
    return found


@pytest.mark.parametrize("chosen", combinations(), ids=address)
def test_the_counts_are_those_of_the_data(open_page: Opener, chosen: dict[str, set[str]]) -> None:
    page = open_page(address(chosen))
    expected = len(brute(chosen))
    expect(page.locator("#labs-nombre")).to_have_text(
        f"{expected} lab{'s' if expected > 1 else ''}"
    )
    for name, counts in shown_counts(page).items():
        others = brute(chosen, but=name)
        for value, number in counts.items():
            assert number == sum(value in FACETS[name](lab) for lab in others), (name, value)
        told = {value for value, number in counts.items() if number}
        assert told == {value for lab in others for value in FACETS[name](lab)}
        assert {value for value, number in counts.items() if not number} <= chosen.get(name, set())


def names(page: Page) -> set[str]:
    expect(page.locator("#labs-filtres")).to_have_attribute("aria-busy", "false")
    found: list[str] = page.eval_on_selector_all(
        "#labs-filtres h3 a", "links => links.map(link => link.getAttribute('href'))"
    )
    return {link.rstrip("/").split("/")[-1] for link in found}


def test_a_choice_changes_the_list_and_the_address_and_back_undoes_it(open_page: Opener) -> None:
    page = open_page("labs/")
    page.locator("#filtres button").click()
    page.locator("summary", has_text="Territoire").click()
    page.get_by_label("Grand Est").check()
    home = brute({"territoire": {"grand-est"}})
    expect(page.locator("#labs-nombre")).to_have_text(f"{len(home)} labs")
    assert page.url.endswith("?territoire=grand-est")
    assert names(page) == {lab.id for lab in home}
    page.locator("summary", has_text="Situation").click()
    page.get_by_label("Fermé").check()
    closed = brute({"territoire": {"grand-est"}, "situation": {"closed"}})
    assert 1 < len(closed) < len(home)
    expect(page.locator("#labs-nombre")).to_have_text(f"{len(closed)} labs")
    page.go_back()
    expect(page.locator("#labs-nombre")).to_have_text(f"{len(home)} labs")
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("#liste-labs")).to_be_visible()


def test_a_chip_takes_its_filter_away(open_page: Opener) -> None:
    page = open_page("labs/?territoire=bretagne&territoire=corse")
    both = len(brute({"territoire": {"bretagne", "corse"}}))
    expect(page.locator("#labs-nombre")).to_have_text(f"{both} labs")
    page.get_by_role("button", name="Bretagne").click()
    corse = len(brute({"territoire": {"corse"}}))
    expect(page.locator("#labs-nombre")).to_have_text(f"{corse} labs")
    assert page.url.endswith("?territoire=corse")


def test_results_are_filtered_too_and_keep_their_order(open_page: Opener) -> None:
    page = open_page("recherche/?q=design&territoire=ile-de-france")
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    found: list[str] = page.eval_on_selector_all(
        "#resultats h2 a", "links => links.map(link => link.getAttribute('href'))"
    )
    assert found
    ids = [link.rstrip("/").split("/")[-1] for link in found]
    home = {lab.id for lab in brute({"territoire": {"ile-de-france"}})}
    assert set(ids) <= home


def test_an_unknown_value_in_the_address_is_calmly_left_out(open_page: Opener) -> None:
    page = open_page("labs/?territoire=atlantide&theme=%3Cscript%3E&tri=rien")
    expect(page.locator("#labs-nombre")).to_have_text(f"{len(labs())} labs")


def test_the_index_of_filters_is_small(open_page: Opener) -> None:
    import gzip

    from built import real_site

    data: Any = (real_site() / "recherche/index/facets.json").read_bytes()
    assert len(gzip.compress(data, 6)) < 4000
