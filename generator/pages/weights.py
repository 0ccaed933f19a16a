"""How much a word weighs in search, by where it stands."""

from __future__ import annotations

from typing import Final

NAME: Final = 12
PLACE: Final = 10
THEME: Final = 9
CARRIER: Final = 7
SYNONYM: Final = 7
KIND: Final = 4
TEXT: Final = 2
