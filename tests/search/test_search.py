"""The search of the base's site, on its judged queries: what it must reach, and may cost.

Quality on the real directory is a figure, which an edit of a record may change: measure.py.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from search import judged
from search.measure import Report, base, figures, measure, missed, percentile

from generator.checking.directory import Directory

CLASSES = 17
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report() -> Report:
    """Measured once; in a thread of its own, for the browser tests keep theirs open."""

    def measured() -> Report:
        with base() as site:
            return measure(site, every=7)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(measured).result()


def test_each_class_of_real_queries_has_ten_in_two_equal_halves(directory: Directory) -> None:
    answered, passed = judged.read(directory, judged.REAL)
    queries = [*answered, *passed]
    assert len({query.text for query in queries}) == len(queries) >= 170
    groups = Counter(query.group for query in queries)
    assert len(groups) == CLASSES
    assert min(groups.values()) >= 10
    dev = Counter(query.group for query in queries if query.half == "dev")
    assert [one for one, number in groups.items() if abs(2 * dev[one] - number) > 1] == []


def test_each_query_of_the_base_has_an_answer_there(directory: Directory) -> None:
    answered, passed = judged.read(directory, judged.BASE)
    assert [query.text for query in passed] == []
    assert len({query.group for query in answered}) == CLASSES


def test_a_query_that_no_record_answers_any_more_is_passed_over(directory: Directory) -> None:
    answered, passed = judged.read(directory, judged.REAL)
    assert {"Bretagne", "sante", "la réunion"} <= {query.text for query in answered}
    assert {"mindlab", "Copenhague", "LIIT", "santé Strasbourg"} <= {query.text for query in passed}
    assert judged.Rules(directory).grades({"is": "bleu-lab"}) == {"labs/lab-bleu/": 3}


def test_the_first_results_answer(report: Report) -> None:
    found = figures(report.asked)
    told = "\n".join(missed(report.asked))
    assert found.first >= 0.97, told
    assert found.five >= 0.98, told
    assert found.gain >= 0.97, told


def test_no_class_of_queries_is_left_behind(report: Report) -> None:
    for half in ("base", "made"):
        asked = report.half(half)
        groups = {query.group for query, _ in asked}
        first = {
            group: figures([one for one in asked if one[0].group == group]).first
            for group in sorted(groups)
        }
        assert {group: share for group, share in first.items() if share < 0.85} == {}, half


def test_a_query_rarely_finds_nothing(report: Report) -> None:
    assert figures(report.asked).zero <= 0.01


def test_a_first_query_costs_little(report: Report) -> None:
    """Its five scripts are asked for at once, by the page itself: they count, and cost no wait."""
    assert percentile(report.kilobytes(), 0.95) <= 26
    assert percentile(report.requests(), 0.95) <= 14


def test_a_letter_is_answered_at_once(report: Report) -> None:
    """The promise is 50 ms; three times that leaves room for a busy machine."""
    late = percentile(report.keystrokes, 0.95)
    print(f"keystroke p95 {late:.1f} ms")
    assert late <= 150


def test_the_page_shows_what_the_module_finds(report: Report) -> None:
    assert report.unlike() == []
