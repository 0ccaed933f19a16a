"""What axe finds wrong in a page, best practice too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN: Final = """async (rules) => {
  const options = { preload: false, resultTypes: ["violations"] };
  if (rules.length) options.runOnly = rules;
  return (await axe.run(options)).violations.map((one) =>
    `${one.id}: ${one.help} ${one.nodes.map((node) => node.target + " " + node.html).join("; ")}`);
}"""
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that other colours may break."""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What breaks some rules, or any."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, [*rules])
    return found
