"""What README and CONTRIBUTING show is tried: samples, messages, commands, tables, links.

All goes through the command line, on a copy, as an editor or a developer would do it.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from trees import ROOT

README: Final = (ROOT / "README.md").read_text("utf-8")
GUIDE: Final = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PLAIN: Final = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", GUIDE)
BOTH: Final = {"README.md": README, "CONTRIBUTING.md": GUIDE}
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TABLES: Final = sorted(
    path.stem
    for path in (ROOT / "data/schema").glob("*.json")
    if json.loads(path.read_bytes())["type"] == "array"
)
SAMPLES: Final = {
    text.partition("\n")[0].removeprefix("# "): text
    for text in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
}
"""The records that CONTRIBUTING shows, by the file that their first line names."""
SOURCE, LAB = SAMPLES


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The real data and pages, to add to."""
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def told(copy: Path, **written: str) -> list[str]:
    """What the check says, a line each, once these samples are in their files."""
    for file, text in {**SAMPLES, **written}.items():
        (copy / file).parent.mkdir(exist_ok=True)
        (copy / file).write_text(text, "utf-8")
    checked = run("-m", "generator", "check", copy / "data")
    assert checked.returncode == bool(checked.stdout)
    return checked.stdout.splitlines()


def shown(line: str) -> list[str]:
    """What the guide puts between backquotes on the only line that matches."""
    (whole,) = re.findall(line, PLAIN, re.MULTILINE)
    return re.findall(r"`([^`]+)`", whole)


def column(head: str) -> list[list[str]]:
    """The first cells of a table, each cut at its commas; the table is found by its first line."""
    rows = GUIDE.partition(head)[2].partition("\n\n")[0].splitlines()[2:]
    return [row.split("|")[1].replace("`", "").strip().split(", ") for row in rows]


# ---- samples


def test_the_samples_are_good_records_where_the_guide_says_to_write_them(copy: Path) -> None:
    assert told(copy) == []
    steps = shown(r"^\d\..*nommez le fichier.*$") + shown(r"^\d\. Créez-y.*$")
    assert {f"data/{step.removeprefix('data/')}" for step in steps if "/" in step} == set(SAMPLES)


def test_what_is_said_to_be_required_is_and_the_rest_is_not(copy: Path) -> None:
    required = shown(r"^Seuls .*? sont obligatoires")
    (whole,) = yaml.load(SAMPLES[LAB], Loader=yaml.BaseLoader)
    least = {name: whole[name] for name in required}
    assert told(copy, **{LAB: json.dumps([least])}) == []
    for name in required:
        without = {other: value for other, value in least.items() if other != name}
        assert told(copy, **{LAB: json.dumps([without])}) != [], name


LISTS: Final = [
    (line, listed.split(", "))
    for line in SAMPLES[LAB].splitlines()
    for listed in re.findall(r"# (?:.*\s:\s)?((?:[a-z-]+, )+[a-z-]+)…", line)
]
"""The words that comments of a sample list, each with its line: of the last, the line's fellows."""


def test_every_value_that_a_sample_lists_is_one(copy: Path) -> None:
    tried = [(line, word) for line, words in LISTS[:-1] for word in words]
    assert len(tried) > 8
    records = []
    for number, (line, word) in enumerate(tried):
        other = re.sub(r"(: \[?)[a-z-]+", rf"\g<1>{word}", line, count=1)
        record = SAMPLES[LAB].replace(line, other)
        records.append(record.replace("id: lab-exemple ", f"id: lab-exemple-{number} "))
    assert told(copy, **{LAB: "".join(records)}) == []


def test_the_situations_and_the_groups_of_facts_are_those_of_the_model() -> None:
    model = json.loads((ROOT / "data/schema/labs.json").read_bytes())["$defs"]
    situations = model["Status"]["properties"]["value"]["enum"]
    assert sorted(shown(r"`value` vaut (.*?) ;")) == sorted(situations)
    line, groups = LISTS[-1]
    assert line.lstrip().startswith("all:")
    assert set(groups) < set(model["LabSources"]["properties"])


