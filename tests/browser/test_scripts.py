"""How the scripts hold together: who loads, what is known of the format, what comes at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kinds import site
from playwright.sync_api import Page, Route, expect
from serving import Opener
from trees import ROOT

from generator.records.tables import LISTED

STATIC = ROOT / "theme/static"


def imported(script: str) -> set[str]:
    """The scripts that one needs before it runs."""
    return set(re.findall(r'^import .* from "\./(.*)";$', read(script), re.MULTILINE))


def read(script: str) -> str:
    return (STATIC / script).read_text("utf-8")


def needed(script: str) -> set[str]:
    found = {script}
    for other in imported(script):
        found |= needed(other)
    return found


def test_the_page_of_results_asks_at_once_for_all_that_its_script_needs() -> None:
    html = (site() / "recherche/index.html").read_text("utf-8")
    asked = re.findall(r'<link rel="modulepreload" href="\.\./static/([^"]*)">', html)
    assert len(asked) > 3
    assert sorted(asked) == sorted(needed("results.js"))


def test_what_a_behaviour_needs_is_asked_for_at_once() -> None:
    """What an import imports is imported beside it: a browser that waits for it waits once."""
    for script in ("results.js", "suggest.js", "labs.js"):
        assert needed(script) == {script, *imported(script)}, script


def test_one_script_loads() -> None:
    loaders = [file.name for file in STATIC.glob("*.js") if "fetch(" in file.read_text("utf-8")]
    assert loaders == ["load.js"]


def test_no_script_knows_where_a_table_is() -> None:
    addresses = re.compile(rf"\b(?:{'|'.join(table.folder for table in LISTED)})/")
    known = {file.name: addresses.findall(file.read_text("utf-8")) for file in STATIC.glob("*.js")}
    assert {name: found for name, found in known.items() if found} == {}


# ---- the format is told by the files: written otherwise, they are read as well


def test_the_index_is_read_as_its_meta_file_tells(open_page: Opener) -> None:
    page = open_page("recherche/?q=bretagne%20lab")
    wanted = results(page)
    files = len(list((site() / "recherche/index").glob("d*.json")))
    rows = [row for number in range(files) for row in index(f"d{number}")]
    meta = index("meta")
    order = [*reversed(range(len(meta["columns"])))]
    padded = [row + [""] * (len(order) - len(row)) for row in rows]
    turned = [[row[at] for at in order] for row in padded]

    def other(name: str) -> Any:
        if name == "meta":
            columns = [meta["columns"][at] for at in order]
            return meta | {"pages_a_file": 7, "weights": 100, "columns": columns}
        if name[0] == "d":
            return turned[int(name[1:]) * 7 : int(name[1:]) * 7 + 7]
        found = index(name)
        if name[0] == "t":
            found[1::2] = [
                [one // 16 * 100 + one % 16 for one in numbers] for numbers in found[1::2]
            ]
        return found

    with rewritten(page, other):
        page.reload()
        assert results(page) == wanted
    assert wanted


def test_filters_are_read_as_their_files_tell(open_page: Opener) -> None:
    path = "labs/?territoire=bretagne&tri=signe"
    wanted = labs(open_page(path))

    def other(name: str) -> Any:
        found = index(name)
        if "of" in found:
            width = found["width"]
            code = re.compile(f".{{{width}}}")
            wider = code.sub(
                lambda value: f"{int(value[0], 36):05}", found["of"].replace(",", "\n")
            )
            found |= {"base": 10, "width": 5, "of": wider.replace("\n", ",")}
        return found

    page = open_page("methode/")
    with rewritten(page, other):
        page.goto(page.url.replace("methode/", path))
        assert labs(page) == wanted
    assert wanted


def index(name: str) -> Any:
    return json.loads((site() / f"recherche/index/{name}.json").read_text("utf-8"))


@contextmanager
def rewritten(page: Page, other: Callable[[str], Any]) -> Iterator[None]:
    """The index is served as `other` writes its files."""

    def answer(route: Route) -> None:
        route.fulfill(json=other(Path(route.request.url).stem))

    page.route("**/recherche/index/*.json", answer)
    try:
        yield
    finally:
        page.unroute("**/recherche/index/*.json")


def results(page: Page) -> list[str]:
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#resultats-nombre")).not_to_be_empty()
    return page.locator("#resultats > li").all_inner_texts()


def labs(page: Page) -> list[str]:
    expect(page.locator("#labs-filtres")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#labs-choix")).to_be_visible()
    return page.locator("#labs-filtres > li").all_inner_texts()


def test_numbers_are_grouped_as_the_language_of_the_page_has_it(open_page: Opener) -> None:
    page = open_page("methode/")
    told = page.evaluate(
        """async () => {
          const { grouped } = await import("../static/draw.js");
          const printed = grouped(12345);
          document.documentElement.lang = "de";
          return [printed, grouped(12345)];
        }"""
    )
    assert told == ["12\u202f345", "12.345"]
