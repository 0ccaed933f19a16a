"""The card that the template draws and the one that a script draws are the same elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinds import site
from playwright.sync_api import Page, expect
from serving import Opener

TREE = """const tree = (one) => [
  one.localName, [...one.classList].sort(), one.href ?? "", one.dateTime ?? "",
  [...one.childNodes].reduce((parts, part) => {
    if (part.nodeType === Node.ELEMENT_NODE) parts.push(tree(part));
    else if (typeof parts.at(-1) === "string") parts[parts.length - 1] += part.data;
    else parts.push(part.data);
    return parts;
  }, []).map((part) => typeof part === "string" ? part.trim() : part).filter(Boolean),
];"""
"""An element as [name, classes, address, date, children]; spaces around its texts are left out."""

SHOWN = f"""(selector) => {{
  {TREE}
  return Object.fromEntries([...document.querySelectorAll(selector)].map(
    (card) => [card.querySelector("a").href, tree(card)]));
}}"""

DRAWN = f"""async (texts) => {{
  {TREE}
  const {{ shown, load, ROOT }} = await import("../static/load.js");
  const {{ card }} = await import("../static/draw.js");
  const {{ pages }} = await load("meta");
  const all = await shown(Array.from({{ length: pages }}, (_, page) => page));
  return Object.fromEntries(all.filter(({{ path }}) => ROOT + path in texts).map((one) =>
    [ROOT + one.path, tree(card({{ ...one, text: texts[ROOT + one.path] }}, {{ level: "h3" }}))]));
}}"""
"""The cards of the index, with the text that a list says where a result has the first words."""

Trees = Mapping[str, Any]


def cards(page: Page, selector: str) -> Trees:
    found: Trees = page.evaluate(SHOWN, selector)
    return found


def test_the_list_of_labs_has_the_same_cards_printed_and_filtered(open_page: Opener) -> None:
    page = open_page("labs/?tri=signe")
    expect(page.locator("#labs-choix")).to_be_visible()
    more = page.locator("#labs-suite")
    while more.is_visible():
        number = page.locator("#labs-filtres > li").count()
        more.click()
        expect(page.locator("#labs-filtres > li")).not_to_have_count(number)
    filtered = cards(page, "#labs-filtres > .card")
    printed = dict[str, Any]()
    for path in sorted(file.parent.name for file in site().glob("labs/page-*/index.html")):
        printed |= cards(open_page(f"labs/{path}/"), "main .card")
    printed |= cards(open_page("labs/"), "#liste-labs .card")
    assert len(printed) > 50
    assert filtered == printed


def test_every_kind_of_card_is_drawn_alike(open_page: Opener) -> None:
    """On the lists of all tables, but for labs, which the list filtered tells."""
    lists = sorted(
        file.parent.relative_to(site()).as_posix()
        for file in [*site().glob("*/index.html"), *site().glob("*/page-*/index.html")]
        if 'class="card ' in file.read_text("utf-8")
    )
    kinds = set()
    for path in lists:
        page = open_page(f"{path}/")
        printed = cards(page, "main .card")
        texts = {url: text_of(tree) for url, tree in printed.items()}
        page.goto(page.url.partition("/depot/")[0] + "/depot/recherche/")
        assert page.evaluate(DRAWN, texts) == printed
        kinds |= {name for _, classes, *_ in printed.values() for name in classes}
    assert len(kinds) >= 6


def text_of(tree: Any) -> str:
    """The text of a card: its one paragraph without a class."""
    paragraphs = [part[4] for part in tree[4] if part[0] == "p" and not part[1]]
    return str(paragraphs[0][0]) if paragraphs else ""
