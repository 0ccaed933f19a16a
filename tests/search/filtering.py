"""What a first filter costs: every facet of the list of labs, its commonest and its rarest value.

python tests/search/filtering.py [--labs NUMBER]      the real site, or one of synthetic labs
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

if __name__ == "__main__":
    TESTS = Path(__file__).resolve().parents[1]
    sys.path[:0] = [str(TESTS.parent), str(TESTS), str(TESTS / "browser")]

from playwright.sync_api import Page, Request
from search.measure import BESIDE, Site, real, sent, synthetic
from serving import browsing, served


@dataclass(frozen=True, slots=True)
class Choice:
    """One value chosen first, on a page just opened."""

    facet: str
    value: str
    labs: int
    shown: int
    """How many cards came first."""
    time: float
    """Milliseconds from the click to the list."""
    files: tuple[str, ...]
    size: int
    """Bytes as sent: scripts, values and cards, all that the page had not."""


def measure(site: Site) -> list[Choice]:
    """Each facet's commonest and rarest value, each on a page of its own."""
    with served(site.folder) as address, browsing() as browser:
        page = browser.new_page()
        cold = page.context.new_cdp_session(page)
        cold.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.goto(f"{address}labs/")
        facets: list[Any] = page.evaluate(FACETS, address)
        return [
            choose(page, address, site.folder, facet["id"], value)
            for facet in facets
            for value in dict.fromkeys(_ends(facet["values"]))
        ]


def _ends(values: list[tuple[str, str, int]]) -> Iterator[str]:
    """The commonest value and the rarest."""
    yield max(values, key=lambda one: one[2])[0]
    yield min(values, key=lambda one: one[2])[0]


def choose(page: Page, address: str, folder: Path, facet: str, value: str) -> Choice:
    urls: list[str] = []

    def heard(request: Request) -> None:
        if request.resource_type not in BESIDE and not request.url.endswith(".svg"):
            urls.append(request.url)

    page.goto(f"{address}labs/")
    page.on("request", heard)
    page.locator(f"[data-facet={facet}] summary").click()
    page.locator(f"[data-facet={facet}] input").first.wait_for()
    page.wait_for_function(BROUGHT, arg=f"/facet-{facet}.json")
    time, labs, shown = page.evaluate(CLICK, [facet, value])
    page.remove_listener("request", heard)
    paths = tuple(sorted({unquote(url.partition("?")[0]).removeprefix(address) for url in urls}))
    return Choice(facet, value, labs, shown, time, paths, sum(sent(folder / one) for one in paths))


FACETS: Final = """async (root) =>
  (await (await fetch(root + "recherche/index/facets.json")).json()).facets"""

BROUGHT: Final = """(end) =>
  performance.getEntriesByType("resource").some(({ name }) => name.endsWith(end))"""
"""What a choice will need is brought when its facet opens."""

CLICK: Final = """async ([facet, value]) => {
  const list = document.getElementById("labs-filtres");
  const start = performance.now();
  document.querySelector(`[data-facet="${facet}"] input[value="${value}"]`).click();
  await new Promise((done) => {
    const watch = new MutationObserver(() => list.ariaBusy === "false" && done());
    watch.observe(list, { attributes: true, attributeFilter: ["aria-busy"] });
  });
  list.getBoundingClientRect();
  const time = performance.now() - start;
  const told = document.getElementById("labs-nombre").textContent.replace(/\\D/g, "");
  return [time, Number(told), list.children.length];
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure a first filter.")
    parser.add_argument("--labs", type=int, help="a synthetic site of this size")
    given = parser.parse_args()
    with synthetic(given.labs) if given.labs else real() as site:
        choices = measure(site)
    for one in choices:
        print(
            f"{one.facet:11}{one.value[:28]:29}{one.labs:6} labs{one.shown:4} cards"
            f"{one.time:8.0f} ms{one.size / 1000:7.1f} KB gzip{len(one.files):4} files"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
