"""Judges from outside, run by hand: TypeScript on the scripts, Lighthouse on every kind of page,
vnu on every page.

    python tests/browser/quality.py [--runs 3] [KIND …]
    python tests/browser/quality.py --types      the scripts alone

They come from npm, pinned, into .cache/quality; vnu needs Java and is left out without it. The
site is served as GitHub Pages serves it. Lighthouse is mobile, the median of the runs; noise of a
busy machine only slows. EcoIndex is computed (weight.py). The exit code is 1 below the goals.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/browser")]

from built import real_site  # noqa: E402
from chrome import find  # noqa: E402
from kinds import REAL, SEARCHED  # noqa: E402
from serving import served  # noqa: E402
from weight import ecoindex, view  # noqa: E402

TOOLS: Final = ("lighthouse@12.8.2", "typescript@7.0.2", "vnu-jar@26.9.27")
FOLDER: Final = ROOT / ".cache/quality"
SUBJECTS: Final = ("performance", "accessibility", "best-practices", "seo")
LEFT_OUT: Final = {*SEARCHED, "not found"}
"""Lighthouse refuses a page whose status is 404, and a query is measured by tests/search."""
POLICY: Final = "Content Security Policy (meta tag)"
"""vnu guesses what a policy blocks from files that are not served; the browser tests know."""


def install() -> None:
    """The tools, unless they are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = "\n".join(TOOLS)
    told = FOLDER / "tools"
    if told.is_file() and told.read_text("utf-8") == wanted:
        return
    command = ["npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", *TOOLS]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    told.write_text(wanted, encoding="utf-8")


# ---- TypeScript


def tsc() -> list[str]:
    """What is wrong in the types of the scripts, which their comments tell."""
    project = ROOT / "tests/browser/jsconfig.json"
    done = subprocess.run(
        [str(FOLDER / "node_modules/.bin/tsc"), "--project", str(project), "--pretty", "false"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return (done.stdout or done.stderr).splitlines() if done.returncode else []


# ---- Lighthouse


def lighthouse(url: str) -> Mapping[str, Any]:
    """One mobile run."""
    done = subprocess.run(
        [
            str(FOLDER / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json",
            f"--only-categories={','.join(SUBJECTS)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": str(find())},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def row(kind: str, runs: Sequence[Mapping[str, Any]]) -> tuple[str, bool]:
    """A line of the table, and whether it reaches the goals."""
    scores = [
        round(100 * statistics.median(run["categories"][name]["score"] for run in runs))
        for name in SUBJECTS
    ]
    audits = runs[0]["audits"]
    times = [
        statistics.median(run["audits"][name]["numericValue"] for run in runs)
        for name in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    ]
    requests = audits["network-requests"]["details"]["items"]
    kilobytes = sum(one["transferSize"] for one in requests) / 1000
    # A drawing is one element, as EcoIndex has it.
    elements = round(view(real_site(), REAL[kind]).elements)
    eco = ecoindex(elements, len(requests), kilobytes)
    told = " ".join(f"{score:4}" for score in scores)
    line = (
        f"{kind:16} {told}  {times[0]:5.0f} {times[1]:4.0f} {times[2]:5.3f}"
        f"  {kilobytes:5.1f} {len(requests):3} {elements:5} {eco:5.1f}"
    )
    return line, min(scores) == 100 and eco > 80


def faults(run: Mapping[str, Any]) -> Iterator[str]:
    """The audits of a run that are not perfect, where their subject is not."""
    for name in SUBJECTS:
        subject = run["categories"][name]
        if subject["score"] < 1:
            for one in subject["auditRefs"]:
                audit = run["audits"][one["id"]]
                if one["weight"] and (audit["score"] or 0) < 0.9:
                    yield f"    {name}: {one['id']} {audit['score']}"


# ---- vnu


def vnu(site: Path) -> list[str]:
    """What the W3C's checker says of every page: errors and warnings."""
    jar = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", str(site)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [
        f"{one['url'].removeprefix(site.as_uri())}:{one.get('lastLine')} {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if POLICY not in one["message"]
    ]


def perfect(address: str, kinds: Sequence[str], runs: int) -> bool:
    """Whether Lighthouse is content with some kinds of page; told as it goes."""
    good = True
    print(f"{'':16} perf a11y best  seo    LCP  TBT   CLS     KB req    el   eco", flush=True)
    for kind in kinds:
        found = [lighthouse(address + REAL[kind]) for _ in range(runs)]
        line, reached = row(kind, found)
        good &= reached
        print(line, *([] if reached else faults(found[0])), sep="\n", flush=True)
    return good


def none(judge: str, said: Sequence[str]) -> bool:
    """Whether a judge has nothing to say; told."""
    print(f"{judge}: {len(said)} errors and warnings", *said, sep="\n", flush=True)
    return not said


def main() -> int:
    parser = argparse.ArgumentParser(description="Judge the site from outside.")
    parser.add_argument("--runs", type=int, default=3, help="runs of Lighthouse a page")
    parser.add_argument("--types", action="store_true", help="check the types of the scripts alone")
    parser.add_argument("kinds", nargs="*", help="kinds of page; all of them by default")
    given = parser.parse_args()
    install()
    good = none("tsc", tsc())
    if given.types:
        return 0 if good else 1
    with served(real_site()) as address:
        kinds = given.kinds or [one for one in REAL if one not in LEFT_OUT]
        good &= perfect(address, kinds, given.runs)
    if shutil.which("java"):
        good &= none("vnu", vnu(real_site()))
    else:
        print("vnu: no Java here, not run")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
