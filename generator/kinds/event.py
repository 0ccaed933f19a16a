"""What is read of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from generator.kinds import disagreement
from generator.language.language import Language, machine_date
from generator.pages import weights
from generator.pages.desk import Desk, Finds, Kind, as_cards
from generator.pages.notes import Notes
from generator.pages.parts import (
    Card,
    Item,
    Link,
    Mark,
    Row,
    Section,
    Thing,
    View,
    excerpt,
    internal,
    texts,
)
from generator.pages.slots import slot
from generator.pages.things import exact, known, organisations
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.organisation import Organisation
from generator.records.tables import TABLES, folder, path_of

# ---- the page


def page(desk: Desk, event: Event) -> View:
    """An event's page."""
    words, notes = desk.words, desk.notes()
    sourced = notes(event.sources)
    labs = desk.directory.of(Lab)
    story = tuple(text for text in (event.description, event.note) if text)
    what = [words(f"event.kind.{event.kind}"), when(desk, event), event.city]
    return desk.page(
        event,
        notes,
        thing(desk, event),
        title=_title(desk, event),
        description=excerpt(f"{when(desk, event)} : {event.description or event.name}"),
        lede=" · ".join(filter(None, what)),
        rows=_rows(desk, event, sourced),
        sections=[
            Section("presentation", words("lab.story"), "text", story, sourced),
            Section("intervenants", words("event.speakers"), "facts", _speakers(event)),
            desk.cards("labs", words("event.labs"), [labs[id] for id in event.labs or ()]),
            disagreement.section(desk, event, notes),
            desk.reading(event),
        ],
    )


def when(desk: Desk, event: Event) -> str:
    """When an event was, in words."""
    return event.date_text or desk.language.date_range(event.start or "", event.end)


def _title(desk: Desk, event: Event) -> str:
    """An event's name with its year, unless the name says it: events come back."""
    if not event.year or event.year in event.name:
        return event.name
    return desk.words("event.title", name=event.name, year=event.year)


def _rows(desk: Desk, event: Event, sourced: tuple[Mark, ...]) -> list[Row]:
    words = desk.words
    where = desk.language.listed([place for place in (event.place, event.city) if place], ", ")
    calls = tuple(map(desk.link, desk.named(event, "calls.events")))
    return [
        Row(words("event.when"), (Link(when(desk, event)),), sourced),
        Row(words("event.hour"), texts([event.time_text]), sourced),
        Row(words("event.where"), texts([where]), sourced),
        Row(words("event.edition"), texts([_edition(desk, event)]), sourced),
        Row(words("event.of_call"), calls),
        Row(words("event.organisations"), desk.links(Organisation, event.organisations)),
    ]


def _edition(desk: Desk, event: Event) -> str | None:
    if not event.edition:
        return None
    if event.edition == 1:
        return desk.words("event.edition_1")
    return desk.words("event.edition_n", n=event.edition)


def _speakers(event: Event) -> tuple[Item, ...]:
    return tuple(
        Item(f"{speaker.name}, {speaker.role}", detail=speaker.note or "")
        for speaker in event.speakers or ()
    )


# ---- in lists and linked data


def card(desk: Desk, event: Event) -> Card:
    """An event in a list."""
    what = [desk.words(f"event.kind.{event.kind}"), event.city]
    return Card(
        "event",
        internal(path_of(event)),
        event.name,
        over=when(desk, event),
        text=" · ".join(filter(None, what)),
        date=machine_date(event.start) if event.start and not event.date_text else "",
    )


def line(desk: Desk, event: Event) -> Item:
    """An event in a list of dates."""
    shown = card(desk, event)
    return Item(
        event.name, date=shown.over, machine_date=shown.date, detail=shown.text, url=shown.url
    )


def dated(desk: Desk, title: str, events: Iterable[Event], id: str = "evenements") -> Section:
    """The events of a record, with their dates in the margin."""
    return Section(id, title, "dated", tuple(line(desk, event) for event in events))


