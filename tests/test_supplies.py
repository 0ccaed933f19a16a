"""What maintainers and tools write: a damaged file is told in one sentence, with the way out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from built import build, project
from trees import ROOT

from generator.checking.supplies import (
    FILES,
    GLOSSARY,
    LETTERS,
    OUTLINES,
    PLACES,
    QUALITY,
    SEARCH,
    WORDS,
    supplies,
)
from generator.language.french import French
from generator.language.language import WordError
from generator.reading.files import load_files
from generator.reading.problem import Reading
from generator.reading.sentences import SENTENCES
from generator.reading.told import as_text

Change = Callable[[Any], None]


CODES = {
    "words-missing", "words-not-fields", "made-unreadable", "made-otherwise",
    "yaml-colon", "empty", "not-text", "unknown-key", "not-list",
}  # fmt: skip
"""What may be said of the supplies alone; of their words as pages say them, WordError tells."""


def told(**changed: bytes | None) -> str:
    """What is said of the project's supplies when some are other bytes, or none."""
    files = load_files(ROOT, FILES)
    for file, data in changed.items():
        files.pop(file)
        if data is not None:
            files[file] = data
    to = Reading()
    found = supplies(files, to)
    assert (found is None) == bool(to.problems)
    assert {problem.code for problem in to.problems} <= CODES
    return as_text(to.sorted())


def test_the_supplies_of_the_project_are_good() -> None:
    assert told() == ""


@pytest.mark.parametrize("file", [OUTLINES, PLACES, QUALITY, LETTERS])
def test_what_tools_make_may_be_absent(file: str) -> None:
    assert told(**{file: None}) == ""


@pytest.mark.parametrize("file", [WORDS, GLOSSARY, SEARCH])
def test_a_missing_file_of_words_is_told(file: str) -> None:
    assert told(**{file: None}) == (
        f"{file}:1:1: le fichier « {file} » manque\n"
        "  conseil : rétablissez-le : il contient des mots dont le site a besoin"
    )


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            WORDS,
            "nav:\n  home: Accueil : ici\n",
            f"{WORDS}:2:17: un « : » inattendu coupe le texte en deux\n"
            '  conseil : mettez le texte entier entre guillemets : "…"',
        ),
        (
            WORDS,
            "",
            f"{WORDS}:1:1: on attend des mots par leur clé, on lit rien\n"
            "  conseil : écrivez un mot par ligne : « clé: mot »",
        ),
        (
            GLOSSARY,
            "- ARS\n",
            f"{GLOSSARY}:1:1: on attend des mots par leur clé, on lit une liste\n"
            "  conseil : écrivez un mot par ligne : « clé: mot »",
        ),
        (
            WORDS,
            "nav:\n  home:\n  labs: [Labs]\n  year: 2016\n",
            f"{WORDS}:2:8: « home » est vide\n"
            "  conseil : écrivez ce mot, entre guillemets\n"
            f"{WORDS}:3:9: « labs » attend un texte, on lit une liste\n"
            "  conseil : écrivez une seule valeur, sans crochets, sans accolades ni tiret\n"
            f"{WORDS}:4:9: « year » attend un texte, on lit « 2016 »\n"
            '  conseil : mettez la valeur entre guillemets : "2016"',
        ),
        (
            SEARCH,
            "stop: a\ndomain: lab\nweek: innovation\nnicknames: {Lyon: ville}\n",
            f"{SEARCH}:3:1: le champ « week » n’existe pas\n"
            "  conseil : vouliez-vous écrire « weak » ?\n"
            f"{SEARCH}:4:19: « Lyon » attend une liste, on lit « ville »\n"
            "  conseil : mettez la valeur entre crochets, par exemple Lyon: [ville]",
        ),
    ],
)
def test_words_otherwise_written_are_told_at_their_place(file: str, text: str, said: str) -> None:
    assert told(**{file: text.encode()}) == said


COMMANDS = {
    OUTLINES: "python -m tools.outlines",
    PLACES: "python -m tools.places",
    LETTERS: "python -m tools.letters",
    QUALITY: "pytest --update tests/browser/test_declared.py",
}


@pytest.mark.parametrize(("file", "command"), COMMANDS.items())
@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff\xfe", gzip.compress(b"{", mtime=0)[:-9]],
    ids=["empty", "a brace alone", "no text", "cut"],
)
def test_what_is_not_what_a_tool_wrote_is_told(file: str, command: str, data: bytes) -> None:
    first, way_out = told(**{file: data}).split("\n")
    assert first.startswith(f"{file}:1:")
    assert first.endswith(": le fichier est abîmé : on n’y lit plus ce qu’un outil a écrit")
    assert way_out == f"  conseil : refaites-le par « {command} »"


