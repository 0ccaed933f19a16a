"""The records of the bench are good records: they pass the check, and the site builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench import records, run

LABS = 20


def made(folder: Path, seed: str) -> dict[str, bytes]:
    """The data folder that a fresh interpreter writes."""
    script = [sys.executable, records.__file__, str(LABS), str(folder)]
    subprocess.run(script, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "one", "1") == made(tmp_path / "two", "2")


def test_synthetic_labs_pass_the_check_and_build(tmp_path: Path) -> None:
    records.write(tmp_path / "data", LABS)
    run.ours(tmp_path / "project", tmp_path / "data")
    built = subprocess.run(
        run.build(tmp_path / "project", tmp_path / "out"),
        cwd=tmp_path / "project",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert len(list((tmp_path / "out/labs").iterdir())) == LABS + 1
