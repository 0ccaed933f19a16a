"""The reader: values as written, their places, its limits, and whatever bytes may come."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading.problem import Place, Reading
from generator.reading.reader import REFUSED, Decimal, Document, Limits, read
from generator.reading.told import as_text

same_runs = settings(derandomize=True, deadline=None, max_examples=300)


def parse(text: str | bytes, **options: Any) -> tuple[Document | None, Reading]:
    to = Reading()
    data = text.encode() if isinstance(text, str) else text
    return read("data/x.yaml", data, to, **options), to


def value_of(text: str) -> Any:
    document, to = parse(text)
    assert document is not None
    assert as_text(to.sorted()) == ""
    return document.value


def codes(to: Reading) -> list[str]:
    return [problem.code for problem in to.sorted()]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("", None), ("0", 0), ("12", 12),
        ("-3", -3), ("1.5", 1.5), ("True", "True"), ("NO", "NO"), ("oui", "oui"), ("~", "~"),
        ("01000", "01000"), ("0x1F", "0x1F"), ("1_000", "1_000"), ("1e3", "1e3"), ("+1", "+1"),
        ("12:30", "12:30"), ("2016-11-18", "2016-11-18"), (".5", ".5"), ("5.", "5."), ("-0", "-0"),
        ("9" * 30, "9" * 30), (".inf", ".inf"), ('"12"', "12"), ("'true'", "true"), ("2A", "2A"),
        ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"), ("[a, 1]", ("a", 1)),
        ("{a: b}", {"a": "b"}), ('"a\\nb"', "a\nb"),
    ],
)  # fmt: skip
def test_only_plain_words_and_numbers_are_typed(written: str, value: Any) -> None:
    read_value = value_of(f"k: {written}")["k"]
    assert read_value == value
    assert isinstance(read_value, type(value))


def test_a_decimal_remembers_how_it_was_written() -> None:
    assert str(value_of("2016.10")) == "2016.10"
    assert isinstance(value_of("2016.10"), Decimal)


TREE = "- id: a\n  list: [é, b]\n  deep:\n    - x: 1\n      y: [p,\n        q]\n- id: b\n"


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        ((0,), False, (1, 3)),
        ((0, "id"), False, (1, 7)),
        ((0, "id"), True, (1, 3)),
        ((0, "list", 1), False, (2, 13)),
        ((0, "deep", 0, "x"), True, (4, 7)),
        ((0, "deep", 0, "y", 1), False, (6, 9)),
        ((0, "deep", 0, "absent"), False, (4, 7)),
        ((0, "deep", 9), False, (4, 5)),
        ((1, "id", "deeper"), False, (7, 7)),
    ],
)
def test_each_value_has_its_place(path: Any, key: bool, place: tuple[int, int]) -> None:
    document, _ = parse(TREE)
    assert document is not None
    assert document.place(path, key) == Place("data/x.yaml", *place)


def test_a_document_may_start_below_the_first_line_of_its_file() -> None:
    document, to = parse("a: [1\n", first_line=10)
    assert document is None
    assert str(to.sorted()[0].place) == "data/x.yaml:10:4"
    document, _ = parse("a: 1\n", first_line=10)
    assert document is not None
    assert document.place(("a",)).line == 10


def test_an_empty_document_has_no_value_and_a_place() -> None:
    document, _ = parse("# rien\n")
    assert document is not None
    assert document.value is None
    assert document.place((0, "id")) == Place("data/x.yaml", 1, 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_give_the_same_lines(line_end: str) -> None:
    document, to = parse(f"a: 1{line_end}b: x\u200b{line_end}")
    assert document is None
    assert str(to.sorted()[0].place) == "data/x.yaml:2:5"


def test_what_was_refused_is_not_a_value() -> None:
    document, to = parse("a: &x 1\nb: !!str 2\nc: *x\nd: 4\n")
    assert codes(to) == ["yaml-anchor", "yaml-tag", "yaml-alias"]
    assert document is not None
    assert document.value == {"a": REFUSED, "b": REFUSED, "c": REFUSED, "d": 4}
    assert repr(REFUSED) == "une valeur refusée"


def test_limits_are_told_where_they_are_passed() -> None:
    assert codes(parse("[[[a]]]", limits=Limits(depth=2))[1]) == ["yaml-deep"]
    assert codes(parse("[a, b, c]", limits=Limits(values=3))[1]) == ["yaml-many"]
    assert codes(parse("[[], [], []]", limits=Limits(values=3))[1]) == []
    assert codes(parse("[a, b, c]", limits=Limits(size=3))[1]) == ["file-too-large"]


def test_a_binary_file_is_not_told_character_by_character() -> None:
    assert len(parse("a: " + "\x01\x00" * 5000)[1].problems) == 20


MERGES = "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n} {{<<: [*a, *a]}}\n" for n in range(30))


@pytest.mark.parametrize(
    "nasty",
    [
        "[" * 200_000,
        "- " * 200_000,
        "{a: " * 50_000,
        "? " * 50_000,
        "a: &a [x]\n" + "b: [" + "*a, " * 50_000 + "]",
        MERGES,
        "k" * 300_000 + ": 1",
        "a: " + "9" * 1_000_000,
        '"' + "\\" * 1_000_000,
        "!" * 100_000,
        "%" * 100_000,
        "\ufeff" * 100_000,
        "a: 1\n" * 100_000,
        "\t" * 100_000 + "a",
        "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 400)),
        "'" * 100_001,
        "|\n" + " x\n" * 100_000,
        "#" * 1_000_000,
    ],
    ids=range(18),
)
def test_nasty_bytes_are_refused_without_delay(nasty: str) -> None:
    started = time.process_time()
    parse(nasty)
    assert time.process_time() - started < 2


@same_runs
@given(st.binary(max_size=300))
def test_no_bytes_can_raise(data: bytes) -> None:
    document, to = parse(data)
    assert document is not None or to.problems


# Letters that mean something to YAML, often enough to meet.
YAMLISH = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "\n", "  ", "\n  ", "\n    ", "[", "]", "{", "}", ", ", '"', "'", "&x ",
         "*x", "!t ", "<<: ", "? ", ": ", "#", "|\n", ">-\n", "1", "01", "true", "null", "\t", "%",
         "@", "---\n", "...\n", "\\", "é", "\u200b", "\x00", "\r\n", "id: x\n", "k: 1\n", "\\x00"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def as_written(value: Any) -> Any:
    """A value of ours in the terms of CBaseLoader, where every scalar is a text."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_written(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_null(item) for item in value]
    return "" if value in ("null", None) else value


@settings(same_runs, max_examples=1500)
@given(YAMLISH)
def test_what_is_accepted_is_what_yaml_reads(text: str) -> None:
    document, to = parse(text)
    again, to_again = parse(text)
    assert (document and document.value) == (again and again.value)
    assert to.sorted() == to_again.sorted()
    if to.problems:
        return
    assert document is not None
    expected = yaml.load(text, Loader=yaml.CBaseLoader)
    assert without_null(as_written(document.value)) == without_null(expected)


PLAIN = st.recursive(
    st.text(max_size=20).filter(lambda text: parse(f"{text!a}")[0] is not None),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=12,
)


@same_runs
@given(PLAIN)
def test_plain_structures_are_read_as_they_were_written(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"')
    document, to = parse(text)
    if not to.problems:  # control characters and private letters are refused elsewhere
        assert document is not None
        assert as_written(document.value) == value
