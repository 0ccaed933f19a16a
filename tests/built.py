"""The sites that tests look at, each built once: the base's, and the real one."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from trees import BASE, REAL, ROOT

ADDRESS = "https://annuaire.example.org/depot/"
REPOSITORY = "https://github.com/exemple/annuaire"
EPOCH = "1795305600"
"""The day that sites are built for: 22 November 2026."""


def build(out: Path, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project as an editor does; the result has its exit code and what it said."""
    known = {
        "SITE_URL": ADDRESS,
        "REPO_URL": REPOSITORY,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--out", str(out)],
        cwd=root,
        env={**os.environ, **known, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@functools.cache
def base_site() -> Path:
    """The folder of the base's site, built under the path of a project: /depot/."""
    return finished(project(fresh() / "project", images=True))


@functools.cache
def real_site() -> Path:
    """The folder of the real site, built under the path of a project: /depot/."""
    return finished(REAL)


def finished(root: Path, **environment: str) -> Path:
    """The site of a project that must build, in a folder of its own."""
    out = fresh() / "site"
    done = build(out, root, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by path from it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fresh() -> Path:
    """A new folder, removed when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def project(folder: Path, images: bool = False) -> Path:
    """The base as a project that a test may break; without images, which it would draw anew."""
    for name in ("generator", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("content", "data"):
        shutil.copytree(BASE / name, folder / name)
    shutil.copy(ROOT / "data/outlines.json", folder / "data")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    if not images:
        config = config.replace("  images: true\n", "  images: false\n")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder
