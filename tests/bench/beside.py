"""What pages are made of, to tell whether one site says more than the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

MOST: Final = 300
"""Pages compared, at most: reading ten thousand would take longer than making them."""


class Parts(HTMLParser):
    """The elements of a page, their attributes, and the words of its texts and values."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counted[f"<{tag}>"] += 1
        for name, value in attrs:
            self.counted[f"<{tag} {name}>"] += 1
            self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        self.counted.update(re.findall(r"\w+", data))


def parts(html: str) -> Counter[str]:
    read = Parts()
    read.feed(html)
    read.close()
    return read.counted


def beyond(theirs: Path, ours: Path, paths: Sequence[str]) -> Iterator[str]:
    """Of these pages, those that say or hold more in the one site than in the other."""
    pages = sorted(path for path in paths if path.endswith(".html"))
    for path in pages[:: len(pages) // MOST + 1]:
        their, our = (parts((site / path).read_text("utf-8")) for site in (theirs, ours))
        more = sorted((their - our).elements())
        if more:
            yield f"{path} : {', '.join(more[:5])}"
