"""The records of the bench are good records, and a Hugo site that does more is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench import records, run

LABS = 20


def made(folder: Path, seed: str) -> dict[str, bytes]:
    """The data folder that a fresh interpreter writes."""
    script = [sys.executable, records.__file__, str(LABS), str(folder)]
    subprocess.run(script, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "one", "1") == made(tmp_path / "two", "2")


def test_synthetic_labs_pass_the_check_and_build(tmp_path: Path) -> None:
    records.write(tmp_path / "data", LABS)
    run.ours(tmp_path / "project", tmp_path / "data")
    built = subprocess.run(
        [*run.BUILD, str(tmp_path / "out")],
        cwd=tmp_path / "project",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert len(list((tmp_path / "out/labs").iterdir())) == LABS + 1


def site(folder: Path, **added: str) -> Path:
    """A tiny site, with these files or in place of its own."""
    lab = "<h1 class='title'>Lab d’essai</h1><p>À Rennes.</p>"
    files = {"index.html": "<p>Accueil</p>", "labs/essai/index.html": lab, **added}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


LESS = {"recherche/index.json": "[]", "labs/essai/index.html": "<h1>Lab d&#39;essai</h1>"}
MORE = {
    "a file": ({"flux.xml": ""}, "Hugo seul écrit flux.xml"),
    "an element": (
        {"index.html": "<p>Accueil<b></b></p>"},
        "Hugo dit plus dans index.html : <b>",
    ),
    "an attribute": (
        {"index.html": "<p hidden>Accueil</p>"},
        "Hugo dit plus dans index.html : <p hidden>",
    ),
    "a word": (
        {"index.html": "<p>Accueil, accueil</p>"},
        "Hugo dit plus dans index.html : accueil",
    ),
    "bytes": (
        {"labs/essai/index.html": "<h1>Lab d&#39;essai</h1>" + " " * 100},
        "une fiche de Hugo fait 124 octets, 53 ici",
    ),
}


def test_hugo_may_do_less(tmp_path: Path) -> None:
    assert run.more(site(tmp_path / "theirs", **LESS), site(tmp_path / "ours")) == []


@pytest.mark.parametrize("kind", MORE)
def test_hugo_may_not_do_more(tmp_path: Path, kind: str) -> None:
    added, told = MORE[kind]
    assert run.more(site(tmp_path / "theirs", **added), site(tmp_path / "ours")) == [told]
