"""What the directory does not know: what is stale, what stands on one source, what is missing.

Nothing here is guessed: a lab without a status has no status, and these lists say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.checking.directory import Directory
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.source import Source
from generator.records.tables import TABLES
from generator.records.tree import references, targets

STALE_YEARS: Final = 3
"""A sign of activity older than this asks to be looked for again."""


def cited(lab: Lab) -> frozenset[str]:
    """Every source that a lab's record names."""
    paths = [reference.path for reference in references(Lab) if reference.table == Source.TABLE]
    return frozenset(id for path in paths for id in targets(Lab, path)(lab))


def newest(directory: Directory) -> str:
    """The last day that a record was checked, else the last that the data speaks of."""
    tables = [directory.table(name).values() for name in TABLES]
    checked = [record.checked for records in tables for record in records if record.checked]
    labs, events = directory.of(Lab).values(), directory.of(Event).values()
    days = [milestone.date for lab in labs for milestone in lab.milestones or ()]
    days += [lab.last_sign for lab in labs if lab.last_sign]
    days += [event.start for event in events if event.start]
    return max((day.rstrip("~") for day in checked or days), default="")


# What a whole record tells, in words («coverage.<name>»), and whether a lab's record tells it.
FACTS: Final[Mapping[str, Callable[[Lab], bool]]] = {
    "territory": lambda lab: lab.territory is not None,
    "city": lambda lab: lab.city is not None,
    "level": lambda lab: lab.levels is not None,
    "carrier": lambda lab: lab.has_carrier,
    "opening": lambda lab: lab.has_opening,
    "status": lambda lab: lab.situation is not None,
    "dated_status": lambda lab: lab.last_sign is not None,
    "themes": lambda lab: lab.themes is not None,
    "website": lambda lab: lab.website is not None,
    "two_sources": lambda lab: len(cited(lab)) > 1,
}


def coverage(directory: Directory) -> Mapping[str, int]:
    """For each fact, how many labs' records tell it."""
    labs = directory.of(Lab).values()
    return {name: sum(map(told, labs)) for name, told in FACTS.items()}


@dataclass(frozen=True, slots=True)
class Need:
    """What a lab's record asks for, the most pressing first; `weight` orders the list."""

    lab: Lab
    reasons: tuple[str, ...]
    weight: int


# Reasons in words («need.<name>») with their weight.
WEIGHTS: Final[Mapping[str, int]] = {
    "no_status": 4,
    "undated_status": 4,
    "stale_status": 3,
    "caution": 3,
    "one_source": 2,
    "no_opening": 1,
    "no_carrier": 1,
    "no_website": 1,
}


def needs(directory: Directory, as_of: str) -> list[Need]:
    """The labs whose records ask for something, most pressing first; `as_of` is an ISO day."""
    needed = []
    for lab in directory.of(Lab).values():
        reasons = tuple(sorted(_reasons(lab, as_of), key=lambda name: -WEIGHTS[name]))
        if reasons:
            needed.append(Need(lab, reasons, sum(WEIGHTS[name] for name in reasons)))
    return sorted(needed, key=lambda need: (-need.weight, need.lab.id))


def _reasons(lab: Lab, as_of: str) -> Iterator[str]:
    if lab.situation is None:
        yield "no_status"
    elif lab.last_sign is None:
        yield "undated_status"
    elif not lab.ended and int(as_of[:4]) - int(lab.last_sign[:4]) > STALE_YEARS:
        yield "stale_status"
    if lab.caution:
        yield "caution"
    if len(cited(lab)) == 1:
        yield "one_source"
    for name in missing(lab):
        yield f"no_{name}"


def missing(lab: Lab) -> Iterator[str]:
    """What a reader would look for and the record does not tell, in words («missing.<name>»)."""
    announced = lab.situation == "announced"
    if not announced and not lab.has_opening:
        yield "opening"
    itself = lab.levels == ("association",)  # it carries itself
    if not announced and not itself and not lab.has_carrier:
        yield "carrier"
    if lab.website is None and not lab.ended:
        yield "website"
