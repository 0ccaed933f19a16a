"""What readers get of a kind of record; each kind says it in its own file, kinds/<one>.py."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.language.language import Language
from generator.pages.parts import Card, Section, View

if TYPE_CHECKING:
    from generator.pages.desk import Desk
    from generator.pages.notes import Notes

NAME, PLACE, THEME, CARRIER, SYNONYM, KIND, TEXT = 12, 10, 9, 7, 7, 4, 2
"""How much a word weighs in search, by where it stands."""

CARDS_A_PAGE: Final = 28
"""How many cards a page holds: it stays light."""

Finds = Iterable[tuple[int, str]]
"""What finds a record: texts, each with the weight of its words."""


class Facet(NamedTuple):
    """Something that records are chosen by."""

    of: Callable[[Any], Iterable[str]]
    """The values that a record has."""
    values: Callable[[Desk], Sequence[tuple[str, str]]]
    """Every value with its words, in order."""


class Column(NamedTuple):
    """Something that records are sorted by, or that their cards say."""

    values: Sequence[Any]
    """Every value as it is shown, in order."""
    held: Sequence[Sequence[Any]]
    """The values of each record."""


def nothing(*of: Any) -> tuple[Any, ...]:
    """What a kind gives that has nothing to give."""
    return ()


def by_name(language: Language, record: Any) -> Any:
    """The order of names as a reader expects it; the id parts equals."""
    return language.sort_key(record.label), record.id


def one_group(desk: Desk, records: Sequence[Any]) -> list[Section]:
    """The whole list as one section."""
    title = desk.words.count(f"count.{records[0].TABLE}", len(records)) if records else ""
    return [Section("liste", title, "cards", tuple(records))]


def as_cards(desk: Desk, group: Section, notes: Notes) -> Section:
    """A group of a list with its records drawn as cards."""
    return Section(group.id, group.title, group.kind, tuple(map(desk.card, group.items)))


def as_it_is(desk: Desk, view: View) -> View:
    """A list that says nothing more."""
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What readers get of one kind of record.

    A record has a page and a card when its table is paged. A list is cut in groups, sections whose
    items are records; `drawn` makes of one what the page shows.
    """

    page: Callable[[Desk, Any], View] | None = None
    card: Callable[[Desk, Any], Card] | None = None
    order: Callable[[Language, Any], Any] = by_name
    groups: Callable[[Desk, Any], list[Section]] = one_group
    drawn: Callable[[Desk, Section, Notes], Section] = as_cards
    list_view: Callable[[Desk, View], View] = as_it_is
    most: int = CARDS_A_PAGE
    """About how many items a page of its list holds."""
    finds: Callable[[Desk, Any], Finds] = nothing
    phrases: Callable[[Desk, Any], Iterable[str]] = nothing
    """The names of several words that search takes for one."""
    numbered: Callable[[Desk], Sequence[Any]] | None = None
    """The order in which search numbers the records, when it is not that of their list."""
    group: Callable[[Any], Hashable] = nothing
    """What those that search numbers in a row have in common; inside, they are in list order."""
    facets: Mapping[str, Facet] = field(default_factory=dict)
    columns: Mapping[str, Callable[[Desk, Any], Column]] = field(default_factory=dict)
