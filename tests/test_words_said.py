"""No word of the site is dead, and no field of our classes: each is asked for by a build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from built import REPOSITORY, project
from trees import ROOT

from generator.checking.supplies import FILES, supplies
from generator.reading.files import load_files
from generator.reading.problem import Reading
from generator.records.tables import TABLES
from generator.records.tree import walk

SOURCE = """
- id: x-source
  title: Une source
  publisher: Un journal
  url: https://example.org/x
  access: full
"""
CALL = """
- id: x-appel
  name: Appel d’essai
  description: Un appel dont le nom n’a pas de forme courte.
  description_sources: [x-source]
"""
THEMES = """
- {id: x-theme, name: Thème d’essai, origin: call, description: Un thème., sources: [x-source]}
"""
LABS = """
- id: x-lab-ferme
  name: Lab fermé
  description: Un lab qui a fermé.
  status: {value: closed, as_of: 2020}
  sources: {all: [x-source]}
- id: x-lab-suivant
  name: Lab suivant
  description: Un lab qui prend la suite.
  predecessors: [x-lab-ferme]
  award: {call: x-appel, result: laureate, evidence: explicit}
  sources: {all: [x-source]}
"""
THIN = """
- id: x-lab-{number}
  name: Lab numéro {number}
  description: Un lab dont on sait peu de chose.
  sources: {{all: [x-source]}}
"""
DISAGREEMENTS = """
- id: x-desaccord
  about: Le nombre de ses labs
  organisations: [x-organisation]
  values: [{value: un, sources: [x-source]}, {value: deux, sources: [x-source]}]
- id: x-autre-desaccord
  about: Le nombre de labs
  values: [{value: un, sources: [x-source]}, {value: deux, sources: [x-source]}]
"""
ORGANISATION = """
- id: x-organisation
  name: Une organisation
  kind: hub
  description: Une organisation.
  sources: [x-source]
"""
EVENT = """
- {id: x-evenement, name: Un jour, kind: meeting, start: 2099-01-01, sources: [x-source]}
"""
RARE = {
    "sources": SOURCE,
    "events": EVENT,
    "organisations": ORGANISATION,
    "disagreements": DISAGREEMENTS,
    "calls": CALL,
    "themes": THEMES,
    "labs": LABS + "".join(THIN.format(number=number) for number in range(110)),
}
"""Records that have what few records have, and more to check than a page shows."""

FILLED = "  publisher: {name: Nous, director: Vous, contact: Eux}\n  host: {name: Un hébergeur}\n"


def filled(folder: Path) -> Path:
    """A project with rare records, whose publisher is known; its images are drawn."""
    root = project(folder, images=True)
    for table, text in RARE.items():
        (root / "data" / table).mkdir(exist_ok=True)
        (root / "data" / table / "rares.yaml").write_text(text, "utf-8")
    path = root / "mkdocs.yml"
    before, _, _ = path.read_text("utf-8").partition("  publisher:\n")
    path.write_text(before + FILLED, "utf-8")
    return root


def bare(folder: Path) -> Path:
    """A project without what it may lack: map, results of tests, publisher, host, repository."""
    root = project(folder)
    for name in ("outlines.json", "places.json", "quality.json"):
        (root / "data" / name).unlink()
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").partition("\nextra:\n")[0] + "\n", "utf-8")
    return root


MISTAKES = """
- id: x-lab
  former_ids: [x-ancien]
  name: 2016
  nom: X
  kind: labo
  themes: [y]
  milestones: [{date: 2017}]
  predecessors: [x-lab-2]
  sources: {}
- id: x-lab-2
  name: X
  description: X
  milestones: un jour
  status:
  predecessors: [x-ancien]
  sources: {all: []}
"""


def spoiled(folder: Path) -> Path:
    """A project with mistakes of the data and the prose."""
    root = project(folder)
    (root / "data/labs").mkdir(exist_ok=True)
    (root / "data/labs/rares.yaml").write_text(MISTAKES, "utf-8")
    (root / "content/rare.md").write_text("---\ntitle: 2026\n---\n", "utf-8")
    return root


def wordless(folder: Path) -> Path:
    """A project where a page says a word that nobody wrote."""
    root = project(folder)
    path = root / "theme/words/fr.yaml"
    path.write_text(re.sub("^  skip: .*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    return root


def broken(folder: Path) -> Path:
    """A project with a link that leads nowhere."""
    root = project(folder)
    path = root / "theme/pages/record.html"
    path.write_text(path.read_text("utf-8") + '<a href="{{ base }}nulle-part/">x</a>', "utf-8")
    return root


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What three projects ask for; see tests/said.py."""
    folder = tmp_path_factory.mktemp("asked")
    makers = (spoiled, wordless, broken, filled, bare)
    roots = [make(folder / make.__name__) for make in makers]
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/said.py"), *map(str, roots)],
        env={**os.environ, "REPO_URL": REPOSITORY, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [root.name for root in roots if f"{root}\n" in done.stderr]
    assert told == ["spoiled", "wordless", "broken"], done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def choices() -> set[str]:
    """What the model lets editors choose."""
    fields = (field for table in TABLES.values() for _, field in walk(table.record))
    return {value for field in fields for value in field.values}


def test_every_word_of_the_site_is_said(asked: dict[str, Any]) -> None:
    """By a page; or as one of the words for a choice, each of which some record may make."""
    given = supplies(load_files(ROOT, FILES), Reading())
    assert given is not None
    keys = given.words
    families: dict[str, set[str]] = {}
    for key in keys:
        family, _, last = key.rpartition(".")
        families.setdefault(family, set()).add(last)
    said, possible = set(asked["said"]), choices()
    chosen = {family for family, words in families.items() if words <= possible}
    heard = said | {key for key in keys if key.rpartition(".")[0] in chosen}
    dead = sorted(set(keys) - heard)
    assert not dead, dead
    silent = sorted(chosen - {key.rpartition(".")[0] for key in said})
    assert not silent, silent


AWAITED = {
    "generator.records.tree.Field.description",
    "generator.records.tree.Field.form",
    "generator.records.tree.Field.name",
    "generator.records.tree.Field.part",
}
"""What forms, stubs and the page of fields will read, and tests read already."""


def test_every_field_of_our_classes_is_read(asked: dict[str, Any]) -> None:
    unread = set(asked["unread"])
    assert unread == AWAITED, "\n".join(sorted(unread ^ AWAITED))
