"""Good edits break nothing: what editors will write next is done to a copy of the real data.

The tests of tests/real, which alone read the real data, must pass on the copy. An edit changes
records that suit it, whichever they are; where none does, it first writes one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from trees import ROOT, directory_of

from generator.records.tables import TABLES
from generator.records.tree import references

Entry = dict[str, Any]
Tables = dict[str, dict[str, Entry]]
"""The records of each table as they are written, by id."""

SOURCE = "essai-edition"


def written(data: Path) -> Tables:
    """What a good data folder holds."""
    directory = directory_of(data)
    return {
        table: {
            id: record.model_dump(mode="json", exclude_none=True)
            for id, record in directory.table(table).items()
        }
        for table in TABLES
    }


def write(tables: Tables, data: Path) -> None:
    """Write tables anew, one file each: JSON is YAML too."""
    for table, records in tables.items():
        shutil.rmtree(data / table, ignore_errors=True)
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records.values())
        (data / f"{table}.yaml").write_text(f"[{lines}]\n", "utf-8")


def new_lab(tables: Tables, id: str, **fields: Any) -> Entry:
    lab = {
        "id": id,
        "name": f"Lab d'essai {id}",
        "description": "Un lab ajouté pour l'essai.",
        "sources": {"all": [SOURCE]},
        **fields,
    }
    tables["labs"][id] = lab
    return lab


def among_labs(tables: Tables, good: Callable[[Entry], bool]) -> Entry:
    """The first lab that suits, else a new one."""
    found = (lab for lab in tables["labs"].values() if good(lab))
    return next(found, None) or new_lab(tables, f"essai-{len(tables['labs'])}")


# ---- what editors will do


def a_first_source(tables: Tables) -> None:
    tables["sources"][SOURCE] = {
        "id": SOURCE,
        "url": "https://essai.example.org/edition",
        "title": "Ce qu'une nouvelle source apprend",
        "publisher": "La Gazette",
        "access": "full",
    }


def a_source_that_nothing_cites_yet(tables: Tables) -> None:
    tables["sources"]["essai-avance"] = {
        **tables["sources"][SOURCE],
        "id": "essai-avance",
        "url": "https://essai.example.org/avance",
        "language": "en",
    }


def one_more_laureate(tables: Tables) -> None:
    """One that was known as a lab, and whom a call is now known to have chosen."""
    for call in tables["calls"].values():
        lab = among_labs(tables, lambda one: "award" not in one)
        known = sum(
            one.get("award", {}).get("call") == call["id"] for one in tables["labs"].values()
        )
        if call.get("laureates", {}).get("count", 0) > known:
            lab["award"] = {"call": call["id"], "result": "laureate", "evidence": "explicit"}
            lab["sources"] = {**lab["sources"], "award": [SOURCE]}


def a_website(tables: Tables) -> None:
    lab = among_labs(tables, lambda one: "website" not in one)
    lab["website"] = "https://essai.example.org/?page=1&langue=fr"
    lab["sources"] = {**lab["sources"], "website": [SOURCE]}


def a_second_source(tables: Tables) -> None:
    for lab in tables["labs"].values():
        groups = lab["sources"]
        if len({id for ids in groups.values() for id in ids}) == 1:
            lab["sources"] = {
                name: [*dict.fromkeys((*ids, SOURCE))] for name, ids in groups.items()
            }


def a_lab_in_each_empty_region(tables: Tables) -> None:
    held = {lab.get("territory") for lab in tables["labs"].values()}
    for territory in tables["territories"].values():
        if territory["kind"] == "region" and territory["id"] not in held:
            new_lab(tables, f"essai-{territory['id']}", territory=territory["id"], city="Essai")


def a_first_lab_of_a_new_country(tables: Tables) -> None:
    tables["territories"]["essaisie"] = {
        "id": "essaisie", "name": "Essaisie", "kind": "country", "of_name": "d'Essaisie",
        "in_name": "en Essaisie", "code": "XE", "sources": [SOURCE],
    }  # fmt: skip
    new_lab(tables, "essai-abroad", territory="essaisie", city="Essai-Ville", area="Haut-Essai",
            level_note="ville (arrondissement)", levels=["commune"])  # fmt: skip


def a_lab_that_nothing_places(tables: Tables) -> None:
    new_lab(tables, "essai-sans-lieu", name="Lab sans lieu (à l'essai)", kind="network")


def an_event_to_come_and_one_past(tables: Tables) -> None:
    lab = among_labs(tables, lambda one: True)
    for id, start in (("essai-a-venir", "2031-05-04"), ("essai-passe", "2024-02~")):
        tables["events"][id] = {
            "id": id, "name": f"Rencontre {start}", "kind": "meeting", "start": start,
            "labs": [lab["id"]], "sources": [SOURCE],
        }  # fmt: skip


def a_lab_that_closes_and_its_successor(tables: Tables) -> None:
    closed = among_labs(tables, lambda one: one.get("status", {}).get("value") == "active")
    closed["status"] = {"value": "closed", "as_of": "2026-10", "note": "Fermé faute d'équipe."}
    closed["sources"] = {**closed["sources"], "status": [SOURCE]}
    new_lab(tables, "essai-successeur", predecessors=[closed["id"]],
            territory=closed.get("territory"), status={"value": "active", "as_of": "2026-11"},
            milestones=[{"date": "2026-11-02", "what": "opening", "label": "ouverture",
                         "sources": [SOURCE]}])  # fmt: skip
    if "territory" not in closed:
        del tables["labs"]["essai-successeur"]["territory"]


def an_old_observation_is_renewed(tables: Tables) -> None:
    for lab in tables["labs"].values():
        if lab.get("status", {}).get("value") in ("active", "unknown", "announced"):
            lab["status"] = {**lab["status"], "value": "active", "as_of": "2026-11-20"}


def a_new_theme_and_its_words(tables: Tables) -> None:
    tables["themes"]["essai"] = {
        "id": "essai", "name": "Art de l'essai", "origin": "later", "synonyms": ["essayer"],
        "description": "Essayer avant de décider.", "sources": [SOURCE],
    }  # fmt: skip
    for lab in [*tables["labs"].values()][:40]:
        lab["themes"] = [*lab.get("themes", ()), "essai"]
        lab["sources"] = {"all": [SOURCE], **lab["sources"]}


def a_second_call_and_its_laureate(tables: Tables) -> None:
    tables["calls"]["essai-2027"] = {
        "id": "essai-2027", "name": "Appel à projets « Essais »", "description": "Un autre appel.",
        "description_sources": [SOURCE], "laureates": {"count": 3, "sources": [SOURCE]},
        "applications": [{"count": 41, "sources": [SOURCE]}],
    }  # fmt: skip
    new_lab(tables, "essai-laureat", award={"call": "essai-2027", "result": "laureate"})


def another_count_of_applications(tables: Tables) -> None:
    for call in tables["calls"].values():
        call.setdefault("applications", []).append({"count": 43, "sources": [SOURCE]})


def a_longer_description(tables: Tables) -> None:
    for lab in [*tables["labs"].values()][::7]:
        lab["description"] = (lab["description"] + " Il a été décrit plus longuement.") * 6


def a_corrected_name(tables: Tables) -> None:
    for table in ("labs", "themes", "events", "organisations"):
        record = next(iter(tables[table].values()))
        if table in ("labs", "organisations"):
            record["other_names"] = [*record.get("other_names", ()), record["name"]]
        record["name"] += " (nom corrigé)"


def a_disagreement_more(tables: Tables) -> None:
    lab = among_labs(tables, lambda one: True)
    for number in range(8):
        tables["disagreements"][f"essai-{number}"] = {
            "id": f"essai-{number}", "about": f"Effectif du lab en {2010 + number}.",
            "values": [{"value": "3", "sources": [SOURCE]}, {"value": "5", "sources": [SOURCE]}],
            "labs": [lab["id"]],
        }  # fmt: skip


def many_labs(tables: Tables) -> None:
    territories, themes = [*tables["territories"]], [*tables["themes"]]
    for number in range(120):
        new_lab(
            tables,
            f"essai-lab-{number}",
            name=f"Labo n° {number} de l'essai",
            territory=territories[number % len(territories)],
            themes=[themes[number % 3]],
        )


EDITS = [
    a_first_source,
    a_source_that_nothing_cites_yet,
    one_more_laureate,
    a_website,
    a_second_source,
    a_lab_in_each_empty_region,
    a_first_lab_of_a_new_country,
    a_lab_that_nothing_places,
    an_event_to_come_and_one_past,
    a_lab_that_closes_and_its_successor,
    an_old_observation_is_renewed,
    a_new_theme_and_its_words,
    a_second_call_and_its_laureate,
    another_count_of_applications,
    a_longer_description,
    a_corrected_name,
    a_disagreement_more,
    many_labs,
]


ARTICLE = """---
title: Une journée d’essai
labs: [{lab}]
updated: 2026-11-22
---

# Une journée d’essai

Le [premier lab de la liste](lab:{lab}) a été visité ([une source](source:{source})).

## Le matin

Rien ne s’est passé.

## L’après-midi

1. Un essai.
2. Un autre.
"""


def an_article(tables: Tables, content: Path) -> None:
    page = ARTICLE.format(lab=next(iter(tables["labs"])), source=SOURCE)
    (content / "essai-article.md").write_text(page, "utf-8")


def renamed_ids(tables: Tables, root: Path) -> None:
    """The first record of each table gets another id: what names it follows, prose too."""
    for table in TABLES:
        old = next(iter(tables[table]))
        new = f"{old}-renomme"
        record = tables[table].pop(old)
        former = [*record.get("former_ids", ()), old]
        tables[table] = {new: {**record, "id": new, "former_ids": former}, **tables[table]}
        for naming in TABLES.values():
            for reference in references(naming.record):
                if reference.table == table:
                    for other in tables[naming.name].values():
                        follow(other, reference.path, {old: new})
        for page in (root / "content").glob("*.md"):
            rewrite(page, partial(followed, table, old, new))
        named = rf"(?m)^(\w+: +){re.escape(old)}(?![\w-])"
        rewrite(root / "data/directory.yaml", partial(re.sub, named, rf"\g<1>{new}"))


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def follow(part: Any, path: tuple[str, ...], now: Mapping[str, str]) -> None:
    """Write the new id where a part of a record names the old one at a path."""
    name, *rest = path
    for one in part if isinstance(part, list) else [part]:
        if rest and name in one:
            follow(one[name], tuple(rest), now)
        elif name in one:
            value = one[name]
            many = isinstance(value, list)
            one[name] = [now.get(id, id) for id in value] if many else now.get(value, value)


def followed(table: str, old: str, new: str, text: str) -> str:
    """A page of prose that names a record by its new id, in its front matter and in its links."""
    head, mark, body = text.partition("\n---\n")
    lines, field = [], ""
    for line in head.split("\n"):
        if line and line[0].isalpha():
            field = line.partition(":")[0]
        if field == table:
            line = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, line)
        lines.append(line)
    link = rf"(?<=\({TABLES[table].one}:){re.escape(old)}(?=[)#])"
    return "\n".join(lines) + mark + re.sub(link, new, body)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all the edits."""
    root = tmp_path_factory.mktemp("edited")
    for name in ("content", "data", "generator", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("  images: true\n", "  images: false\n"))
    tables = written(root / "data")
    for edit in EDITS:
        edit(tables)
    an_article(tables, root / "content")
    renamed_ids(tables, root)
    write(tables, root / "data")
    return root


def judged(project: Path, *what: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of the real data on a project."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *(what or ["tests/real"])],
        cwd=ROOT,
        env={**os.environ, "REAL_PROJECT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_good_edits_break_no_test_of_the_real_data(edited: Path) -> None:
    done = judged(edited)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_lost_record_is_seen_in_the_copy(edited: Path, tmp_path: Path) -> None:
    shutil.copytree(edited / "data", tmp_path / "data")
    tables = written(tmp_path / "data")
    lost = tables["disagreements"].pop(next(iter(tables["disagreements"])))
    write(tables, tmp_path / "data")
    done = judged(tmp_path, "tests/real/test_real_data.py", "-k", "published")
    assert done.returncode == 1
    assert f"disagreements/{lost['former_ids'][0]}" in done.stdout
