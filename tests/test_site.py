"""The build: the same bytes from the same input, and a failure that changes nothing."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from built import ADDRESS, EPOCH, REPOSITORY, base_site, build, bytes_of, project
from trees import ROOT

from generator.site import sign, slim


def test_two_builds_under_two_hash_seeds_are_the_same_bytes(tmp_path: Path) -> None:
    root = project(tmp_path / "project", images=True)
    again = build(tmp_path / "site", root, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    assert again.returncode == 0, again.stderr
    assert bytes_of(tmp_path / "site") == bytes_of(base_site())


def bad_data(root: Path) -> None:
    path = root / "data/labs.yaml"
    path.write_text(path.read_text("utf-8").replace("id: lab-vert", "id: Lab Vert"), "utf-8")


def bad_prose(root: Path) -> None:
    (root / "content/participer.md").write_text("# Un\n\n[perdu](lab:nulle-part)\n", "utf-8")


def bad_host(root: Path) -> None:
    (root / "content/participer.md").write_text("# Un\n\n[perdu](absent.md)\n", "utf-8")


def bad_template(root: Path) -> None:
    path = root / "theme/pages/record.html"
    path.write_text(path.read_text("utf-8") + "{{ nobody }}", "utf-8")


def bad_frame(root: Path) -> None:
    (root / "content/cadre.md").write_text("---\nframe: true\n---\n# Vide\n", "utf-8")


def bad_link(root: Path) -> None:
    path = root / "theme/pages/record.html"
    path.write_text(path.read_text("utf-8") + '<a href="{{ base }}nulle-part/">x</a>', "utf-8")


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (bad_data, "data/labs.yaml:"),
        (bad_prose, "content/participer.md:3:13: « nulle-part » n’est pas dans data/labs.yaml"),
        (bad_host, "absent.md"),
        (bad_template, "nobody"),
        (bad_frame, "le cadre ne dit pas où vont les fiches"),
        (bad_link, "ne mène à aucune page"),
    ],
)
def test_a_build_that_fails_at_any_stage_leaves_the_old_site_as_it_was(
    tmp_path: Path, break_it: Callable[[Path], None], said: str
) -> None:
    root = project(tmp_path / "project")
    out = root / "site"
    out.mkdir()
    (out / "index.html").write_text("le site d’avant", "utf-8")
    sign(out)
    before = bytes_of(out)
    break_it(root)
    done = build(out, root)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert bytes_of(out) == before
    assert [path.name for path in root.glob("site*")] == ["site"]


def test_bad_data_gives_no_traceback_and_its_place(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    bad_data(root)
    done = build(root / "site", root)
    assert "Traceback" not in done.stderr
    assert "« Lab Vert » ne peut pas servir d’identifiant" in done.stderr
    assert not (root / "site").exists()


def test_mkdocs_alone_builds_the_same_site(tmp_path: Path) -> None:
    root = project(tmp_path / "project", images=True)
    environment = {
        **os.environ,
        "SITE_URL": ADDRESS,
        "REPO_URL": REPOSITORY,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    compared = filecmp.dircmp(root / "site", base_site())
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])


def test_nothing_of_the_host_that_we_do_not_use_is_shipped() -> None:
    shipped = {path.split("/")[0] for path in bytes_of(base_site())}
    assert "assets" not in shipped
    assert (
        len((base_site() / "static/main.js").read_bytes()) < 4096
    )  # all that a page loads at once


def test_the_committed_schemas_are_those_of_the_model() -> None:
    from generator.records.schema import schemas

    folder = ROOT / "data/schema"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(schemas())


@pytest.mark.parametrize("name", ["style.css", "search.css", "map.css"])
def test_a_slim_style_sheet_says_the_same(name: str) -> None:
    written = (ROOT / "theme/static" / name).read_text("utf-8")
    slimmed = (base_site() / "static" / name).read_text("utf-8")
    assert slim("/* a\n b */\na,\n  b { c: d e; }\n\n@f g {\n  h { i: j; }\n}\n") == (
        "a,b{c:d e;}@f g{h{i:j;}}"
    )
    assert "/*" not in slimmed
    assert "\n" not in slimmed
    assert [slimmed.count(one) for one in "{};:,"] == [
        re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL).count(one) for one in "{};:,"
    ]
