"""The frame is cut once and joined many times."""

from __future__ import annotations

import pytest

from generator.pages.frame import FrameError, cut, slot

PAGE = f"<title>{slot('title')}</title><main>{slot('body')}</main><p>{slot('title')}</p>"


def test_slots_are_filled_in_one_join() -> None:
    frame = cut(PAGE, frozenset({"title", "body"}))
    assert frame.join({"title": "Ti Lab", "body": "…"}) == (
        "<title>Ti Lab</title><main>…</main><p>Ti Lab</p>"
    )


def test_some_slots_may_be_filled_before_the_others() -> None:
    frame = cut(PAGE, frozenset()).fill({"title": "T"})
    assert frame.slots == ("body",)
    assert frame.join({"body": "B"}) == "<title>T</title><main>B</main><p>T</p>"


def test_a_frame_without_a_slot_we_need_is_told_at_once() -> None:
    with pytest.raises(FrameError, match="no slot for « head »"):
        cut(PAGE, frozenset({"head", "title"}))


def test_a_slot_that_nobody_fills_is_told() -> None:
    with pytest.raises(FrameError, match="nobody fills the slot « body »"):
        cut(PAGE, frozenset()).join({"title": "T"})
