"""Every table is written once, in records/tables: no list of names elsewhere can forget one.

A list is told that names two tables, two of their folders or two kinds of record: as a list, tuple,
set, dictionary or Literal of Python, an array or object of a script, a list or mapping of Jinja.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import pytest
from jinja2 import Environment
from jinja2 import nodes as jinja
from trees import ROOT

from generator.records.tables import TABLES

KNOWN: Final = (
    frozenset(TABLES),
    frozenset(table.folder for table in TABLES.values() if table.folder),
    frozenset(table.one for table in TABLES.values()),
)
"""The names that say a table, its folder, a record of it."""

SLOTS_OF_PROSE: Final = {
    "generator/checking/prose.py",  # some slots are called as the table that fills them
}
"""Files whose lists say something else in the same words."""

ALSO_WORDS: Final = {
    "generator/records/lab.py": {"lab", "network"},
}
"""Names that mean something else in a file: the kinds of structure that a lab may be."""


def several(names: Iterable[str]) -> bool:
    """Whether a list names several tables, folders or kinds."""
    written = {name.strip("/\"'`") for name in names}
    return any(len(written & known) > 1 for known in KNOWN)


# ---- Python


def python_lists(text: str) -> Iterator[list[str]]:
    """The texts of each list of a module, those of the lists inside it included."""
    for node in ast.walk(ast.parse(text)):
        if texts := [*_texts(node)]:
            yield texts


def _texts(node: ast.AST | None) -> Iterator[str]:
    """The texts that a list holds, through the lists inside it; nothing for what is no list."""
    held: list[ast.AST | None]
    match node:
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            held = [*items]
        case ast.Dict(keys=keys, values=values):
            held = [*keys, *values]
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            held = [inner]
        case _:
            return
    for item in held:
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            yield item.value
        else:
            yield from _texts(item)


# ---- templates


def template_lists(text: str) -> Iterator[list[str]]:
    """The texts of each list of a template."""
    tree = Environment(autoescape=True).parse(text)
    for node in tree.find_all((jinja.List, jinja.Tuple, jinja.Dict)):
        yield [constant.value for constant in node.find_all(jinja.Const)]


# ---- scripts

TOKEN: Final = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)
    |(?P<regex>/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/[a-z]*)
    |(?P<word>[\w$]+)
    |(?P<mark>=>|.)""",
    re.VERBOSE | re.DOTALL,
)
VALUE_BEFORE: Final = frozenset("=([,:?&|!{};<>+-*%") | {"", "=>", "return", "of", "in", "case"}
"""After one of these a value begins: a / opens a pattern, a [ an array, not a place in one."""
OBJECT_BEFORE: Final = VALUE_BEFORE - {"", "=>", ")", ";", "{", "}"}
"""After one of these a { opens an object, not a block."""


def script_lists(text: str) -> Iterator[list[str]]:
    """The texts and keys of each array and object of a script, those inside it included."""
    levels: list[list[str] | None] = [None]  # None is what is no list: a block, a call
    before = ""
    for kind, token in tokens(text):
        if token in ("[", "{", "("):
            starts = {"[": VALUE_BEFORE, "{": OBJECT_BEFORE, "(": frozenset[str]()}[token]
            levels.append([] if before in starts else None)
        elif token in ("]", "}", ")") and len(levels) > 1:
            done = levels.pop()
            if done:
                yield done
            if done and levels[-1] is not None:
                levels[-1] += done
        elif levels[-1] is not None and kind == "text":
            levels[-1].append(token[1:-1])
        elif levels[-1] is not None and token == ":":
            levels[-1].append(before)
        before = token
    assert len(levels) == 1, "the brackets of the script do not match"


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The tokens of a script with their kind; a / that divides is a mark."""
    position, before = 0, ""
    while position < len(text):
        found = TOKEN.match(text, position)
        assert found is not None
        kind, token = str(found.lastgroup), found[0]
        if kind == "regex" and before not in VALUE_BEFORE:
            kind, token = "mark", "/"
        position += len(token)
        if kind != "skip":
            yield kind, token
            before = token


# ---- the proof

Reader = Callable[[str], Iterator[list[str]]]

READERS: Final[Mapping[str, Reader]] = {
    "generator/**/*.py": python_lists,
    "theme/**/*.html": template_lists,
    "theme/static/*.js": script_lists,
}


def lists(file: str, reader: Reader) -> list[list[str]]:
    """The lists of a file that name several tables."""
    words = ALSO_WORDS.get(file, set())
    found = reader((ROOT / file).read_text("utf-8"))
    return [names for names in found if several(set(names) - words)]


FILES: Final = {
    path.relative_to(ROOT).as_posix(): reader
    for pattern, reader in READERS.items()
    for path in sorted(ROOT.glob(pattern))
}


SEEN: Final = [
    (python_lists, 'x = ["labs", "themes"]'),
    (python_lists, 'x = (("labs", f()), ("events", "methode/"))'),
    (python_lists, 'x = {"territoires/": 1, "evenements/": 2}'),
    (python_lists, 'X = Literal["lab", "event"]'),
    (python_lists, 'f(x in {"calls", "networks"})'),
    (
        template_lists,
        '{{ f([("labs/", "nav.labs"), ("themes/", "nav.themes")]) }}',
    ),
    (template_lists, '{% if table in ("labs", "themes") %}{% endif %}'),
    (script_lists, "const kinds = { labs: 1.15, themes: 1.1 };"),
    (script_lists, 'if (["lab", `theme`].includes(kind)) stop();'),
    (script_lists, "return [{ id: 'labs' }, { id: 'events' }];"),
]
UNSEEN: Final = [
    (python_lists, 'f("labs"); f("themes"); x["labs"] = x["themes"]'),
    (python_lists, 'x = ["labs", f("themes")]'),
    (python_lists, 'x = ["Les labs et les themes.", "lab or theme"]'),
    (python_lists, 'x = ["labs.territory", "labs.themes", "labs"]'),
    (template_lists, '<a href="labs/">{{ words("nav.labs") }}</a> <a href="themes/">themes</a>'),
    (script_lists, 'function f() { go("labs"); go("themes"); } // ["labs", "themes"]'),
    (script_lists, 'const f = (x) => { x["labs"] = x["themes"] / 2 / 3; };'),
    (script_lists, 'const of = [labs, themes]; const text = /["labs", "themes"]/;'),
]


@pytest.mark.parametrize(("reader", "text"), SEEN)
def test_a_list_of_tables_would_be_seen(reader: Reader, text: str) -> None:
    assert any(map(several, reader(text)))


@pytest.mark.parametrize(("reader", "text"), UNSEEN)
def test_what_is_no_list_of_tables_is_not(reader: Reader, text: str) -> None:
    assert not any(map(several, reader(text)))


def test_there_are_files_of_each_sort() -> None:
    assert {file.rpartition(".")[2] for file in FILES} == {"py", "html", "js"}
    assert set(FILES) >= SLOTS_OF_PROSE


@pytest.mark.parametrize("file", FILES)
def test_no_list_outside_the_registry_names_tables(file: str) -> None:
    assert bool(lists(file, FILES[file])) == (file in SLOTS_OF_PROSE)
