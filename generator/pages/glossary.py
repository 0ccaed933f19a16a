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
from generator.language.language import Language, on_text
from generator.records.parts import Record
from generator.records.tables import PAGED

_APART: Final = re.compile(r"<(/?)(?:a|abbr|button|code|h[1-6]|pre|svg)\b")
"""No abbreviation is explained inside these: a title there would not be read, or break a link."""


class Abbreviation(NamedTuple):
    """An abbreviation, what it stands for, and the record that bears it."""

    short: str
    long: str
    record: Record | None = None


class Glossary:
    """The abbreviations of one site."""

    def __init__(self, entries: Mapping[str, Abbreviation], language: Language) -> None:
        self.language = language
        self.entries = sorted(
            entries.values(), key=lambda entry: (language.sort_key(entry.short), entry.short)
        )
        self._long = {entry.short: entry.long for entry in self.entries}
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
        return self._split(str(escape(self.language.typeset(text))))

    def _split(self, html: str) -> tuple[str, ...]:
        """Texts and abbreviations in turn; whole when the text itself tells what they stand for."""
        pieces = self._short.split(html)
        shorts, plain = pieces[1::2], html.casefold()
        if any(self._told(short).casefold() in plain for short in shorts):
            return (html,)
        return tuple(pieces)

    def _draw(self, short: str) -> str:
        return f'<abbr title="{self._told(short)}">{escape(short)}</abbr>'

    def _told(self, short: str) -> str:
        """What an abbreviation stands for, as a page shows it."""
        return str(escape(self.language.typeset(self._long[short])))


def glossary(directory: Directory, others: Mapping[str, str], language: Language) -> Glossary:
    """The acronyms of the records that have a page, and the abbreviations that no record bears."""
    entries = {short: Abbreviation(short, long) for short, long in others.items()}
    for table in PAGED:
        if "acronym" in table.record.model_fields:
            for record in directory.table(table.name).values():
                if record.acronym:
                    entries[record.acronym] = Abbreviation(record.acronym, record.label, record)
    return Glossary(entries, language)
