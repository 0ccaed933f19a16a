"""What is not known, said on the pages that ask for help."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from generator.kinds import call, territory
from generator.kinds.brief import apart
from generator.kinds.upkeep import WEIGHTS, Need, coverage, needs
from generator.pages.desk import Desk
from generator.pages.parts import Link
from generator.pages.slots import slot
from generator.records.event import Event
from generator.records.lab import Lab


@slot("gaps")
def gaps(desk: Desk) -> str:
    """What the directory does not know, each with the records concerned."""
    empty = [region for region in territory.regions(desk) if not territory.number(desk, region)]
    undated = [event for event in desk.all(Event.TABLE) if not event.start]
    unnamed = [lab for lab in desk.all(Lab.TABLE) if lab.name_note]
    lines = [*call.gaps(desk)]
    for name, records in (("regions", empty), ("events", undated), ("names", unnamed)):
        if records:
            text = desk.words.count(f"gap.{name}", len(records))
            lines.append((text, [desk.link(record) for record in records]))
    return desk.draw("slots/gaps", gaps=lines)


@slot("coverage")
def covered(desk: Desk) -> str:
    """For each fact, how many labs' records tell it."""
    rows = [
        (desk.words(f"coverage.{name}"), number)
        for name, number in coverage(desk.directory).items()
    ]
    total = len(desk.directory.of(Lab))
    return desk.draw("slots/coverage", rows=rows, total=total)


MOST_NEEDS: Final = 100
"""How many records the page of those to check lists, the most pressing of all."""


@slot("to-check")
def to_check(desk: Desk) -> str:
    """The labs whose records ask for something, by what is missing first."""
    pressing = needs(desk.directory, desk.settings.as_of)
    first = Counter(need.reasons[0] for need in pressing)
    groups = [
        _group(desk, reason, first[reason], pressing[:MOST_NEEDS])
        for reason in WEIGHTS
        if first[reason]
    ]
    return desk.draw("slots/to-check", groups=groups)


def _group(desk: Desk, reason: str, number: int, pressing: list[Need]) -> dict[str, Any]:
    words, language = desk.words, desk.language
    shown = [need for need in pressing if need.reasons[0] == reason]
    rest = number - len(shown)
    name = words(f"need.{reason}")
    return {
        "title": language.capital(words("need.group", reason=name, number=language.number(number))),
        "needs": [need_line(desk, need) for need in shown],
        "more": words.count("need.more", rest) if rest else "",
    }


def need_line(desk: Desk, need: Need) -> Link:
    """A lab to check: where it is, and what its record asks for beside the first reason."""
    where = apart(desk, need.lab)
    others = ", ".join(desk.words(f"need.{name}") for name in need.reasons[1:])
    said = f" ({where})" if where else ""
    return desk.link(need.lab)._replace(detail=f"{said} : {others}" if others else said)
