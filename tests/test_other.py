"""Another country's directory: its own data, words and prose, built by the same code."""

from __future__ import annotations

import ast
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from built import finished, fresh, project
from trees import ROOT

from generator.records.tables import TABLES
from generator.records.tree import walk

OTHER = Path(__file__).parent / "other"

HOME = re.compile(r"\bFrance\b|\bFR\b|fr_FR|fr-FR|\b2016\b|régions? de France|Étalab|etalab")
"""What only our own country's directory says."""


@cache
def site() -> Path:
    """The site of the other country."""
    root = project(fresh() / "project")
    for name in ("content", "data"):
        shutil.rmtree(root / name)
        shutil.copytree(OTHER / name, root / name)
    return finished(root)


def text(path: str) -> str:
    """What a page says, and what its head tells machines."""
    return (site() / path / "index.html").read_text("utf-8")


def said(path: str) -> str:
    main = text(path).partition("<main")[2]
    return (
        " ".join(re.sub(r"<[^>]+>", " ", main).split()).replace("\u202f", " ").replace("\xa0", " ")
    )


FILES = ("*.html", "*.json", "*.js", "*.csv", "*.xml", "*.css", "*.svg")


@pytest.mark.parametrize("pattern", FILES)
def test_nothing_of_the_site_speaks_of_another_country(pattern: str) -> None:
    files = [*site().rglob(pattern)]
    assert files
    for file in files:
        if file.name.startswith(("t", "v")) and file.parent.name == "index":
            continue  # the stems of words
        found = HOME.findall(file.read_text("utf-8").replace("donnees/v1", ""))
        assert found == [], file.relative_to(site())


def test_each_laureate_wears_its_own_call() -> None:
    assert "Lauréat de l’appel des Sources" in said("labs/atelier-des-roseaux")
    assert "Lauréat du programme des Ponts" in said("labs/atelier-des-cimes")
    labs = said("labs")
    assert "Lauréat 2019" in labs
    assert "Lauréat 2023" in labs


def test_its_regions_its_nation_and_its_neighbours_are_its_own() -> None:
    where = said("territoires")
    order = ["Comtés de Fabulie", "Comté des Lacs", "Le royaume entier", "Autres pays", "Ailleurie"]
    assert sorted(order, key=where.index) == order
    assert "Passe, Marche d’Ailleurie, Ailleurie" in said("labs/atelier-voisin")
    assert '"addressCountry":"FB"' in text("labs/atelier-des-roseaux")
    assert '"addressCountry":"AI"' in text("labs/atelier-voisin")
    assert 'content="fr_FB"' in text("labs/atelier-des-roseaux")


def test_without_a_map_there_is_a_list() -> None:
    assert '<svg class="map"' not in text("")
    assert '<svg class="map"' not in text("territoires")
    assert re.search(r"Comté des Lacs </a> 1|Comté des Lacs 1", said(""))
    assert "vue=carte" not in text("labs")


def test_what_it_does_not_know_is_told_in_its_own_words() -> None:
    gaps = said("lacunes")
    assert "2 lauréats de l’appel des Sources restent inconnus" in gaps
    assert "programme des Ponts" not in gaps
    assert "Comté vide" in gaps


def test_its_foot_leads_only_to_the_pages_it_has() -> None:
    foot = text("").partition('<footer class="bottom">')[2]
    for page in ("glossaire", "accessibilite", "mentions-legales", "appel-2016"):
        assert page not in foot
    assert "methode/" in foot
    assert "Creative Commons Attribution 4.0" in foot
    assert "Ce site n’est pas celui du royaume." in foot


def test_its_licence_is_that_of_its_data() -> None:
    assert '"licence": "CC-BY-4.0"' in (site() / "donnees/v1/labs.json").read_text("utf-8")
    assert "creativecommons.org/licenses/by/4.0/" in text("donnees-ouvertes")


def constants(file: Path) -> list[str]:
    """The texts of a module, but for what it says of itself."""
    tree = ast.parse(file.read_text("utf-8"))
    documents = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documents
    ]


ROOMS = [file for file in (ROOT / "generator").rglob("*.py") if file.parent.name != "records"]


@pytest.mark.parametrize("file", ROOMS, ids=lambda file: file.stem)
def test_no_country_and_no_call_stands_in_the_code(file: Path) -> None:
    assert [text for text in constants(file) if HOME.search(text)] == []


def test_none_stands_in_a_template_or_a_script() -> None:
    for file in [*(ROOT / "theme").rglob("*.html"), *(ROOT / "theme/static").glob("*.js")]:
        assert HOME.findall(file.read_text("utf-8")) == [], file.name


def test_what_a_field_means_names_no_country_only_its_examples_do() -> None:
    for table in TABLES.values():
        for path, field in walk(table.record):
            assert HOME.findall(f"{field.title} {field.description}") == [], path