def thing(desk: Desk, event: Event) -> Thing:
    """An event as schema.org says it; its dates as precise as they are known."""
    hosts = [desk.directory.of(Organisation)[id] for id in event.organisations or ()]
    return known(
        {
            "@type": "Event",
            "name": event.name,
            "description": event.description,
            "startDate": exact(event.start),
            "endDate": exact(event.end),
            "location": _location(event),
            "organizer": organisations(desk.url, hosts),
        }
    )


def _location(event: Event) -> Thing | None:
    if not event.place and not event.city:
        return None
    town = {"@type": "PostalAddress", "addressLocality": event.city} if event.city else None
    return known({"@type": "Place", "name": event.place or event.city, "address": town})


# ---- order: the latest first, undated last

_TURNED: Final = {digit: chr(ord("9") - ord(digit) + ord("0")) for digit in "0123456789"}


def order(language: Language, event: Event) -> Any:
    """Latest first, undated last: digits are turned over, so that one ascending sort does it."""
    turned = "".join(_TURNED.get(sign, sign) for sign in event.sort_date)
    return event.start is None, turned + "~", language.sort_key(event.name), event.id


def coming(desk: Desk) -> list[Event]:
    """The events that begin after the day the site is built for, the nearest first."""
    as_of = desk.settings.as_of
    return [event for event in reversed(desk.all(Event.TABLE)) if event.is_after(as_of)]


COMING: Final = "a-venir"
YEAR: Final = "annee-"
"""The id of the section of a year begins so."""


def starts(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """When events begin, in order: coming.js decides again what is to come, by the reader's day."""
    return (("starts", " ".join(event.start or "" for event in events)),)


def _drawn(desk: Desk, group: Section, notes: Notes) -> Section:
    """A year of the list, or what is to come, with the days that scripts read."""
    data = (*starts(group.items), ("years", YEAR)) if group.id == COMING else ()
    return replace(as_cards(desk, group, notes), data=data)


def _by_year(desk: Desk, events: Sequence[Event]) -> list[Section]:
    """What is to come, the nearest first; then the years, the latest first."""
    words, soon = desk.words, coming(desk)
    years: dict[str, list[Event]] = {}
    for event in events:
        if event not in soon:
            years.setdefault(event.year, []).append(event)
    past = [
        Section(f"{YEAR}{year or 'inconnue'}", year or words("list.undated"), "index", tuple(group))
        for year, group in years.items()
    ]
    ahead = Section(COMING, words("event.coming"), "index", tuple(soon))
    return [ahead, *past] if soon else past


def finds(desk: Desk, event: Event) -> Finds:
    """What finds an event, beside its name and text."""
    date = event.date_text or (desk.language.date(event.start) if event.start else "")
    yield weights.PLACE, event.city or ""
    yield weights.PLACE, event.place or ""
    yield weights.KIND, date
    yield from ((weights.KIND, desk.directory.of(Lab)[id].name) for id in event.labs or ())
    yield weights.KIND, desk.words(f"event.kind.{event.kind}")


# ---- slots

MOST_COMING: Final = 3
MOST_PAST: Final = 5
"""How many of the next events the home page tells, and of the last ones."""


@slot("events")
def events(desk: Desk) -> str:
    """The next events, and the last ones."""
    soon = coming(desk)
    past = [event for event in desk.all(Event.TABLE) if event.start and event not in soon]
    latest = [line(desk, event) for event in past[:MOST_PAST]]
    groups: list[Any] = [("", latest, ())]
    if soon:
        nearest = soon[:MOST_COMING]
        lines = [line(desk, event) for event in nearest]
        groups = [
            (desk.words("event.coming"), lines, starts(nearest)),
            (desk.words("home.past_events"), latest, (("most", str(MOST_PAST)),)),
        ]
    more = Link(desk.words("home.all_events"), internal(folder(TABLES[Event.TABLE])))
    return desk.draw("slots/dated", groups=groups, more=more)


KIND: Final = Kind(page=page, card=card, order=order, groups=_by_year, drawn=_drawn, finds=finds)
