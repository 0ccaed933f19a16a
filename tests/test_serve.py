"""`mkdocs serve`: what is changed is shown, the generator itself included; a taken port is told."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.request import urlopen

import pytest
from built import project

from generator.serving import unservable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(root: Path, port: int, *options: str) -> Iterator[IO[str]]:
    """A server of a project, and what it says, line by line."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
    environment.pop("SITE_URL", None)
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()


def heard(said: IO[str], words: str) -> str:
    """The first line that holds some words; all that was said when none does."""
    lines = []
    for line in said:
        lines.append(line)
        if words in line:
            return line
    raise AssertionError("".join(lines))


def fetch(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=90) as answer:
        text: str = answer.read().decode()
        return text


def built(port: int) -> str:
    """Which build of the site is served."""
    found = re.search(r"livereload\((\d+), \d+\);", fetch(port, ""))
    assert found is not None
    return found[1]


def after(port: int, change: Callable[[], object], since: str = "") -> None:
    """Change something, and wait until the site is built again; no page comes in the meantime."""
    since = since or built(port)
    change()
    assert fetch(port, f"livereload/{since}/1") != since


def changed(file: Path, old: str, new: str) -> Callable[[], object]:
    text = file.read_text("utf-8")
    assert old in text
    return lambda: file.write_text(text.replace(old, new), "utf-8")


def pages(port: int) -> list[str]:
    """Some pages as they are served, without what differs from one visit to the next."""
    paths = ("methode/", "", "labs/", "territoires/", "a-verifier/")
    return [re.sub(r"livereload\(\d+, \d+\);", "", fetch(port, path)) for path in paths]


def test_a_change_of_the_generator_is_shown_and_nothing_else_changes(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    french = root / "generator/language/french.py"
    good = french.read_text("utf-8")
    with serving(root, port, "--livereload") as said:
        heard(said, "Serving on")
        before = pages(port)
        assert "novembre" in before[0]
        after(port, changed(french, '"novembre"', '"brumaire"'))
        assert "brumaire" in pages(port)[0]
        last = built(port)
        french.write_text("MONTHS = (", "utf-8")
        heard(said, "SyntaxError")
        after(port, lambda: french.write_text(good, "utf-8"), last)
        assert pages(port) == before


def test_a_change_of_words_templates_or_prose_is_shown(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    with serving(root, port, "--livereload") as said:
        heard(said, "Serving on")
        after(port, changed(root / "theme/words/fr.yaml", "home: Accueil", "home: Seuil"))
        assert ">Seuil<" in fetch(port, "labs/")
        after(port, changed(root / "theme/pages/record.html", "<article", '<article data-x="1"'))
        assert '<article data-x="1"' in fetch(port, "labs/")
        page = root / "content/methode.md"
        good, last = page.read_text("utf-8"), built(port)
        page.write_text(good.replace("title:", "titre:", 1), "utf-8")
        heard(said, "content/methode.md:2:1: le champ « titre » n’existe pas")
        after(port, lambda: page.write_text(good.replace("# ", "# Voici ", 1), "utf-8"), last)
        assert re.search("<h1[^>]*>Voici ", fetch(port, "methode/"))


@pytest.mark.parametrize("options", [("--livereload",), ("--no-livereload",), ("--clean",)])
def test_a_port_already_taken_is_told_in_one_sentence(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    root = project(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with serving(root, port, *options) as said:
            told = said.read()
    assert f"127.0.0.1:{port} : elle est déjà prise, peut-être par un autre « make serve »" in told
    assert f"« mkdocs serve -a 127.0.0.1:{port + 1} »" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("address", [("127.0.0.1", 70000), ("203.0.113.1", 8000)])
def test_an_address_that_is_none_is_told(address: tuple[str, int]) -> None:
    told = f"à l’adresse {re.escape(address[0])}:{address[1]} : "
    assert re.search(told, unservable(*address) or "")
    assert unservable("127.0.0.1", free_port()) is None
