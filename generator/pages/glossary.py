"""Abbreviations: told in full where a page first uses them, and listed on a page of their own.

An acronym that a record has is explained by its name; theme/words/glossary.fr.yaml has the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from generator.checking.directory import Directory
from generator.language.french import on_text, sort_key, typeset
from generator.records.parts import Record

_APART: Final = re.compile(r"<(/?)(?:a|abbr|button|code|h[1-6]|pre|svg)\b")
"""No abbreviation is explained inside these: a title there would not be read, or break a link."""


class Entry(NamedTuple):
    """An abbreviation, what it stands for, and the record that bears it."""

    short: str
    long: str
    record: Record | None = None


class Glossary:
    """The abbreviations of one site."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = sorted(entries.values(), key=lambda one: (sort_key(one.short), one.short))
        self._long = {one.short: one.long for one in self.entries}
        shorts = "|".join(map(re.escape, sorted(self._long, key=len, reverse=True)))
        self._short = re.compile(rf"(?<![\w-])({shorts or '(?!)'})(?![\w-])")
        self._cut = lru_cache(65536)(self._cut_text)
        self._drawn = {short: self._draw(short) for short in self._long}

    def page(self) -> Callable[[str], Markup]:
        """What explains the texts of one page, each abbreviation at its first use."""
        told: set[str] = set()
        return lambda text: self._explain(self._cut(text), told)

    def html(self, html: str) -> str:
        """The same on the text nodes of a page's HTML, links, headings and code apart."""
        told: set[str] = set()
        return on_text(html, _APART, lambda text: self._explain(self._split(text), told))

    def _explain(self, pieces: tuple[str, ...], told: set[str]) -> Markup:
        if len(pieces) == 1:
            return Markup(pieces[0])
        shown = list(pieces)
        for at in range(1, len(shown), 2):
            if shown[at] not in told:
                told.add(shown[at])
                shown[at] = self._drawn[shown[at]]
        return Markup("".join(shown))

    def _cut_text(self, text: str) -> tuple[str, ...]:
        return self._split(str(escape(typeset(text))))

    def _split(self, html: str) -> tuple[str, ...]:
        """Texts and abbreviations in turn; whole when the text itself tells what they stand for."""
        pieces = self._short.split(html)
        shorts, plain = pieces[1::2], html.casefold()
        if any(str(escape(typeset(self._long[one]))).casefold() in plain for one in shorts):
            return (html,)
        return tuple(pieces)

    def _draw(self, short: str) -> str:
        return f'<abbr title="{escape(typeset(self._long[short]))}">{escape(short)}</abbr>'


def glossary(directory: Directory, others: Mapping[str, str]) -> Glossary:
    """The acronyms of the records, and the abbreviations that no record bears."""
    entries = {short: Entry(short, long) for short, long in others.items()}
    for table in ("networks", "organisations"):
        for record in directory.table(table).values():
            short: str | None = getattr(record, "acronym", None)
            if short:
                entries[short] = Entry(short, record.label, record)
    return Glossary(entries)
