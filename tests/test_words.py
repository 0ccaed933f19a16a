"""French as readers expect it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.language import french
from generator.language.folding import fold
from generator.language.french import French


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017", "2017"),
        ("2017-11", "novembre 2017"),
        ("2016-11-18", "18 novembre 2016"),
        ("2021-12-01", "1er décembre 2021"),
        ("2024~", "vers 2024"),
        ("2018-02~", "vers février 2018"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, read: str) -> None:
    assert french.date(written) == read


@pytest.mark.parametrize(
    ("start", "end", "read"),
    [
        ("2016-11-18", None, "18 novembre 2016"),
        ("2016-11-18", "2016-11-18", "18 novembre 2016"),
        ("2016-11-14", "2016-11-20", "du 14 au 20 novembre 2016"),
        ("2025-10-01", "2025-10-02", "du 1er au 2 octobre 2025"),
        ("2025-09-30", "2025-10-01", "du 30 septembre au 1er octobre 2025"),
        ("2025-12-30", "2026-01-02", "du 30 décembre 2025 au 2 janvier 2026"),
        ("2022-01", "2023", "de janvier 2022 à 2023"),
        ("2022-01", "2022-05", "de janvier à mai 2022"),
        ("2017", "2020", "de 2017 à 2020"),
    ],
)
def test_a_range_says_what_differs_once(start: str, end: str | None, read: str) -> None:
    assert french.date_range(start, end) == read


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("L'appel d'offres", "L’appel d’offres"),
        ("Comment ? Vraiment !", "Comment\u202f? Vraiment\u202f!"),
        ("un ; deux", "un\u202f; deux"),
        ("Fait : chiffre", "Fait\u00a0: chiffre"),
        ("« Labo »", "«\u00a0Labo\u00a0»"),
        ("«Labo»", "«\u00a0Labo\u00a0»"),
        ("250 000 €", "250\u202f000\u00a0€"),
        ("14 h - 16 h", "14\u00a0h - 16\u00a0h"),
        ("12:30 et https://a.fr/?b=c:d", "12:30 et https://a.fr/?b=c:d"),
        ("jusqu'« ici »", "jusqu’«\u00a0ici\u00a0»"),
        ("11e Rendez-vous", "11e Rendez-vous"),
        ('douze "labos" primés', "douze «\u00a0labos\u00a0» primés"),
        ('un écran de 5" et 6"', 'un écran de 5" et 6"'),
        ("la loi n° 2005-102", "la loi n°\u00a02005-102"),
        ("Curious Lab'", "Curious Lab’"),
    ],
)
def test_spaces_and_apostrophes_are_french_and_setting_twice_changes_nothing(
    plain: str, set_: str
) -> None:
    assert french.typeset(plain) == set_
    assert french.typeset(set_) == set_


def test_only_the_text_of_html_is_set() -> None:
    html = '<p title="a : b">L\'un : <code>x : y</code> ?</p><a href="/?q=a ;b">l\'autre</a>'
    assert French({}).typeset_html(html) == (
        '<p title="a : b">L’un\u00a0: <code>x : y</code>\u202f?</p><a href="/?q=a ;b">l’autre</a>'
    )


def test_words_agree_with_their_number() -> None:
    count = French({"labs": "aucun lab | {n} lab | {n} labs"}).words.count
    assert [count("labs", n) for n in (0, 1, 2, 1234)] == [
        "aucun lab",
        "1 lab",
        "2 labs",
        "1\u202f234 labs",
    ]


def test_amounts_are_read_in_millions_when_they_are_round() -> None:
    assert french.amount(250000) == "250\u202f000\u00a0€"
    assert french.amount(126000000) == "126\u00a0millions d’euros"


FOLDING = json.loads((Path(__file__).parent / "folding.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), FOLDING)
def test_folding_forgets_case_accents_and_signs(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_order_is_french() -> None:
    names = ["Zoé", "Lab'O", "État'LIN", "La Fabrique RH", "Lab 10", "Lab 9", "cote", "côte",
             "Île-de-France", "LaBase", "Essai", "œuvre", "Odile"]  # fmt: skip
    assert sorted(names, key=french.sort_key) == [
        "cote", "côte", "Essai", "État'LIN", "La Fabrique RH", "Île-de-France", "Lab 9",
        "Lab 10", "LaBase", "Lab'O", "Odile", "œuvre", "Zoé",
    ]  # fmt: skip
