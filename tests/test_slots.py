"""The slots of prose: those that the check knows are those that something fills."""

from __future__ import annotations

from generator import build
from generator.checking.prose import SLOT_NAMES
from generator.pages.slots import SLOTS


def test_each_slot_that_may_be_written_is_filled_and_the_others_are_told() -> None:
    build.kinds()
    assert sorted([*SLOTS, "body"]) == sorted(SLOT_NAMES)  # the body is the frame's own
