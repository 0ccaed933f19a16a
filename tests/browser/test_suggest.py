"""The search boxes: suggestions as a combobox, live results, and the ways on when nothing is found.

`slow` keeps the files of the index back, as a poor network does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from axe import COLOURS, violations
from playwright.sync_api import Locator, Page, Route, expect
from serving import Opener


def typed(page: Page, text: str, box: str = "#q-haut") -> Locator:
    """The options, once a text is typed into a box."""
    page.locator(box).press_sequentially(text)
    options = page.locator(f"form:has({box}) [role=option]")
    expect(page.locator(f"form:has({box}) [role=listbox]")).to_have_attribute("aria-busy", "false")
    expect(options.first).to_be_visible()
    return options


def chosen(page: Page, box: str = "#q-haut") -> str | None:
    """What the box says is chosen; the option that is shown as chosen is the same."""
    id = page.locator(box).get_attribute("aria-activedescendant")
    shown: list[str] = page.eval_on_selector_all(
        "[role=option][aria-selected=true]", "options => options.map(option => option.id)"
    )
    assert shown == ([id] if id else [])
    return id


@contextmanager
def slow(page: Page) -> Iterator[list[Route]]:
    """Holds every file of the index back until the end of the block."""
    held: list[Route] = []
    free = False
    page.route(
        "**/recherche/index/*.json",
        lambda route: route.continue_() if free else held.append(route),
    )
    yield held
    free = True
    for route in held:
        route.continue_()


def found(page: Page) -> list[str]:
    """The paths of the results, once they are complete."""
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#resultats-nombre")).not_to_be_empty()
    return [link.split("/depot/")[1] for link in page.eval_on_selector_all(
        "#resultats a", "links => links.map(link => link.href)")]  # fmt: skip


# ---- suggestions


def test_the_keys_move_among_the_suggestions_as_the_pattern_says(open_page: Opener) -> None:
    page = open_page("methode/")
    box = page.locator("#q-haut")
    box.focus()
    expect(box).to_have_role("combobox")
    options = typed(page, "design")
    count = options.count()
    assert count > 2
    expect(box).to_have_attribute("aria-expanded", "true")
    ids = [option.get_attribute("id") for option in options.all()]
    assert chosen(page) is None
    steps = [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None),
             ("ArrowUp", count - 1), ("ArrowDown", None), ("ArrowDown", 0), ("End", None),
             ("ArrowDown", 0), ("Home", None)]  # fmt: skip
    for key, at in steps:
        page.keyboard.press(key)
        assert chosen(page) == (None if at is None else ids[at]), key
    expect(box).to_be_focused()
    assert box.evaluate("box => box.selectionStart") == 0
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("design")
    for key, at in (("ArrowDown", 0), ("ArrowUp", count - 1), ("Alt+ArrowDown", None)):
        page.keyboard.press(key)
        expect(box).to_have_attribute("aria-expanded", "true")
        assert chosen(page) == (None if at is None else f"{ids[0]}"[:-1] + str(at))
        page.keyboard.press("Alt+ArrowUp")
        expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".top .find button")).to_be_focused()


def test_enter_goes_to_the_choice_and_without_one_to_all_results(open_page: Opener) -> None:
    page = open_page("methode/")
    typed(page, "lab bleu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=lab+bleu")
    assert found(page)[0] == "labs/lab-bleu/"
    expect(page.get_by_role("search")).to_have_count(1)  # one box on the page of results
    page.go_back()
    typed(page, "lab bleu")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/labs/lab-bleu/")
    options = typed(page, "lab")
    last = options.last
    assert last.inner_text().replace("\u00a0", " ") == "Tous les résultats pour « lab »"
    last.click()
    page.wait_for_url("**/recherche/?q=lab")
    page.go_back()
    typed(page, "turkislab").first.click()
    page.wait_for_url("**/labs/lab-turquoise/")


def test_suggestions_say_their_kind_mark_what_matches_and_tell_their_number(
    open_page: Opener,
) -> None:
    page = open_page("methode/")
    options = typed(page, "inclusion num")
    first = options.first
    assert first.locator("mark").all_inner_texts() == ["Inclusion", "numérique"]
    expect(first.locator(".detail")).to_have_text("Thème")
    said = page.locator("form:has(#q-haut) [role=status]")
    expect(said).to_have_text(f"{options.count()} suggestions")
    page.locator("#q-haut").fill("")
    kinds = set()
    for query in ("bleuville", "bretagne", "accessib"):
        typed(page, query)
        kinds |= {text.split(" · ")[0] for text in page.locator(
            "[role=option]:not(.all) .detail").all_inner_texts()}  # fmt: skip
        page.locator("#q-haut").fill("")
    assert {"Lab", "Territoire", "Événement", "Page"} <= kinds
    page.locator("#q-haut").fill("zzzzzz")
    expect(said).to_have_text("aucune suggestion")
    expect(page.locator("#q-haut")).to_have_attribute("aria-expanded", "false")


def test_the_latest_letters_win_on_a_slow_network(open_page: Opener) -> None:
    page = open_page("methode/")
    box, list_ = page.locator("#q-haut"), page.locator("form:has(#q-haut) [role=listbox]")
    with slow(page):
        box.press_sequentially("bretagne")
        expect(list_).to_have_attribute("aria-busy", "true")
        box.fill("turkislab")
    expect(page.locator("[role=option]").first).to_contain_text("Turkislab")
    expect(list_).to_have_attribute("aria-busy", "false")
    page.reload()
    with slow(page) as held:
        box.press_sequentially("bretagne")
        expect(list_).to_have_attribute("aria-busy", "true")
        page.keyboard.press("Tab")
    assert held
    expect(list_).to_be_hidden()  # an answer that nobody waits for opens nothing
    expect(list_).to_have_attribute("aria-busy", "false")


def test_when_the_index_fails_the_form_still_leads_to_results(open_page: Opener) -> None:
    page = open_page("methode/")
    page.route("**/recherche/index/*.json", lambda route: route.fulfill(status=404, body=""))
    page.locator("#q-haut").press_sequentially("bleuville")
    expect(page.locator("form:has(#q-haut) [role=listbox]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#q-haut")).to_have_attribute("aria-expanded", "false")
    page.unroute("**/recherche/index/*.json")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=bleuville")
    assert "labs/lab-bleu/" in found(page)[:3]


@pytest.mark.parametrize(("path", "box"), [("methode/", "#q-haut"), ("recherche/", "#q-page")])
def test_slash_goes_to_the_box_and_escape_back(open_page: Opener, path: str, box: str) -> None:
    page = open_page(path)
    link = page.locator("main a").last
    link.focus()
    page.keyboard.press("/")
    expect(page.locator(box)).to_be_focused()
    expect(page.locator(box)).to_have_value("")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("bleu/ville")  # someone who writes may write it
    expect(page.locator(box)).to_have_value("bleu/ville")
    if box == "#q-haut":
        expect(page.locator("[role=option]").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(box)).to_have_value("bleu/ville")
        expect(page.locator(box)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(box)).to_have_value("")
    expect(link).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_suggestions_fit_the_screen_and_axe_finds_nothing(open_page: Opener, width: int) -> None:
    page = open_page("methode/", width)
    typed(page, "lab")
    page.keyboard.press("ArrowDown")
    box = page.locator(".suggestions").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


# ---- the page of results


TYPED = """async (text) => {
  const box = document.getElementById("q-page");
  for (const letter of text) {
    box.value += letter;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 120));
  }
  return document.getElementById("resultats").ariaBusy;
}"""
"""Types by the page's own clock, which a busy machine cannot put behind that of the results."""


