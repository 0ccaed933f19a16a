"""What is near a record: labs of the same place, labs and themes that share the most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.pages.desk import Desk
from generator.pages.parts import Link, Section, internal
from generator.records.lab import Lab
from generator.records.parts import Record
from generator.records.tables import path_of
from generator.records.territory import Territory
from generator.records.theme import Theme

NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Labs that have a territory or a theme in common, in the order of the files.

    `ranks` are their places in `labs`, by id.
    """

    more: Link | None
    ranks: Mapping[str, int]
    labs: Sequence[Lab]


def labs_near(desk: Desk, lab: Lab) -> list[Section]:
    """A few labs of the same territory, then a few that share the most themes."""
    sections, seen = [], {lab.id}
    if lab.territory:
        territory = desk.directory.of(Territory)[lab.territory]
        group = _group(desk, territory, "labs.territory")
        near = desk.sorted(_around(group, lab))
        seen |= {other.id for other in near}
        title = desk.words("lab.same_territory", in_name=territory.in_name)
        links = tuple(desk.link(other, _city(other)) for other in near)
        sections.append(Section("pres-d-ici", title, "near", links, more=group.more))
    return [*sections, _labs_alike(desk, lab, seen)]


def _labs_alike(desk: Desk, lab: Lab, seen: set[str]) -> Section:
    """The labs that share the most themes with one, but for those already seen."""
    shared: dict[str, list[str]] = {}
    for id in lab.themes or ():
        theme = desk.directory.of(Theme)[id]
        for other in _around(_group(desk, theme, "labs.themes"), lab):
            if other.id not in seen:
                shared.setdefault(other.id, []).append(theme.name)
    alike = sorted(shared, key=lambda id: -len(shared[id]))[:NEIGHBOURS]
    labs = desk.directory.of(Lab)
    links = tuple(desk.link(labs[id], " · ".join(shared[id][:2])) for id in alike)
    return Section("memes-themes", desk.words("lab.same_themes"), "near", links)


def _group(desk: Desk, record: Territory | Theme, by: str) -> Group:
    """The labs that name a record, as their pages link to each other."""
    return desk.once(("near", by, record.id), lambda: _grouped(desk, record, by))


def _grouped(desk: Desk, record: Territory | Theme, by: str) -> Group:
    labs = desk.directory.naming(record, by)
    more = _more(desk, record, len(labs)) if len(labs) > NEIGHBOURS + 1 else None
    return Group(more, {lab.id: rank for rank, lab in enumerate(labs)}, labs)


def _more(desk: Desk, record: Record, number: int) -> Link:
    """« Les 14 labs de Bretagne »."""
    of_name = getattr(record, "of_name", "") or desk.language.of(record.label)
    text = desk.words("lab.more", n=number, of_name=of_name)
    return Link(text, internal(path_of(record)))


def _city(lab: Lab) -> str:
    """Where a lab is, unless its name says it."""
    return lab.city if lab.city and lab.city not in lab.name else ""


def _around(group: Group, lab: Lab) -> list[Lab]:
    """The few that follow a lab in the files: not always the same ones for everybody."""
    labs, after = group.labs, group.ranks[lab.id] + 1
    near = [*labs[after : after + NEIGHBOURS], *labs[: max(0, after + NEIGHBOURS - len(labs))]]
    return near[: len(labs) - 1]


def themes_near(desk: Desk, theme: Theme, labs: Iterable[Lab]) -> Section:
    """The themes that most often come with this one."""
    together = Counter(id for lab in labs for id in lab.themes or () if id != theme.id)
    places, themes = desk.places(Theme.TABLE), desk.directory.of(Theme)
    closest = sorted(together, key=lambda id: (-together[id], places[id]))[:NEIGHBOURS]
    links = tuple(
        desk.link(themes[id], desk.words.count("theme.shared", together[id])) for id in closest
    )
    return Section("voisins", desk.words("theme.near"), "near", links)
