"""The sources of a page, numbered as they are first cited, and the facts that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from markupsafe import escape

from generator.language.language import Language, machine_date
from generator.pages.parts import Item, Mark, Note, external
from generator.records.parts import Count, Milestone, Statement
from generator.records.source import Source

RUN: Final = 3
"""So many sources in a row are one mark."""


@dataclass(slots=True)
class Notes:
    """The notes of one page."""

    sources: Mapping[str, Source]
    language: Language
    drawn: dict[str, Note]
    """The notes of every page, by source: what differs is their number."""
    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, cited: Iterable[str] | None) -> tuple[Mark, ...]:
        """The marks of the sources cited, in order; three or more in a row are one mark."""
        if not cited:
            return ()
        numbers = self.numbers
        cited_numbers = sorted([numbers.setdefault(id, len(numbers) + 1) for id in cited])
        if len(cited_numbers) < RUN:
            return tuple([self._mark(number, number) for number in cited_numbers])
        marks: list[Mark] = []
        while cited_numbers:
            run = 1
            while run < len(cited_numbers) and cited_numbers[run] == cited_numbers[0] + run:
                run += 1
            run = run if run >= RUN else 1
            marks.append(self._mark(cited_numbers[0], cited_numbers[run - 1]))
            del cited_numbers[:run]
        return tuple(marks)

    def _mark(self, first: int, last: int) -> Mark:
        return _mark(
            self.language.words("note.label" if first == last else "note.labels"), first, last
        )

    def all(self) -> tuple[Note, ...]:
        """The notes in order."""
        return tuple(self._note(id)._replace(number=at) for id, at in self.numbers.items())

    def _note(self, id: str) -> Note:
        note = self.drawn.get(id)
        if note is None:
            note = self.drawn[id] = source_note(self.language, self.sources[id])
        return note

    # ---- facts

    def statements(self, facts: Iterable[Statement] | None) -> tuple[Item, ...]:
        """Facts in words, with their amount and date where the words do not say them."""
        return tuple(
            Item(
                _with_amount(self.language, fact),
                self(fact.sources),
                detail=_unsaid_date(self.language, fact),
            )
            for fact in facts or ()
        )

    def moments(self, moments: Iterable[Milestone] | None) -> tuple[Item, ...]:
        """Dated moments, oldest first."""
        return tuple(
            Item(
                moment.label,
                self(moment.sources),
                moment.date_text or self.language.date(moment.date),
                machine_date(moment.date),
                tone=moment.what or "",
            )
            for moment in sorted(moments or (), key=lambda moment: moment.date)
        )

    def counts(self, counts: Iterable[Count] | None) -> tuple[Item, ...]:
        """Numbers with their date."""
        return tuple(
            Item(
                count.text or "",
                self(count.sources),
                self.language.date(count.date),
                machine_date(count.date),
                self._how_many(count),
            )
            for count in counts or ()
        )

    def _how_many(self, count: Count) -> str:
        number = self.language.number(count.count)
        return self.language.words("note.at_least", n=number) if count.at_least else number


@lru_cache(4096)
def _mark(spoken: str, first: int, last: int) -> Mark:
    """One mark; `spoken` is what is read aloud, before its numbers are filled in."""
    text = str(first) if first == last else f"{first}–{last}"
    return Mark(first, text, spoken.format(n=first, first=first, last=last))


def source_note(language: Language, source: Source) -> Note:
    """A source as a note, without its number."""
    words = language.words
    remarks = [words(f"note.read_{source.access}")]
    if source.is_copy:
        remarks.append(words("note.is_copy"))
    if not source.title_exact:
        remarks.append(words("note.described"))
    if source.updated:
        remarks.append(words("note.updated", date=language.date(source.updated)))
    if source.url_note:
        remarks.append(source.url_note.rstrip("."))
    dated = language.date(source.date) if source.date else ""
    foreign = source.language or ""
    title = escape(source.title) if foreign else source.title
    return Note(0, title, foreign, external(source.url), source.publisher, dated, tuple(remarks))


def _with_amount(language: Language, fact: Statement) -> str:
    """A fact in words after its amount, unless the words say it."""
    if fact.amount is None:
        return fact.text
    digits = re.sub(r"(?<=\d)\s(?=\d)", "", fact.text)
    said = str(fact.amount) in digits or f"{fact.amount // 1_000_000} M€" in digits
    return fact.text if said else f"{language.amount(fact.amount)} : {fact.text}"


def _unsaid_date(language: Language, fact: Statement) -> str:
    """When a fact is of, unless its words say it."""
    if fact.date is None:
        return ""
    date = language.date(fact.date)
    return "" if date in language.typeset(fact.text) else date
