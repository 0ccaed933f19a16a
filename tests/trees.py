"""Where the data is: the real one, the base of the engine's tests, the tiny tree of the cases."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "base"
"""A small directory where everything occurs: data and prose, all made up."""
TINY = Path(__file__).parent / "tiny"
"""The data that the cases spoil: a few records, so that what is offered instead is told in full."""
