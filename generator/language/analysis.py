"""French text as search compares it: folded words, without elision, cut to a light stem.

One definition, two implementations: theme/static/french.js does the same in the browser, and
tests/search/tokens.json holds both to it. Words to leave out and nicknames are data, not rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.language.folding import WORD, folded_words

_DOTTED: Final = re.compile(r"\.[^\W\d_]\.")
_ACRONYM: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")
_ELIDED: Final = re.compile(r"(?<!\w)(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)\Z")
_UNSEEN: Final = re.compile("[\u00ad\u200c\u200d\u2060\ufeff]")
_INCLUSIVE: Final = re.compile(
    r"(?<=[^\W\d_])[·•‧](?:[ntlrsf]?e|i?[eè]re|t?rice|euse|ive|x|s)(?:[·•‧]?s)?(?!\w)"
)
_RARE: Final = re.compile("[·•‧\u00ad\u200c\u200d\u2060\ufeff]")
_FRENCH: Final = re.compile(r"[\x00-\x7fà-öø-ÿœ«»“”–—…·°€\u00a0\u202f]*")
"""Texts whose words can be folded one by one."""
_BEGINS: Final = re.compile(r"\w")
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
    return [_cardinal(word) for word in folded_words(_plain(text))]


def _cardinal(word: str) -> str:
    """2e, 2eme → 2."""
    return _ORDINAL.sub(r"\1", word) if word[0].isdigit() else word


def _plain(text: str) -> str:
    """A text in lower case, without elisions, the points of acronyms and inclusive endings."""
    lower = text.lower().replace("`", "'")
    if not lower.isascii():
        for apostrophe in "’‘ʼ´":
            lower = lower.replace(apostrophe, "'")
        if _RARE.search(lower):
            lower = _INCLUSIVE.sub("", _UNSEEN.sub("", lower))
    if _DOTTED.search(lower):
        lower = _ACRONYM.sub(lambda match: match[0].replace(".", ""), lower)
    return _without_elision(lower) if "'" in lower else lower


def _without_elision(text: str) -> str:
    """The text without its « l' », « d' », « qu' » before a word.

    Looking at what stands before each apostrophe is three times as fast as one expression.
    """
    *parts, end = text.split("'")
    kept = []
    for part, after in zip(parts, (*parts[1:], end), strict=True):
        elided = _ELIDED.search(part[-8:]) if _BEGINS.match(after) else None
        kept.append(part[: -len(elided[0])] if elided else part + "'")
    return "".join(kept) + end


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


class _Stems(dict[str, str]):
    """The stems of words as written in lower case, each found once."""

    def __missing__(self, word: str) -> str:
        (folded,) = folded_words(word)
        stemmed = self[word] = stem(_cardinal(folded))
        return stemmed


_STEMS: Final = _Stems()


def tokens(text: str) -> list[str]:
    """The stems of a text, in order."""
    plain = _plain(text)
    # Nearly every text is French: not to fold it before its words is half of the time.
    words = WORD.findall(plain) if _FRENCH.fullmatch(plain) else folded_words(plain)
    return [_STEMS[word] for word in words]
