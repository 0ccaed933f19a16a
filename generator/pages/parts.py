"""The parts that pages are made of: rows, sections, cards, notes, links.

Templates only mark up; whatever is chosen, sorted, counted or worded is decided before. Addresses
begin with BASE, which stands for the way back to the root and is replaced when a page is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from markupsafe import Markup, escape

from generator.drawings.images import Poster

NOTHING: Final = Markup("")

BASE: Final = "\ue000"
"""Stands for the way back to the root; no data can contain it."""

Output = tuple[str, bytes]
"""A file of the site: its path from the root, and its bytes."""

Thing = Mapping[str, Any]
"""What schema.org says of something."""


class Link(NamedTuple):
    """A text that leads somewhere; `detail` follows it."""

    text: str
    url: Markup | None = None
    detail: str = ""
    foreign: bool = False


class Mark(NamedTuple):
    """The number of a source beside a fact, or a run of them: « 1 », « 2–5 »."""

    number: int
    text: str
    spoken: str


class Row(NamedTuple):
    """A line of the essentials: a label, its values, the notes of its sources."""

    label: str
    values: tuple[Link, ...]
    notes: tuple[Mark, ...] = ()
    detail: str = ""


class Item(NamedTuple):
    """A fact of a section: a text, when it happened, its notes."""

    text: str
    notes: tuple[Mark, ...] = ()
    date: str = ""
    machine_date: str = ""
    detail: str = ""
    url: Markup | None = None
    tone: str = ""
    """The class that draws a moment's mark on the line."""


class Figure(NamedTuple):
    """A number that stands out: what it counts, its values, and what must be said beside it."""

    label: str
    values: tuple[str, ...]
    detail: str = ""
    more: Link | None = None


class Claims(NamedTuple):
    """A disagreement as a page shows it."""

    id: str
    about: str
    values: tuple[Item, ...]
    advice: str
    concerned: tuple[Link, ...] = ()
    """The records it is about, where the page is not that of one of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; `kind` names the block of record.html that draws its items."""

    id: str
    title: str
    kind: str
    items: tuple[Any, ...]
    notes: tuple[Mark, ...] = ()
    intro: str = ""
    more: Link | None = None
    data: tuple[tuple[str, str], ...] = ()
    """What scripts read of it, by name."""


class Note(NamedTuple):
    """A source as the numbered note of a page."""

    number: int
    title: str
    language: str
    """That of the title, when it is not the page's: then it is Markup, set as it was written."""
    url: Markup
    publisher: str
    dated: str
    remarks: tuple[str, ...]


class Badge(NamedTuple):
    """A word with a shape: `tone` is the class that draws the shape."""

    text: str
    tone: str


class Card(NamedTuple):
    """A record in a list: what is over its name, under it, and its signs."""

    kind: str
    url: Markup
    name: str
    over: str = ""
    text: str = ""
    badge: Badge | None = None
    sign: str = ""
    star: str = ""
    date: str = ""
    """The date that `over` says, for machines."""


class Foot(NamedTuple):
    """What a reader can do about a page; on paper, its address."""

    address: str
    updated: str
    machine_updated: str
    of: str
    report: Markup
    edit: Markup | None
    data: Markup | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is chosen and seen by.

    `facets` are ids with their labels; `ways` are the ways to see the list, by the name that the
    address gives them; a link leads to what comes closest without scripts.
    """

    count: str
    facets: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, Link]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole page, ready for its template. `path` is its folder from the root: labs/ti-lab/."""

    path: str
    section: str
    title: str
    heading: str
    description: str
    crumbs: tuple[Link, ...]
    updated: str = ""
    kind: str = ""
    badges: tuple[Badge, ...] = ()
    lede: str = ""
    sign: str = ""
    tally: Link | None = None
    """How many records the page gathers: a number, and what it counts as `detail`."""
    rows: tuple[Row, ...] = ()
    lead: tuple[Section, ...] = ()
    """The sections before the essentials: what a reader came for."""
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    foot: Foot | None = None
    drawing: Markup = NOTHING
    linked: tuple[Thing, ...] = ()
    pages: tuple[Link | None, ...] = ()
    """The other pages of a long list; None where some are not told."""
    index: tuple[Link, ...] = ()
    filters: Filters | None = None
    poster: Poster | None = None
    """What the page's own image says; without it, the page has that of the site."""


class Page(NamedTuple):
    """A page of the site: its path, its text, when it changed, if search engines list it."""

    path: str
    text: str
    updated: str = ""
    indexed: bool = True
    poster: Poster | None = None


def external(url: str) -> Markup:
    """An address of the data, for an attribute; the check has refused all that is not http."""
    return Markup(escape(url))


@lru_cache(65536)
def internal(path: str) -> Markup:
    """The address of a page of this site."""
    return Markup(BASE + path)


def texts(found: Sequence[str | None] | None) -> tuple[Link, ...]:
    """The texts that are told, as values of a row."""
    return tuple(Link(text) for text in found or () if text)


def items(*found: str | None) -> tuple[Item, ...]:
    """The texts that are told, as facts of a section."""
    return tuple(Item(text) for text in found if text)


def or_note(links: tuple[Link, ...], note: str | None) -> tuple[tuple[Link, ...], str]:
    """Links and the note beside them; the note alone where there is nothing to be beside."""
    if links or not note:
        return links, note or ""
    return (Link(note),), ""


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(text.split("\n\n")) if text else ()


def host(url: str) -> str:
    """What is shown of an address: « tilab.bzh »."""
    return url.split("//", 1)[1].split("/", 1)[0].removeprefix("www.").rstrip(".")


def excerpt(text: str, length: int = 155) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length)  # a long address, or Japanese, has no space to cut at
    return text[: end if end > 0 else length].rstrip(" ,;:.«") + "…"
