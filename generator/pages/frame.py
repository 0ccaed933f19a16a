"""The frame: one page that the host rendered, cut once at its slots and joined for every record.

A slot is written OPEN + name + CLOSE. Filling is a join of strings; nothing is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OPEN: Final = "\ue001"
CLOSE: Final = "\ue002"

_SLOT: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def slot(name: str) -> str:
    """The mark of a slot, for templates of the frame."""
    return f"{OPEN}{name}{CLOSE}"


EXPECTED: Final = frozenset({"title", "description", "head", "crumbs", "body"})
"""The slots that a frame must have; the menu's are nav-<table>."""


class FrameError(Exception):
    """The frame lacks a slot, or has one that nobody fills: the theme is at fault."""

    def __init__(self, slot: str, said: str) -> None:
        super().__init__(said)
        self.slot = slot


@dataclass(frozen=True, slots=True)
class Frame:
    """Text and slots in turn: a part, a slot, a part, and so on."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> Frame:
        """The frame with some slots filled, ready to be filled again with the others."""
        parts, slots, text = [], [], self.parts[0]
        for name, after in zip(self.slots, self.parts[1:], strict=True):
            if name in values:
                text += values[name] + after
            else:
                parts.append(text)
                slots.append(name)
                text = after
        return Frame((*parts, text), tuple(slots))

    def join(self, values: Mapping[str, str]) -> str:
        """The whole page. Raises FrameError when a slot has no value."""
        pieces = [self.parts[0]]
        try:
            for name, after in zip(self.slots, self.parts[1:], strict=True):
                pieces.append(values[name])
                pieces.append(after)
        except KeyError as error:
            name = str(error.args[0])
            raise FrameError(name, f"nobody fills the slot « {name} »") from None
        return "".join(pieces)


def cut(html: str, expected: frozenset[str]) -> Frame:
    """Cut a rendered page at its slots. Raises FrameError when one that is expected is missing."""
    pieces = _SLOT.split(html)
    slots = tuple(pieces[1::2])
    for missing in sorted(expected - set(slots)):
        raise FrameError(missing, f"the frame has no slot for « {missing} »")
    return Frame(tuple(pieces[0::2]), slots)
