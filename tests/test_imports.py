"""The package is read from top to bottom: each module imports from those above it in the map."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
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


def order_of(map: str) -> list[str]:
    """The modules of a map: a room alone on its line, then its files; some files have no room."""
    room, order = "", []
    for indent, name, told in re.findall(r"^( {4}| {8})(\w+)( +\S.*)?$", map, re.MULTILINE):
        if len(indent) == 4 and not told:
            room = name
        else:
            order.append(f"{room}/{name}" if len(indent) == 8 else name)
    return order


# The map is the docstring of the package: what people read is what is proved.
ORDER = order_of(generator.__doc__ or "")
ROOMS = list(dict.fromkeys(module.partition("/")[0] for module in ORDER))

# The rooms that still import from one another; they leave this list as they are put in order.
NOT_YET = {"pages", "kinds", "search", "exports"}

KNOWS_MKDOCS = {"hook", "__main__"}
TOUCHES_THE_WORLD = {"reading/files", "site", "hook", "__main__"}
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
    """What a module imports of the package, as the map names it."""
    return {
        name.removeprefix("generator.").replace(".", "/")
        for name in imported(module)
        if name.startswith("generator.")
    }


def test_the_map_names_every_module_once() -> None:
    assert sorted(ORDER) == MODULES


def test_the_map_names_every_room_once() -> None:
    rooms = [room for room, _ in groupby(module.partition("/")[0] for module in ORDER)]
    assert rooms == ROOMS


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_the_rooms_above_and_those_above_it_in_its_own(
    module: str,
) -> None:
    room = module.partition("/")[0]
    above = set(ORDER[: ORDER.index(module)])
    if room in NOT_YET:
        above |= {other for other in ORDER if other.partition("/")[0] in NOT_YET}
    assert ours(module) - above == set()


def test_no_module_imports_itself_through_others() -> None:
    order = [*TopologicalSorter({module: ours(module) for module in MODULES}).static_order()]
    assert sorted(order) == MODULES


def test_the_rooms_that_are_not_in_order_yet_are_not() -> None:
    """When one is, it leaves NOT_YET."""
    back = {
        module.partition("/")[0]
        for module in MODULES
        if ours(module) - set(ORDER[: ORDER.index(module)])
    }
    assert back <= NOT_YET
    assert bool(back) == bool(NOT_YET)


@pytest.mark.parametrize("module", MODULES)
def test_only_the_edge_knows_mkdocs(module: str) -> None:
    knows = any(name.split(".")[0] == "mkdocs" for name in imported(module))
    assert not knows or module in KNOWS_MKDOCS


@pytest.mark.parametrize("module", sorted(set(MODULES) - TOUCHES_THE_WORLD))
def test_no_inner_module_touches_files_clock_or_environment(module: str) -> None:
    assert effects(tree_of(module)) == set()


@pytest.mark.parametrize(
    "code",
    ["open('x')", "Path('x').read_text()", "datetime.date.today()", "time.time()",
     "os.environ['X']", "datetime.datetime.now()", "environ.get('X')"],
)  # fmt: skip
def test_an_effect_would_be_seen(code: str) -> None:
    assert effects(ast.parse(code))
