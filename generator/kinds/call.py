"""What is read of a call, and what is not known of its laureates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.kinds import disagreement, event, lab
from generator.kinds.brief import call_name, laureates, where
from generator.pages.desk import Desk, Kind, latest
from generator.pages.notes import Notes
from generator.pages.parts import (
    Card,
    Figure,
    Item,
    Link,
    Row,
    Section,
    Thing,
    View,
    excerpt,
    internal,
    items,
    texts,
)
from generator.pages.slots import slot
from generator.pages.things import known
from generator.records.call import Call
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.tables import TABLES, folder, path_of

# ---- the page


def page(desk: Desk, call: Call) -> View:
    """A call's page, with what is not known of its laureates."""
    notes, won = desk.notes(), laureates(desk, call)
    sourced = notes(call.description_sources)
    story = Section("presentation", desk.words("lab.story"), "text", (call.description,), sourced)
    applications = _applications(desk, call, notes)
    terms = [*_terms(desk, call, notes)]
    return desk.page(
        call,
        notes,
        thing(call),
        description=excerpt(call.description),
        tally=desk.tally("count.laureates", len(won)),
        rows=_rows(desk, call, notes),
        sections=[story, *_laureates(desk, call, won), applications, *terms,
                  *_after(desk, call, notes)],
        updated=latest([call, *won]),
    )  # fmt: skip


def _rows(desk: Desk, call: Call, notes: Notes) -> list[Row]:
    words, total = desk.words, call.laureates
    rows = [
        Row(words("call.year"), texts([str(call.year) if call.year else None])),
        Row(words("call.other_names"), texts(call.other_names)),
    ]
    if total is None:
        return rows
    count = Link(words.count("call.laureate_count", total.count))
    return [*rows, Row(words("call.laureates"), (count,), notes(total.sources))]


def _laureates(desk: Desk, call: Call, won: Sequence[Lab]) -> list[Section]:
    words = desk.words
    members = tuple(lab.member(desk, laureate) for laureate in won)
    return [
        Section("chiffres", words("call.figures"), "figures", tuple(figures(desk, call))),
        Section("laureats", words("call.laureates"), "members", members),
        _gap(desk, call, len(won)),
    ]


def _gap(desk: Desk, call: Call, won: int) -> Section:
    """What is not known of a call's laureates, said."""
    words, missing = desk.words, unknown(desk, call)
    if call.laureates is None or not missing:
        return Section("reserve", words("lab.caution"), "facts", items(call.laureates_note))
    facts = (
        Item(words("call.known", known=won, total=call.laureates.count)),
        *items(call.laureates_note),
        Item(words("call.help"), url=internal("participer/#laureats-inconnus")),
    )
    title = desk.language.capital(words.count("call.missing", missing))
    return Section("laureats-inconnus", title, "facts", facts)


def unknown(desk: Desk, call: Call) -> int:
    """How many laureates of a call are unknown."""
    return max(0, call.laureates.count - len(laureates(desk, call))) if call.laureates else 0


def _applications(desk: Desk, call: Call, notes: Notes) -> Section:
    """How many answered, by source, and what is known of them."""
    words = desk.words
    answered = tuple(
        Item(words.count("call.application_count", tally.count), notes(tally.sources))
        for tally in call.applications or ()
    )
    answered += notes.statements([call.applications_note] if call.applications_note else ())
    return Section("candidatures", words("call.applications"), "facts", answered)


def _terms(desk: Desk, call: Call, notes: Notes) -> Iterator[Section]:
    """What the call offers and asks."""
    for id, name, facts in (
        ("fonds", "fund", call.fund),
        ("aide", "support", call.support),
        ("methodes", "methods", call.methods),
        ("candidats", "eligibility", call.eligibility),
        ("choix", "selection", call.selection),
    ):
        yield Section(id, desk.words(f"call.{name}"), "facts", notes.statements(facts))


def _after(desk: Desk, call: Call, notes: Notes) -> list[Section]:
    """The call's days, what came after, who did what."""
    words = desk.words
    events = [desk.directory.of(Event)[id] for id in call.events or ()]
    return [
        event.dated(desk, words("call.calendar"), events, id="calendrier"),
        Section("suites", words("call.after"), "facts", notes.statements(call.after)),
        disagreement.section(desk, call, notes),
        Section("organisations", words("call.organisations"), "lines", tuple(_roles(desk, call))),
        desk.reading(call),
    ]


def _roles(desk: Desk, call: Call) -> Iterator[Link]:
    """The organisations of a call, with what each did."""
    for organisation in desk.named(call, "organisations.calls.call"):
        role = next(part.role for part in organisation.calls or () if part.call == call.id)
        yield desk.link(organisation, role)


# ---- in lists and linked data


def card(desk: Desk, call: Call) -> Card:
    """A call in a list."""
    return Card(
        "call",
        internal(path_of(call)),
        call.name,
        text=excerpt(call.description),
        sign=desk.words.count("count.laureates", len(laureates(desk, call))),
    )


def thing(call: Call) -> Thing:
    """A call as schema.org says it."""
    return known(
        {
            "@type": "Grant",
            "name": call.name,
            "alternateName": list(call.other_names or ()),
            "description": call.description,
        }
    )


# ---- figures


def figures(desk: Desk, call: Call) -> Iterator[Figure]:
    """How many answered, were chosen, are known, are not."""
    words = desk.words
    if call.applications:
        numbers = tuple(str(tally.count) for tally in call.applications)
        several = words("home.according") if len(numbers) > 1 else ""
        yield Figure(words("home.applications"), numbers, several)
    if call.laureates is None:
        return
    yield Figure(words("home.laureates"), (str(call.laureates.count),))
    if missing := unknown(desk, call):
        more = Link(words("call.help"), internal("participer/#laureats-inconnus"))
        yield Figure(words("home.known"), (str(call.laureates.count - missing),))
        yield Figure(words("home.unknown"), (str(missing),), more=more)


def home_call(desk: Desk) -> Call | None:
    """The call whose figures the home page gives."""
    id = desk.directory.identity.call
    return desk.directory.of(Call)[id] if id else None


@slot("figures")
def figures_of_home(desk: Desk) -> str:
    """The figures of the call that the directory starts from."""
    call = home_call(desk)
    if call is None:
        return ""
    more = Link(desk.words("home.figures_source"), internal(path_of(call)))
    return desk.draw("slots/figures", figures=[*figures(desk, call)], more=more)


@slot("laureates")
def laureates_of_home(desk: Desk) -> str:
    """The known laureates of that call."""
    call = home_call(desk)
    won = laureates(desk, call) if call else []
    if not won:
        return ""
    links = [desk.link(laureate, where(desk, laureate)) for laureate in won]
    more = Link(desk.words("home.all_labs"), internal(folder(TABLES[Lab.TABLE])))
    return desk.draw("slots/near", links=links, more=more)


def gaps(desk: Desk) -> Iterable[tuple[str, list[Link]]]:
    """Call by call, how many laureates are unknown."""
    for call in desk.all(Call.TABLE):
        if missing := unknown(desk, call):
            name = desk.language.of(call_name(desk, call))
            yield desk.words.count("gap.laureates", missing, of_call=name), [desk.link(call)]


KIND: Final = Kind(page=page, card=card)
