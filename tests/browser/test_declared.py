"""Weight of every record page, and what the base declares of itself, which must be true.

`pytest --update` writes what is measured to tests/base/data/quality.json; the change is to be
read. What the real site declares is judged and written by tests/real/test_real_declared.py.
"""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest
from built import base_site
from declared import CHECKS, measured, pages, read, records, rounded, write
from kinds import BASE as BASE_KINDS
from trees import BASE, ROOT
from weight import ecoindex, view

from generator.checking.directory import Directory
from generator.records.tables import PAGED

DECLARED = BASE / "data/quality.json"


def test_record_pages_are_light(directory: Directory) -> None:
    """A page may be fuller than others when there is much to say: one in twenty, and not twice.

    The fullest of the base says all that a page can; a real one may have more sources.
    """
    views = list(records(base_site(), directory, *PAGED))
    bytes_, elements = (
        sorted(getattr(one, name) for one in views) for name in ("bytes", "elements")
    )
    grades = sorted((one.ecoindex for one in views), reverse=True)
    most = len(views) * 19 // 20
    assert bytes_[most] <= 12_000
    assert elements[most] <= 400
    assert bytes_[-1] <= 15_000
    assert elements[-1] <= 500
    assert {one.requests for one in views} == {4}
    assert grades[most] > 80  # « A »
    assert grades[-1] > 75


def test_lists_and_prose_are_light_whatever_they_hold() -> None:
    """They are cut into pages; what people write stays short."""
    site = base_site()
    files = [site / "index.html", *site.glob("*/index.html"), *site.glob("*/page-*/index.html")]
    paths = [file.parent.relative_to(site).as_posix() for file in files]
    grades = {path: view(site, path).ecoindex for path in paths}
    assert len(grades) > 20
    assert {path: grade for path, grade in grades.items() if grade <= 80} == {}  # all « A »


def test_ecoindex_is_that_of_its_published_formula() -> None:
    assert ecoindex(0, 0, 0) == 100
    assert ecoindex(75, 15, 144.7) == pytest.approx(90)
    assert ecoindex(594601, 3920, 223212.26) == pytest.approx(0)
    assert ecoindex(10**9, 10**9, 10**9) == 0


def test_what_is_declared_is_what_is_measured(directory: Directory, update: bool) -> None:
    views = measured(base_site(), directory)
    found = {"pages": pages(BASE_KINDS), "checks": list(CHECKS), "weights": rounded(views)}
    if update:
        write(DECLARED, {**read(DECLARED), **found})
    told = read(DECLARED)
    assert told["checks"] == found["checks"]
    assert told["pages"] == found["pages"]
    assert set(told["weights"]) == set(views)
    for name, one in views.items():
        said = told["weights"][name]
        assert said["bytes"] == pytest.approx(one.bytes, rel=0.15)
        assert said["elements"] == pytest.approx(one.elements, rel=0.15)
        assert said["requests"] == round(one.requests)
        assert said["ecoindex"] == pytest.approx(one.ecoindex, abs=2)


def test_each_check_that_is_declared_is_made() -> None:
    made = {
        node.name
        for name in ("test_kinds", "test_without")
        for node in ast.parse((ROOT / f"tests/browser/{name}.py").read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert set(CHECKS.values()) <= made


def test_the_statement_and_the_eco_design_page_show_what_is_declared() -> None:
    told = read(DECLARED)
    statement = (base_site() / "accessibilite/index.html").read_text("utf-8")
    assert statement.count("<li>") >= len(CHECKS) + len(told["tools"]) + len(told["pages"])
    for said in (*told["tools"], *(f"<li>/{path}</li>" for path in told["pages"])):
        assert said in statement
    green = (base_site() / "ecoconception/index.html").read_text("utf-8")
    cells = re.findall(r"<td [^>]*><div>(.*?)</div></td>", green)
    for weight in told["weights"].values():
        assert (str(weight["elements"]), str(weight["ecoindex"])) in pairwise(cells)


def test_the_site_map_lists_every_page_and_every_list() -> None:
    html = (base_site() / "plan-du-site/index.html").read_text("utf-8")
    links = set(re.findall(r'href="\.\./([^"#?]*)"', html))
    listed = {
        file.parent.relative_to(base_site()).as_posix() + "/"
        for file in base_site().glob("*/index.html")
    }
    assert listed - links == set()
