"""The core builds a whole site with another host: it neither needs nor imports MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from built import EPOCH, base_site, bytes_of, project
from trees import ROOT

from generator.site import MADE

BLOCKED = """\
import runpy, sys

sys.modules["mkdocs"] = None  # whoever imports it fails
del sys.argv[0]
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs a script in which MkDocs cannot be imported."""


def test_what_imports_mkdocs_would_be_seen() -> None:
    edge = ROOT / "generator/hook.py"
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, edge], capture_output=True, text=True, check=False
    )
    assert "ModuleNotFoundError: No module named 'mkdocs.config'" in done.stderr


def test_without_mkdocs_the_same_pages_and_data_are_made(tmp_path: Path) -> None:
    root = project(tmp_path / "project", images=True)
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, ROOT / "tests/bare_host.py", root, tmp_path / "site"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours, expected = bytes_of(tmp_path / "site"), bytes_of(base_site())
    assert expected.keys() - ours.keys() == {"404.html"}  # a page of the host's own theme
    other = {path for path, data in ours.items() if data != expected.get(path)}
    assert {path for path in other if not path.endswith(".html")} == {MADE}  # it lists that page
