"""Every kind of page, met once: what it weighs, how it bends, who can use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pytest
from axe import COLOURS, violations
from kinds import KINDS, SEARCHED
from playwright.sync_api import Browser, Page, Request, expect
from serving import Tab

WATCH = """
  window.seen = { moved: 0, refused: [] };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) seen.moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (one) => seen.refused.push(one.blockedURI));
"""
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit, by a phone whose cache is empty; the page stays open."""

    kind: str
    page: Page
    sent: Mapping[str, int]
    """Bytes of each kind of resource."""
    requests: int
    moved: float
    """Cumulative layout shift."""


@pytest.fixture(scope="module", params=KINDS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        reduced_motion="reduce",  # keys that follow at once do not race a page that scrolls
    )
    context.add_init_script(WATCH)
    tab = Tab(context, address)
    page, asked = tab.page, list[Request]()
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(address + KINDS[request.param])
    if request.param in SEARCHED:
        answered(page)
    page.evaluate(SETTLE)
    sent: dict[str, int] = defaultdict(int)
    for one in asked:
        sent[one.resource_type] += max(0, one.sizes()["responseBodySize"])
    yield Visit(request.param, page, sent, len(asked), page.evaluate("seen.moved"))
    tab.calm()
    context.close()


def answered(page: Page) -> None:
    expect(page.locator("#resultats-nombre")).not_to_be_empty()
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")


def look(
    visit: Visit,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    forced: Literal["active", "none"] = "none",
) -> Page:
    """The page on another screen."""
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    return page


# ---- what it weighs


def test_a_first_view_is_light(visit: Visit) -> None:
    if visit.kind in SEARCHED:
        return  # tests/search measures it
    assert sum(visit.sent.values()) <= 35_000
    assert visit.sent["script"] <= 4_000
    assert visit.requests <= 5


def test_nothing_moves_while_it_loads(visit: Visit) -> None:
    """Room is left for a table that widens while its rows arrive, and for the answer to a query."""
    limit = 0.03 if visit.kind in SEARCHED else 0.01
    assert visit.moved < limit
    page = look(visit)
    page.reload()
    if visit.kind in SEARCHED:
        answered(page)
    page.evaluate(SETTLE)
    assert page.evaluate("seen.moved") < limit


def test_nothing_is_kept_and_the_policy_is_kept(visit: Visit) -> None:
    kept = visit.page.evaluate(
        """async () => [
          localStorage.length, sessionStorage.length, document.cookie,
          (await indexedDB.databases()).length, (await caches.keys()).length,
          (await navigator.serviceWorker?.getRegistrations() ?? []).length,
        ]"""
    )
    assert kept == [0, 0, "", 0, 0, 0]
    assert visit.page.evaluate("seen.refused") == []


# ---- how it bends

CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const style = getComputedStyle(one);
  if (!one.checkVisibility() || one.closest("svg") || style.clipPath !== "none") return false;
  return ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
    || ["hidden", "clip"].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


def test_it_fits_any_width_zoom_and_spacing_of_text(visit: Visit) -> None:
    page = visit.page
    for width, height in ((1280, 800), (768, 1024), (320, 640), (320, 256)):  # the last: 400 %
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(SPACED)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []
    page.evaluate("document.adoptedStyleSheets = []")


