"""What mkdocs.yml says of one copy of the site: a mistake is told at its line, in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import build, project
from mkdocs.config import load_config

from generator.checking.settings import Provider, Publisher, Settings, settings
from generator.reading.problem import Reading
from generator.reading.told import as_text


def read(folder: Path, extra: str) -> tuple[Settings | None, str]:
    """The settings of a file as the host reads it, and what was told."""
    (folder / "docs").mkdir()
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: Essai\ntheme: mkdocs\nstrict: true\n{extra}", "utf-8")
    to = Reading()
    found = settings("mkdocs.yml", file.read_text("utf-8"), load_config(str(file)).extra, to)
    return found, as_text(to.sorted())


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (
            "extra:\n  publisher: Ville de Rennes\n",
            "mkdocs.yml:5:14: « publisher » attend un groupe de champs, on lit "
            "« Ville de Rennes »\n"
            "  conseil : écrivez ses champs au-dessous, décalés de deux espaces, ou entre "
            "accolades : {name: Ville de Rennes}",
        ),
        (
            "extra:\n  host: [GitHub]\n",
            "mkdocs.yml:5:9: « host » attend un groupe de champs, on lit une liste\n"
            "  conseil : écrivez ses champs au-dessous, décalés de deux espaces, ou entre "
            'accolades : {name: "GitHub, Inc."}',
        ),
        (
            "extra:\n  host:\n    phone: 33123456789\n",
            "mkdocs.yml:6:12: « phone » attend un texte, on lit « 33123456789 »\n"
            '  conseil : mettez la valeur entre guillemets : "33123456789"',
        ),
        (
            "extra:\n  images: oui\n",
            "mkdocs.yml:5:11: « images » attend true (oui) ou false (non), on lit « oui »\n"
            "  conseil : écrivez true ou false, sans guillemets",
        ),
        (
            "extra:\n  repository: github.com/exemple\n",
            "mkdocs.yml:5:15: « github.com/exemple » n’est pas l’adresse d’une page\n"
            "  conseil : copiez l’adresse entière : https://…",
        ),
        (
            "extra:\n  host:\n    website: javascript:alert(1)\n",
            "mkdocs.yml:6:14: « javascript:alert(1) » n’est pas l’adresse d’une page\n"
            "  conseil : copiez l’adresse entière : https://…",
        ),
        (
            "extra:\n  publisher:\n    nom: Ville de Rennes\n",
            "mkdocs.yml:6:5: le champ « nom » n’existe pas\n"
            "  conseil : vouliez-vous écrire « name » ?",
        ),
        (
            "extra:\n  publisher: {name: [a, b]}\n  images: 1\n",
            "mkdocs.yml:5:21: « name » attend un texte, on lit une liste\n"
            "  conseil : écrivez une seule valeur, sans crochets, sans accolades ni tiret\n"
            "mkdocs.yml:6:11: « images » attend true (oui) ou false (non), on lit « 1 »\n"
            "  conseil : écrivez true ou false, sans guillemets",
        ),
    ],
)
def test_a_mistake_of_the_settings_is_told_at_its_place(
    tmp_path: Path, extra: str, told: str
) -> None:
    assert read(tmp_path, extra) == (None, told)


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "extra: {}\n",
        "extra:\n  publisher:\n  host:\n  images:\n  repository:\n",
        'extra:\n  repository: ""\n  host: {}\n  publisher: {name: ""}\n',
        "extra:\n  repository: !ENV [NOBODY_SETS_THIS, '']\n",
    ],
)
def test_what_is_not_filled_in_is_absent(tmp_path: Path, extra: str) -> None:
    found, told = read(tmp_path, extra)
    assert told == ""
    assert found is not None
    assert (found.images, found.repository) == (None, None)
    assert not found.publisher or not found.publisher.name


def test_a_number_is_read_as_it_is_written(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "extra:\n  host: {phone: 01234567, name: No}\n")
    assert found is not None
    assert found.host == Provider(phone="01234567", name="No")


def test_a_repository_of_ones_own_network_ends_without_a_slash(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "extra:\n  repository: http://git.interne:3000/annuaire/\n")
    assert found is not None
    assert found.repository == "http://git.interne:3000/annuaire"


def legal(root: Path) -> str:
    done = build(root / "site", root)
    assert done.returncode == 0, done.stderr
    return (root / "site/mentions-legales/index.html").read_text("utf-8")


def configured(root: Path, extra: str) -> None:
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\nextra:")] + "\n" + extra, "utf-8")


def test_a_site_without_publisher_or_host_says_so(tmp_path: Path) -> None:
    root = project(tmp_path)
    configured(root, "extra:\n  repository: https://github.com/exemple/annuaire\n")
    html = legal(root)
    assert "champ extra.publisher" in html
    assert "champ extra.host" in html


def test_every_field_of_publisher_and_host_is_shown(tmp_path: Path) -> None:
    root = project(tmp_path)
    who = "".join(f"    {name}: editeur-{name}\n" for name in Publisher.model_fields)
    where = "".join(
        f"    {name}: {'https://' if name == 'website' else ''}hebergeur-{name}\n"
        for name in Provider.model_fields
    )
    configured(root, f"extra:\n  publisher:\n{who}  host:\n{where}")
    html = legal(root)
    shown = set(re.findall(r"(?:editeur|hebergeur)-\w+", html))
    assert shown == {f"editeur-{name}" for name in Publisher.model_fields} | {
        f"hebergeur-{name}" for name in Provider.model_fields
    }


def test_bad_settings_stop_the_build_in_one_sentence(tmp_path: Path) -> None:
    root = project(tmp_path)
    configured(root, "extra:\n  publisher: Ville de Rennes\n  host: GitHub\n")
    done = build(root / "site", root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("attend un groupe de champs") == 2
