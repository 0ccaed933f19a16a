"""The words that scripts say, which pages hand over to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from generator.language.language import Language

SCRIPT_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "filters": (
        "search.results", "search.failed", "search.propose_named", "count.labs",
        "filter.unavailable", "filter.nothing", "filter.clear", "filter.remove", "way.title",
        "map.nowhere", "table.caption", "table.lab", "table.place", "table.kind",
        "table.situation", "table.sign", "table.observed", "table.undated", "table.unknown",
        "table.no_status",
    ),
    "suggestions": ("search.suggestions", "search.all"),
}  # fmt: skip
"""The words that scripts say."""


def script_words(language: Language, of: str) -> Markup:
    """The words of some scripts, by the last part of their key, as the value of an attribute."""
    words = language.words
    handed = {key.partition(".")[2]: language.typeset(words(key)) for key in SCRIPT_WORDS[of]}
    return Markup(escape(json.dumps(handed, ensure_ascii=False)))
