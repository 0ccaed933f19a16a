"""The search index as it is written: terms, phrases, the numbers of pages, the files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from built import base_site
from drawn import french
from search.measure import Report, measure, synthetic
from trees import ROOT

from generator.checking.directory import Directory
from generator.search.index import Reader, joined
from generator.site import light

Terms = dict[str, list[int]]


@pytest.fixture(scope="module")
def folder() -> Path:
    return base_site() / "recherche/index"


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def files(folder: Path, kind: str) -> Iterator[Any]:
    for number in range(len(list(folder.glob(f"{kind}[0-9]*.json")))):
        yield read(folder, f"{kind}{number}")


def pages_of(numbers: list[int]) -> list[int]:
    """The pages of a posting, as the browser reads it."""
    found, page = [], -1
    for number in numbers:
        page += number >> 4
        found.append(page)
    return found


def test_a_phrase_is_one_more_term_wherever_its_words_stand_together() -> None:
    read = Reader(french(), ["hauts de france", "economie sociale et solidaire"])
    assert read.terms("en Hauts-de-France") == ["en", "haut", "de", "franc", "hautsdefranc"]
    assert "hautsdefranc" not in read.terms("la France des hauts")
    assert read.terms("Économies sociales et solidaires")[-1] == "economiesocialeetsolidair"


def test_a_name_is_found_in_one_word_with_and_without_its_article() -> None:
    assert joined(french(), "Le Lab 0") == {"lelab0=", "lab0="}
    assert joined(french(), "Ti Lab") == {"tilab="}
    assert joined(french(), "Fabrique de la ville") == {"fabriquedelaville="}
    assert joined(french(), "…") == set()


def test_labs_are_numbered_by_territory_then_by_name(folder: Path, directory: Directory) -> None:
    shown = [page for part in files(folder, "d") for page in part]
    path = read(folder, "meta")["columns"].index("path")
    labs = [page[path].split("/")[1] for page in shown[: len(directory.table("labs"))]]
    assert sorted(labs) == sorted(directory.table("labs"))
    territories = [directory.table("labs")[id].territory for id in labs]
    changes = sum(one != other for one, other in pairwise(territories))
    assert changes == len(set(territories)) - 1


def test_each_term_is_in_the_file_that_its_letters_lead_to(folder: Path) -> None:
    meta = read(folder, "meta")
    every: Terms = {}
    for number, terms in enumerate(files(folder, "t")):
        names = terms[::2]
        assert names == sorted(names)
        for name, numbers in zip(names, terms[1::2], strict=True):
            assert max(at for at, first in enumerate(meta["files"]) if first <= name) == number
            assert name not in every
            every[name] = numbers
    for name, numbers in every.items():
        pages = pages_of(numbers)
        assert pages == sorted(set(pages)), name
        assert 0 <= pages[0] <= pages[-1] < meta["pages"], name
        assert all(1 <= number & 15 <= 15 for number in numbers), name
    assert {"labbleu=", "hautsdefranc", "bleuvill"} <= set(every)


def test_a_misspelt_word_of_any_length_is_looked_for_in_one_file(folder: Path) -> None:
    known = {length: set(read(folder, f"v{length}")) for length in read(folder, "meta")["lengths"]}
    longest = max(known)
    words = {word for found in known.values() for word in found}
    assert max(map(len, words)) > longest
    for word in words:
        for length in (len(word) - 1, len(word), len(word) + 1):
            assert word in known[min(length, longest)]


def test_scripts_and_styles_are_sent_without_what_only_people_read() -> None:
    assert light("// why\na = 1; // how\n\n  /** what\n   * it is */\n  b('// not')\n") == (
        "a = 1; // how\nb('// not')\n"
    )
    for file in sorted((ROOT / "theme/static").glob("*.js")):
        for line in file.read_text("utf-8").splitlines():
            assert re.sub(r"/\S+/g", "", line).count("`") % 2 == 0, (
                f"{file.name}: a text over several lines"
            )
        assert (base_site() / "static" / file.name).stat().st_size < file.stat().st_size


@pytest.mark.browser
def test_search_holds_on_other_labs_than_the_real_ones() -> None:
    """A hundred; a thousand: tests/bench/bench_search.py."""

    def measured() -> Report:
        with synthetic(100) as site:
            return measure(replace(site, queries=site.queries[::4]), every=10)

    with ThreadPoolExecutor(1) as thread:  # the browser tests keep their browser open in this one
        report = thread.submit(measured).result()
    assert report.short() == []
