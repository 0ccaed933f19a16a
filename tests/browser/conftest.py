"""Fixtures of the browser tests; what they are made of is in serving.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving import address, browser, open_page, tabs

__all__ = ["address", "browser", "open_page", "tabs"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where there is no browser, `-m "not browser"` leaves this folder out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
