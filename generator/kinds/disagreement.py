"""What sources say otherwise: the list of disagreements, and those of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any, Final

from markupsafe import Markup

from generator.pages.desk import Desk, Kind
from generator.pages.notes import Notes
from generator.pages.paging import cuts, page_path
from generator.pages.parts import Claims, Item, Link, Section, internal
from generator.records.disagreement import Disagreement
from generator.records.parts import Record
from generator.records.tables import TABLES, folder
from generator.records.tree import references, targets

CLAIMS_A_PAGE: Final = 14

CLAIMS_ON_RECORDS: Final = 4
"""Beyond so many, the page of a record leads to its disagreements instead of telling them."""

ABOUT: Final = tuple(
    (reference.table, targets(Disagreement, reference.path))
    for reference in references(Disagreement)
    if len(reference.path) == 1
)
"""The tables that a disagreement may name, in the order of its fields, with what it names there."""


def _groups(desk: Desk, disagreements: Sequence[Disagreement]) -> list[Section]:
    """By what they are about: the first table that they name."""
    groups: dict[str, list[Disagreement]] = {table: [] for table, _ in ABOUT}
    groups["others"] = []
    for disagreement in disagreements:
        about = (table for table, named in ABOUT if [*named(disagreement)])
        groups[next(about, "others")].append(disagreement)
    return [
        Section(table, desk.words(f"list.disagreements.{table}"), "claims", tuple(group))
        for table, group in groups.items()
        if group
    ]


def _drawn(desk: Desk, group: Section, notes: Notes) -> Section:
    """A group of the list: each disagreement with the records that it is about."""
    return replace(
        group,
        items=tuple(
            claims(disagreement, notes)._replace(concerned=tuple(_concerned(desk, disagreement)))
            for disagreement in group.items
        ),
    )


def _concerned(desk: Desk, disagreement: Disagreement) -> Iterator[Link]:
    """The records that a disagreement names."""
    for table, named in ABOUT:
        records = desk.directory.table(table)
        yield from (desk.link(records[id]) for id in named(disagreement))


def claims(disagreement: Disagreement, notes: Notes) -> Claims:
    """A disagreement with each value and its notes."""
    values = tuple(Item(claim.value, notes(claim.sources)) for claim in disagreement.values)
    return Claims(disagreement.id, _about(disagreement), values, disagreement.advice or "")


def _about(disagreement: Disagreement) -> str:
    return disagreement.about.rstrip(".")


def section(desk: Desk, record: Record, notes: Notes) -> Section:
    """What sources say otherwise about a record."""
    named = desk.named(record, f"{Disagreement.TABLE}.{record.TABLE}")
    title = desk.words("page.disagreements")
    if len(named) <= CLAIMS_ON_RECORDS:
        blocks = tuple(claims(disagreement, notes) for disagreement in named)
        return Section("desaccords", title, "claims", blocks)
    pages = desk.once("disagreements", lambda: _pages(desk))
    links = tuple(
        Link(_about(disagreement), _address(pages[disagreement.id], disagreement))
        for disagreement in named
    )
    return Section("desaccords", title, "lines", links)


def _address(path: str, disagreement: Disagreement) -> Markup:
    return internal(f"{path}#desaccord-{disagreement.id}")


def _pages(desk: Desk) -> Mapping[str, str]:
    """The page of the list that tells each disagreement, by id."""
    groups = _groups(desk, desk.all(Disagreement.TABLE))
    ordered: list[Any] = list(chain.from_iterable(group.items for group in groups))
    path = folder(TABLES[Disagreement.TABLE])
    places = cuts([len(group.items) for group in groups], CLAIMS_A_PAGE)
    return {
        disagreement.id: page_path(path, number)
        for number, (start, end) in enumerate(pairwise(places), 1)
        for disagreement in ordered[start:end]
    }


KIND: Final = Kind(groups=_groups, drawn=_drawn, most=CLAIMS_A_PAGE)
