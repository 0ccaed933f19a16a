"""Every mistake an editor can make: told once, at its place, with a way out.

Each file of tests/cases is one mistake. `=== data/labs/x.yaml` or `=== content/x.md` opens a file
that is added to the tree of tests/tiny, with CONTENT, or replaces one there; `=== sans
data/labs.yaml` takes one away, `=== limites size=100` narrows the reader, `=== attendu` holds the
exact words. What is read is what `python -m generator check` reads.
Cases are read as bytes: some hold what no editor would show.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from trees import TINY

from generator.checking.check import check
from generator.checking.project import examine
from generator.checking.prose import Head
from generator.checking.wording import CODES, flow
from generator.reading.files import load
from generator.reading.problem import Place, Problem, Reading, close_to, quoted
from generator.reading.reader import LIMITS, Limits, read
from generator.reading.sentences import SENTENCES
from generator.reading.told import SHOWN_BY_GITHUB, as_github, as_json, as_text
from generator.records.identity import Identity
from generator.records.parts import Part
from generator.records.tables import TABLES

CONTENT = {
    "index.md": "---\ntitle: Accueil\n---\n\nBonjour.\n",
    "cadre.md": "---\ntitle: Cadre\nframe: true\n---\n\n<!-- slot: body -->\n",
}
CASES = sorted((Path(__file__).parent / "cases").iterdir())
SECTION = re.compile(rb"^=== ([^\n]*)\n", re.MULTILINE)


def sections(case: Path) -> list[tuple[str, bytes]]:
    parts = SECTION.split(case.read_bytes())
    return [(name.decode(), body) for name, body in zip(parts[1::2], parts[2::2], strict=True)]


def limits_of(words: str) -> Limits:
    asked = dict(word.split("=") for word in words.split())
    return Limits(**{name: int(value) for name, value in asked.items()})


def problems_of(case: Path, folder: Path) -> list[Problem]:
    shutil.copytree(TINY, folder / "data")
    (folder / "content").mkdir()
    for name, text in CONTENT.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    limits = LIMITS
    for name, body in sections(case):
        verb, _, rest = name.partition(" ")
        if verb == "sans":
            (folder / rest).unlink()
        elif verb == "limites":
            limits = limits_of(rest)
        elif verb != "attendu":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(body)
    to = Reading()
    directory, _ = examine(folder / "data", folder / "content", to, limits)
    assert (directory is None) == bool(to.problems)
    return to.sorted()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_mistake_is_told_in_these_words(case: Path, tmp_path: Path, update: bool) -> None:
    told = as_text(problems_of(case, tmp_path))
    if update:
        head, mark, _ = case.read_bytes().partition(b"=== attendu\n")
        case.write_bytes(head + mark + (told + "\n" if told else "").encode())
    name, expected = sections(case)[-1]
    assert name == "attendu"
    assert told == expected.decode().removesuffix("\n")


def test_every_sentence_is_proved_by_a_case_or_a_test(tmp_path: Path) -> None:
    told = {
        problem.code
        for number, case in enumerate(CASES)
        for problem in problems_of(case, tmp_path / str(number))
    }
    tests = "".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    assert [code for code in SENTENCES if code not in told and f'"{code}"' not in tests] == []


def test_sentences_never_blame_and_never_shout() -> None:
    for fact, way_out in SENTENCES.values():
        for words in (fact, way_out):
            plain = words.replace("'…'", "").replace("<!--", "")
            assert not re.search(r"invalide|erreur|!(?! »)|'", plain), words
            assert not re.search(r"« ?$|[^ \u00a0]»|«[^ \u00a0]", words), words


def error_types(schema: Any) -> set[str]:
    """The types of pydantic's errors that a core schema can raise."""
    found: set[str] = set()
    if isinstance(schema, dict):
        found |= _error_types_of(schema)
        for value in schema.values():
            found |= error_types(value)
    elif isinstance(schema, (list, tuple)):
        for value in schema:
            found |= error_types(value)
    return found


# What each kind of core schema can refuse; None is a kind that refuses nothing by itself.
REFUSALS = {
    "str": (
        {"string_type"},
        {
            "min_length": "string_too_short",
            "max_length": "string_too_long",
            "pattern": "string_pattern_mismatch",
        },
    ),
    "int": ({"int_type"}, {"ge": "greater_than_equal"}),
    "bool": ({"bool_type"}, {}),
    "literal": ({"literal_error"}, {}),
    "tuple": ({"tuple_type"}, {"min_length": "too_short"}),
    "model": ({"model_type"}, {}),
    "dict": ({"dict_type"}, {}),
    "model-fields": ({"extra_forbidden", "missing"}, {}),
}
SILENT = {
    "model-field",
    "nullable",
    "default",
    "function-after",
    "function-before",
    "definitions",
    "definition-ref",
    "no-info",
    "with-info",
}


def _error_types_of(schema: dict[str, Any]) -> set[str]:
    kind = schema.get("type")
    if not isinstance(kind, str) or kind in SILENT:
        return set()
    always, limited = REFUSALS[kind]
    return set(always) | {type_ for limit, type_ in limited.items() if limit in schema}


