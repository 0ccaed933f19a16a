"""The foot of every page: where its links lead, as far as this directory has these pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from generator.pages.desk import Desk
from generator.pages.parts import Link, internal
from generator.records.tables import LISTED, MENU, folder

COLUMNS: Final = (
    ("nav.explore", (("recherche/", "nav.search"),)),
    (
        "nav.understand",
        (
            ("methode/", "nav.about_method"),
            ("glossaire/", "nav.glossary"),
            ("lacunes/", "nav.gaps"),
        ),
    ),
    ("nav.reuse", (("donnees-ouvertes/", "nav.open_data"),)),
    (
        "nav.about",
        (
            ("participer/", "nav.contribute"),
            ("participer/#signaler", "contribute.report"),
            ("a-verifier/", "nav.to_check"),
            ("accessibilite/", "nav.accessibility"),
            ("plan-du-site/", "nav.plan"),
            ("ecoconception/", "nav.green"),
            ("mentions-legales/", "nav.legal"),
        ),
    ),
)
"""The prose pages that a directory may have, by column, with their words."""


def footer(desk: Desk, written: Collection[str]) -> Iterator[tuple[str, Sequence[Link]]]:
    """The columns of the foot; `written` has the addresses of the prose pages."""
    words = desk.words
    lists = [*MENU, *(table for table in LISTED if table not in MENU)]
    own = [
        Link(shortcut.label, internal(shortcut.page))
        for shortcut in desk.directory.identity.understand or ()
    ]
    first = {
        "nav.explore": [
            Link(words(f"nav.{table.name}"), internal(folder(table))) for table in lists
        ],
        "nav.understand": own,
    }
    for title, pages in COLUMNS:
        known = [(path, name) for path, name in pages if path.partition("#")[0] in written]
        links = [Link(words(name), internal(path)) for path, name in known]
        before = first.get(title, [])
        yield title, [*before, *links] if title == "nav.explore" else [*links, *before]
