"""French text as search compares it: folded words, without elision, cut to a light stem.

One definition, two implementations: theme/static/analysis.js does the same in the browser, and
tests/search/tokens.json holds both to it. Words to leave out and nicknames are data, not rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.words import fold

_ACRONYM: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_ELISION: Final = re.compile(
    r"(?<!\w)(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=\w)"
)
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")
_ORDINAL: Final = re.compile(r"\A(\d+)(?:er|re|ere|e|eme|nd|nde)\Z")

# Ending, what replaces it, and the fewest letters that must come before it; the first that fits.
PLURALS: Final = (("eaux", "eau", 1), ("aux", "al", 2), ("s", "", 3), ("x", "", 4))
ENDINGS: Final = (
    ("issement", "", 4), ("ation", "", 5), ("ateur", "", 5), ("atrice", "", 5),
    ("trice", "teur", 3), ("ement", "", 4), ("euse", "eu", 3), ("eur", "eu", 3), ("ic", "iqu", 3),
    ("enne", "en", 3), ("onne", "on", 3), ("elle", "el", 3), ("ive", "if", 3), ("ail", "al", 3),
    ("ante", "ant", 4), ("ee", "", 4), ("e", "", 3),
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: « L’État, 2e » → etat, 2."""
    lower = text.lower().translate(_APOSTROPHES)
    lower = _ACRONYM.sub(lambda match: match[0].replace(".", ""), lower)
    return [_ORDINAL.sub(r"\1", word) for word in fold(_ELISION.sub("", lower)).split()]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plural, feminine and commonest endings; numbers are left alone."""
    if word[0].isdigit() or len(word) < 4:
        return word
    return _without(_without(word, PLURALS), ENDINGS)


def _without(word: str, rules: tuple[tuple[str, str, int], ...]) -> str:
    for ending, instead, least in rules:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + instead
    return word


def tokens(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(word) for word in words_of(text)]
