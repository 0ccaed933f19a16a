"""French as readers expect it: dates, numbers, order, spaces, and the words of the pages.

The words themselves are data (theme/words/fr.yaml); here are the rules. Nothing here reads a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

NBSP: Final = "\u00a0"
NARROW: Final = "\u202f"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by dotted key: words("lab.status.active").

    Raises KeyError for a word nobody wrote: our mistake, and it stops the build.
    """

    by_key: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """A word, with its blanks filled in."""
        text = self.by_key[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """« 1 lab », « 2 labs », « aucun lab »: the key holds « aucun lab | {n} lab | {n} labs ».

        French says « 0 lab » and « 1 lab »: the singular lasts below two.
        """
        none, one, many = self.by_key[key].split(" | ")
        form = none if number == 0 else one if number == 1 else many
        return form.format(n=grouped(number))


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A tree of words by dotted key."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


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


_TAG = re.compile(r"(<[^>]*>)")
_LITERAL = re.compile(r"<(/?)(?:code|pre|script|style|kbd|samp|textarea)\b", re.IGNORECASE)


def typeset_html(html: str) -> str:
    """The same on the text nodes of a piece of HTML, code apart."""
    return on_text(html, _LITERAL, typeset)


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


def machine_date(written: str) -> str:
    """A date for <time datetime>: no ~."""
    return written.rstrip("~")


# ---- numbers


def grouped(number: int) -> str:
    """1 234 567, with the narrow no-break space of French."""
    return f"{number:,}".replace(",", NARROW)


def euros(amount: int) -> str:
    """An amount as people write it: « 250 000 € », « 126 millions d’euros »."""
    if amount >= 1_000_000 and amount % 1_000_000 == 0:
        millions = amount // 1_000_000
        return f"{millions}{NBSP}million{'s' if millions > 1 else ''} d’euros"
    return f"{grouped(amount)}{NBSP}€"


def listed(items: Iterable[str], last: str = " et ") -> str:
    """« a, b et c »."""
    items = list(items)
    return last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


# ---- folding and order

_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
_LIGATURE: Final = re.compile(f"[{''.join(_LIGATURES)}]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_OTHER_SCRIPTS: Final = re.compile("[\u0483-\u1fff\u20d0-\u20ff\u2de0-\U0010ffff]")
"""Where marks other than _ACCENTS are; no French text has any."""
WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents or ligatures; anything that is no letter or digit is one space.

    The browser's fold() in theme/static/french.js does the same: tests/folding.json holds both.
    """
    return " ".join(folded_words(text.lower()))


def folded_words(lower: str) -> list[str]:
    """The words of a text in lower case, folded, in order."""
    if not lower.isascii():
        lower = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], lower)
        lower = _ACCENTS.sub("", unicodedata.normalize("NFKD", lower))
        if _OTHER_SCRIPTS.search(lower):
            lower = "".join(c for c in lower if unicodedata.category(c)[0] != "M")
    return WORD.findall(lower)


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
