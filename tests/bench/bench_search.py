"""Search among a thousand labs: too long for every change, `make bench` runs it."""

from __future__ import annotations

from search.measure import measure, synthetic


def test_a_thousand_labs_are_found_as_well_and_cost_little_more() -> None:
    with synthetic(1000) as site:
        assert measure(site, every=10).short() == []
