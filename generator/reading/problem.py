"""A problem is a place, a fact and a way out, told in French to the person who writes the data.

Everything that can be said to an editor is in sentences.fr.yaml: one code, one fact, one way out.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.reading.sentences import SENTENCES


class Place(NamedTuple):
    """Where something is written: lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, told once. Problems sort by place."""

    place: Place
    code: str
    fact: str
    way_out: str = ""


@dataclass(slots=True)
class Reading:
    """What a check has found so far; readers fill it, nobody raises."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, code: str, **details: object) -> None:
        """Tell one mistake. Raises KeyError when the code or a detail is unknown: our mistake."""
        said = SENTENCES[code]
        self.problems.append(
            Problem(place, code, said.fact.format(**details), said.way_out.format(**details))
        )

    def sorted(self) -> list[Problem]:
        """Each problem once, by file, line and column."""
        return sorted(set(self.problems))


def quoted(value: object, length: int = 60) -> str:
    """What was written, on one line and short enough to be read in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def meant(word: str) -> str:
    """The way out that offers one word."""
    return f"vouliez-vous écrire « {word} » ?"


def close_to(written: str, known: Iterable[str], otherwise: str = "") -> str:
    """« vouliez-vous écrire … ? » when a known word is near; else what may be written."""
    words = sorted(set(known))
    folded = {word.casefold(): word for word in reversed(words)}
    near = difflib.get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return meant(folded[near[0]])
    if otherwise:
        return otherwise
    return "valeurs possibles : " + ", ".join(words) if words else "aucune valeur n’est possible"
