"""The package is read from top to bottom: each module imports from those above it in the map."""

from __future__ import annotations

import ast
import re
import sys
from itertools import groupby

import pytest
from trees import ROOT

import generator

FOLDER = ROOT / "generator"
MODULES = sorted(
    path.relative_to(FOLDER).with_suffix("").as_posix()
    for path in FOLDER.rglob("*.py")
    if path.stem != "__init__"
)


def order_of(told: str) -> list[str]:
    """The modules of a map: a room alone on its line, then its files; some files have no room."""
    room, order = "", []
    for indent, name, about in re.findall(r"^( {4}| {8})(\w+)( +\S.*)?$", told, re.MULTILINE):
        if len(indent) == 8:
            order.append(f"{room}/{name}")
        elif about:
            order.append(name)
        else:
            room = name
    return order


# The map is the docstring of the package: what people read is what is proved.
ORDER = order_of(generator.__doc__ or "")
ROOMS = [
    "language", "reading", "records", "checking", "drawings", "pages", "kinds", "search",
    "exports", "site", "build", "serving", "hook", "__main__",
]  # fmt: skip

KNOWS_MKDOCS = {"hook", "__main__"}
TOUCHES_THE_WORLD = {"reading/files", "site", "build", "serving", "hook", "__main__"}
READS_ITS_OWN = {"reading/sentences": {"read_text"}}
"""What reads a file of the package, beside which it stands, and does nothing else."""
EFFECTS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename",
    "glob", "rglob", "iterdir", "is_file", "is_dir", "exists", "stat",
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time",
    "time.localtime", "os.environ", "os.getenv", "environ.get", "getenv",
    "subprocess.run", "urlopen",
}  # fmt: skip


PACKAGES = {
    ".".join(("generator", *path.parent.relative_to(FOLDER).parts))
    for path in FOLDER.rglob("__init__.py")
}


def tree_of(module: str) -> ast.Module:
    return ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))


def imported(module: str) -> set[str]:
    """The full names of what a module imports, wherever in it; ours as generator.name."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in PACKAGES:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            found.add(node.module or "")
    return found


def effects(tree: ast.AST) -> set[str]:
    """What a tree may do to the world, by the last one or two names of each use."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            found |= {f"{name}.{node.attr}", node.attr} & EFFECTS
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {node.func.id} & EFFECTS
    return found


def ours(module: str) -> set[str]:
    """What a module imports of the package, as the map names it, for types alone included."""
    return {
        name.removeprefix("generator.").replace(".", "/")
        for name in imported(module)
        if name.startswith("generator.")
    }


def test_the_map_names_every_module_once() -> None:
    assert sorted(ORDER) == MODULES


def test_the_map_is_read_room_by_room_in_the_order_in_which_data_goes() -> None:
    assert [room for room, _ in groupby(module.partition("/")[0] for module in ORDER)] == ROOMS


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_the_rooms_above_and_those_above_it_in_its_own(
    module: str,
) -> None:
    assert ours(module) - set(ORDER[: ORDER.index(module)]) == set()


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("records/")])
def test_records_know_pydantic_and_what_editors_read_and_nothing_else(module: str) -> None:
    roots = {name.split(".")[0] for name in imported(module)} - sys.stdlib_module_names
    assert roots <= {"generator", "pydantic", "pydantic_core"}
    assert {name.partition("/")[0] for name in ours(module)} <= {"records", "reading"}


@pytest.mark.parametrize("module", MODULES)
def test_only_the_edge_knows_mkdocs(module: str) -> None:
    knows = any(name.split(".")[0] == "mkdocs" for name in imported(module))
    assert not knows or module in KNOWS_MKDOCS


@pytest.mark.parametrize("module", sorted(set(MODULES) - TOUCHES_THE_WORLD))
def test_no_inner_module_touches_files_clock_or_environment(module: str) -> None:
    assert effects(tree_of(module)) == READS_ITS_OWN.get(module, set())


@pytest.mark.parametrize(
    "code",
    ["open('x')", "Path('x').read_text()", "datetime.date.today()", "time.time()",
     "os.environ['X']", "datetime.datetime.now()", "environ.get('X')"],
)  # fmt: skip
def test_an_effect_would_be_seen(code: str) -> None:
    assert effects(ast.parse(code))
