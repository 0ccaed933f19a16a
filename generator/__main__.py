"""The commands: python -m generator check | build. Run with --help for the words of each."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

try:
    from generator.checking.project import examine
    from generator.reading.problem import Problem, Reading
    from generator.reading.told import as_github, as_json, as_text
except ModuleNotFoundError as missing:
    if missing.name is None or missing.name.startswith("generator"):
        raise
    sys.exit(
        f"Le module « {missing.name} » manque. Installez ce qu’il faut :\n"
        "  python -m pip install --require-hashes -r requirements.txt"
    )

GOOD, PROBLEMS, USAGE = 0, 1, 2
FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 (good), 1 (problems in what was written) or 2 (usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know « é »
            stream.reconfigure(encoding="utf-8", errors="replace")
    asked = parser().parse_args(arguments)
    try:
        run: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    return run


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="python -m generator", description="L’annuaire des labs.")
    commands = whole.add_subparsers(required=True, metavar="commande")
    checker = commands.add_parser("check", help="vérifier les données et les pages")
    checker.add_argument("--format", choices=FORMATS, default="text", help="text, json ou github")
    checker.add_argument(
        "paths", nargs="*", type=Path, metavar="CHEMIN",
        help="un dossier de données, ou les fichiers dont on veut les problèmes",
    )  # fmt: skip
    checker.set_defaults(run=check)
    schema = commands.add_parser("schema", help="récrire data/schema/ d’après le modèle")
    schema.set_defaults(run=write_schemas)
    two = commands.add_parser("build", help="vérifier puis construire le site")
    two.add_argument("--out", type=_folder, default=ROOT / "site", help="dossier du site (site)")
    two.set_defaults(run=build)
    return whole


def _folder(written: str) -> Path:
    if not written.strip():
        raise argparse.ArgumentTypeError("donnez un dossier, par exemple : --out site")
    return Path(written)


def check(asked: argparse.Namespace) -> int:
    """Tell every problem of the data and prose; the exit code is the same in every format."""
    folders = [path for path in asked.paths if path.is_dir()]
    absent = [path for path in asked.paths if not path.exists()]
    if absent or len(folders) > 1:
        what = f"introuvable : {absent[0]}" if absent else "un seul dossier à la fois"
        print(what, file=sys.stderr)
        return USAGE
    data = folders[0].resolve() if folders else ROOT / "data"
    to = Reading()
    examine(data, data.parent / "content", to)
    problems = _asked_for(to.sorted(), [p for p in asked.paths if p.is_file()], data.parent)
    report = FORMATS[asked.format](problems)
    if report:
        print(report)
    if asked.format == "text":
        print(_sum(len(problems)), file=sys.stderr)
    return PROBLEMS if problems else GOOD


def _asked_for(problems: list[Problem], paths: list[Path], root: Path) -> list[Problem]:
    if not paths:
        return problems
    names = {path.resolve() for path in paths}
    return [problem for problem in problems if (root / problem.place.file).resolve() in names]


def _sum(number: int) -> str:
    if number == 0:
        return "Tout est bon."
    return "1 problème." if number == 1 else f"{number} problèmes."


def write_schemas(asked: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors' tools read; a test says when they are stale."""
    from generator.records.schema import schemas

    folder = ROOT / "data" / "schema"
    folder.mkdir(exist_ok=True)
    for name, data in schemas():
        (folder / name).write_bytes(data)
    return GOOD


def build(asked: argparse.Namespace) -> int:
    """Check, let the host render, finish, and swap the new site in; a failure changes nothing."""
    from mkdocs.commands.build import build as render
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.site import NotOursError, beside

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    out = asked.out.resolve()
    try:
        with beside(out) as fresh:
            render(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(fresh)))
    except MkDocsException as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except NotOursError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"Le site n’a pas pu être écrit : {error}", file=sys.stderr)
        return PROBLEMS
    print(f"Le site est dans {out}{os.sep} : ouvrez-le avec « make serve ».")
    return GOOD


if __name__ == "__main__":
    done = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(done)  # all is written: to take a million small values apart takes a tenth of a build
