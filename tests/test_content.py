"""What content/ becomes in the site: what was checked, as it was checked, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import build, bytes_of, project, real_site
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from trees import ROOT

from generator import hook
from generator.checking.between import ids_of
from generator.checking.content import address, owner_of
from generator.checking.directory import Directory
from generator.checking.entry import read_data
from generator.exports.sitemap import sitemap
from generator.reading.files import content_files, load
from generator.reading.problem import Reading
from generator.records.tables import LISTED, TABLES


def test_every_address_that_the_site_takes_has_an_owner() -> None:
    """What the check says is taken is what the build makes, page for page."""
    files = content_files(ROOT / "content")
    assert files is not None
    written = {address(file) for file in files}
    ids = ids_of(read_data(load(ROOT / "data", TABLES, Reading()), Reading()))
    made = {path for path in bytes_of(real_site()) if not path.startswith(".")}
    assert [path for path in sorted(made - written) if owner_of(path, ids) is None] == []
    assert [path for path in sorted(written) if owner_of(path, ids)] == []


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("content/index.md", "index.html"),
        ("content/labs.md", "labs/index.html"),
        ("content/labs/index.md", "labs/index.html"),
        ("content/labs/README.md", "labs/index.html"),
        ("content/labs/ti-lab.md", "labs/ti-lab/index.html"),
        ("content/labs/photo.jpg", "labs/photo.jpg"),
    ],
)
def test_a_file_of_content_has_the_address_that_the_host_gives_it(file: str, path: str) -> None:
    name = file.removeprefix("content/")
    assert File(name, "content", "site", use_directory_urls=True).dest_uri == path
    assert address(file) == path


def test_the_host_publishes_only_what_was_checked(tmp_path: Path) -> None:
    root = project(tmp_path)
    config = load_config(str(root / "mkdocs.yml"))
    hook.on_config(config)
    names = ["index.md", "photo.png", "x.html", "x.js", "x.svg", "x.css", "unread.md", "CNAME"]
    files = Files([File(name, str(root / "content"), "site", True) for name in names])
    kept = hook.on_files(files, config=config)
    assert [file.src_uri for file in kept] == ["index.md", "photo.png"]


def test_a_script_in_content_is_told_and_never_published(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content/x.html").write_text("<script>alert(1)</script>", "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 1
    assert "content/x.html:1:1: le fichier « content/x.html » ne serait pas publié" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


HEAD_AS_WRITTEN = """\
---
title: On
description: 'Un récit : le nôtre.'
updated: 2026-11
search: [motrare]
---

# On

Texte.
"""


def test_a_page_is_published_as_it_was_checked(tmp_path: Path) -> None:
    """The host reads `On` as a boolean, and a first line « a: b » as a front matter."""
    root = project(tmp_path)
    (root / "content/recit.md").write_text(HEAD_AS_WRITTEN, "utf-8")
    (root / "content/note.md").write_text("Note: lire la suite.\n\n# Une *note* {#note}\n", "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/recit/index.html").read_text("utf-8")
    assert "<title>On – " in page
    assert "novembre 2026" in page
    assert "Note: lire la suite." in (root / "site/note/index.html").read_text("utf-8")
    plan = (root / "site/plan-du-site/index.html").read_text("utf-8")
    assert '<a href="../recit/">On</a>' in plan
    assert '<a href="../note/">Une note</a>' in plan
    found = [file.read_text("utf-8") for file in (root / "site/recherche/index").glob("t*.json")]
    assert any("motrar" in text for text in found)
    assert re.search(r"<loc>[^<]*/recit/</loc></url>", (root / "site/sitemap.xml").read_text())


def test_the_site_map_tells_days_that_exist_and_nothing_less() -> None:
    days = ["2026-11-22", "22/11/2026", "2026-02-30", "2026-11", "2026-W47-7", "2026-11-2~", ""]
    text = sitemap("/", [(str(number), day) for number, day in enumerate(days)]).decode()
    assert re.findall(r"<lastmod>(.*?)</lastmod>", text) == ["2026-11-22"]


def test_the_folders_of_the_lists_are_those_of_the_site(directory: Directory) -> None:
    assert all(
        (real_site() / name / "index.html").is_file() for name in [table.folder for table in LISTED]
    )
