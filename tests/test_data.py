"""What the real data holds today. A deliberate change of the data changes these numbers too."""

from __future__ import annotations

import re
from collections import Counter

from trees import ROOT

from generator.check import check
from generator.directory import Directory
from generator.load import load
from generator.model import TABLES
from generator.problem import Reading, as_text

NINE = [
    "lab-archipel",
    "ti-lab",
    "siilab",
    "la-fabrique-rh",
    "labase",
    "lab-o",
    "etat-lin",
    "lab-zero",
    "inso-lab-83",
]


def test_the_real_data_has_no_problem() -> None:
    to = Reading()
    assert check(load(ROOT / "data", to), to) is not None
    assert as_text(to.sorted()) == ""


def test_every_record_is_counted(directory: Directory) -> None:
    assert {table: len(directory.table(table)) for table in TABLES} == {
        "labs": 20,
        "themes": 15,
        "events": 53,
        "calls": 1,
        "organisations": 30,
        "territories": 19,
        "networks": 1,
        "sources": 123,
        "disagreements": 23,
    }


def test_the_territories_are_the_eighteen_regions_and_france(directory: Directory) -> None:
    kinds = Counter(territory.kind for territory in directory.territories.values())
    assert kinds == {"region": 18, "country": 1}
    assert directory.territories["france"].kind == "country"


def test_nine_of_the_twelve_laureates_are_known(directory: Directory) -> None:
    laureates = [
        lab for lab in directory.labs.values() if lab.award and lab.award.result == "laureate"
    ]
    assert [lab.id for lab in laureates] == NINE
    assert {lab.award.call for lab in laureates if lab.award} == {"lit-2016"}
    assert Counter(lab.award.evidence for lab in laureates if lab.award) == {
        "explicit": 6,
        "cross-checked": 2,
        "single-source": 1,
    }


def test_the_call_keeps_both_counts_of_applications(directory: Directory) -> None:
    call = directory.calls["lit-2016"]
    assert [tally.count for tally in call.applications or ()] == [17, 16]
    assert call.laureates is not None
    assert call.laureates.count == 12


def test_every_source_is_cited(directory: Directory) -> None:
    words = " ".join(
        path.read_text("utf-8")
        for path in sorted((ROOT / "data").rglob("*.yaml"))
        if path.name != "sources.yaml"
    )
    cited = set(re.findall(r"[\w-]+", words))
    assert [id for id in directory.sources if id not in cited] == []


def test_no_address_leads_to_the_site_that_nobody_could_verify() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        addresses = re.findall(r"https?://\S+", path.read_text("utf-8"))
        assert [one for one in addresses if "lelabzero.fr" in one] == [], path.name
        assert not re.search(r"(url|website):.*lelabzero\.fr", path.read_text("utf-8")), path.name


def test_no_data_file_mentions_a_mail_address() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        found = re.findall(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", path.read_text("utf-8"))
        assert found == [], path.name


def test_links_lead_both_ways(directory: Directory) -> None:
    lab = directory.labs["ti-lab"]
    assert lab in directory.naming(directory.themes["acces-aux-droits"], "labs.themes")
    assert directory.naming(lab, "labs.nothing") == ()
    assert directory.places["labs", "ti-lab"].file == "data/labs.yaml"


def test_the_tiny_tree_of_the_cases_is_a_directory(base: Directory) -> None:
    assert [lab.label for lab in base.labs.values()] == ["Lab Bleu", "Lab Vert"]
    assert base.sources["journal"].label == "Le Lab Bleu ouvre ses portes"
    assert base.disagreements["ouverture-bleu"].label == "Ouverture du Lab Bleu."
