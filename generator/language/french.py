"""French as readers expect it: dates, numbers, order, spaces and quotes.

The functions are the rules; the class at the end is the language that pages are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar, Final

from generator.language import analysis, folding
from generator.language.folding import fold
from generator.language.language import Language

NBSP: Final = "\u00a0"
NARROW: Final = "\u202f"


# ---- spaces and quotes, on rendered text only: never on data, addresses or exports

_BEFORE_HIGH = re.compile(r"[ \u00a0]+([;!?])(?=[\s)»\]]|$)")
_BEFORE_COLON = re.compile(r"[ \u202f]+:(?=\s|$)")
_OPENING = re.compile(r"«[ \u202f]?(?=\S)")
_CLOSING = re.compile(r"(?<=\S)[ \u202f]?»")
_UNIT = re.compile(r"(?<=\d)[ \u202f](?=(?:€|M€|k€|%|m²|h)(?![a-zA-Z]))")
_THOUSAND = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«\u00a0 @,.)]|$)")
_QUOTED = re.compile(r'(?<!\w)"(?=\S)([^"\n]+)(?<=\S)"(?!\w)')
_NUMBER = re.compile(r"(?<=\bn°) ?(?=\d)")
_NEEDS: Final = re.compile(r"""['"«»:;!?€%²°]|\d """)


@lru_cache(maxsize=65536)
def typeset(text: str) -> str:
    """French no-break spaces, apostrophes and quotes; setting a text twice changes nothing.

    U+202F before ; ! ? and between thousands, U+00A0 before : and inside « ».
    """
    if not _NEEDS.search(text):
        return text
    text = _APOSTROPHE.sub("’", text)
    text = _QUOTED.sub(r"«\1»", text)
    text = _BEFORE_HIGH.sub(NARROW + r"\1", text)
    text = _BEFORE_COLON.sub(NBSP + ":", text)
    text = _OPENING.sub("«" + NBSP, text)
    text = _CLOSING.sub(NBSP + "»", text)
    text = _NUMBER.sub(NBSP, text)
    text = _THOUSAND.sub(NARROW, text)
    return _UNIT.sub(NBSP, text)


# ---- dates

MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


@lru_cache(maxsize=65536)
def date(written: str) -> str:
    """« 18 novembre 2016 », « 1er décembre 2021 », « novembre 2016 », « 2016 », « vers 2024 »."""
    about = "vers " if written.endswith("~") else ""
    return about + " ".join(_date_parts(written))


def _date_parts(written: str) -> list[str]:
    year, *rest = written.rstrip("~").split("-")
    parts = [year]
    if rest:
        parts.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) == 2:
        parts.insert(0, "1er" if rest[1] == "01" else str(int(rest[1])))
    return parts


def date_range(start: str, end: str | None) -> str:
    """« du 14 au 20 novembre 2016 », « de janvier 2022 à 2023 », or the one date."""
    if end is None or end == start:
        return date(start)
    first, last = _date_parts(start), _date_parts(end)
    if len(first) == len(last):
        same = 0
        while same < len(first) - 1 and first[-1 - same] == last[-1 - same]:
            same += 1
        first = first[: len(first) - same]
    if len(last) == 3:
        return f"du {' '.join(first)} au {' '.join(last)}"
    return f"de {' '.join(first)} à {' '.join(last)}"


# ---- numbers


def plural(number: int) -> int:
    """« aucun lab », « 1 lab », « 2 labs »: the singular lasts below two."""
    return min(number, 2)


def grouped(number: int) -> str:
    """1 234 567, with the narrow no-break space of French."""
    return f"{number:,}".replace(",", NARROW)


def amount(euros: int) -> str:
    """An amount as people write it: « 250 000 € », « 126 millions d’euros »."""
    if euros >= 1_000_000 and euros % 1_000_000 == 0:
        millions = euros // 1_000_000
        return f"{millions}{NBSP}million{'s' if millions > 1 else ''} d’euros"
    return f"{grouped(euros)}{NBSP}€"


def of(name: str) -> str:
    """A name with its article after « de »: « de l’appel », « du programme », « des labs »."""
    for article, after in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return after + name.removeprefix(article)
    return f"d’{name}" if fold(name)[:1] in "aeiouy" else f"de {name}"


def listed(items: Sequence[str], last: str | None = None) -> str:
    """« a, b et c »."""
    items = list(items)
    return (
        (last or " et ").join([", ".join(items[:-1]), items[-1]])
        if len(items) > 1
        else "".join(items)
    )


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


# ---- order

_ARTICLE = re.compile(r"(?:le|la|les|l|un|une|the)\s+(?=\S)")
_DIGITS = re.compile(r"\d+")


def without_article(folded: str) -> str:
    """A folded name without the article it begins with."""
    article = _ARTICLE.match(folded)
    return folded[article.end() :] if article else folded


@lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[str, str]:
    """French order: letters first, accents second, numbers by value, a leading article ignored."""
    padded = _DIGITS.sub(lambda match: match[0].zfill(9), without_article(fold(text)))
    return padded.replace(" ", ""), unicodedata.normalize("NFD", text)


# ---- the language


class French(Language):
    """French, as pages ask for it."""

    code: ClassVar[str] = "fr"
    forms: ClassVar[int] = 3  # none, one, many

    plural = staticmethod(plural)
    listed = staticmethod(listed)
    capital = staticmethod(capital)
    of = staticmethod(of)
    date = staticmethod(date)
    date_range = staticmethod(date_range)
    number = staticmethod(grouped)
    amount = staticmethod(amount)
    typeset = staticmethod(typeset)
    fold = staticmethod(folding.fold)
    sort_key = staticmethod(sort_key)
    without_article = staticmethod(without_article)
    words_of = staticmethod(analysis.words_of)
    stem = staticmethod(analysis.stem)
    tokens = staticmethod(analysis.tokens)
