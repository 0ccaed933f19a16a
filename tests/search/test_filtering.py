"""A first filter is answered at once and costs little; at 10,000 labs: `filtering.py --labs`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from search.filtering import Choice, measure
from search.measure import base

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def choices() -> list[Choice]:
    """Measured once; in a thread of its own, for the browser tests keep theirs open."""

    def measured() -> list[Choice]:
        with base() as site:
            return measure(site)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(measured).result()


def test_every_facet_answers_a_first_choice(choices: list[Choice]) -> None:
    assert len({one.facet for one in choices}) >= 6
    assert [one for one in choices if not 0 < one.shown <= one.labs] == []


def test_a_first_choice_is_light(choices: list[Choice]) -> None:
    """One file more than cards need says what labs are, as the printed list does."""
    assert max(one.size for one in choices) <= 20_000
    assert max(len(one.files) for one in choices) <= 11


def test_a_first_choice_is_answered_at_once(choices: list[Choice]) -> None:
    """The promise is 200 ms; three times that leaves room for a busy machine."""
    late = max(one.time for one in choices)
    print(f"first choice {late:.0f} ms")
    assert late <= 600
