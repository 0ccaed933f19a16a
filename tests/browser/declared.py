"""What a site declares of itself in data/quality.json: checks, pages, weights."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from weight import View, mean, view

from generator.checking.directory import Directory
from generator.records.tables import PAGED, TABLES, Table, folder

CHECKS: Final = {
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


def pages(kinds: Mapping[str, str]) -> list[str]:
    """The pages that were checked: one of each kind, but what is no page."""
    return [path for kind, path in kinds.items() if kind != "not found"]


def records(site: Path, directory: Directory, *tables: Table) -> Iterator[View]:
    """The first view of each record's page."""
    for table in tables:
        for id in directory.table(table.name):
            yield view(site, f"{folder(table)}{id}/")


def measured(site: Path, directory: Directory) -> dict[str, View]:
    """What the eco-design page tells: the home page, a lab's page and a record's, in the mean."""
    return {
        "home": view(site, ""),
        "lab": mean(list(records(site, directory, TABLES["labs"]))),
        "record": mean(list(records(site, directory, *PAGED))),
    }


def rounded(views: Mapping[str, View]) -> dict[str, dict[str, int]]:
    """The weights as they are written."""
    return {
        name: {
            "bytes": int(round(one.bytes, -2)),
            "requests": round(one.requests),
            "elements": round(one.elements),
            "ecoindex": round(one.ecoindex),
        }
        for name, one in views.items()
    }


def read(file: Path) -> dict[str, Any]:
    """What is declared."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def write(file: Path, declared: Mapping[str, Any]) -> None:
    """Declare."""
    text = json.dumps(declared, ensure_ascii=False, indent=1) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