def test_the_number_is_told_once_nobody_types_any_more(open_page: Opener) -> None:
    page = open_page("recherche/")
    page.evaluate(
        """() => {
          window.told = [];
          const count = document.getElementById("resultats-nombre");
          new MutationObserver(() => told.push([
            count.textContent, document.getElementById("resultats").children.length,
          ])).observe(count, { childList: true });
        }"""
    )
    assert page.evaluate(TYPED, "numérique") == "true"
    assert found(page)
    told = page.evaluate("told")
    assert len(told) == 1
    assert told[0][1] == min(10, int(told[0][0].split()[0]))
    expect(page).to_have_title(re.compile("^numérique – "))
    assert unquote(page.url).endswith("?q=numérique")


def test_enter_in_the_box_of_the_page_keeps_the_filters(open_page: Opener) -> None:
    page = open_page("recherche/?q=design&territoire=occitanie")
    found(page)
    page.locator("#q-page").fill("lab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=lab&territoire=occitanie$"))
    assert all(path.startswith("labs/") for path in found(page))
    page.go_back()
    expect(page.locator("#q-page")).to_have_value("design")


def test_nothing_found_offers_near_queries_themes_and_the_form(open_page: Opener) -> None:
    page = open_page("recherche/?q=labo%20zzzbretagnzz")
    assert found(page) == []
    expect(page.locator("#resultats-nombre")).to_have_text("aucun résultat")
    near = page.locator("#resultats-proches a")
    expect(near.first).to_contain_text("labo")
    number = int(near.first.locator(".number").inner_text())
    assert page.locator("#resultats-aucun .tally a[href*='/themes/']").count() > 5
    propose = page.locator("#resultats-proposer")
    assert "labo zzzbretagnzz" in propose.inner_text()
    assert violations(page) == []
    propose.click()
    page.wait_for_url("**/participer/?nom=labo+zzzbretagnzz#proposer")
    form = page.locator("a[href*='template=lab.yml']").first
    expect(form).to_have_attribute("href", re.compile("&name=labo%20zzzbretagnzz$"))
    page.go_back()
    near.first.click()
    found(page)
    expect(page.locator("#resultats-nombre")).to_have_text(f"{number} résultats")


def test_a_word_is_offered_as_far_as_it_is_known(open_page: Opener) -> None:
    page = open_page("recherche/?q=bretagnouille")
    assert found(page) == []
    near = page.locator("#resultats-proches a").first
    assert near.inner_text().split()[0] == "Bretagne"
    near.click()
    assert "territoires/bretagne/" in found(page)[:3]


def test_filters_that_leave_no_result_say_so(open_page: Opener) -> None:
    page = open_page("recherche/?q=lab%20bleu%20bleuville&territoire=la-reunion&genre=school")
    assert found(page) == []
    expect(page.locator("#resultats-filtres")).to_be_visible()
    expect(page.locator("#resultats-aucun")).to_be_hidden()
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("#resultats-filtres")).to_be_hidden()
    assert "labs/lab-bleu/" in found(page)


HOSTILE = ["c++", "(", "<b>x</b>", "😀", "\u202eabc", "مختبر", "%", "x" * 10_000, "’", "$& {q}",
           "x" + "😀" * 99]  # fmt: skip


def test_any_query_is_answered_calmly(open_page: Opener) -> None:
    page = open_page("recherche/", 320)
    for query in HOSTILE:
        page.locator("#q-page").fill(query)
        page.keyboard.press("Enter")
        found(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query[:20]
        assert page.locator("main b").count() == 0
        if page.locator("#resultats-aucun").is_visible():
            assert query[:40] in page.locator("#resultats-proposer").inner_text()
