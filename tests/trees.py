"""Where the data is: the real one, and the tiny tree that the cases spoil."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "base" / "data"
