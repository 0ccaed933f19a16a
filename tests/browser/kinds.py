"""One page of every kind that the site has: what is asked of each is asked of all."""

from __future__ import annotations

from typing import Final

KINDS: Final = {
    "home": "",
    "list": "labs/",
    "further list": "labs/page-2/",
    "lab": "labs/lab-o/",
    "short lab": "labs/liit-corse/",
    "theme": "themes/participation-citoyenne/",
    "territory": "territoires/provence-alpes-cote-d-azur/",
    "empty territory": "territoires/mayotte/",
    "map": "territoires/",
    "events": "evenements/",
    "event": "evenements/table-ronde-labs-2016/",
    "call": "appels/lit-2016/",
    "organisation": "organisations/ditp/",
    "network": "reseaux/liit/",
    "disagreements": "desaccords/",
    "search": "recherche/?q=lab",
    "prose": "methode/",
    "data": "donnees-ouvertes/",
    "to check": "a-verifier/",
    "not found": "nulle-part/",
}

SEARCHED: Final = {"search"}
"""Kinds that show the answer to a query, whose cost tests/search measures."""