def changed(file: str, change: Change) -> bytes:
    """A file that a tool made, with something changed in it."""
    data = (ROOT / file).read_bytes()
    value = json.loads(gzip.decompress(data) if file == LETTERS else data)
    change(value)
    data = json.dumps(value).encode()
    return gzip.compress(data) if file == LETTERS else data


def without(*path: str) -> Change:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return change


def with_(value_: Any, *path: Any) -> Change:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = value_

    return change


@pytest.mark.parametrize(
    ("file", "change", "what"),
    [
        (OUTLINES, without("projections"), "projections"),
        (OUTLINES, without("projections", "france"), "insets"),
        (OUTLINES, without("projections", "guyane"), "insets"),
        (OUTLINES, without("regions", "bretagne", "path"), "regions.bretagne.path"),
        (OUTLINES, with_([1, 2], "regions", "bretagne", "bounds"), "regions.bretagne.bounds.2"),
        (OUTLINES, with_([], "regions", "bretagne", "labels"), "regions.bretagne.labels"),
        (PLACES, with_([1], "bretagne", "Rennes"), "bretagne.Rennes.1"),
        (PLACES, with_("ici", "bretagne"), "bretagne"),
        (QUALITY, without("weights", "lab", "bytes"), "weights.lab.bytes"),
        (QUALITY, with_("hier", "date"), "date"),
        (LETTERS, without("mark"), "mark"),
        (LETTERS, with_(["012", "01"], "letters", "A", 3), "letters"),
        (LETTERS, with_(["xyz"], "letters", "A", 3), "letters.A.3.0"),
    ],
)
def test_a_part_that_is_no_longer_there_is_named(file: str, change: Change, what: str) -> None:
    assert told(**{file: changed(file, change)}) == (
        f"{file}:1:1: le fichier est abîmé : « {what} » manque, ou n’a pas sa forme\n"
        f"  conseil : refaites-le par « {COMMANDS[file]} »"
    )


def test_the_projection_of_a_country_bears_any_name() -> None:
    def change(value: Any) -> None:
        value["projections"]["verdoisie"] = value["projections"].pop("france")

    assert told(**{OUTLINES: changed(OUTLINES, change)}) == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [("{n} lab", "word-forms"), ("a | {m} | c", "word-blanks"), ("a | { | c", "word-blanks")],
)
def test_a_word_that_cannot_be_counted_names_itself(written: str, code: str) -> None:
    with pytest.raises(WordError) as raised:
        French({"count.labs": written}).words.count("count.labs", 1)
    assert (raised.value.key, raised.value.code) == ("count.labs", code)


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


def with_own_word(root: Path) -> None:
    path = root / "data/directory.yaml"
    text = path.read_text("utf-8").partition("\nwords:")[0]
    path.write_text(f"{text}\nwords:\n  nav.hom: Seuil\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (
            replaced(WORDS, "  skip: Aller au contenu\n", ""),
            "word-missing",
            f"{WORDS}:1:1: le mot « nav.skip » manque, et une page le dit\n"
            "  conseil : ajoutez-le, ou rétablissez le fichier",
        ),
        (
            replaced(WORDS, "  results: ", "  result: "),
            "word-missing",
            f"{WORDS}:1:1: le mot « search.results » manque, et une page le dit\n"
            "  conseil : ajoutez-le, ou rétablissez le fichier",
        ),
        (
            replaced(WORDS, "{n} lab |", "{nombre} lab |"),
            "word-blanks",
            ":9: le mot « count.labs » a une accolade seule, ou un blanc que rien ne "
            "remplit\n  conseil : les blancs qu’il peut avoir : {n}",
        ),
        (
            with_own_word,
            "word-unknown",
            "data/directory.yaml:1:1: « nav.hom » n’est la clé d’aucun mot\n"
            "  conseil : vouliez-vous écrire « nav.home » ?",
        ),
        (
            replaced("theme/main.html", '{{ slot("head") }}', ""),
            "theme-slot",
            "theme/main.html:1:1: le cadre n’a pas de place pour « head »\n"
            '  conseil : rétablissez {{ slot("head") }} dans le gabarit',
        ),
        (
            replaced("data/outlines.json", '"projections"', '"projection"'),
            "made-otherwise",
            "data/outlines.json:1:1: le fichier est abîmé : « projections » manque, ou n’a pas "
            "sa forme\n  conseil : refaites-le par « python -m tools.outlines »",
        ),
    ],
    ids=["word missing", "word of scripts missing", "blank", "own word", "slot", "outlines"],
)
def test_the_build_tells_it_without_a_traceback(
    tmp_path: Path, change: Callable[[Path], None], code: str, said: str
) -> None:
    root = project(tmp_path)
    change(root)
    done = build(root / "site", root)
    assert done.returncode == 1
    assert said in done.stderr
    assert SENTENCES[code][0].partition("{")[0] in said
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()
