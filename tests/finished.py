"""What is read from a finished site, whatever it is about: its pages, their faults, their links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
from built import ADDRESS

from generator.checking.directory import Directory
from generator.records.tables import PAGED

XHTML = "{http://www.w3.org/1999/xhtml}"
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Finished:
    """A finished site, and the directory that it shows."""

    folder: Path
    directory: Directory

    @cached_property
    def html(self) -> dict[str, str]:
        """Every page by the path of its file, redirects apart."""
        return {
            path: file.read_text("utf-8")
            for file in sorted(self.folder.rglob("*.html"))
            if (path := file.relative_to(self.folder).as_posix()) not in self.redirects
        }

    @cached_property
    def redirects(self) -> dict[str, str]:
        """For each former address, the file that it must lead to."""
        return {
            f"{table.folder}/{former}/index.html": f"{table.folder}/{id}/index.html"
            for table in PAGED
            for id, record in self.directory.table(table.name).items()
            for former in record.former_ids or ()
        }

    def page(self, path: str) -> str:
        """The page at an address: labs/lab-bleu."""
        return self.html[f"{path}/index.html".lstrip("/")]

    def text(self, path: str) -> str:
        """What the main part of a page says, with plain spaces."""
        main = next(html5lib.parse(self.page(path)).iter(f"{XHTML}main"))
        said = " ".join("".join(main.itertext()).split())
        return said.replace("\u202f", " ").replace("\u00a0", " ")

    def records(self) -> set[str]:
        """The files of all records that have a page."""
        return {
            f"{table.folder}/{id}/index.html"
            for table in PAGED
            for id in self.directory.table(table.name)
        }

    def reached(self) -> set[str]:
        """The pages that links lead to from the home page, step by step."""
        seen, waiting = {"index.html"}, ["index.html"]
        root = self.folder.resolve()
        while waiting:
            here = root / waiting.pop()
            for link in re.findall(r'<a [^>]*href="([^"#?:]*)', here.read_text("utf-8")):
                target = here.parent.joinpath(link).resolve()
                file = target / "index.html" if target.is_dir() else target
                path = file.relative_to(root).as_posix()
                if path.endswith(".html") and path not in seen:
                    seen.add(path)
                    waiting.append(path)
        return seen

    def titles(self) -> list[str]:
        """The title of each page."""
        return [re.findall(r"<title>(.*?)</title>", html)[0] for html in self.html.values()]


def faults(path: str, html: str) -> Iterator[str]:
    """What no page may have: HTML that is not valid, headings or addresses that are not right."""
    parser = html5lib.HTMLParser(strict=False)
    root = parser.parse(html)
    yield from (error[1] for error in parser.errors)
    if len(list(root.iter(f"{XHTML}h1"))) != 1:
        yield "not one h1"
    if not "".join(next(root.iter(f"{XHTML}title")).itertext()).strip():
        yield "no title"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    yield from (f"{id} twice" for id in set(ids) if ids.count(id) > 1)
    if re.search(r"<h[1-6][^>]* role=|<h[1-6][^>]*>\s*</h", html):
        yield "a heading without words, or with another role"
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    if levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings {levels}"
    if path != "404.html":
        yield from _wrong_head(ADDRESS + path.removesuffix("index.html"), root)
        if any(data["@context"] != "https://schema.org" for data in linked_data(html)):
            yield "linked data of another context"


def _wrong_head(address: str, root: Any) -> Iterator[str]:
    metas = {
        meta.get("name") or meta.get("property"): meta.get("content")
        for meta in root.iter(f"{XHTML}meta")
    }
    links = {link.get("rel"): link.get("href") for link in root.iter(f"{XHTML}link")}
    if not links["canonical"] == metas["og:url"] == address:
        yield f"canonical {links['canonical']}, og:url {metas['og:url']}"
    if not (metas["description"].strip() and metas["og:title"].strip()):
        yield "no description, or no title for others"


def linked_data(html: str) -> Iterator[dict[str, Any]]:
    """The things of schema.org that a page says."""
    return map(json.loads, LINKED_DATA.findall(html))
