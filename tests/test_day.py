"""The day a site is built for: given, else that of the last commit, else that of the data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from built import EPOCH, build, project
from trees import ROOT

from generator.build import RefusedError, day_of
from generator.checking.check import check
from generator.checking.directory import Directory
from generator.kinds.upkeep import needs, newest
from generator.reading.files import load
from generator.reading.problem import Reading
from generator.records.tables import TABLES


def git(folder: Path, *command: str) -> None:
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org")
    day = {"GIT_AUTHOR_DATE": "@1700000000 +0000", "GIT_COMMITTER_DATE": "@1700000000 +0000"}
    environment = {**os.environ, **day}
    subprocess.run(["git", *who, *command], cwd=folder, env=environment, check=True)


def test_the_day_is_the_one_given(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert day_of(tmp_path, directory) == "2026-11-22"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_day_is_none_for_us_and_for_the_host(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", empty)
    assert day_of(tmp_path, directory) == newest(directory)
    assert "SOURCE_DATE_EPOCH" not in os.environ


@pytest.mark.parametrize("absurd", ["abc", "-5", "9" * 14, "9" * 10, "1e9", "2026-11-22"])
def test_a_day_that_is_none_is_told(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absurd: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", absurd)
    with pytest.raises(
        RefusedError, match=re.escape(f"« {absurd} » n’est pas un nombre de secondes")
    ):
        day_of(tmp_path, directory)


def test_without_a_day_it_is_that_of_the_last_commit(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert day_of(tmp_path, directory) == newest(directory)
    git(tmp_path, "init", "--quiet")
    assert day_of(tmp_path, directory) == newest(directory)
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "un")
    assert day_of(tmp_path, directory) == "2023-11-14"
    monkeypatch.setenv("PATH", str(tmp_path))  # no git there
    assert day_of(tmp_path, directory) == newest(directory)


def test_data_that_nobody_checked_is_of_the_last_day_it_speaks_of(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for path in data.rglob("*.yaml"):
        text = re.sub(r"^ *checked: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, "utf-8")
    directory = check(load(data, TABLES, Reading()), Reading())
    assert directory is not None
    assert not any(lab.checked for lab in directory.table("labs").values())
    assert newest(directory) >= max(
        event.start or "" for event in directory.table("events").values()
    )
    assert needs(directory, newest(directory))


@pytest.mark.parametrize("given", ["", "abc"])
def test_a_site_is_built_without_git_or_told_why_not(tmp_path: Path, given: str) -> None:
    root = project(tmp_path)
    done = build(root / "site", root, PATH=str(tmp_path), SOURCE_DATE_EPOCH=given)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if given else 0), done.stderr
    assert ("SOURCE_DATE_EPOCH : « abc »" in done.stderr) == bool(given)
