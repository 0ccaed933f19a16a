"""The images that others show beside a link: right, light, and the same bytes each time."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from built import ADDRESS, base_site
from trees import ROOT

from generator.checking.directory import Directory
from generator.drawings import images
from generator.drawings.images import HEIGHT, PALETTE, WIDTH, Poster
from generator.site import kept

LETTERS = (ROOT / "theme/images/letters.json.gz").read_bytes()


def pixels(png: bytes) -> list[bytes]:
    """The rows of one of our images, a byte a pixel; what is no such PNG fails."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size) == (zlib.crc32(kind + data),)
        chunks[kind] = data
        at += 12 + size
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    assert len(chunks[b"PLTE"]) == 3 * len(PALETTE)
    raw, long = zlib.decompress(chunks[b"IDAT"]), WIDTH // 2 + 1
    assert len(raw) == HEIGHT * long
    rows = [raw[start + 1 : start + long].hex() for start in range(0, len(raw), long)]
    return [bytes(int(pixel) for pixel in row) for row in rows]


def drawn(name: str, where: str = "", sign: str = "") -> list[bytes]:
    return pixels(images.draw(images.read(LETTERS), Poster(name, where, sign, "Labs publics")))


def inked(rows: list[bytes], top: int, bottom: int) -> int:
    """The first column past the last one that is drawn in a band of rows."""
    return max(len(row.rstrip(b"\0")) for row in rows[top:bottom])


def test_each_lab_has_its_image_and_every_page_names_one(directory: Directory) -> None:
    sizes = []
    for lab in directory.table("labs").values():
        file = base_site() / f"images/labs/{lab.id}.png"
        sizes.append(file.stat().st_size)
        html = (base_site() / f"labs/{lab.id}/index.html").read_text("utf-8")
        assert f'<meta property="og:image" content="{ADDRESS}images/labs/{lab.id}.png">' in html
        assert 'name="twitter:card" content="summary_large_image"' in html
    assert max(sizes) <= 16_000
    assert sum(sizes) / len(sizes) <= 7_000
    for path in ("", "methode/", "themes/", "themes/inclusion-numerique/"):
        html = (base_site() / path / "index.html").read_text("utf-8")
        found = dict(re.findall(r'<meta property="og:image:?(\w*)" content="([^"]+)">', html))
        assert found[""] == f"{ADDRESS}images/site.png"
        assert (found["width"], found["height"]) == (str(WIDTH), str(HEIGHT))
        assert found["alt"]
    assert pixels((base_site() / "images/site.png").read_bytes())


def test_an_image_says_its_words_and_other_words_look_different() -> None:
    plain = drawn("Ti Lab", "Rennes, Bretagne", "Actif")
    assert {level for row in plain for level in row} <= set(range(len(PALETTE)))
    assert plain != drawn("Ti Lob", "Rennes, Bretagne", "Actif")
    assert plain != drawn("Ti Lab", "Rennes, Bretagne", "Fermé")
    accents = drawn("État")
    assert accents != drawn("Etat")


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "日本",
        "\u202eabc",
        "👩‍💻 Lab",
        "a" * 300,
        "mot " * 90,
        "Łódź, Brașov, Ünë",
        "\u0301",
    ],
)
def test_any_name_is_drawn_within_the_margins(name: str) -> None:
    rows = drawn(name, name, name)
    assert inked(rows, 20, HEIGHT) <= WIDTH - 60
    assert not any(rows[-1])


def test_a_letter_that_the_font_has_not_is_its_plain_letter() -> None:
    assert drawn("ắ") == drawn("a")
    assert drawn("ﬁ") == drawn("f")


def test_a_long_name_ends_by_saying_that_it_goes_on() -> None:
    letters = images.read(LETTERS)
    found = images.lines(letters, "Direction interministérielle " * 9)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert images.lines(letters, "Ti Lab") == ["Ti Lab"]


def test_the_same_words_give_the_same_bytes_and_are_kept_under_the_same_key() -> None:
    poster = Poster("Ti Lab", "Rennes", "Actif", "Labs publics")
    assert images.draw(images.read(LETTERS), poster) == images.draw(images.read(LETTERS), poster)
    assert images.key(poster, LETTERS) == images.key(poster, LETTERS)
    others = [poster._replace(**{name: "Autre"}) for name in Poster._fields]
    keys = {images.key(one, LETTERS) for one in (poster, *others)} | {images.key(poster, b"")}
    assert len(keys) == 2 + len(others)


def test_what_is_kept_is_made_once_and_a_folder_that_is_none_does_no_harm(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"image"

    for _ in range(2):
        assert kept(tmp_path / "kept/one.png", make) == b"image"
    assert len(made) == 1
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["one.png"]
    (tmp_path / "file").write_bytes(b"")
    assert kept(tmp_path / "file/one.png", make) == b"image"
