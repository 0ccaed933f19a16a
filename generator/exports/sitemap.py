"""The site map: every page that search engines may list, and when it changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(url: str, pages: Iterable[tuple[str, str]]) -> bytes:
    """sitemap.xml of (path, date of last change or nothing), in order of path."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for path, changed in sorted(pages):
        dated = f"<lastmod>{changed}</lastmod>" if _is_day(changed) else ""
        lines.append(f"<url><loc>{escape(url + path)}</loc>{dated}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _is_day(written: str) -> bool:
    """Whether a date is a full day that exists: a site map knows no other."""
    try:
        return datetime.date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
