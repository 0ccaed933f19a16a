"""What a site needs beside its data and prose: words, outlines, letters, what the tests found.

Maintainers write the words (theme/words), tools the rest: a file that is damaged is told, with the
command that makes it again.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from generator.checking.entry import entry_of
from generator.checking.wording import as_found, in_quotes
from generator.reading.problem import Place, Reading
from generator.reading.reader import REFUSED, Document, read
from generator.records.parts import Part

WORDS: Final = "theme/words/fr.yaml"
GLOSSARY: Final = "theme/words/glossary.fr.yaml"
SEARCH: Final = "theme/words/search.fr.yaml"
LETTERS: Final = "theme/images/letters.json.gz"
OUTLINES: Final = "data/outlines.json"
PLACES: Final = "data/places.json"
QUALITY: Final = "data/quality.json"

FILES: Final = (WORDS, GLOSSARY, SEARCH, LETTERS, OUTLINES, PLACES, QUALITY)
"""Every file that is supplied, by its path in the project."""


class LeftOut(Part):
    """What search leaves out of a query, and what people also call a place."""

    stop: str
    domain: str
    weak: str
    nicknames: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Supplies:
    """The words, and what tools made; None is what this project has not."""

    words: Mapping[str, str]
    places: Mapping[str, Place]
    """Where each word is written."""
    glossary: Mapping[str, str]
    left_out: Mapping[str, Any]
    letters: bytes
    outlines: Any
    communes: Any
    quality: Any


def supplies(files: Mapping[str, bytes], to: Reading) -> Supplies | None:
    """The supplies of a project from the FILES that it has; None after telling what is wrong."""
    before = len(to.problems)
    words = _texts(WORDS, files, to)
    glossary = {key: text for key, (text, _) in _texts(GLOSSARY, files, to).items()}
    left_out = _left_out(files, to)
    made = {file: _made(file, files[file], to) for file in _MADE if file in files}
    if len(to.problems) > before:
        return None
    return Supplies(
        words={key: text for key, (text, _) in words.items()},
        places={key: place for key, (_, place) in words.items()},
        glossary=glossary,
        left_out=left_out,
        letters=files.get(LETTERS, b""),
        outlines=made.get(OUTLINES),
        communes=made.get(PLACES),
        quality=made.get(QUALITY),
    )


# ---- words


def _document(file: str, files: Mapping[str, bytes], to: Reading) -> Document | None:
    """A file of words, a group of fields; None after telling that it is none."""
    if file not in files:
        to.report(Place(file), "words-missing", file=file)
        return None
    document = read(file, files[file], to)
    if document is None or type(document.value) is dict:
        return document
    if document.value is not REFUSED:
        found = "rien" if document.value is None else as_found(document.value)
        to.report(document.place(), "words-not-fields", found=found)
    return None


def _texts(file: str, files: Mapping[str, bytes], to: Reading) -> dict[str, tuple[str, Place]]:
    """The texts of a file by dotted key, each with its place."""
    document = _document(file, files, to)
    if document is None:
        return {}
    texts = {}
    for path, value in _leaves(document.value):
        place = document.place(path)
        if value is None:
            to.report(place, "empty", key=path[-1], close="écrivez ce mot, entre guillemets")
        elif not isinstance(value, str) and value is not REFUSED:
            close = in_quotes(value)
            to.report(place, "not-text", key=path[-1], found=as_found(value), close=close)
        texts[".".join(path)] = (str(value), place)
    return texts


def _leaves(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if inner is not REFUSED:
                yield from _leaves(inner, (*at, str(key)))
    else:
        yield at, value


def _left_out(files: Mapping[str, bytes], to: Reading) -> Mapping[str, Any]:
    document = _document(SEARCH, files, to)
    if document is None:
        return {}
    found: Mapping[str, Any] = entry_of(LeftOut, document, to).value
    return found


# ---- what tools made


def _whole(letters: Mapping[str, Any]) -> Mapping[str, Any]:
    for letter, (*_, rows) in letters.items():
        if len({len(row) for row in rows}) != 1:
            raise ValueError(letter)
    return letters


T = TypeVar("T")
Pair = tuple[float, float]
Pixels = Annotated[tuple[T, ...], Field(min_length=1)]
Row = Annotated[str, StringConstraints(pattern="^[0-3]+$")]


class _Letters(BaseModel):
    size: int
    mark: Pixels[Annotated[str, StringConstraints(pattern="^[0-7]+$")]]
    letters: Annotated[dict[str, tuple[int, int, int, Pixels[Row]]], AfterValidator(_whole)]


class _Outline(BaseModel):
    path: str
    bounds: tuple[float, float, float, float]
    labels: Annotated[tuple[Pair, ...], Field(min_length=1)]


class _Outlines(BaseModel):
    size: tuple[int, int]
    projections: dict[str, tuple[float, float, float, float, float]]
    insets: dict[str, tuple[int, int, int, int]]
    regions: dict[str, _Outline]

    @field_validator("insets")
    @classmethod
    def _projected(cls, insets: Mapping[str, Any], info: ValidationInfo) -> Mapping[str, Any]:
        """What an inset holds is drawn with a projection of its own, the rest with another."""
        projected = set(info.data.get("projections", insets))
        if lost := sorted(set(insets) - projected):
            raise ValueError(lost[0])
        if projected and projected == set(insets):
            raise ValueError("projections")
        return insets


class _Places(BaseModel, extra="allow"):
    __pydantic_extra__: dict[str, dict[str, Pair]]


class _Weight(BaseModel):
    bytes: int
    requests: int
    elements: int
    ecoindex: int


class _Quality(BaseModel):
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-\d\d$")]
    tools: tuple[str, ...]
    pages: tuple[str, ...]
    checks: tuple[str, ...]
    weights: dict[str, _Weight]


_MADE: Final[Mapping[str, tuple[type[BaseModel], str]]] = {
    OUTLINES: (_Outlines, "python -m tools.outlines"),
    PLACES: (_Places, "python -m tools.places"),
    LETTERS: (_Letters, "python -m tools.letters"),
    QUALITY: (_Quality, "pytest --update tests/browser/test_declared.py"),
}
"""The shape of what tools make, as far as pages need it, and what makes it."""


def _made(file: str, data: bytes, to: Reading) -> Any:
    """What a tool wrote; None after telling that the file is no longer what it wrote."""
    shape, command = _MADE[file]
    try:
        value = json.loads(gzip.decompress(data) if file.endswith(".gz") else data)
        shape.model_validate(value)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        to.report(place, "made-unreadable", command=command)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        to.report(Place(file), "made-unreadable", command=command)
    except ValidationError as error:
        what = ".".join(map(str, error.errors()[0]["loc"]))
        to.report(Place(file), "made-otherwise", what=what, command=command)
    else:
        return value
    return None