def test_the_article_is_read_and_its_links_are_followed(copy: Path) -> None:
    (article,) = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert told(copy, **{"content/article.md": article}) == []
    lost = article.replace("(lab:ti-lab)", "(lab:nulle-part)")
    (message, _) = told(copy, **{"content/article.md": lost})
    assert message == "content/article.md:8:17: « nulle-part » n’est pas dans data/labs.yaml"


def test_the_links_to_records_are_these_and_no_others(copy: Path) -> None:
    natures = [table[:-3] + "y" if table.endswith("ies") else table[:-1] for table in TABLES]
    links = "\n\n".join(f"[lien]({nature}:nulle-part)" for nature in natures)
    lines = told(copy, **{"content/article.md": f"# Liens\n\n{links}\n"})
    known = {natures[int(place) // 2 - 1] for place in re.findall(r"\.md:(\d+):", "\n".join(lines))}
    assert {word.removesuffix(":") for word in shown(r"sa nature et son `id` : (.*)\. Un")} == known


# ---- messages

MESSAGES: Final = re.findall(
    r"^ *(data/\S+):(\d+):(\d+): (« (\S+) ».*)\n *(conseil : .*« (\S+) » \?)$",
    README + GUIDE,
    re.MULTILINE,
)


def test_each_document_shows_a_message() -> None:
    assert len(MESSAGES) == 2


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message[4])
def test_a_message_is_what_the_check_says(copy: Path, message: tuple[str, ...]) -> None:
    """The word that the advice offers stands in the sample, at that very place."""
    file, line, place, fact, wrong, advice, right = message
    lines = SAMPLES[file].split("\n")
    row, at = int(line) - 1, int(place) - 1
    assert lines[row].startswith(right, at)
    lines[row] = lines[row][:at] + wrong + lines[row][at + len(right) :]
    said = told(copy, **{file: "\n".join(lines)})
    assert said == [f"{file}:{line}:{place}: {fact}", f"  {advice}"]


# ---- commands

RUNNERS: Final = ("make", "python", "pytest", "mkdocs", "pip", "playwright", "uv", "uvx")
TARGETS: Final = (
    (ROOT / "Makefile").read_text("utf-8").partition(".PHONY: ")[2].splitlines()[0].split()
)


def bare(command: str) -> str:
    """The same, whatever the environment's folder is called."""
    return re.sub(r"^(\.venv[\\/](bin|Scripts)[\\/])", "", command)


def commands(text: str) -> list[str]:
    """Each command that a document gives: between backquotes, or on a line moved to the right."""
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    lines = [line.partition("#")[0].strip() for line in re.findall(r"^ {4}(\S.*)$", text, re.M)]
    every = dict.fromkeys(bare(command) for command in spans + lines)
    return [command for command in every if command.split()[0] in RUNNERS]


COMMANDS: Final = sorted(
    {
        command
        for text in (README, GUIDE, (ROOT / "tests/search/README.md").read_text("utf-8"))
        for command in commands(text)
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_what_it_is_given_for(copy: Path, command: str) -> None:
    """Those of the generator are really run; others must know each of their words."""
    words = shlex.split(command)
    named = [word for word in words if re.search(r"\.(txt|py|yml)$", word)]
    assert [word for word in named if not list(ROOT.glob(word))] == []
    match words:
        case ["make", *asked]:
            variables = {word.partition("=")[0] for word in asked if "=" in word}
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert all(f"$({name})" in makefile for name in variables)
            targets = {word for word in asked if "=" not in word}
            assert targets
            assert targets <= set(TARGETS)
        case ["python", "-m", "generator", *_]:
            generate(copy, words[1:])
        case ["python", "-m", "mkdocs" as module, name, *options]:
            assert run("-m", module, name, *options, "--help").returncode == 0
        case ["python", "-m", module] if module.startswith("tools."):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
        case ["python", file, *options] if file in named:
            helped = run(file, "--help").stdout
            assert {option for option in options if option.startswith("-")} <= {*helped.split()}
        case ["pytest", *options]:
            assert run("-m", "pytest", "--collect-only", "-qq", *options).returncode == 0
        case ["python", "-m", "venv" | "pip", *_] | ["pip" | "playwright" | "uv" | "uvx", *_]:
            pass  # others' commands: what they name exists
        case _:
            pytest.fail(f"no proof for {command}")


def generate(copy: Path, words: list[str]) -> None:
    """Run a command of the generator in a copy that has it; nothing written there changes."""
    for name in ("generator", "theme"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(config.replace("images: true", "images: false"), "utf-8")
    done = run(*words, folder=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("content", "data"):
        assert contents(copy / name) == contents(ROOT / name)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_target_of_make_is_told() -> None:
    assert [command for (command,) in column("| command |")] == [f"make {one}" for one in TARGETS]


def made(*targets: str, folder: Path) -> list[str]:
    """What make would do in a fresh clone without uv, less what only keeps it quiet."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    make = shutil.which("make")
    assert make
    told = subprocess.run(
        [make, "-n", "--no-print-directory", "UV=", "PYTHON=python", *targets],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    quiet = r" (--quiet|--disable-pip-version-check|--only-binary :all:)"
    lines = [bare(re.sub(quiet, "", line)) for line in told.stdout.splitlines()]
    return [line for line in lines if not line.startswith("touch ")]


def test_without_make_the_commands_are_those_of_make(tmp_path: Path) -> None:
    windows = README.partition("Sans make (Windows) :")[2].partition("##")[0]
    site = made("site", folder=tmp_path)
    assert commands(windows) == site
    _, install, *others = made("site", "check", "serve", folder=tmp_path)
    told = [re.sub("^pip", "python -m pip", command) for command in shown(r"^On Windows.*$")]
    assert sorted(told) == sorted([install, *others])


# ---- tables, folders, links


def test_the_table_of_tables_is_whole() -> None:
    assert sorted(file for (file,) in column("| fichier |")) == [f"{one}.yaml" for one in TABLES]


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[=<>~!]", requirement)[0] for requirement in requirements}


def test_each_dependency_has_its_reason() -> None:
    groups: dict[str, Any] = PROJECT["dependency-groups"]
    assert {name for (name,) in column("| package |")} == named(PROJECT["project"]["dependencies"])
    listed = [name.removesuffix(" (bench)") for row in column("| group ") for name in row]
    assert sorted(listed) == sorted(named([*groups["test"], *groups["bench"]]))
    (said,) = re.findall(r"^Group `check` is (\S+) and (\S+) alone", GUIDE, re.MULTILINE)
    assert set(said) == named(groups["check"])


def test_the_folders_of_the_project_are_there() -> None:
    rows = README.partition("| dossier |")[2].partition("\n\n")[0]
    folders = re.findall(r"`([\w/.]+)`", rows)
    assert len(folders) > 5
    assert [name for name in folders if not (ROOT / name).exists()] == []
    assert [name for name in folders if name.endswith("/") and not (ROOT / name).is_dir()] == []


def slug(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", BOTH)
def test_each_link_leads_somewhere(document: str) -> None:
    text = re.sub(r"```.*?```", "", BOTH[document], flags=re.DOTALL)
    links = re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", text)
    anchors = {f"#{slug(heading)}" for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    paths = [link or image for link, image in links]
    near = [path for path in paths if "://" not in path]
    assert near
    assert [path for path in near if path not in anchors and not (ROOT / path).is_file()] == []


def test_the_python_that_is_asked_for_is_that_of_the_project() -> None:
    asked = re.findall(r"Python (\d\.\d+) (?:\(ou plus récent\)|or later)", README + GUIDE)
    assert [f">={version}" for version in asked] == [PROJECT["project"]["requires-python"]] * 2


def test_what_one_is_told_to_click_is_there() -> None:
    """The words of a form, of the pages and of the workflows, as the guide quotes them."""
    places = [".github/ISSUE_TEMPLATE", ".github/workflows", "theme/words"]
    files = [file for place in places for file in (ROOT / place).iterdir()]
    whole = "\n".join(file.read_text("utf-8") for file in files)
    for words in ("Proposer un lab", "Signaler une erreur", "Modifier cette fiche", "Publication"):
        assert f"« {words} »" in PLAIN
        assert re.search(rf"^.*: {words}$", whole, re.MULTILINE), words
    assert "le résumé du contrôle, « données »" in PLAIN
    assert re.search("^    name: données$", whole, re.MULTILINE)
    assert "joint au contrôle, sous le nom « site »" in PLAIN
    assert re.search("^          name: site$", whole, re.MULTILINE)
