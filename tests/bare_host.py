"""Another host, in a few lines, for a process in which MkDocs cannot be imported.

bare_host.py PROJECT OUT imports all of the package that may not know MkDocs, then
builds the project's site in OUT: prose rendered by Markdown alone, records in a bare frame.
"""

from __future__ import annotations

import importlib
import re
import shutil
import sys
from pathlib import Path

from built import ADDRESS, REPOSITORY
from drawn import FRAME
from markdown import markdown
from trees import ROOT

from generator.build import Build, start
from generator.checking.content import address
from generator.checking.prose import Prose
from generator.checking.settings import settings
from generator.pages.parts import BASE

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "fenced_code",
)  # fmt: skip
EXTRA = {
    "images": True,
    "repository": REPOSITORY,
    "publisher": {"name": "Ville", "director": "Camille Martin", "contact": "ville.example.org"},
    "host": {
        "name": "Hébergeur",
        "address": "1, rue",
        "phone": "01",
        "website": "https://h.example",
    },
}
EDGE = ("generator.hook", "generator.__main__")


def modules() -> list[str]:
    """Every module of the package but its edge."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "generator").rglob("*.py"))
    ]
    return [name for name in names if name not in EDGE]


def rendered(build: Build, page: Prose) -> str:
    """The body of a page; a link to another page as the host would write it."""
    html = markdown(page.body, extensions=EXTENSIONS)
    html = re.sub(r'href="index\.md', f'href="{BASE}', html)
    html = re.sub(r'href="([\w-]+)\.md', rf'href="{BASE}\1/', html)
    return build.body(html, page, address(page.file).removesuffix("index.html"))


def made(project: Path, out: Path) -> None:
    """Build a project's site as a host does, but for its looks."""
    build = start(project, ADDRESS, lambda to: settings("host", "", EXTRA, to))
    assert build.globals["footer"]  # a frame that is not bare says it
    for page in build.prose:
        path = address(page.file)
        if page.is_frame:
            build.take(FRAME, page, path)
            continue
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(build.take(rendered(build, page), page, path), encoding="utf-8")
    shutil.copytree(project / "theme/static", out / "static")
    build.finish(out)


if __name__ == "__main__":
    for name in modules():
        importlib.import_module(name)
    made(Path(sys.argv[1]), Path(sys.argv[2]))
