"""A new table is two files, one entry of the registry and its words: nothing else is touched."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from built import finished, fresh, project

RECORD = '''"""A project."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import LabId, Many, Name, Sources, Text, described, sources
from generator.records.parts import Record


class Project(Record):
    """Un projet mené par des labs."""

    TABLE: ClassVar[str] = "projects"

    name: Name = described("Nom", "Le nom du projet.", "Pont neuf", required=True)
    description: Text = described("Présentation", "Ce qu’il est.", "Un pont.", required=True)
    labs: Many[LabId] | None = described("Labs", "Ceux qui le mènent.", ["ti-lab"])
    sources: Sources = sources()
'''

KIND = '''"""What is read of a project."""

from __future__ import annotations

from typing import Final

from generator.pages.desk import Desk, Kind
from generator.pages.parts import Card, Section, View, excerpt, internal
from generator.records.lab import Lab
from generator.records.project import Project
from generator.records.tables import path_of


def page(desk: Desk, project: Project) -> View:
    """A project's page."""
    words, notes = desk.words, desk.notes()
    story = notes(project.sources)
    labs = desk.directory.of(Lab)
    return desk.page(
        project,
        notes,
        {"@type": "Project", "name": project.name},
        description=excerpt(project.description),
        rows=[],
        sections=[
            Section("presentation", words("lab.story"), "text", (project.description,), story),
            desk.cards("labs", words("project.labs"), [labs[id] for id in project.labs or ()]),
            desk.reading(project),
        ],
    )


def card(desk: Desk, project: Project) -> Card:
    """A project in a list."""
    text = excerpt(project.description)
    return Card("project", internal(path_of(project)), project.name, text=text)


KIND: Final = Kind(page=page, card=card)
'''

ENTRY = """\
        Table(record=Project, one="project", title="Projets", folder="projets", menu=7),
"""

WORDS = {
    "nav": "  projects: Projets\n",
    "kind": "  project: Projet\n",
    "count": "  projects: aucun projet | {n} projet | {n} projets\n",
    "list": """\
  projects:
    title: Tous les projets
    intro: Ce que les labs mènent ensemble.
    description: Les projets que des laboratoires d'innovation publique mènent, avec leurs sources.
""",
    "exports": "  tables:\n    projects: Projets\n",
}

DATA = """\
- id: pont-de-papier
  name: Pont de papier
  description: >-
    Un pont de papier, essayé par deux laboratoires avec leurs usagers pendant tout un été, puis
    replié.
  labs: [lab-bleu]
  sources: [rapport-couleurs]
  former_ids: [pont-de-carton]
  checked: 2026-11-20
"""

ARTICLE = """\
---
title: Un été sur le pont
description: Comment un pont de papier a tenu tout un été, et ce qu’en ont fait les labs.
projects: [pont-de-papier]
---

# Un été sur le pont

Le [pont](project:pont-de-papier) est dans la [liste](list:projects).
"""


def add(file: Path, after: str, text: str) -> None:
    """Write a text after another, which is there once."""
    written = file.read_text("utf-8")
    assert written.count(after) == 1, (file.name, after)
    file.write_text(written.replace(after, after + text), "utf-8")


@cache
def root() -> Path:
    """The base with one more table."""
    root = project(fresh() / "project")
    generator, words = root / "generator", root / "theme/words/fr.yaml"
    (generator / "records/project.py").write_text(RECORD, "utf-8")
    (generator / "kinds/project.py").write_text(KIND, "utf-8")
    tables = generator / "records/tables.py"
    add(tables, "import Organisation\n", "from generator.records.project import Project\n")
    add(tables, "    for table in (\n", ENTRY)
    # A registry has an order, which is that of search: labs stay first.
    text = tables.read_text("utf-8").replace(ENTRY, "")
    tables.write_text(text.replace("    )\n}", f"{ENTRY}    )\n}}"), "utf-8")
    written = words.read_text("utf-8")
    for part, lines in WORDS.items():
        if part == "exports":
            written = written.replace("\n  tables:\n", f"\n{lines}", 1)
        else:
            written = written.replace(f"\n{part}:\n", f"\n{part}:\n{lines}", 1)
    words.write_text(written + "project:\n  labs: Labs de ce projet\n", "utf-8")
    (root / "data/projects.yaml").write_text(DATA, "utf-8")
    (root / "content/ete.md").write_text(ARTICLE, "utf-8")
    return root


@cache
def site() -> Path:
    return finished(root())


def text(path: str) -> str:
    return (site() / path).read_text("utf-8")


def test_its_list_its_pages_and_its_redirects_are_there() -> None:
    assert "Pont de papier" in text("projets/index.html")
    page = text("projets/pont-de-papier/index.html")
    assert "essayé par deux laboratoires" in page
    assert "Labs de ce projet" in page
    assert "Projet</p>" in page
    assert 'url=../../projets/pont-de-papier/"' in text("projets/pont-de-carton/index.html")


def test_it_is_in_the_menu_and_at_the_foot_of_every_page() -> None:
    for path, root in (("index.html", "./"), ("labs/lab-bleu/index.html", "../../")):
        links = re.findall(r'<a href="([^"]*)"[^>]*>Projets</a>', text(path))
        assert links == [f"{root}projets/"] * 2
    assert 'aria-current="true">Projets</a>' in text("projets/index.html")


def test_it_is_searched() -> None:
    shown = "".join(file.read_text("utf-8") for file in site().glob("recherche/index/d*.json"))
    assert '"Projet","project","projets/pont-de-papier/","Pont de papier"' in shown
    assert '"pontdepapier="' in "".join(
        file.read_text("utf-8") for file in site().glob("recherche/index/t*.json")
    )


def test_it_is_among_the_data_and_on_their_page() -> None:
    whole = json.loads(text("donnees/v1/projects.json"))
    assert whole["count"] == 1
    assert json.loads(text("donnees/v1/projects/pont-de-papier.json")) == whole["records"][0]
    assert "Projets : toutes les fiches" in text("donnees-ouvertes/index.html").replace("\xa0", " ")


def test_it_is_in_the_site_map() -> None:
    found = text("sitemap.xml")
    assert "/projets/pont-de-papier/</loc><lastmod>2026-11-20</lastmod>" in found
    assert "/projets/</loc>" in found


def test_prose_leads_to_it_and_it_leads_to_prose() -> None:
    prose = text("ete/index.html")
    assert 'href="../projets/pont-de-papier/"' in prose
    assert 'href="../projets/"' in prose
    assert "Un été sur le pont" in text("projets/pont-de-papier/index.html")


def test_it_has_a_schema_and_its_mistakes_are_told() -> None:
    done = run("schema")
    assert done.returncode == 0, done.stderr
    schema = json.loads((root() / "data/schema/projects.json").read_text("utf-8"))
    assert schema["title"] == "Un projet mené par des labs."
    file = root() / "data/projects.yaml"
    file.write_text(DATA.replace("lab-bleu", "lab-blue"), "utf-8")
    done = run("check")
    file.write_text(DATA, "utf-8")
    assert "data/projects.yaml:6:10: « lab-blue » n’est pas dans data/labs.yaml" in done.stdout


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=root(), capture_output=True, text=True, check=False,
    )  # fmt: skip