def test_every_refusal_of_the_models_has_a_sentence() -> None:
    raised: set[str] = set()
    kinds: tuple[type[Part], ...] = (*(table.record for table in TABLES.values()), Identity, Head)
    for kind in kinds:
        raised |= error_types(kind.__pydantic_core_schema__)
    # A field's name is never refused by pydantic itself: it says so through « unknown-key ».
    assert raised - {"extra_forbidden"} == set(CODES)
    assert {code for code, _ in CODES.values()} <= set(SENTENCES)


SOME = [
    Problem(Place("data/labs.yaml", 3, 5), "date", "100 % « a\nb » : c", "d, e"),
    Problem(Place("data/a,b:c.yaml", 12, 1), "empty", "rien"),
]


def test_the_three_formats_tell_the_same_problems() -> None:
    text, github, entries = as_text(SOME), as_github(SOME), json.loads(as_json(SOME))
    assert [entry["fact"] for entry in entries] == [problem.fact for problem in SOME]
    assert entries[0] == {
        "file": "data/labs.yaml",
        "line": 3,
        "column": 5,
        "code": "date",
        "fact": "100 % « a\nb » : c",
        "way_out": "d, e",
    }
    assert text.count("data/") == github.count("::error ") == len(SOME)
    assert "conseil : d, e" in text


def test_no_problem_is_an_empty_text_and_an_empty_list() -> None:
    assert (as_text([]), as_json([]), as_github([])) == ("", "[]", "")


def test_github_annotations_are_escaped() -> None:
    first, second = as_github(SOME).split("\n")
    assert first == (
        "::error file=data/labs.yaml,line=3,col=5,title=Données::100 %25 « a%0Ab » : c%0Ad, e"
    )
    assert second.startswith("::error file=data/a%2Cb%3Ac.yaml,line=12,col=1,")


@pytest.mark.parametrize("count", [9, 10, 11, 500])
def test_github_shows_ten_annotations_and_tells_all(count: int) -> None:
    places = [Place("data/labs.yaml", line + 1) for line in range(count)]
    many = [Problem(place, "date", f"n° {place.line}") for place in places]
    told = as_github(many)
    assert told.count("::error ") == min(count, SHOWN_BY_GITHUB)
    if count > SHOWN_BY_GITHUB:
        assert f"et {count - 9} autres problèmes" in told
        assert as_text(many) in told


def test_problems_are_told_once_and_by_place() -> None:
    to = Reading()
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 10)]
    for place in [*places, *places]:
        to.report(place, "no-date")
    assert [str(problem.place) for problem in to.sorted()] == ["a:2:9", "a:2:10", "a:10:1", "b:1:1"]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    to = Reading()
    assert check(load(tmp_path / "data", TABLES, to), to) is None
    assert [problem.code for problem in to.sorted()] == ["folder-missing"]


def test_what_is_quoted_stays_on_one_short_line() -> None:
    assert quoted("a\n b\tc") == "a b c"
    assert len(quoted("a" * 100)) == 60


def test_a_near_word_is_offered_whatever_its_case() -> None:
    assert close_to("Bretagne", ["bretagne", "corse"]) == "vouliez-vous écrire « bretagne » ?"
    assert close_to("xyz", ["b", "a"]) == "valeurs possibles : a, b"
    assert close_to("xyz", [], "ajoutez-le") == "ajoutez-le"
    assert close_to("xyz", []) == "aucune valeur n’est possible"


@pytest.mark.parametrize(
    "value",
    ["Ti Lab", "69", "01", "a: b", "a, b", "[a]", "@rchipel", "- a", "null", "true", "x #y", "1.5",
     "2017-11-18", "", "«a»", "a\nb", '"', ["a, b", "c: d", "e}"], {"a": ["1", True, 2]}],
)  # fmt: skip
def test_an_example_is_read_back_as_it_was(value: Any) -> None:
    to = Reading()
    document = read("x", f"k: {flow(value)}".encode(), to)
    assert as_text(to.sorted()) == ""
    assert document is not None
    assert flow(document.value["k"]) == flow(value)


def test_every_example_of_the_model_is_read_as_the_model_says() -> None:
    for table in TABLES.values():
        for name, info in table.record.model_fields.items():
            for example in info.examples or ():
                document = read("x", f"{name}: {flow(example)}".encode(), Reading())
                assert document is not None, name
                assert json.loads(json.dumps(document.value[name])) == example, name


def test_many_unknown_references_are_told_quickly(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "data")
    themes = ", ".join(f"theme-{number}-inconnu" for number in range(3000))
    lab = (
        "- id: lab-rouge\n  name: Lab Rouge\n  form: lab\n  description: Texte.\n"
        f"  themes: [{themes}]\n  sources: {{description: [journal], themes: [journal]}}\n"
    )
    (tmp_path / "data" / "labs" / "x.yaml").parent.mkdir()
    (tmp_path / "data" / "labs" / "x.yaml").write_text(lab, encoding="utf-8")
    to = Reading()
    check(load(tmp_path / "data", TABLES, to), to)
    assert len(to.sorted()) == 2000


def test_thousands_of_problems_have_an_end(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "data")
    (tmp_path / "data" / "labs.yaml").write_text("- 1\n" * 5000)
    to = Reading()
    check(load(tmp_path / "data", TABLES, to), to)
    assert [problem.code for problem in to.sorted()][-1] == "too-many-problems"
    assert len(to.sorted()) == 2001
