"""What a server that stays open needs: our code as it now is, and an address that is free."""

from __future__ import annotations

import errno
import importlib
import socket
import sys
from pathlib import Path


class Code:
    """Our source files; those that a server has read are read again once one has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = self._written()

    def _written(self) -> list[tuple[str, int]]:
        """Each file, and when it was last written."""
        return sorted((str(file), file.stat().st_mtime_ns) for file in self.folder.rglob("*.py"))

    def renew(self) -> None:
        """Forget our modules after one was changed: a server would build with the old code."""
        written = self._written()
        if written == self.read:
            return
        for name in [name for name in sys.modules if f"{name}.".startswith("generator.")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        sys.dont_write_bytecode = True  # it is watched, too
        self.read = written


def unservable(name: str, port: int) -> str | None:
    """Why a server would fail at an address, with the way out; None where it would not."""
    said = f"on ne peut pas servir le site à l’adresse {name}:{port}"
    try:
        family = socket.getaddrinfo(name, None)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((name, port))
    except (OSError, OverflowError) as error:
        taken = getattr(error, "errno", None) == errno.EADDRINUSE
        why = "elle est déjà prise, peut-être par un autre « make serve »" if taken else str(error)
        other = port + 1 if port < 65535 else 8001
        return (
            f"{said} : {why}\n  conseil : choisissez un autre port, "
            f"« make serve PORT={other} » ou « mkdocs serve -a 127.0.0.1:{other} »"
        )
    return None
