"""Make sure that a browser is there for the tests: find one, else install one, else say how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from chrome import find

HOW = """Les essais dans un navigateur ont besoin de Chromium ou de Chrome, et aucun n'a été trouvé.
Installez-en un, par exemple :
  Debian, Ubuntu   sudo apt-get install chromium
  macOS            brew install --cask chromium
  ailleurs         python -m playwright install chromium
ou donnez le chemin du vôtre : BROWSER_PATH=/chemin/vers/chrome make test"""


def main() -> int:
    """0 when a browser is there, 1 after saying how to get one."""
    if find() or _from_playwright() or _from_debian():
        return 0
    print(HOW, file=sys.stderr)
    return 1


def _run(*command: str) -> bool:
    print("$", " ".join(command), flush=True)
    return subprocess.run(command, check=False, timeout=900).returncode == 0


def _from_playwright() -> bool:
    try:
        done = _run(sys.executable, "-m", "playwright", "install", "chromium")
    except subprocess.TimeoutExpired:
        return False
    return done and find() is not None


def _from_debian() -> bool:
    if shutil.which("apt-get") is None or getattr(os, "geteuid", lambda: 1)() != 0:
        return False
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    os.environ.update(environment)
    _run("apt-get", "update", "-qq")
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
    done = _run(*install, "chromium-headless-shell") or _run(*install, "chromium")
    return done and find() is not None


if __name__ == "__main__":
    sys.exit(main())
