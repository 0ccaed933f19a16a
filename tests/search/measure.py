"""How well the search answers the judged queries, and what it costs, in a real browser.

    python tests/search/measure.py               the real site, the dev half, with what it misses
    python tests/search/measure.py --test        the test half too, in figures only
    python tests/search/measure.py --made        queries made by rule too
    python tests/search/measure.py --labs 1000   a synthetic site of this size, queries by rule

The module is asked every query letter by letter, for what it finds and for the time a letter
takes. The page is asked one query in four (--every 1: all of them) with the browser's cache off;
it must show what the module finds. That first query costs the files it fetches besides what every
page does (its style, its icon, main.js): gzip -6 of what is on the disk.
success@k: one of the first k results answers (grade 2 or 3). nDCG@10: a result gains 2^grade - 1.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

TESTS: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS), str(TESTS / "browser")]

from bench import records  # noqa: E402
from bench.run import ours  # noqa: E402
from built import base_site, build, real_site  # noqa: E402
from playwright.sync_api import Page, Request  # noqa: E402
from search import judged  # noqa: E402
from search.judged import GOOD, Grades, Query  # noqa: E402
from serving import browsing, packed, served  # noqa: E402
from trees import BASE, REAL, directory_of  # noqa: E402

SHOWN: Final = 10
BESIDE: Final = ("document", "stylesheet", "image", "font")
PAGE_ITSELF: Final = (".svg", "/static/main.js")
"""What every page fetches, searched or not."""


# ---- figures


@dataclass(frozen=True, slots=True)
class Figures:
    """Quality over some queries."""

    queries: int
    first: float
    """success@1"""
    five: float
    """success@5"""
    rank: float
    """MRR"""
    gain: float
    """nDCG@10"""
    zero: float
    """The share of queries without any result."""


Results = Sequence[str]


def figures(asked: Sequence[tuple[Query, Results]]) -> Figures:
    ranks = [rank(query.grades, results) for query, results in asked]
    number = len(asked) or 1
    return Figures(
        len(asked),
        sum(at == 1 for at in ranks) / number,
        sum(at is not None and at <= 5 for at in ranks) / number,
        sum(1 / at for at in ranks if at) / number,
        sum(ndcg(query.grades, results) for query, results in asked) / number,
        sum(not results for _, results in asked) / number,
    )


def rank(grades: Grades, results: Results) -> int | None:
    """The place of the first result that answers, from 1."""
    places = (at for at, path in enumerate(results[:SHOWN], 1) if grades.get(path, 0) >= GOOD)
    return next(places, None)


def ndcg(grades: Grades, results: Results) -> float:
    found = (grades.get(path, 0) for path in dict.fromkeys(results))
    return dcg(found) / dcg(sorted(grades.values(), reverse=True))


def dcg(grades: Iterable[int]) -> float:
    shown = enumerate(islice(grades, SHOWN), 1)
    return sum(((1 << grade) - 1) / math.log2(at + 1) for at, grade in shown)


def percentile(numbers: Sequence[float], share: float) -> float:
    """The smallest number that this share of them does not exceed."""
    return sorted(numbers)[max(0, math.ceil(share * len(numbers)) - 1)] if numbers else math.nan


# ---- a site, a server, a browser


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, its queries, and those that no record answers any more."""

    folder: Path
    queries: Sequence[Query]
    passed: Sequence[Query] = ()


@contextmanager
def real(with_made: bool = False, seed: int = 2026) -> Iterator[Site]:
    directory = directory_of(REAL / "data")
    queries, passed = judged.read(directory)
    if with_made:
        queries += judged.made(directory, seed=seed)
    yield Site(real_site(), queries, passed)


@contextmanager
def base() -> Iterator[Site]:
    """The site of the base, with its own queries and those made by rule."""
    directory = directory_of(BASE / "data")
    queries, passed = judged.read(directory, judged.BASE)
    yield Site(base_site(), [*queries, *judged.made(directory)], passed)


@contextmanager
def synthetic(labs: int, seed: int = 2026) -> Iterator[Site]:
    """A site of so many synthetic labs."""
    with room() as folder:
        records.write(folder / "data", labs)
        ours(folder / "project", folder / "data")
        queries = judged.made(directory_of(folder / "data"), seed=seed)
        yield Site(finished(folder / "site", folder / "project"), queries)


@contextmanager
def room() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="search-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finished(out: Path, project: Path) -> Path:
    done = build(out, project)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


# ---- measuring


