"""One page of every kind that a site has: what is asked of each is asked of all.

Tests look at the base. With SITE=real they look at the real site, which `pytest --update
tests/browser/test_declared.py` does before it writes what the site declares of itself.
"""

from __future__ import annotations

import os
from typing import Final

import trees
from built import base_site, real_site

BASE: Final = {
    "home": "",
    "list": "labs/",
    "further list": "labs/page-2/",
    "lab": "labs/lab-bleu/",
    "short lab": "labs/lab-vert/",
    "closed lab": "labs/lab-ambre/",
    "theme": "themes/inclusion-numerique/",
    "territory": "territoires/provence-alpes-cote-d-azur/",
    "empty territory": "territoires/mayotte/",
    "map": "territoires/",
    "events": "evenements/",
    "event": "evenements/table-ronde-2016/",
    "call": "appels/appel-couleurs/",
    "organisation": "organisations/direction-des-couleurs/",
    "network": "reseaux/arc-en-ciel/",
    "disagreements": "desaccords/",
    "search": "recherche/?q=lab",
    "prose": "methode/",
    "data": "donnees-ouvertes/",
    "to check": "a-verifier/",
    "weights": "ecoconception/",
    "not found": "nulle-part/",
}
REAL: Final = {
    **BASE,
    "lab": "labs/lab-o/",
    "short lab": "labs/liit-corse/",
    "closed lab": "labs/mindlab/",
    "theme": "themes/participation-citoyenne/",
    "event": "evenements/table-ronde-labs-2016/",
    "call": "appels/lit-2016/",
    "organisation": "organisations/ditp/",
    "network": "reseaux/liit/",
}
"""Each is an address that was published: it stays, or leads to the page that follows it."""

SEARCHED: Final = {"search"}
"""Kinds that show the answer to a query, whose cost tests/search measures."""

OF_REAL: Final = os.environ.get("SITE") == "real"
KINDS: Final = REAL if OF_REAL else BASE
site: Final = real_site if OF_REAL else base_site
DATA: Final = (trees.REAL if OF_REAL else trees.BASE) / "data"
"""The data that the site shows."""
