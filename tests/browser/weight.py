"""What the first view of a page weighs, told from the files of the site; and its EcoIndex."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from serving import packed

# Published quantiles of 500,000 pages of the HTTP Archive: elements, requests, kilobytes.
ELEMENTS: Final = (
    0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801,
    2479, 594601,
)  # fmt: skip
REQUESTS: Final = (
    0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920,
)  # fmt: skip
KILOBYTES: Final = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27,
    1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip


def ecoindex(elements: int, requests: int, kilobytes: float) -> float:
    """From 0 to 100; above 80 is « A »."""
    ranks = (
        3 * _rank(ELEMENTS, elements),
        2 * _rank(REQUESTS, requests),
        _rank(KILOBYTES, kilobytes),
    )
    return 100 - 5 * sum(ranks) / 6


def _rank(quantiles: Sequence[float], value: float) -> float:
    at = bisect_right(quantiles, value)
    if at == len(quantiles):
        return at - 1
    low, high = quantiles[at - 1], quantiles[at]
    return at - 1 + (value - low) / (high - low)


@dataclass(frozen=True, slots=True)
class View:
    """A first view: bytes as sent, requests, elements of the page, a drawing being one."""

    bytes: float
    requests: float
    elements: float

    @property
    def ecoindex(self) -> float:
        """Its EcoIndex."""
        return ecoindex(round(self.elements), round(self.requests), self.bytes / 1000)


def view(site: Path, path: str) -> View:
    """The first view of a page: itself, its style, its scripts and its images, each once."""
    file = site / path / "index.html"
    html = file.read_text("utf-8")
    drawn = re.sub("<svg.*?</svg>", "<svg>", html, flags=re.DOTALL)  # EcoIndex counts it as one
    sources = re.findall(
        r'<(?:link rel="(?:icon|stylesheet)" href|script src|img src)="([^"]+)"', html
    )
    files = {file, *(Path(file.parent, one).resolve() for one in sources)}
    elements = len(re.findall("<[a-z]", drawn))
    return View(sum(len(packed(one)) for one in files), len(files), elements)


def mean(views: Sequence[View]) -> View:
    """The mean of some views."""
    number = len(views)
    return View(
        sum(one.bytes for one in views) / number,
        sum(one.requests for one in views) / number,
        sum(one.elements for one in views) / number,
    )
