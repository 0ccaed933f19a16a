"""Abbreviations: told once a page, never inside a link, each by its record where one bears it."""

from __future__ import annotations

import pytest
import yaml
from drawn import french
from trees import ROOT

from generator.checking.directory import Directory
from generator.pages.glossary import Abbreviation, Glossary, glossary

SGAR = '<abbr title="secrétariat général">SGAR</abbr>'


def small() -> Glossary:
    told = (Abbreviation("SGAR", "secrétariat général"), Abbreviation("PIA", "<fonds>"))
    return Glossary({one.short: one for one in told}, french())


def test_only_the_first_use_on_a_page_is_told() -> None:
    explain = small().page()
    assert explain("Le SGAR et le SGAR") == f"Le {SGAR} et le SGAR"
    assert explain("un autre SGAR") == "un autre SGAR"
    assert small().page()("un autre SGAR") == f"un autre {SGAR}"


@pytest.mark.parametrize(
    "text", ["SGARD", "e-SGAR", "sgar", "Le secrétariat général (SGAR)", "SGAR-Nord", ""]
)
def test_what_is_no_abbreviation_or_is_told_already_stays(text: str) -> None:
    assert small().page()(text) == text


def test_texts_are_escaped_and_set_in_french_first() -> None:
    told = small().page()("<b> PIA : SGAR & l'un")
    assert told == f'&lt;b&gt; <abbr title="&lt;fonds&gt;">PIA</abbr>\u00a0: {SGAR} &amp; l’un'


def test_links_headings_and_code_are_left_alone() -> None:
    html = '<h2>SGAR</h2><p title="SGAR"><a href="#SGAR">le <b>SGAR</b></a> <code>SGAR</code> SGAR'
    assert small().html(html) == html.removesuffix("SGAR") + SGAR


def test_without_any_abbreviation_nothing_changes() -> None:
    assert Glossary({}, french()).page()("Le SGAR") == "Le SGAR"


def test_the_acronym_of_a_record_leads_to_it_and_is_told_before_any_other(
    directory: Directory,
) -> None:
    entries = glossary(directory, {"AVE": "autre chose", "ZUT": "zone d'urgence"}, french()).entries
    assert [(one.short, one.long, one.record and one.record.id) for one in entries] == [
        ("AVE", "Agence verte", "agence-verte"),
        ("DICL", "Direction interministérielle des couleurs et de la lumière",
         "direction-des-couleurs"),
        ("RILAC", "Réseau interministériel des laboratoires arc-en-ciel", "arc-en-ciel"),
        ("SGC", "Secrétariat général des couleurs", "secretariat-des-couleurs"),
        ("SVE", "Service violet de l'État", "service-violet"),
        ("ZUT", "zone d'urgence", None),
    ]  # fmt: skip


def test_the_other_abbreviations_are_short_and_say_what_they_stand_for() -> None:
    words = yaml.safe_load((ROOT / "theme/words/glossary.fr.yaml").read_text("utf-8"))
    assert words
    for short, long in words.items():
        assert len(short) < len(long) == len(long.strip()), short
