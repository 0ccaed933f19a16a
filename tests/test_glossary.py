"""Abbreviations: told once a page, never inside a link, and stated somewhere by data or prose."""

from __future__ import annotations

import re

import pytest
import yaml
from trees import ROOT

from generator.checking.directory import Directory
from generator.language.french import fold
from generator.pages.glossary import Entry, Glossary, glossary

OTHERS: dict[str, str] = yaml.safe_load((ROOT / "theme/words/glossary.fr.yaml").read_text("utf-8"))
SGAR = '<abbr title="secrétariat général">SGAR</abbr>'


def small() -> Glossary:
    return Glossary({"SGAR": Entry("SGAR", "secrétariat général"), "PIA": Entry("PIA", "<fonds>")})


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
    assert Glossary({}).page()("Le SGAR") == "Le SGAR"


def test_each_abbreviation_is_stated_by_the_data_or_the_prose() -> None:
    files = [*ROOT.glob("data/**/*.yaml"), *ROOT.glob("content/*.md")]
    said = " ".join(fold(path.read_text("utf-8")) for path in files)
    assert OTHERS
    for short, long in OTHERS.items():
        first, *rest = fold(long).split()
        words = [f"{re.escape(word)}s?" for word in (first, *rest)]  # « secrétariats généraux »
        assert fold(long) in said or re.search(" ".join(words), said), short
        assert f" {fold(short)} " in f" {said} ", short


def test_an_acronym_has_one_source(directory: Directory) -> None:
    found = glossary(directory, OTHERS).entries
    borne = {one.short for one in found if one.record}
    assert len(borne) >= 8
    assert borne.isdisjoint(OTHERS)
    assert len({one.short for one in found}) == len(found)
