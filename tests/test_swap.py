"""The new site takes the place of the old one, and of nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from built import build, bytes_of
from trees import ROOT

from generator import site
from generator.site import MADE, NotOursError, beside, exchange, sign


def old_site(out: Path) -> Path:
    """A site that an earlier build made."""
    out.mkdir()
    (out / "index.html").write_text("avant", "utf-8")
    sign(out)
    return out


def swap(out: Path, text: str = "après") -> None:
    """What a build does."""
    with beside(out) as fresh:
        (fresh / "index.html").write_text(text, "utf-8")
        sign(fresh)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["at once", "in two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: where the system exchanges two folders, and where it does not."""
    if request.param == "in two steps":
        monkeypatch.setattr(site, "exchange", lambda one, other: False)
    return str(request.param)


def test_a_site_of_ours_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path, way: str) -> None:
    out = old_site(tmp_path / "site")
    (out / ".DS_Store").write_bytes(b"the system's own")
    swap(out)
    assert bytes_of(out) == {"index.html": "après".encode(), MADE: b"index.html\n"}
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("before", [None, []])
def test_an_absent_or_empty_folder_becomes_the_site(tmp_path: Path, before: object) -> None:
    out = tmp_path / "deep" / "site"
    if before is not None:
        out.mkdir(parents=True)
    swap(out)
    assert (out / "index.html").read_text("utf-8") == "après"


@pytest.mark.parametrize("path", ["notes.txt", ".git/HEAD", "labs/CNAME", "index.html"])
def test_a_folder_with_a_file_that_no_build_made_is_left_alone(tmp_path: Path, path: str) -> None:
    out = tmp_path / "site" if path == "index.html" else old_site(tmp_path / "site")
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_text("à moi", "utf-8")
    before = bytes_of(out)
    with pytest.raises(NotOursError, match=path):
        swap(out)
    assert bytes_of(out) == before
    assert names(tmp_path) == ["site"]


def test_a_file_put_there_during_the_build_is_kept_too(tmp_path: Path) -> None:
    out = old_site(tmp_path / "site")
    with pytest.raises(NotOursError, match="notes"), beside(out):
        (out / "notes.txt").write_text("à moi", "utf-8")
    assert names(out) == [MADE, "index.html", "notes.txt"]


def test_a_whole_project_is_never_replaced(tmp_path: Path) -> None:
    root = tmp_path / "project"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), root], check=True)
    before = bytes_of(root)
    for out in (root, root / "data", root / ".git"):
        done = build(out)
        assert done.returncode == 1
        assert "ne vient pas de cette commande" in done.stderr
        assert "conseil" in done.stderr
    assert bytes_of(root) == before


def test_an_empty_name_is_no_folder() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--out", ""],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "donnez un dossier" in done.stderr


def test_a_swap_that_fails_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = old_site(tmp_path / "site")
    before = bytes_of(out)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise OSError("disque plein")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(site, "exchange", lambda one, other: False)
    with pytest.raises(OSError, match="disque plein"):
        swap(out)
    assert bytes_of(out) == before
    assert names(tmp_path) == ["site"]


def test_a_file_in_the_place_of_the_site_is_told_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.write_text("un fichier", "utf-8")
    done = build(out)
    assert done.returncode == 1
    assert "n’est pas un dossier" in done.stderr
    assert out.read_text("utf-8") == "un fichier"


def failed_build(out: Path) -> None:
    """A build that finds the old site, and fails."""
    with beside(out):
        assert (out / "index.html").is_file()
        raise OSError("la suite")


KILLED = """
import os, signal, sys
from pathlib import Path
from generator import site

def die(*given, **options):
    os.kill(os.getpid(), signal.SIGKILL)

out, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "between the two renames":
    site.exchange = lambda one, other: False
    first = Path.rename
    Path.rename = lambda self, to: die() if ".new-" in self.name else first(self, to)
elif moment == "after the exchange":
    site.shutil.rmtree = die
with site.beside(out) as fresh:
    (fresh / "index.html").write_text("jamais fini", "utf-8")
    if moment == "while writing":
        die()
    site.sign(fresh)
"""


@pytest.mark.parametrize(
    "moment", ["while writing", "between the two renames", "after the exchange"]
)
def test_what_a_killed_build_left_is_put_back_or_swept_by_the_next(
    tmp_path: Path, moment: str
) -> None:
    out = old_site(tmp_path / "site")
    done = subprocess.run([sys.executable, "-c", KILLED, str(out), moment], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(names(tmp_path)) == 2
    with pytest.raises(OSError, match="la suite"):
        failed_build(out)
    assert names(tmp_path) == ["site"]


def test_a_build_that_is_still_running_is_not_swept(tmp_path: Path) -> None:
    out = old_site(tmp_path / "site")
    with beside(out) as slow:
        (slow / "index.html").write_text("le plus lent", "utf-8")
        sign(slow)
        swap(out, "le plus rapide")
        assert (slow / "index.html").is_file()
        assert (out / "index.html").read_text("utf-8") == "le plus rapide"
    assert (out / "index.html").read_text("utf-8") == "le plus lent"


def test_a_folder_of_someone_that_only_looks_like_a_leftover_is_kept(tmp_path: Path) -> None:
    out = old_site(tmp_path / "site")
    for name in ("site.new-design", "site.old-photos"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text("à moi", "utf-8")
    swap(out)
    assert names(tmp_path) == ["site", "site.new-design", "site.old-photos"]


def test_two_folders_are_exchanged_at_once_so_that_a_kill_never_leaves_no_site(
    tmp_path: Path,
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert names(tmp_path / "one") == ["other"]
    assert names(tmp_path / "other") == ["one"]
    assert not exchange(tmp_path / "one", tmp_path / "absent")
