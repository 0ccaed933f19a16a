"""What the real data holds: editors add to it freely, and nothing is ever lost."""

from __future__ import annotations

import re
from collections import Counter

import yaml
from trees import ROOT

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.language import french as words
from generator.reading.files import load
from generator.reading.problem import Reading, as_text
from generator.records.tables import TABLES

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
    assert check(load(ROOT / "data", TABLES, to), to) is not None
    assert as_text(to.sorted()) == ""


def test_no_record_is_lost(directory: Directory) -> None:
    least = {
        "labs": 102,  # 20 around the call of 2016, 82 of the wider field
        "themes": 31,  # 15 of the sources, 16 that gather their words
        "events": 53,
        "calls": 1,
        "organisations": 39,  # 30 of the sources, 9 that carry several labs
        "territories": 38,  # 18 regions, France, 17 other countries, the EU and the UN
        "networks": 1,
        "sources": 296,  # 122 and 201, of which 28 are the same pages, and the official codes
        "disagreements": 26,
    }
    assert set(least) == set(TABLES)
    for table, number in least.items():
        assert len(directory.table(table)) >= number, table


def test_the_territories_are_the_regions_and_twenty_countries(directory: Directory) -> None:
    kinds = Counter(territory.kind for territory in directory.table("territories").values())
    assert kinds["region"] == 18
    assert kinds["country"] >= 18
    assert kinds["world"] >= 2
    assert directory.table("territories")["france"].kind == "country"


def test_nine_of_the_twelve_laureates_are_known(directory: Directory) -> None:
    laureates = [
        lab
        for lab in directory.table("labs").values()
        if lab.award and lab.award.result == "laureate"
    ]
    known = {lab.id: lab for lab in laureates}
    assert set(NINE) <= set(known)
    assert len(known) <= 12
    awards = [known[id].award for id in NINE]
    assert {award.call for award in awards if award} == {"lit-2016"}
    assert Counter(award.evidence for award in awards if award) == {
        "explicit": 6,
        "cross-checked": 2,
        "single-source": 1,
    }


def test_the_call_keeps_both_counts_of_applications(directory: Directory) -> None:
    call = directory.table("calls")["lit-2016"]
    assert [tally.count for tally in call.applications or ()] == [17, 16]
    assert call.laureates is not None
    assert call.laureates.count == 12


# Read for the picture of the field; no record rests on them.
BACKGROUND = 18


def test_every_source_is_cited_but_those_of_the_background(directory: Directory) -> None:
    written = " ".join(
        path.read_text("utf-8")
        for path in sorted((ROOT / "data").rglob("*.yaml"))
        if path.name != "sources.yaml"
    )
    cited = set(re.findall(r"[\w-]+", written))
    assert len([id for id in directory.table("sources") if id not in cited]) <= BACKGROUND


def test_no_address_leads_to_the_site_that_nobody_could_verify() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        addresses = re.findall(r"https?://\S+", path.read_text("utf-8"))
        assert [one for one in addresses if "lelabzero.fr" in one] == [], path.name
        assert not re.search(r"(url|website):.*lelabzero\.fr", path.read_text("utf-8")), path.name


def test_no_data_file_mentions_a_mail_address() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        found = re.findall(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", path.read_text("utf-8"))
        assert found == [], path.name


SEVEN = {
    "lab-bourgogne-franche-comte": "lab-bfc",
    "lab-l-centre-val-de-loire": "lab-l",
    "lab-pei-la-reunion": "lab-pei",
    "fabrique-rh-ile-de-france": "la-fabrique-rh",
    "lab-logistique-martinique": "lab-logistique-ctm",
}


def test_a_structure_known_under_two_ids_is_one_lab_with_a_redirect(directory: Directory) -> None:
    former = {
        old: lab.id for lab in directory.table("labs").values() for old in lab.former_ids or ()
    }
    assert SEVEN.items() <= former.items()
    names = [words.fold(lab.name) for lab in directory.table("labs").values()]
    assert [name for name, number in Counter(names).items() if number > 1] == []


def test_every_loose_theme_word_lands_somewhere_or_is_dropped_with_a_reason(
    directory: Directory,
) -> None:
    facts = yaml.safe_load((ROOT / "tests/theme_words.yaml").read_text("utf-8"))
    used = {word for found in facts["labs"].values() for word in found}
    assert len(used) == 141
    assert used == set(facts["words"])
    for word, target in facts["words"].items():
        if isinstance(target, dict):
            assert len(target["dropped"]) > 10, word
        else:
            theme = directory.table("themes")[target]
            known = {words.fold(one) for one in (theme.name, *(theme.synonyms or ()))}
            assert words.fold(word) in known, word
    for id, found in facts["labs"].items():
        lab = directory.table("labs")[SEVEN.get(id, id)]
        wanted = {facts["words"][word] for word in found if isinstance(facts["words"][word], str)}
        assert wanted <= set(lab.themes or ()), id


def test_organisations_follow_one_another(directory: Directory) -> None:
    ditp, sgmap = (
        directory.table("organisations")["ditp"],
        directory.table("organisations")["sgmap"],
    )
    assert directory.naming(sgmap, "organisations.predecessors") == (ditp,)


def test_every_lab_abroad_is_in_its_country_and_in_no_french_region(directory: Directory) -> None:
    abroad = [
        lab
        for lab in directory.table("labs").values()
        if directory.table("territories")[lab.territory or "france"].kind != "region"
        and lab.territory not in (None, "france")
    ]
    assert len(abroad) >= 26
    assert all(lab.departement is None for lab in abroad)


def test_links_lead_both_ways(directory: Directory) -> None:
    lab = directory.table("labs")["ti-lab"]
    assert lab in directory.naming(directory.table("themes")["acces-aux-droits"], "labs.themes")
    assert directory.naming(lab, "labs.nothing") == ()
    assert directory.places["labs", "ti-lab"].file == "data/labs.yaml"


def test_the_tiny_tree_of_the_cases_is_a_directory(base: Directory) -> None:
    assert [lab.label for lab in base.table("labs").values()] == ["Lab Bleu", "Lab Vert"]
    assert base.table("sources")["journal"].label == "Le Lab Bleu ouvre ses portes"
    assert base.table("disagreements")["ouverture-bleu"].label == "Ouverture du Lab Bleu."
