"""Where long lists are cut, and what their pages lead to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.paging import cuts, numbers, page_path


@given(st.lists(st.integers(0, 90), max_size=60), st.integers(12, 100))
def test_every_item_is_on_one_page_and_no_page_is_far_from_the_others(
    lengths: list[int], most: int
) -> None:
    places, total = cuts(lengths, most), sum(lengths)
    assert (places[0], places[-1]) == (0, total)
    pages = [end - start for start, end in pairwise(places)]
    if total <= most * 3 // 2:
        assert pages == [total]
    else:
        assert max(pages) <= most + 2 * (most // 6) + 1
        assert min(pages) >= most * 3 // 4 - 2 * (most // 6) - 1


@pytest.mark.parametrize(
    ("lengths", "most", "places"),
    [
        ([], 28, [0, 0]),
        ([42], 28, [0, 42]),
        ([43], 28, [0, 22, 43]),
        ([20, 24], 28, [0, 20, 44]),  # the first group ends near the middle
        ([5, 39], 28, [0, 22, 44]),  # no group does
        ([30, 30, 30], 30, [0, 30, 60, 90]),
    ],
)
def test_a_page_ends_with_a_group_that_ends_near(
    lengths: list[int], most: int, places: list[int]
) -> None:
    assert cuts(lengths, most) == places


@pytest.mark.parametrize(
    ("total", "here", "told"),
    [
        (1, 1, [1]),
        (4, 2, [1, 2, 3, 4]),
        (7, 4, [1, 2, 3, 4, 5, 6, 7]),
        (300, 1, [1, 2, 3, None, 300]),
        (300, 5, [1, 2, 3, 4, 5, 6, 7, None, 300]),
        (300, 150, [1, None, 148, 149, 150, 151, 152, None, 300]),
        (300, 300, [1, None, 298, 299, 300]),
    ],
)
def test_a_page_leads_to_the_ends_and_to_its_neighbours(
    total: int, here: int, told: list[int | None]
) -> None:
    assert list(numbers(total, here)) == told


def test_the_first_page_of_a_list_has_the_address_of_the_list() -> None:
    assert [page_path("labs/", number) for number in (1, 2)] == ["labs/", "labs/page-2/"]
