"""Fixtures of the browser tests; what they are made of is in serving.py."""

from serving import address, browser, open_page, tabs

__all__ = ["address", "browser", "open_page", "tabs"]
