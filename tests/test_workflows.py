"""What GitHub runs: the guard waits for all, every Python is tried, what runs is pinned."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from trees import ROOT

FOLDER: Final = ROOT / ".github/workflows"
FILES: Final = sorted(FOLDER.glob("*.yml"))
each_file: Final = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def jobs(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))["jobs"]
    return read


def test_the_guard_waits_for_every_other_job_and_always_runs() -> None:
    others = jobs("controle.yml")
    guard = others.pop("garde")
    assert set(guard["needs"]) == set(others)
    assert guard["if"] == "${{ always() }}"
    assert [name for name, job in others.items() if "if" in job or "continue-on-error" in job] == []


def test_every_python_from_the_oldest_that_is_promised_is_tried() -> None:
    job = jobs("controle.yml")
    whole = [step["with"]["python-version"] for step in job["tests"]["steps"][1:2]]
    tried = sorted([*whole, *job["versions"]["strategy"]["matrix"]["python"]])
    assert tried == [f"3.{minor}" for minor in range(11, 15)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={tried[0]}"


def test_windows_runs_what_readme_says() -> None:
    told = (ROOT / "README.md").read_text("utf-8").partition("Sans make")[2].partition("##")[0]
    *prepare, _ = re.findall(r"^    (\S.*)$", told, re.MULTILINE)
    steps = jobs("controle.yml")["windows"]["steps"]
    *before, last = [step["run"] for step in steps if "run" in step]
    assert before == prepare
    assert last == r".venv\Scripts\python -m generator check"


@each_file
def test_actions_are_pinned_by_commit_each_to_one(file: Path) -> None:
    every = "\n".join(other.read_text("utf-8") for other in FILES)
    used = re.findall(r"uses: .*", file.read_text("utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
        assert len(set(re.findall(rf"{line.partition('@')[0]}@.*", every))) == 1


@each_file
def test_a_job_may_do_what_it_says_and_not_for_ever(file: Path) -> None:
    read = yaml.safe_load(file.read_text("utf-8"))
    assert read["permissions"] == {}
    for name, job in read["jobs"].items():
        assert "permissions" in job, name
        assert 0 < job["timeout-minutes"] <= 30, name
