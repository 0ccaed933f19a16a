"""Every table of the directory, once: what else must be known of one is asked here.

A new table is its record (records/x.py), its pages (kinds/x.py, named for `one`), an entry here and
its words. The order is that of counts, search and exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.records.call import Call
from generator.records.disagreement import Disagreement
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.network import Network
from generator.records.organisation import Organisation
from generator.records.parts import Record
from generator.records.source import Source
from generator.records.territory import Territory
from generator.records.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The records of one kind: data/<name>.yaml and data/<name>/*.yaml."""

    record: type[Record]
    one: str
    """What one record is called: in words, in links of prose (lab:ti-lab), as a class of style."""
    title: str
    """What its records are called by those who write them, in French."""
    folder: str = ""
    """The first segment of the address of its list; empty when it has none."""
    paged: bool = True
    """Whether each record has a page of its own, in the folder."""
    weight: float = 1.0
    """How likely such a page is what people look for, beside others."""
    menu: int = 0
    """The place of its list in the main menu, from 1; 0 when the menu has it not."""

    home: bool = False
    """Whether the home page tells how many there are."""

    @property
    def name(self) -> str:
        """The table's name: « labs »."""
        return self.record.TABLE


TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        Table(record=Lab, one="lab", title="Labs", folder="labs", weight=1.15, menu=1, home=True),
        Table(
            record=Theme,
            one="theme",
            title="Thèmes",
            folder="themes",
            weight=1.1,
            menu=3,
            home=True,
        ),
        Table(
            record=Territory,
            one="territory",
            title="Territoires",
            folder="territoires",
            weight=1.1,
            menu=2,
        ),
        Table(
            record=Event,
            one="event",
            title="Événements",
            folder="evenements",
            weight=0.7,
            menu=4,
            home=True,
        ),
        Table(record=Call, one="call", title="Appels", folder="appels", weight=0.9, menu=5),
        Table(
            record=Organisation,
            one="organisation",
            title="Organisations",
            folder="organisations",
            weight=0.75,
            menu=6,
        ),
        Table(record=Network, one="network", title="Réseaux", folder="reseaux", weight=0.9),
        Table(
            record=Disagreement,
            one="disagreement",
            title="Désaccords",
            folder="desaccords",
            paged=False,
        ),
        Table(record=Source, one="source", title="Sources", paged=False, home=True),
    )
}

PAGED: Final = tuple(table for table in TABLES.values() if table.paged)
"""The tables whose records have a page of their own."""

MENU: Final = tuple(sorted(filter(lambda table: table.menu, TABLES.values()), key=lambda t: t.menu))
"""The tables of the main menu, in its order."""

HOME: Final = tuple(table for table in TABLES.values() if table.home)
"""The tables that the home page counts."""

LISTED: Final = tuple(table for table in TABLES.values() if table.folder)
"""The tables that have a list."""


def table_of(record: Record) -> Table:
    """The table of a record."""
    return TABLES[record.TABLE]


def folder(table: Table) -> str:
    """The path of a table's list: « labs/ »."""
    return f"{table.folder}/"


def path_of(record: Record) -> str:
    """The path of a record's page: « labs/ti-lab/ »."""
    return f"{TABLES[record.TABLE].folder}/{record.id}/"
