"""The sentences that editors are told, as sentences.fr.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import yaml


class Sentence(NamedTuple):
    """What is said of one mistake; blanks in braces are filled when it is reported."""

    fact: str
    way_out: str


def _read() -> Mapping[str, Sentence]:
    text = Path(__file__).with_name("sentences.fr.yaml").read_text("utf-8")
    written = yaml.load(text, Loader=yaml.CSafeLoader)
    return {code: Sentence(**sentence) for code, sentence in written.items()}


SENTENCES: Final = _read()
"""By code."""
