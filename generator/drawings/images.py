"""The image that others show beside a link to a page: its words and our mark, as a PNG.

Letters come ready drawn (tools/letters.py); a row of pixels is one number, four bits a pixel, so
that a letter is set by shifting and or-ing. The bytes depend on the words, the letters and the
zlib of this Python.
"""

from __future__ import annotations

import gzip
import json
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Final, NamedTuple

WIDTH: Final = 1200
HEIGHT: Final = 630
VERSION: Final = 1
"""Goes up when the same words are drawn otherwise: what was kept is drawn again."""

_GREEN, _CREAM, _SUN = (23, 89, 74), (251, 247, 236), (240, 179, 60)


def _between(start: Sequence[int], end: Sequence[int], level: int) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * level / 3) for a, b in zip(start, end, strict=True))


PALETTE: Final = tuple(_between(_GREEN, ink, level) for ink in (_CREAM, _SUN) for level in range(4))
"""Eight colours: from the ground to cream, then from the ground to sun."""

_TO_SUN: Final = str.maketrans("123", "567")
_LEFT: Final = 84
_ROOM: Final = WIDTH - 2 * _LEFT


class Glyph(NamedTuple):
    """A letter ready to set: how far it moves the pen, and its rows from its top."""

    advance: int
    left: int
    top: int
    width: int
    rows: tuple[int, ...]


class Poster(NamedTuple):
    """What the image of a page says."""

    name: str
    where: str
    sign: str
    site: str


@dataclass(frozen=True)
class Letters:
    """The letters as tools/letters.py drew them, whole and at half their size."""

    drawn: Mapping[str, Any]
    known: dict[tuple[str, bool, bool], Glyph] = field(default_factory=dict)

    @cached_property
    def size(self) -> int:
        """The height of the font, in pixels."""
        return int(self.drawn["size"])

    def glyphs(self, text: str, small: bool = False, sun: bool = False) -> Iterator[Glyph]:
        """The letters of a text; one that the font has not is its plain letter, else nothing."""
        for letter in text:
            key = (letter, small, sun)
            if key not in self.known:
                self.known[key] = self._glyph(*key)
            yield self.known[key]

    def _glyph(self, letter: str, small: bool, sun: bool) -> Glyph:
        if letter.isspace():
            return Glyph(self.size // (8 if small else 4), 0, 0, 0, ())
        letters = self.drawn["letters"]
        plain = unicodedata.normalize("NFKD", letter)[:1]
        drawn = letters.get(letter) or letters.get(plain)
        if drawn is None:
            return Glyph(0, 0, 0, 0, ())
        advance, left, top, rows = drawn
        if small:
            advance, left, top, rows = _halved(advance, left, top, rows)
        if sun:
            rows = [row.translate(_TO_SUN) for row in rows]
        return Glyph(advance, left, top, len(rows[0]), tuple(int(row, 16) for row in rows))

    def width(self, text: str, small: bool = False) -> int:
        """How wide a text is."""
        return sum(glyph.advance for glyph in self.glyphs(text, small))


def _halved(advance: int, left: int, top: int, rows: Sequence[str]) -> tuple[Any, ...]:
    """A letter at half its size: each pixel is the mean of four."""
    pad_x, pad_y = left % 2, top % 2
    wide = len(rows[0]) + pad_x
    wide += wide % 2
    full = ["0" * wide] * pad_y + [("0" * pad_x + row).ljust(wide, "0") for row in rows]
    full += ["0" * wide] * (len(full) % 2)
    small = []
    for above, below in zip(full[::2], full[1::2], strict=True):
        levels = [int(a) + int(b) for a, b in zip(above, below, strict=True)]
        pairs = zip(levels[::2], levels[1::2], strict=True)
        small.append("".join(str((left + right + 2) // 4) for left, right in pairs))
    return round(advance / 2), (left - pad_x) // 2, (top - pad_y) // 2, small


@lru_cache(1)
def read(data: bytes) -> Letters:
    """The letters of a file that tools/letters.py wrote."""
    return Letters(json.loads(gzip.decompress(data)))


def key(poster: Poster, letters: bytes) -> str:
    """What an image is kept under: its words, its letters, and how they are drawn."""
    said = "\n".join((str(VERSION), *poster)).encode()
    return sha256(said + letters).hexdigest()[:32]


def draw(letters: Letters, poster: Poster) -> bytes:
    """The image of a poster."""
    rows = [0] * HEIGHT
    for y in range(10):
        rows[y] = int("7" * WIDTH, 16)
    mark = letters.drawn["mark"]
    _stamp(rows, (int(row, 16) for row in mark), _LEFT - 14, 66, len(mark))
    _set(rows, letters.glyphs(poster.site, small=True), _LEFT + len(mark), 88)
    y = 200
    for line in lines(letters, poster.name):
        _set(rows, letters.glyphs(line), _LEFT, y)
        y += 80
    for line in lines(letters, poster.where, small=True, most=1):
        _set(rows, letters.glyphs(line, small=True), _LEFT, y + 24)
    for line in lines(letters, poster.sign, small=True, most=1):
        _set(rows, letters.glyphs(line, small=True, sun=True), _LEFT, 540)
    return png(rows)


def _set(rows: list[int], glyphs: Iterable[Glyph], x: int, y: int) -> None:
    for glyph in glyphs:
        _stamp(rows, glyph.rows, x + glyph.left, y + glyph.top, glyph.width)
        x += glyph.advance


def _stamp(rows: list[int], drawn: Iterable[int], x: int, y: int, width: int) -> None:
    shift = 4 * (WIDTH - x - width)
    for at, row in enumerate(drawn, y):
        rows[at] |= row << shift


def lines(letters: Letters, text: str, small: bool = False, most: int = 3) -> list[str]:
    """A text in lines that fit; what does not fit ends in « … »."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if letters.width(longer, small) <= _ROOM:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
    lines = [*lines, line] if line else lines
    kept = lines[:most]
    cut = len(lines) > most
    return [_fitted(letters, text_line, small, cut and text_line is kept[-1]) for text_line in kept]


def _fitted(letters: Letters, line: str, small: bool, cut: bool) -> str:
    """A line, shortened until it fits with its « … »."""
    if not cut and letters.width(line, small) <= _ROOM:
        return line
    while line and letters.width(line + "…", small) > _ROOM:
        line = line[:-1]
    return line.rstrip(" ,;:") + "…"


def png(rows: Sequence[int]) -> bytes:
    """Rows of pixels as a PNG; zlib takes ten times as long at its best, for a tenth less."""
    size = WIDTH // 2
    pixels = b"".join(b"\0" + row.to_bytes(size, "big") for row in rows)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    colours = bytes(part for colour in PALETTE for part in colour)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(pixels, 6)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
