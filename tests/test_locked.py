"""The exported files say what uv.lock says; CI also exports them again, with uv."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

import pytest
from trees import ROOT

LOCK: Final = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS: Final[dict[str, list[str]]] = PROJECT["dependency-groups"]
EXPORTED: Final = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-test.txt": [*PROJECT["project"]["dependencies"], *GROUPS["test"]],
    "tests/bench/requirements.txt": GROUPS["bench"],
}


def hashes(package: dict[str, Any]) -> set[str]:
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
    return {file["hash"] for file in files}


@pytest.mark.parametrize("file", EXPORTED)
def test_an_exported_file_says_what_the_lock_says(file: str) -> None:
    locked = {f"{one['name']}=={one['version']}": hashes(one) for one in LOCK if "version" in one}
    text = (ROOT / file).read_text("utf-8")
    told = {
        pinned: set(re.findall(r"--hash=(sha256:\w+)", rest))
        for pinned, rest in re.findall(r"^(\S+==\S+)(.*(?:\n    .*)*)", text, re.MULTILINE)
    }
    assert {pinned: locked.get(pinned) for pinned in told} == told
    wanted = {re.split("[=<>]", name)[0] for name in EXPORTED[file]}
    assert wanted <= {pinned.partition("==")[0] for pinned in told}