BROKEN = """() => [...document.querySelectorAll("h1, h2, h3, dt, th")].filter(
  (one) => !one.closest("thead") || one.closest("thead").clientWidth > 1  // else it is unseen
).flatMap((one) => {
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, range = document.createRange();
    for (const { index, 0: word } of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map((box) => box.width && box.top));
      if (lines.size > 1) found.push(`${one.localName}: ${word}`);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_no_word_of_a_title_is_cut_whatever_the_fonts(visit: Visit, width: int) -> None:
    assert look(visit, width).evaluate(BROKEN) == []


def test_nothing_runs_when_motion_is_reduced(visit: Visit) -> None:
    moving = visit.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          const times = style.transitionDuration + "," + style.animationDuration;
          return style.scrollBehavior === "smooth" || times.split(",").some(parseFloat);
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert moving == []


# ---- who can use it

PAINTED = {"home", "list", "lab", "prose", "search"}
"""They have all that looks different by width: the menu, cards, contents, margins."""


def test_axe_finds_nothing_in_any_colours_at_any_width(visit: Visit) -> None:
    """All rules at both widths and in both colours, best practice too.

    What a style sheet paints by width is on the pages of PAINTED: those in all four.
    """
    assert violations(look(visit, 1280, "light")) == []
    assert violations(look(visit, 320, "dark")) == []
    if visit.kind in PAINTED:
        assert violations(look(visit, 320, "light"), COLOURS) == []
        assert violations(look(visit, 1280, "dark"), COLOURS) == []
    look(visit)


def test_forced_colours_reach_every_text_and_leave_an_edge_to_every_control(visit: Visit) -> None:
    page = look(visit, forced="active")
    lost = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
          if (!one.checkVisibility() || one.closest("svg")) return false;
          const style = getComputedStyle(one);
          return style.forcedColorAdjust === "none" && one.textContent.trim()
            || one.matches("button, input, select, .badge") && style.borderTopStyle === "none";
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    look(visit)
    assert lost == []


STOPS = """() => {
  const all = document.querySelectorAll(
    ':is(a[href], button, input, summary, select):not([tabindex="-1"])');
  const stops = [...all].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  window.reached = [];
  window.walk = () => {
    const here = document.activeElement;
    if (here === document.body) return;
    const bare = [...here.getClientRects()].some((box) => {
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      return box.width && here.contains(document.elementFromPoint(x, y));
    });
    const seen = bare && getComputedStyle(here).outlineStyle !== "none";
    reached.push([stops.indexOf(here), seen, here.outerHTML]);
  };
  addEventListener("keydown", walk, true);  // what the last key reached, settled by now
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  return stops.length;
}"""


@pytest.mark.parametrize("width", [1280, 320])
def test_tab_alone_reaches_every_stop_in_order_and_in_sight(visit: Visit, width: int) -> None:
    page = look(visit, width)
    stops = page.evaluate(STOPS)
    for _ in range(stops):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    reached = page.evaluate("walk() ?? removeEventListener('keydown', walk, true) ?? reached")
    assert [place for place, *_ in reached] == list(range(stops))
    assert [html for _, seen, html in reached if not seen] == []


def test_the_first_stop_leads_to_the_content(visit: Visit) -> None:
    page = look(visit)
    page.evaluate(STOPS)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_a_link_means_the_same_wherever_it_is_read(visit: Visit, address: str) -> None:
    """Those who go from link to link hear their words alone: same words, same place.

    An event may be named for a lab: records of two kinds may share a name, not two of one kind.
    """
    links: list[list[str]] = visit.page.evaluate(
        """() => [...document.querySelectorAll("a[href]:not([tabindex='-1'])")]
          .filter((one) => one.checkVisibility()).map((one) =>
            [(one.ariaLabel ?? one.textContent).trim().replace(/\\s+/g, " "), one.href])"""
    )
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, place in links:
        assert len(name) > 1 or name.isalnum(), place
        kind = place.removeprefix(address).partition("/")[0]
        places[name.casefold(), kind].add(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_headings_landmarks_tables_and_the_current_page_are_told(visit: Visit) -> None:
    told: dict[str, Any] = visit.page.evaluate(
        """() => {
          const all = (selector) => [...document.querySelectorAll(selector)]
            .filter((one) => one.checkVisibility());
          const name = (one) => one.ariaLabel
            ?? document.getElementById(one.getAttribute("aria-labelledby"))?.textContent ?? "";
          return {
            levels: all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.tagName[1])),
            once: ["main", "body > header", "body > footer", "h1"].map((one) => all(one).length),
            navigations: all("nav").map(name), searches: all("[role=search]").length,
            regions: all("section[aria-label], section[aria-labelledby]").map(name),
            tables: all("table").map((one) => one.caption?.textContent ?? name(one)),
            headless: all("table").filter((one) => !one.querySelector("th[scope]")).length,
            menu: all("body > header [aria-current]").length,
            crumbs: all(".crumbs [aria-current=page]").length,
          };
        }"""
    )
    assert told["once"] == [1, 1, 1, 1]
    assert told["levels"][0] == 1
    assert all(after <= before + 1 for before, after in pairwise(told["levels"]))
    assert all(told["navigations"]) and len(set(told["navigations"])) == len(told["navigations"])
    assert all(told["regions"])
    assert all(told["tables"]) and told["headless"] == 0
    assert told["searches"] >= 1
    assert told["crumbs"] == (visit.kind not in ("home", "not found"))
    assert told["menu"] <= 1
