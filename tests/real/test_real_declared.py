"""What the real site declares of itself: true on the day it says, and near enough ever since.

`pytest --update` runs the declared checks on the real pages, measures these, and writes both to
data/quality.json; the change is to be read.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from built import real_site
from declared import CHECKS, measured, pages, read, rounded, write
from kinds import REAL as REAL_KINDS
from serving import browsing
from trees import REAL, ROOT

from generator.checking.directory import Directory

DECLARED = REAL / "data/quality.json"


def checked() -> None:
    """Run the declared checks on a real page of each kind; they must pass."""
    chosen = " or ".join(CHECKS.values())
    files = ["tests/browser/test_kinds.py", "tests/browser/test_without.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-k", chosen, *files]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SITE": "real"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def tools() -> list[str]:
    """What the checks were made with."""

    def version() -> str:
        with browsing() as browser:
            return browser.version

    axe = re.search(r"axe v([\d.]+)", AXE_SCRIPT)
    with ThreadPoolExecutor(1) as thread:  # the browser tests keep their browser open in this one
        chromium = thread.submit(version).result()
    playwright = importlib.metadata.version("playwright")
    return [f"axe-core {axe[1] if axe else ''}", f"Chromium {chromium}", f"Playwright {playwright}"]


def test_what_the_real_site_declares_is_no_far_cry_from_what_it_is(
    real: Directory, update: bool
) -> None:
    """Records that editors add move a mean; only the engine could halve or double it."""
    views = measured(real_site(), real)
    if update:
        checked()
        found: dict[str, Any] = {
            "date": datetime.date.today().isoformat(),
            "tools": tools(),
            "pages": pages(REAL_KINDS),
            "checks": list(CHECKS),
            "weights": rounded(views),
        }
        write(DECLARED, found)
    told = read(DECLARED)
    assert told["checks"] == list(CHECKS)
    assert set(told["pages"]) <= set(pages(REAL_KINDS))  # a kind may wait for the next update
    assert set(told["weights"]) == set(views)
    for name, one in views.items():
        said = told["weights"][name]
        assert 0.5 <= said["bytes"] / one.bytes <= 2, name
        assert 0.5 <= said["elements"] / one.elements <= 2, name


def test_each_page_that_was_checked_still_has_its_address() -> None:
    for path in read(DECLARED)["pages"]:
        assert (real_site() / path.partition("?")[0] / "index.html").is_file(), path
