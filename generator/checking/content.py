"""The files of content/ together: the frame, what is published as it is, what addresses they take.

The pages themselves are checked one by one in prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from generator.checking.between import Ids
from generator.checking.prose import SLOT, Prose
from generator.reading.problem import Place, Reading, meant
from generator.records.tables import LISTED

PUBLISHED: Final = (
    "avif", "csv", "geojson", "gif", "jpeg", "jpg", "json", "odt", "ods", "pdf", "png", "txt",
    "webp",
)  # fmt: skip
"""The files that are published as they are: images and documents, which run nothing.

Neither a page of one's own nor a script, which would run at our address; nor an SVG or another
XML, which runs its scripts as soon as it is opened by itself: no policy of a page reaches it.
"""

OURS: Final = ("donnees/", "images/", "recherche/index/", "static/")
"""The folders of the site that are made from data or come with the theme."""

ALONE: Final = ("404.html", "robots.txt", "sitemap.xml")
"""The files that stand at the root of the site."""

MARKDOWN: Final = ("markdown", "md", "mdown", "mkd", "mkdn")
"""What the host takes for a page; we read those that end in .md."""

PUT_ASIDE: Final = "templates/"
"""The host never publishes what this folder of content/ holds."""


def published(path: str) -> bool:
    """Whether a file of content/ that is no page is published, by its path from there."""
    return suffix(path) in PUBLISHED and not path.startswith(PUT_ASIDE)


def suffix(path: str) -> str:
    """« pdf »: the end of a file's name, in lower case."""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def address(file: str) -> str:
    """Where a file of content/ is in the site, as the host puts it: labs.md → labs/index.html."""
    path = file.partition("/")[2]
    if not path.endswith(".md"):
        return path
    page = PurePosixPath(path.removesuffix(".md"))
    folder = page.parent if page.name in ("index", "README") else page
    return (folder / "index.html").as_posix()


def check_content(pages: Sequence[Prose], files: Sequence[str], ids: Ids, to: Reading) -> None:
    """Tell what is wrong between the files of content/, named content/…, and with the site."""
    _check_frame(pages, files, to)
    first: dict[str, str] = {}
    for file in sorted(files, key=lambda file: "/README." in file):
        path = file.partition("/")[2]
        if not (path.endswith(".md") or published(path)) or path.startswith(PUT_ASIDE):
            to.report(Place(file), "file-unpublished", file=file, close=_instead(file))
            continue
        there = address(file)
        owner = owner_of(there, ids)
        if there in first:
            owner = f"le fichier « {first[there]} »"
        if owner:
            url = "/" + there.removesuffix("index.html")
            to.report(Place(file), "address-taken", url=url, owner=owner, close=_elsewhere(file))
        first.setdefault(there, file)


def _instead(file: str) -> str:
    """How a file is published that would not be."""
    path = PurePosixPath(file)
    kind = suffix(file)
    if file.partition("/")[2].startswith(PUT_ASIDE):
        return (
            f"le dossier « {path.parts[0]}/{PUT_ASIDE} » est mis de côté : choisissez-en un autre"
        )
    if kind in MARKDOWN:
        return meant(str(path.with_suffix(".md")))
    if kind in ("htm", "html", "xhtml"):
        return "écrivez la page en Markdown, dans un fichier .md"
    if kind == "svg":
        return "un dessin SVG peut contenir un programme : enregistrez-le en PNG ou en WebP"
    return f"les fichiers publiés tels quels sont des images et des documents : {_SUFFIXES}"


_SUFFIXES: Final = ", ".join(f".{name}" for name in PUBLISHED)


def _elsewhere(file: str) -> str:
    """Where a file takes no address of the site."""
    path = PurePosixPath(file)
    folder = "articles" if path.suffix == ".md" else "fichiers"
    name = path.name.lower() if len(path.parts) == 2 else path.parent.name + ".md"
    name = name if path.stem in ("index", "README") else path.name
    return f"renommez le fichier, par exemple en « {path.parts[0]}/{folder}/{name} »"


_NUMBERED = re.compile(r"page-\d+")


def owner_of(path: str, ids: Ids) -> str | None:
    """What of the site has an address, a path from the root; None when nothing has."""
    if path in ALONE:
        return f"le fichier « {path} » du site"
    if folder := next((folder for folder in OURS if path.startswith(folder)), None):
        return f"le dossier « {folder} » du site"
    parts = path.removesuffix("index.html").split("/")
    table = next((table.name for table in LISTED if table.folder == parts[0]), None)
    if table is None or not path.endswith("/index.html"):
        return None
    return _owner_in(table, parts[1:-1], ids)


def _owner_in(table: str, parts: Sequence[str], ids: Ids) -> str | None:
    """What has an address under that of a table's list."""
    if not parts or _NUMBERED.fullmatch(parts[0]):
        return f"la liste de data/{table}.yaml"
    if len(parts) > 1 and not _NUMBERED.fullmatch(parts[1]):
        return None
    if parts[0] in ids.written[table]:
        return f"la fiche « {parts[0]} » de data/{table}.yaml"
    if now := ids.renamed.get((table, parts[0])):
        return f"une redirection vers la fiche « {now} » de data/{table}.yaml"
    return None


def _check_frame(pages: Sequence[Prose], files: Sequence[str], to: Reading) -> None:
    frames = [page for page in pages if page.is_frame]
    for other in frames[1:]:
        assert other.head is not None
        to.report(other.head.place(("frame",)), "frame-second", first=frames[0].file)
    for frame in frames[:1]:
        if "body" not in (match[1] for match in SLOT.finditer(frame.body)):
            to.report(Place(frame.file, frame.first_line), "frame-body")
    # What could not be read, or a field that was told, may be the frame.
    unread = len(pages) < sum(file.endswith(".md") for file in files)
    if not frames and not unread and not any(page.unsure("frame") for page in pages):
        folder = files[0].partition("/")[0] if files else "content"
        to.report(Place(f"{folder}/cadre.md"), "frame-missing")
