"""Make theme/images/letters.json.gz, what images are lettered with: python -m tools.letters

A browser draws each letter of the font once, and our mark (theme/static/mark.svg), in grey levels:
the build then only copies pixels. Run it again when the mark or the colours change.
theme/images/LICENCE.md says whose font this is.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from generator.drawings.images import PALETTE

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests/browser"))

from chrome import find  # noqa: E402

PACKAGE: Final = "@fontsource/source-serif-4@5.3.1"
SHA256: Final = "54b7898afa20cf4b2d807bbf2b5a2f865e28a83db8a5fcc563dafce5ecb5e7c8"
FILES: Final = ("latin", "latin-ext")
MEMBER: Final = "package/files/source-serif-4-{}-600-normal.woff2"
SIZE: Final = 64
MARK: Final = 112
LETTERS: Final = "".join(
    chr(code)
    for codes in ((0x21, 0x7F), (0xA1, 0x180), (0x218, 0x21C))
    for code in range(*codes)
    if code != 0xAD
) + "–—‘’“”…€•·"  # fmt: skip

DRAW: Final = """async ({ fonts, letters, size, mark, picture, palette }) => {
  for (const font of fonts) document.fonts.add(await new FontFace("ours",
    `url(data:font/woff2;base64,${font.data})`, { unicodeRange: font.range }).load());
  const canvas = new OffscreenCanvas(4 * size, 2 * size);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const levels = (x, y, width, height, level) => {
    const data = pen.getImageData(x, y, width, height).data, rows = [];
    for (let row = 0; row < height; row++) {
      let line = "";
      for (let at = 4 * row * width; at < 4 * (row + 1) * width; at += 4)
        line += level(data[at], data[at + 1], data[at + 2]).toString(16);
      rows.push(line);
    }
    return rows;
  };
  const drawn = {};
  pen.font = `600 ${size}px ours`;
  for (const letter of letters) {
    pen.fillStyle = "black";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "white";
    pen.fillText(letter, size, 1.3 * size);
    const rows = levels(0, 0, canvas.width, canvas.height, (red) => Math.round(red * 3 / 255));
    const full = rows.map((row, at) => [row, at]).filter(([row]) => /[1-3]/.test(row));
    const left = Math.min(...full.map(([row]) => row.search(/[1-3]/)));
    const right = Math.max(...full.map(([row]) => row.search(/0*$/)));
    const [top, bottom] = [full[0][1], full.at(-1)[1]];
    drawn[letter] = [Math.round(pen.measureText(letter).width), left - size, top,
      rows.slice(top, bottom + 1).map((row) => row.slice(left, right))];
  }
  const image = new Image();
  image.src = picture;
  await image.decode();
  pen.drawImage(image, 0, 0, mark, mark);
  const nearest = (...colour) => {
    const far = palette.map((one) => one.reduce((sum, c, i) => sum + (c - colour[i]) ** 2, 0));
    return far.indexOf(Math.min(...far));
  };
  return { letters: drawn, mark: levels(0, 0, mark, mark, nearest), size };
}"""


def fonts() -> list[dict[str, str]]:
    """The font files of the package, which npm downloads, with the letters each is for."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        package = Path(folder, done.stdout.split()[-1])
        if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{PACKAGE} is not the package this was written for")
        found = []
        with tarfile.open(package) as members:
            for name, letters in zip(FILES, ("U+0-FF, U+131, U+152-153, U+2000-206F, U+20AC",
                                             "U+100-24F"), strict=True):  # fmt: skip
                file = members.extractfile(MEMBER.format(name))
                assert file is not None
                data = base64.b64encode(file.read()).decode()
                found.append({"data": data, "range": letters})
    return found


def main() -> int:
    """Write the letters."""
    mark = (ROOT / "theme/static/mark.svg").read_bytes()
    asked: dict[str, Any] = {
        "fonts": fonts(),
        "letters": LETTERS,
        "size": SIZE,
        "mark": MARK,
        "picture": "data:image/svg+xml;base64," + base64.b64encode(mark).decode(),
        "palette": [list(colour) for colour in PALETTE],
    }
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        drawn = browser.new_page().evaluate(DRAW, asked)
        browser.close()
    text = json.dumps(drawn, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    file = ROOT / "theme/images/letters.json.gz"
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(drawn['letters'])} letters, {file.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
