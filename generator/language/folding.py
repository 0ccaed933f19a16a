"""Texts as they are compared: lower case, without accents, ligatures or signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
_LIGATURE: Final = re.compile(f"[{''.join(_LIGATURES)}]")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_OTHER_SCRIPTS: Final = re.compile("[\u0483-\u1fff\u20d0-\u20ff\u2de0-\U0010ffff]")
"""Where marks other than _ACCENTS are; no French text has any."""
WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents or ligatures; anything that is no letter or digit is one space.

    The browser's fold() in theme/static/search.js does the same: tests/folding.json holds both.
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
