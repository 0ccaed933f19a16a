"""The addresses of the site, as far as they are known before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FOLDERS: Final[Mapping[str, str]] = {
    "labs": "labs",
    "themes": "themes",
    "territories": "territoires",
    "events": "evenements",
    "calls": "appels",
    "organisations": "organisations",
    "networks": "reseaux",
    "disagreements": "desaccords",
}
"""The first segment of the address of each list."""

KINDS: Final[Mapping[str, str]] = {
    "labs": "lab",
    "themes": "theme",
    "territories": "territory",
    "events": "event",
    "calls": "call",
    "organisations": "organisation",
    "networks": "network",
}
"""What one record of a table is called, in words and in the links of prose (lab:ti-lab)."""

PAGED: Final = tuple(KINDS)
"""The tables whose records have a page of their own."""

OURS: Final = ("donnees/", "images/", "recherche/index/", "static/")
"""The folders of the site that are made from data or come with the theme."""

ALONE: Final = ("404.html", "robots.txt", "sitemap.xml")
"""The files that stand at the root of the site."""
