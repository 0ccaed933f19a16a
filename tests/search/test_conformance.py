"""The analysis of French, in Python and in the browser: tests/search/tokens.json holds both to it.

`pytest --update` rewrites the tokens with what Python says; the change is to be read.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from built import base_site
from search.judged import HERE
from serving import browsing, served

from generator.language.analysis import tokens

TABLE: Final = HERE / "tokens.json"
ASK: Final = """async ([root, texts]) => {
  const { tokens } = await import(root + "static/french.js");
  return texts.map((text) => tokens(text));
}"""

Line = tuple[str, list[str]]


def read() -> list[Line]:
    return [(text, found) for text, found in json.loads(TABLE.read_text("utf-8"))]


def written(lines: list[Line]) -> str:
    """One line for one text; what cannot be seen is escaped."""
    return (
        "[\n" + ",\n".join(f"  [{shown(text)}, {shown(found)}]" for text, found in lines) + "\n]\n"
    )


def shown(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=not "".join(value).isprintable())


def in_browser(texts: list[str]) -> list[list[str]]:
    with served(base_site()) as address, browsing() as browser:
        page = browser.new_page()
        page.goto(address)
        found: list[list[str]] = page.evaluate(ASK, [address, texts])
    return found


def different(lines: list[Line], found: list[list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """The texts that give something else: what is expected, and what is given."""
    pairs = zip(lines, found, strict=True)
    return {text: (wanted, given) for (text, wanted), given in pairs if wanted != given}


def test_python_gives_the_tokens_of_the_table(update: bool) -> None:
    lines = read()
    found = [tokens(text) for text, _ in lines]
    if update:
        lines = [(text, given) for (text, _), given in zip(lines, found, strict=True)]
        TABLE.write_text(written(lines), encoding="utf-8", newline="\n")
    assert different(lines, found) == {}


@pytest.mark.browser
def test_the_browser_gives_the_tokens_of_the_table() -> None:
    lines = read()
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(in_browser, [text for text, _ in lines]).result()
    assert different(lines, found) == {}


def test_the_table_is_long_enough_and_says_nothing_twice() -> None:
    texts = [text for text, _ in read()]
    assert len(texts) >= 400
    assert len(set(texts)) == len(texts)
