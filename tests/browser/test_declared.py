"""Weight of every record page, and what the site declares of itself, which must be true.

`pytest --update` writes what is measured to data/quality.json; the change is to be read.
"""

from __future__ import annotations

import ast
import datetime
import importlib.metadata
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from built import ROOT, real_site
from kinds import KINDS
from playwright.sync_api import Browser
from weight import View, ecoindex, mean, view

from generator.checking.directory import Directory
from generator.pages.views import FOLDERS, PAGED

DECLARED = ROOT / "data/quality.json"
CHECKS = {
    "axe": "test_axe_finds_nothing_in_any_colours_at_any_width",
    "keyboard": "test_tab_alone_reaches_every_stop_in_order_and_in_sight",
    "skip": "test_the_first_stop_leads_to_the_content",
    "links": "test_a_link_means_the_same_wherever_it_is_read",
    "structure": "test_headings_landmarks_tables_and_the_current_page_are_told",
    "reflow": "test_it_fits_any_width_zoom_and_spacing_of_text",
    "forced": "test_forced_colours_reach_every_text_and_leave_an_edge_to_every_control",
    "motion": "test_nothing_runs_when_motion_is_reduced",
    "shift": "test_nothing_moves_while_it_loads",
    "scripts": "test_without_scripts_a_page_says_the_same",
    "paper": "test_paper_says_what_who_and_when_and_leads_back",
}
"""What the accessibility statement says is tested, and the test that does it."""


def records(directory: Directory, *tables: str) -> Iterator[View]:
    for table in tables:
        for id in directory.table(table):
            yield view(real_site(), f"{FOLDERS[table]}/{id}/")


def test_record_pages_are_light(directory: Directory) -> None:
    """A page may be fuller than others when there is much to say: one in twenty, and not twice."""
    views = list(records(directory, *PAGED))
    bytes_, elements = (
        sorted(getattr(one, name) for one in views) for name in ("bytes", "elements")
    )
    grades = sorted((one.ecoindex for one in views), reverse=True)
    most = len(views) * 19 // 20
    assert bytes_[most] <= 14_000
    assert elements[most] <= 400
    assert bytes_[-1] <= 18_000
    assert elements[-1] <= 600
    assert {one.requests for one in views} == {4}
    assert grades[most] > 80  # « A »
    assert grades[-1] > 70


def test_lists_and_prose_are_light_whatever_they_hold() -> None:
    """They are cut into pages; what people write stays short."""
    site = real_site()
    files = [site / "index.html", *site.glob("*/index.html"), *site.glob("*/page-*/index.html")]
    paths = [file.parent.relative_to(site).as_posix() for file in files]
    grades = {path: view(site, path).ecoindex for path in paths}
    assert len(grades) > 20
    assert {path: grade for path, grade in grades.items() if grade <= 80} == {}  # all « A »


def test_ecoindex_is_that_of_its_published_formula() -> None:
    assert ecoindex(0, 0, 0) == 100
    assert ecoindex(75, 15, 144.7) == pytest.approx(90)
    assert ecoindex(594601, 3920, 223212.26) == pytest.approx(0)
    assert ecoindex(10**9, 10**9, 10**9) == 0


def measured(directory: Directory) -> dict[str, View]:
    return {
        "home": view(real_site(), ""),
        "lab": mean(list(records(directory, "labs"))),
        "record": mean(list(records(directory, *PAGED))),
    }


def declared() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DECLARED.read_text("utf-8"))
    return found


def test_what_is_declared_is_what_is_measured(
    directory: Directory, browser: Browser, update: bool
) -> None:
    found = measured(directory)
    if update:
        axe = re.search(r"axe v([\d.]+)", AXE_SCRIPT)
        tools = {
            "axe-core": axe[1] if axe else "",
            "Chromium": browser.version,
            "Playwright": importlib.metadata.version("playwright"),
        }
        weights = {
            name: {
                "bytes": int(round(one.bytes, -2)),
                "requests": round(one.requests),
                "elements": round(one.elements),
                "ecoindex": round(one.ecoindex),
            }
            for name, one in found.items()
        }
        value = {
            "date": datetime.date.today().isoformat(),
            "tools": [f"{name} {version}" for name, version in tools.items()],
            "pages": [path for kind, path in KINDS.items() if kind != "not found"],
            "checks": list(CHECKS),
            "weights": weights,
        }
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        DECLARED.write_text(text, encoding="utf-8", newline="\n")
    told = declared()
    assert told["checks"] == list(CHECKS)
    assert told["pages"] == [path for kind, path in KINDS.items() if kind != "not found"]
    assert set(told["weights"]) == set(found)
    for name, one in found.items():
        said = told["weights"][name]
        assert said["bytes"] == pytest.approx(one.bytes, rel=0.15)
        assert said["elements"] == pytest.approx(one.elements, rel=0.15)
        assert said["requests"] == round(one.requests)
        assert said["ecoindex"] == pytest.approx(one.ecoindex, abs=2)


def test_each_check_that_is_declared_is_made() -> None:
    made = {
        node.name
        for name in ("test_kinds", "test_without")
        for node in ast.parse((ROOT / f"tests/browser/{name}.py").read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert set(CHECKS.values()) <= made


def test_the_statement_shows_the_checks_and_their_day() -> None:
    html = (real_site() / "accessibilite/index.html").read_text("utf-8")
    assert "non conforme" in html
    assert html.count("<li>") >= len(CHECKS) + len(declared()["pages"])
    for section in ("etat", "essais", "non-accessibles", "date", "contact", "recours"):
        assert f'id="{section}"' in html


def test_the_site_map_lists_every_page_and_every_list() -> None:
    html = (real_site() / "plan-du-site/index.html").read_text("utf-8")
    links = set(re.findall(r'href="\.\./([^"#?]*)"', html))
    pages = {
        file.parent.relative_to(real_site()).as_posix() + "/"
        for file in real_site().glob("*/index.html")
    }
    assert pages - links == set()
