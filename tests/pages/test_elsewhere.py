"""A second call, and a region of another country: the site says which, and where."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from built import build, project

CALL = """
- id: appel-2021
  name: Appel à projets « Labs de demain »
  short_name: le programme de 2021
  year: 2021
  description: Un second appel, inventé pour cet essai.
  description_sources: [rapport-couleurs]
  laureates: {count: 3, sources: [rapport-couleurs]}
"""
LABS = """
- id: lab-d-un-autre-appel
  name: Lab d’un autre appel
  award: {call: appel-2021, result: laureate}
  territory: bretagne
  description: Lauréat d’un second appel.
  sources: {all: [rapport-couleurs]}
- id: lab-wallon
  name: Lab wallon
  territory: wallonie
  city: Namur
  description: Un lab d’une région qui n’est pas en France.
  sources: {all: [rapport-couleurs]}
"""
TERRITORIES = """
- id: pays-wallon
  name: Pays wallon
  kind: country
  code: BE
  of_name: du Pays wallon
  in_name: au Pays wallon
- id: wallonie
  name: Wallonie
  kind: region
  part_of: pays-wallon
  of_name: de Wallonie
  in_name: en Wallonie
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("second") / "project")
    for table, text in (("calls", CALL), ("labs", LABS), ("territories", TERRITORIES)):
        (root / "data" / table).mkdir(exist_ok=True)
        (root / "data" / table / "second.yaml").write_text(text, "utf-8")
    done = build(root / "site", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def said(site: Path, path: str) -> str:
    html = (site / path / "index.html").read_text("utf-8").partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_laureate_wears_the_name_of_its_own_call(site: Path) -> None:
    assert "Lauréat du programme de 2021" in said(site, "labs/lab-d-un-autre-appel")
    html = (site / "labs/lab-d-un-autre-appel/index.html").read_text("utf-8")
    assert "2016" not in html.partition('<header class="title">')[2].partition("</header>")[0]
    assert "Lauréat de l’appel coloré" in said(site, "labs/lab-bleu")
    assert "2 lauréats restent inconnus" in said(site, "appels/appel-2021")


def test_a_card_tells_the_year_of_the_call(site: Path) -> None:
    territory = (site / "territoires/bretagne/index.html").read_text("utf-8")
    cards = dict(
        re.findall(r'<h3><a href="[^"]*">([^<]*)</a></h3>(.*?)</li>', territory, re.DOTALL)
    )
    assert "Lauréat 2021" in cards["Lab d’un autre appel"]
    assert "Lauréat 2016" in cards["Lab Bleu"]


def test_each_call_is_a_value_of_the_filter(site: Path) -> None:
    facets = json.loads((site / "recherche/index/facets.json").read_text("utf-8"))["facets"]
    calls = next(facet for facet in facets if facet["id"] == "appel")
    assert calls["label"] == "Appel à projets"
    values = {id: text for id, text, _ in calls["values"]}
    assert values["appel-2021"] == "Lauréat du programme de 2021"
    assert values["appel-couleurs"] == "Lauréat de l’appel coloré"


def test_what_is_unknown_is_told_call_by_call(site: Path) -> None:
    gaps = said(site, "lacunes")
    assert "2 lauréats du programme de 2021 restent inconnus" in gaps
    assert re.search(r"\d+ lauréats de l’appel coloré restent inconnus", gaps)


def test_home_keeps_the_figures_of_the_call_that_the_directory_names(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert 'href="./appels/appel-couleurs/"' in home
    assert "appel-2021" not in home


def test_a_region_of_another_country_is_in_that_country(site: Path) -> None:
    html = (site / "labs/lab-wallon/index.html").read_text("utf-8")
    assert '"addressCountry":"BE"' in html
    assert "FR" not in html.partition("application/ld+json")[2].partition("</script>")[0]
    assert "Namur, Wallonie, Pays wallon" in said(site, "labs/lab-wallon")
    where = said(site, "territoires")
    assert where.index("Autres pays") < where.index("Wallonie")
    assert "Pays wallon" in said(site, "territoires/wallonie")
    assert "Wallonie" in said(site, "territoires/pays-wallon")
    region = (site / "territoires/wallonie/index.html").read_text("utf-8")
    assert '"containedInPlace":{"@type":"Country","name":"Pays wallon"' in region


def test_no_region_of_another_country_is_a_gap_or_on_the_home_list(site: Path) -> None:
    assert "Wallonie" not in said(site, "lacunes")
    assert "Wallonie" not in said(site, "")
