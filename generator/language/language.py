"""A language as one object: what pages ask of it, whichever it is.

The words are data (theme/words); the rules are those of a language's own file. Nothing here reads
a file or knows a record.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final


class WordError(Exception):
    """A word that a page says, and that is not written as it must be: it stops the build.

    `code` is that of the sentence that tells it, `blanks` what the page fills in.
    """

    def __init__(self, key: str, code: str, blanks: Iterable[str] = ()) -> None:
        super().__init__(f"{code}: {key}")
        self.key, self.code, self.blanks = key, code, tuple(blanks)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by dotted key: words("lab.status.active").

    Raises WordError for a word that nobody wrote, or that cannot be said as it is written.
    """

    by_key: Mapping[str, str]
    plural: Callable[[int], int]
    """Which of the forms of a word goes with a number: 0, 1, 2…"""
    number: Callable[[int], str]
    forms: int
    """How many forms a word has that goes with a number."""

    def __call__(self, key: str, **values: object) -> str:
        """A word, with its blanks filled in."""
        text = self.by_key.get(key)
        if text is None:
            raise WordError(key, "word-missing")
        return _filled(key, text, values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """« 1 lab », « 2 labs »: the key holds « aucun lab | {n} lab | {n} labs »."""
        forms = self(key).split(" | ")
        if len(forms) != self.forms:
            raise WordError(key, "word-forms")
        return _filled(key, forms[self.plural(number)], {"n": self.number(number), **values})


def _filled(key: str, text: str, values: Mapping[str, object]) -> str:
    try:
        return text.format(**values)
    except (LookupError, ValueError):  # {unknown}, {0} or a brace alone
        raise WordError(key, "word-blanks", values) from None


class Language(ABC):
    """The words of a language and its rules."""

    code: ClassVar[str]
    """BCP 47: « fr »."""
    forms: ClassVar[int]
    """How many forms a word has that goes with a number."""

    def __init__(self, by_key: Mapping[str, str]) -> None:
        self.words = Words(by_key, self.plural, self.number, self.forms)

    # ---- sentences

    @abstractmethod
    def plural(self, number: int) -> int:
        """Which of the forms of a word goes with a number."""

    @abstractmethod
    def listed(self, items: Sequence[str], last: str | None = None) -> str:
        """Several words as one: « a, b et c »; `last` parts the last two."""

    @abstractmethod
    def capital(self, text: str) -> str:
        """A text with its first letter in upper case."""

    @abstractmethod
    def of(self, name: str) -> str:
        """A name after « de »: « de l’appel », « du programme »."""

    # ---- dates and numbers

    @abstractmethod
    def date(self, written: str) -> str:
        """A partial date as people write it."""

    @abstractmethod
    def date_range(self, start: str, end: str | None) -> str:
        """Two partial dates as people write them, or the one."""

    @abstractmethod
    def number(self, number: int) -> str:
        """A number as people write it."""

    @abstractmethod
    def amount(self, euros: int) -> str:
        """An amount in euros as people write it."""

    # ---- on the page

    @abstractmethod
    def typeset(self, text: str) -> str:
        """A text with the spaces and signs of print; setting it twice changes nothing."""

    def typeset_html(self, html: str) -> str:
        """The same on the text nodes of a piece of HTML, code apart."""
        return on_text(html, LITERAL, self.typeset)

    # ---- order and analysis

    @abstractmethod
    def fold(self, text: str) -> str:
        """A text as it is compared: lower case, without accents or signs."""

    @abstractmethod
    def sort_key(self, text: str) -> tuple[str, str]:
        """What orders names as a reader expects it."""

    @abstractmethod
    def without_article(self, folded: str) -> str:
        """A folded name without the article it begins with."""

    @abstractmethod
    def words_of(self, text: str) -> list[str]:
        """The folded words of a text, as search reads it."""

    @abstractmethod
    def stem(self, word: str) -> str:
        """A folded word without its commonest endings."""

    @abstractmethod
    def tokens(self, text: str) -> list[str]:
        """The stems of a text, in order."""


# ---- text nodes of HTML

_TAG: Final = re.compile(r"(<[^>]*>)")
LITERAL: Final = re.compile(r"<(/?)(?:code|pre|script|style|kbd|samp|textarea)\b", re.IGNORECASE)
"""The elements whose text is left as it is."""


def on_text(html: str, apart: re.Pattern[str], change: Callable[[str], str]) -> str:
    """HTML with its text nodes changed, but for those inside the elements whose tags are apart.

    `apart` matches both tags of these elements; its first group is the slash of the last.
    """
    inside = 0
    parts = _TAG.split(html)
    for position, part in enumerate(parts):
        if position % 2:
            if bound := apart.match(part):
                inside += -1 if bound[1] else 1
        elif part and not inside:
            parts[position] = change(part)
    return "".join(parts)


def machine_date(written: str) -> str:
    """A partial date for <time datetime>: no ~."""
    return written.rstrip("~")
