"""What a record knows of itself, so that nobody works it out again."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import pytest
from written import least

from generator.records.call import Call
from generator.records.disagreement import Disagreement
from generator.records.event import Event
from generator.records.fields import slug, surely_before
from generator.records.lab import Lab
from generator.records.parts import Record
from generator.records.source import Source
from generator.records.tables import TABLES, table_of
from generator.records.territory import Territory

R = TypeVar("R", bound=Record)


def record(kind: type[R], /, **fields: Any) -> R:
    """A record that tells what it must, and some more."""
    return kind.model_validate_json(json.dumps({**least(kind, "fiche"), **fields}))


def lab(**fields: Any) -> Lab:
    return record(Lab, sources={"all": ("journal",)}, **fields)


@pytest.mark.parametrize(
    ("value", "ended"),
    [
        ("active", False),
        ("announced", False),
        ("unknown", False),
        ("closed", True),
        ("merged", True),
    ],
)
def test_a_lab_ended_when_it_was_closed_or_merged(value: str, ended: bool) -> None:
    observed = lab(status={"value": value, "as_of": "2024"})
    assert (observed.ended, observed.situation, observed.last_sign) == (ended, value, "2024")


def test_nothing_is_known_of_a_lab_without_a_situation() -> None:
    assert (lab().ended, lab().situation, lab().last_sign) == (False, None, None)


def test_a_lab_is_the_laureate_of_the_call_that_chose_it_and_of_no_other() -> None:
    first, second = record(Call, id="premier"), record(Call, id="second")
    chosen = lab(award={"call": "premier", "result": "laureate"})
    assert (chosen.laureate_of(first), chosen.laureate_of(second)) == (True, False)
    assert chosen.is_laureate


def test_a_lab_that_no_call_chose_is_no_laureate() -> None:
    refused = lab(award={"call": "premier", "result": "none"})
    assert not refused.is_laureate
    assert not refused.laureate_of(record(Call, id="premier"))
    assert not lab().is_laureate


def test_a_life_has_an_opening_when_a_date_opens_it() -> None:
    closing = {"date": "2020", "label": "fin", "what": "closing", "sources": ("journal",)}
    opening = {**closing, "what": "opening"}
    assert not lab().has_opening
    assert not lab(milestones=(closing,)).has_opening
    assert lab(milestones=(closing, opening)).has_opening


def test_a_lab_is_carried_by_records_or_in_words() -> None:
    assert not lab().has_carrier
    assert lab(carriers=("prefecture",)).has_carrier
    assert lab(carrier_text="Une préfecture.").has_carrier


def test_a_lab_is_a_lab_unless_another_structure_is_written() -> None:
    assert (lab().structure, lab(kind="school").structure) == ("lab", "school")


def test_laureates_are_unknown_only_when_their_number_is_known() -> None:
    counted = record(Call, laureates={"count": 3, "sources": ("journal",)})
    assert [counted.unknown_laureates(known) for known in (0, 2, 3, 4)] == [3, 1, 0, 0]
    assert record(Call).unknown_laureates(0) == 0


def test_an_event_is_in_a_year_and_after_a_day_as_far_as_its_start_is_known() -> None:
    about, undated = record(Event, start="2016-11~"), record(Event, date_text="un jour")
    assert (about.year, about.sort_date) == ("2016", "2016-11")
    assert (undated.year, undated.sort_date) == ("", "")
    assert about.is_after("2016-10-31")
    assert not about.is_after("2017-01-01")
    assert not undated.is_after("1800-01-01")


def test_a_territory_knows_the_names_of_its_departements() -> None:
    parts = ({"code": "35", "name": "Ille-et-Vilaine"}, {"code": "29", "name": "Finistère"})
    names = record(Territory, departements=parts).names_of_departements
    assert names == {"35": "Ille-et-Vilaine", "29": "Finistère"}
    assert record(Territory).names_of_departements == {}


@pytest.mark.parametrize(
    ("end", "start", "before"),
    [
        ("2016", "2017", True),
        ("2017", "2017-11", False),
        ("2017-10", "2017-11-02", True),
        ("2017-11-01", "2017-11", False),
        ("2016~", "2017", True),
        ("2017~", "2017-11-18", False),
        ("2018", "2017", False),
    ],
)
def test_a_date_is_before_another_only_when_both_are_precise_enough_to_say(
    end: str, start: str, before: bool
) -> None:
    assert surely_before(end, start) == before


def test_a_text_becomes_an_id() -> None:
    assert slug("L’Œuvre d’Été, 2e éd.") == "l-oeuvre-d-ete-2e-ed"


def test_a_record_is_called_by_its_name_its_title_or_its_subject() -> None:
    assert lab(name="Lab Bleu").label == "Lab Bleu"
    assert record(Source, title="Le Lab Bleu ouvre").label == "Le Lab Bleu ouvre"
    assert record(Disagreement, about="Son ouverture.").label == "Son ouverture."


def test_a_record_knows_its_table() -> None:
    assert all(table_of(record(table.record)) is table for table in TABLES.values())