@dataclass(frozen=True, slots=True)
class Visit:
    """What a first query shows and fetches; bytes as sent."""

    query: Query
    results: Results
    files: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured."""

    asked: Sequence[tuple[Query, Results]]
    keystrokes: Sequence[float]
    """Milliseconds."""
    visits: Sequence[Visit]

    def half(self, half: str) -> list[tuple[Query, Results]]:
        """The queries of a half, and what they find."""
        return [one for one in self.asked if one[0].half == half]

    def group(self, group: str) -> list[tuple[Query, Results]]:
        """The queries of a class, and what they find."""
        return [one for one in self.asked if one[0].group == group]

    def kilobytes(self) -> list[float]:
        return [sum(visit.files.values()) / 1000 for visit in self.visits]

    def requests(self) -> list[int]:
        return [len(visit.files) for visit in self.visits]

    def short(self) -> list[str]:
        """What it misses of what search promises on any number of labs, queries made by rule."""
        found = figures(self.asked)
        groups = {query.group for query, _ in self.asked}
        reached = {
            "success@1": found.first >= 0.95,
            "success@5": found.five >= 0.97,
            "nDCG@10": found.gain >= 0.93,
            "KB": percentile(self.kilobytes(), 0.95) <= 40,
            "requests": percentile(self.requests(), 0.95) <= 14,
            **{group: figures(self.group(group)).first >= 0.85 for group in sorted(groups)},
        }
        return [name for name, well in reached.items() if not well]

    def unlike(self) -> list[str]:
        """The queries to which the page does not show what the module finds."""
        found = {query.text: list(results) for query, results in self.asked}
        return [
            visit.query.text
            for visit in self.visits
            if found[visit.query.text] != list(visit.results[:SHOWN])
        ]


def measure(site: Site, every: int = 4) -> Report:
    """Ask the module every query, and the page one in so many."""
    with served(site.folder) as address, browsing() as browser:
        page = browser.new_page()
        page.goto(address)
        told = page.evaluate(TYPE, [address, [query.text for query in site.queries]])
        cold = page.context.new_cdp_session(page)
        cold.send("Network.setCacheDisabled", {"cacheDisabled": True})
        visits = [visit(page, address, site.folder, query) for query in site.queries[::every]]
    return Report(list(zip(site.queries, told["found"], strict=True)), told["times"], visits)


def visit(page: Page, address: str, folder: Path, query: Query) -> Visit:
    urls: list[str] = []

    def heard(request: Request) -> None:
        if request.resource_type not in BESIDE and not request.url.endswith(PAGE_ITSELF):
            urls.append(request.url)

    page.on("request", heard)
    page.goto(f"{address}recherche/?q={quote(query.text)}")
    page.wait_for_function(COMPLETE)
    shown = page.evaluate(SHOW)
    page.remove_listener("request", heard)
    paths = sorted({unquote(url.partition("?")[0]).removeprefix(address) for url in urls})
    results = [url.removeprefix(address) for url in shown]
    return Visit(query, results, {path: sent(folder / path) for path in paths})


def sent(file: Path) -> int:
    """The bytes of a file on the wire."""
    return len(packed(file)) if file.is_file() else 0


COMPLETE: Final = """() =>
  document.getElementById("resultats").getAttribute("aria-busy") === "false" &&
  document.getElementById("resultats-nombre").textContent.trim()"""

SHOW: Final = """() =>
  [...document.querySelectorAll("#resultats > li")].map((item) => item.querySelector("a").href)"""

TYPE: Final = """async ([root, queries]) => {
  const { open } = await import(root + "static/index.js");
  const times = [], found = [];
  const engine = await open();
  await engine.find("a");
  for (const query of queries) {
    let answer;
    for (let end = 1; end <= query.length; end++) {
      const start = performance.now();
      answer = await engine.find(query.slice(0, end), 10);
      times.push(performance.now() - start);
    }
    found.push(answer.results.map((result) => result.path));
  }
  return { times, found };
}"""


# ---- telling


def table(asked: Sequence[tuple[Query, Results]]) -> Iterator[str]:
    yield f"{'':14}{'n':>4}   s@1   s@5   MRR  nDCG  zero"
    groups = dict.fromkeys(query.group for query, _ in asked)
    for group in groups:
        yield line(group, figures([one for one in asked if one[0].group == group]))
    yield line("ALL", figures(asked))


def line(name: str, found: Figures) -> str:
    shares = (found.first, found.five, found.rank, found.gain, found.zero)
    return f"{name:14}{found.queries:4}" + "".join(f"{one:6.3f}" for one in shares)


def missed(asked: Sequence[tuple[Query, Results]]) -> Iterator[str]:
    """The queries whose first result does not answer, or that could be answered far better."""
    for query, results in asked:
        at, gain = rank(query.grades, results), ndcg(query.grades, results)
        if at != 1 or gain < 0.7:
            wanted = [path for path, grade in query.grades.items() if grade == query.best]
            yield f"{query.group}: « {query.text} » answered at {at or '-'}, nDCG {gain:.2f}"
            yield f"    wanted {', '.join(wanted[:3])}{' …' if wanted[3:] else ''}"
            shown = [f"{path} ({query.grades.get(path, 0)})" for path in results[:5]]
            yield f"    shown  {', '.join(shown) or 'nothing'}"


def costs(report: Report) -> Iterator[str]:
    for name, numbers, unit in (
        ("first query", report.kilobytes(), "KB gzip"),
        ("", report.requests(), "requests"),
        ("keystroke", report.keystrokes, "ms"),
    ):
        told = (f"{percentile(numbers, share):8.1f}" for share in (0.5, 0.95, 1))
        yield f"{name:12} p50, p95, max {' '.join(told)} {unit}"
    files = {path: size for visit in report.visits for path, size in visit.files.items()}
    yield f"{len(files)} files fetched in all, {sum(files.values()) / 1000:.0f} KB gzip"
    if unlike := report.unlike():
        yield f"the page shows something else: {len(unlike)}, {', '.join(unlike[:8])}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the search on judged queries.")
    parser.add_argument("--labs", type=int, help="a synthetic site of this size")
    parser.add_argument("--made", action="store_true", help="queries made by rule too")
    parser.add_argument("--seed", type=int, default=2026, help="other queries made by rule")
    parser.add_argument("--test", action="store_true", help="the figures of the test half too")
    parser.add_argument("--every", type=int, default=4, help="ask the page one query in so many")
    given = parser.parse_args()
    site = synthetic(given.labs, given.seed) if given.labs else real(given.made, given.seed)
    with site as built:
        report = measure(built, given.every)
        if built.passed:
            texts = ", ".join(query.text for query in built.passed)
            print(f"{len(built.passed)} queries passed over, no record answers: {texts}")
    for half in ("dev", "made", "test"):
        asked = report.half(half)
        if asked and (half != "test" or given.test):
            print(f"\n{half}", *table(asked), sep="\n")
            if half != "test":
                print(*missed(asked), sep="\n")
    print("", *costs(report), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
