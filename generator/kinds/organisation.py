"""What is read of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.kinds import disagreement, event
from generator.kinds.brief import call_title
from generator.pages import weights
from generator.pages.desk import Desk, Finds, Kind
from generator.pages.notes import Notes
from generator.pages.parts import (
    Card,
    Link,
    Mark,
    Row,
    Section,
    Thing,
    View,
    excerpt,
    external,
    host,
    internal,
    texts,
)
from generator.pages.things import known, moment
from generator.records.call import Call
from generator.records.lab import Lab
from generator.records.organisation import Organisation
from generator.records.tables import path_of


def page(desk: Desk, organisation: Organisation) -> View:
    """An organisation's page."""
    words, notes = desk.words, desk.notes()
    sourced = notes(organisation.sources)
    kind = words(f"organisation.kind.{organisation.kind}")
    told = (organisation.description,)
    return desk.page(
        organisation,
        notes,
        thing(organisation),
        title=f"{organisation.name} ({kind})" if organisation.lab else organisation.name,
        description=excerpt(organisation.description),
        lede=kind,
        rows=_rows(desk, organisation, sourced),
        sections=[
            Section("presentation", words("lab.story"), "text", told, sourced),
            *_labs(desk, organisation, notes),
        ],
    )


def _rows(desk: Desk, organisation: Organisation, sourced: tuple[Mark, ...]) -> list[Row]:
    words, site = desk.words, organisation.website
    link = (Link(host(site), external(site), foreign=True),) if site else ()
    after = tuple(map(desk.link, desk.named(organisation, "organisations.predecessors")))
    before = desk.links(Organisation, organisation.predecessors)
    return [
        Row(words("organisation.acronym"), texts([organisation.acronym])),
        Row(words("organisation.other_names"), texts(organisation.other_names)),
        Row(words("organisation.city"), texts([organisation.city]), sourced),
        Row(words("organisation.predecessors"), before),
        Row(words("organisation.successors"), after),
        Row(words("organisation.lab"), desk.links(Lab, [organisation.lab])),
        Row(words("organisation.role"), tuple(_roles(desk, organisation))),
        Row(words("organisation.website"), link),
    ]


def _roles(desk: Desk, organisation: Organisation) -> Iterator[Link]:
    """What an organisation did in each call."""
    for role in organisation.calls or ():
        call = desk.directory.of(Call)[role.call]
        yield Link(call_title(desk, call), internal(path_of(call)), role.role)


def _labs(desk: Desk, organisation: Organisation, notes: Notes) -> list[Section]:
    words = desk.words
    moments = notes.moments(organisation.milestones)
    carried = desk.named(organisation, "labs.carriers")
    before = desk.named(organisation, "labs.former_carriers")
    events = desk.named(organisation, "events.organisations")
    return [
        Section("dates", words("organisation.milestones"), "moments", moments),
        desk.cards("labs", words("organisation.carried"), carried),
        desk.cards("labs-avant", words("organisation.formerly_carried"), before),
        disagreement.section(desk, organisation, notes),
        event.dated(desk, words("organisation.events"), events),
        desk.reading(organisation),
    ]


def card(desk: Desk, organisation: Organisation) -> Card:
    """An organisation in a list."""
    carried = len(desk.directory.naming(organisation, "labs.carriers"))
    return Card(
        "organisation",
        internal(path_of(organisation)),
        organisation.name,
        over=organisation.acronym or "",
        text=desk.words(f"organisation.kind.{organisation.kind}"),
        sign=desk.words.count("count.labs", carried) if carried else "",
    )


_PUBLIC: Final = frozenset(
    {"devolved-service", "local-authority", "prefecture", "state-administration"}
)
"""The natures that are part of a government."""


def thing(organisation: Organisation) -> Thing:
    """An organisation as schema.org says it."""
    acronym = [organisation.acronym] if organisation.acronym else []
    public = organisation.kind in _PUBLIC
    return known(
        {
            "@type": "GovernmentOrganization" if public else "Organization",
            "name": organisation.name,
            "alternateName": [*acronym, *(organisation.other_names or ())],
            "description": organisation.description,
            "foundingDate": moment(organisation.milestones, "opening"),
            "dissolutionDate": moment(organisation.milestones, "closing"),
            "sameAs": organisation.website,
        }
    )


def finds(desk: Desk, organisation: Organisation) -> Finds:
    """What finds an organisation, beside its names and text."""
    yield weights.PLACE, organisation.city or ""
    yield weights.KIND, desk.words(f"organisation.kind.{organisation.kind}")


KIND: Final = Kind(page=page, card=card, finds=finds)
