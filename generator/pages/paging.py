"""Lists too long for one page: where they are cut, and how their pages are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

CARDS_A_PAGE: Final = 28
"""How many cards a page holds: it stays light."""

NEAR: Final = 6
"""A page ends with a group when one ends within a sixth of a page from where it would be cut."""

WINDOW: Final = 2
"""How many pages are told on each side of the reader's, beside the first and the last."""


def cuts(lengths: Sequence[int], most: int) -> list[int]:
    """Where a list of groups is cut: the places of its items, from 0 to their number.

    Pages have about `most` items, and end with a group where they can. A list that is half as
    long again stays whole.
    """
    ends = list(accumulate(lengths))
    total = ends[-1] if ends else 0
    pages = 1 if total <= most * 3 // 2 else -(-total // most)
    even = [round(page * total / pages) for page in range(1, pages)]
    return [0, *(_near(ends, place, most // NEAR) for place in even), total]


def _near(ends: Sequence[int], place: int, most: int) -> int:
    best = min(ends, key=lambda end: abs(end - place))
    return best if abs(best - place) <= most else place


def page_path(path: str, number: int) -> str:
    """The path of a page of a list, from 1: labs/, labs/page-2/."""
    return path if number == 1 else f"{path}page-{number}/"


def numbers(total: int, here: int) -> Iterator[int | None]:
    """The pages that a page leads to: the first, the last, those around; None where some miss."""
    near = sorted({1, total} | set(range(max(1, here - WINDOW), min(total, here + WINDOW) + 1)))
    before = 0
    for number in near:
        if number == before + 2:
            yield before + 1
        elif number > before + 1:
            yield None
        yield number
        before = number
