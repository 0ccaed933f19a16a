"""Values with their positions, from the events of libyaml and within limits.

YAML's own loaders crash on a nest of brackets, take 20 s on 600 bytes of merges, read 01000 as 512
and NO as false, and lose the first of two equal keys. Here a value is what the editor wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.reading.problem import Place, Reading


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold: bytes, levels of nesting, values."""

    size: int = 16 * 1024 * 1024
    depth: int = 12
    values: int = 2_000_000


LIMITS: Final = Limits()


class Refused:
    """Stands where a value was refused and told, so that nothing more is said of it."""

    def __repr__(self) -> str:
        return "une valeur refusée"


REFUSED: Final = Refused()

# A mark tree has the shape of its value: a scalar's is its mark, a list's (mark, [tree, …]),
# a mapping's (mark, {key: (mark of the key, tree)}).
Marks = Any


@dataclass(frozen=True, slots=True)
class Document:
    """One file's value (None, text, int, float, bool, tuples and dicts of these) and its marks."""

    file: str
    value: Any
    marks: Marks
    first_line: int = 1
    has_null: bool = False

    def place(self, path: Sequence[str | int] = (), key: bool = False) -> Place:
        """Where the value at a path is written, or its key; the nearest parent if it is absent."""
        tree = self.marks
        mark = tree[0] if isinstance(tree, tuple) else tree
        for step in path:
            child = _child(tree, step)
            if child is None:
                break
            at_key, tree = child
            mark = tree[0] if isinstance(tree, tuple) else tree
            if key and step == path[-1] and at_key is not None:
                mark = at_key
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def _child(tree: Marks, step: str | int) -> tuple[Any, Marks] | None:
    if not isinstance(tree, tuple):
        return None
    children = tree[1]
    if isinstance(children, dict):
        return children.get(step)
    if isinstance(step, int) and 0 <= step < len(children):
        return None, children[step]
    return None


def read(
    file: str, data: bytes, to: Reading, limits: Limits = LIMITS, first_line: int = 1
) -> Document | None:
    """Parse one YAML document; what is wrong goes to `to`, nothing is raised.

    Shape: mappings become dicts, lists tuples, scalars text; only true, false, null (or nothing)
    and plain decimal numbers without leading zeros are typed. None when nothing can be read.
    Source: YAML 1.1 as read by libyaml, minus implicit types, anchors, tags and merge keys.
    """
    text = decode(file, data, to, limits, first_line)
    if text is None:
        return None
    try:
        return _Builder(file, text, to, limits, first_line).document()
    except yaml.MarkedYAMLError as error:
        _tell_syntax(file, text, error, to, first_line)
    except _TooMuchError as stop:
        to.report(stop.place, stop.code, limit=stop.limit)
    return None


class _TooMuchError(Exception):
    def __init__(self, place: Place, code: str, limit: int) -> None:
        self.place, self.code, self.limit = place, code, limit


# ---- bytes to text

# What can hide in a text: controls, marks that turn the reading direction, spaces without width,
# private characters. The narrow no-break space (U+202F) is French typography, and stays.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_LINE_END = re.compile("\r\n|\r|\n")
_TOLD_PER_FILE: Final = 20


def decode(
    file: str, data: bytes, to: Reading, limits: Limits = LIMITS, first_line: int = 1
) -> str | None:
    """UTF-8 text without its byte-order mark, or None after telling why it cannot be read."""
    if len(data) > limits.size:
        folder = file.rpartition("/")[0] if file.count("/") > 1 else file.removesuffix(".yaml")
        size, limit = _thousands(len(data)), _thousands(limits.size)
        to.report(Place(file), "file-too-large", size=size, limit=limit, folder=folder)
        return None
    # A NUL beside the first letter is UTF-16 without its mark.
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(data) > 1 and data[:2].count(0) == 1):
        to.report(Place(file), "encoding-utf16")
        return None
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        _tell_byte(file, error, to, first_line)
        return None
    hidden = list(islice(_FORBIDDEN.finditer(text), _TOLD_PER_FILE))
    for match in hidden:
        place = _place_after(file, text[: match.start()], first_line)
        to.report(place, "control-character", character=_code_point(match[0]))
    return None if hidden else text


def _tell_byte(file: str, error: UnicodeDecodeError, to: Reading, first_line: int) -> None:
    place = _place_after(file, error.object[: error.start].decode("utf-8"), first_line)
    byte = error.object[error.start : error.start + 1]
    meant = byte.decode("cp1252", "replace")
    to.report(place, "encoding", byte=f"0x{byte[0]:02X}", meant=meant)


def _place_after(file: str, before: str, first_line: int) -> Place:
    lines = _LINE_END.split(before)
    return Place(file, first_line + len(lines) - 1, len(lines[-1]) + 1)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


# ---- events to values

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: Final = {"": None, "null": None, "true": True, "false": False}


class Decimal(float):
    """A number with a point, which remembers how it was written: 2016.10 is not 2016.1."""

    __slots__ = ("written",)

    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        return self.written


def plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if len(text) < 6 and text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return Decimal(text)
    return text


_DROPPED: Final = object()
"""The key of a value that is read and not kept: what was wrong with the key has been told."""


class _Level:
    """A list or a mapping being filled; `key` is the one that waits for its value."""

    __slots__ = ("key", "key_mark", "mark", "marks", "refused", "values")

    def __init__(self, values: Any, marks: Any, mark: Any, refused: bool) -> None:
        self.values, self.marks, self.mark, self.refused = values, marks, mark, refused
        self.key: Any = None
        self.key_mark: Any = None


class _Builder:
    """One pass over the events, without recursion; outer levels wait on a stack."""

    def __init__(self, file: str, text: str, to: Reading, limits: Limits, first_line: int) -> None:
        self.file, self.to, self.limits, self.first_line = file, to, limits, first_line
        self.next = CParser(text).get_event
        self.outer: list[_Level] = []
        self.level = _Level([], [], None, False)  # holds the document as its only item
        self.seen = 0
        self.has_null = False

    def document(self) -> Document:
        documents = 0
        following, scalar = self.next, self._scalar
        while True:
            event: Any = following()
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                scalar(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.MappingStartEvent:
                self._open(event, {}, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [], [])
            elif kind is yaml.AliasEvent:
                self._refuse(event, "yaml-alias", name=event.anchor)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._report(event.start_mark, "yaml-document")
                    break
            elif kind is yaml.StreamEndEvent:
                break
        values, marks = self.level.values, self.level.marks
        value, tree = (values[0], marks[0]) if values else (None, None)
        return Document(self.file, value, tree, self.first_line, self.has_null)

    def _scalar(self, event: Any) -> None:
        self.seen += 1
        if self.seen > self.limits.values:
            raise _TooMuchError(self._place(event.start_mark), "yaml-many", self.limits.values)
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._marked(event, text)
            return
        if event.style == '"' and (hidden := _FORBIDDEN.search(text)):
            self._refuse(event, "control-character", character=_code_point(hidden[0]))
            return
        level = self.level
        if level.key is None and type(level.values) is dict:
            self._take_key(text, event)
            return
        value = plain(text) if event.implicit[0] else text
        if value is None:
            self.has_null = True
        self._put(value, event.start_mark)

    def _take_key(self, text: str, event: Any) -> None:
        level = self.level
        level.key_mark = mark = event.start_mark
        level.key = text
        if text in level.values:
            line = level.marks[text][0].line + self.first_line
            self._report(mark, "duplicate-key", key=text, line=line)
            level.key = _DROPPED
        elif text == "" or (text == "<<" and event.implicit[0]):
            self._report(mark, "yaml-merge" if text else "yaml-complex-key")
            self._drop(level)

    def _drop(self, level: _Level) -> None:
        """The mapping is not what was meant: remembered, so that no missing field is told."""
        level.key = _DROPPED
        level.values[REFUSED] = REFUSED

    def _put(self, value: Any, tree: Marks) -> None:
        level = self.level
        if type(level.values) is list:
            level.values.append(value)
            level.marks.append(tree)
            return
        key, level.key = level.key, None
        if key is not _DROPPED:
            level.values[key] = value
            level.marks[key] = (level.key_mark, tree)

    def _open(self, event: Any, values: Any, marks: Any) -> None:
        self.seen += 1
        mark, outer = event.start_mark, self.level
        if event.anchor is not None:
            self._report(mark, "yaml-anchor", name=event.anchor)
        if event.tag is not None:
            self._report(mark, "yaml-tag", tag=_short(event.tag))
        if len(self.outer) >= self.limits.depth:
            raise _TooMuchError(self._place(mark), "yaml-deep", self.limits.depth)
        if type(outer.values) is dict and outer.key is None:
            self._report(mark, "yaml-complex-key")
        self.outer.append(outer)
        self.level = _Level(values, marks, mark, event.tag is not None)

    def _close(self) -> None:
        done = self.level
        self.level = level = self.outer.pop()
        if type(level.values) is dict and level.key is None:
            self._drop(level)  # a list or a mapping stood for a key
            return
        value = tuple(done.values) if type(done.values) is list else done.values
        self._put(REFUSED if done.refused else value, (done.mark, done.marks))

    def _marked(self, event: Any, text: str) -> None:
        """A scalar with an anchor or a tag; as a key it still names its field."""
        code = "yaml-tag" if event.anchor is None else "yaml-anchor"
        if type(self.level.values) is dict and self.level.key is None:
            self._report(event.start_mark, code, name=event.anchor, tag=_short(event.tag))
            self._take_key(text, event)
        else:
            self._refuse(event, code, name=event.anchor, tag=_short(event.tag))

    def _refuse(self, event: Any, code: str, **details: object) -> None:
        mark, level = event.start_mark, self.level
        if level.key is not _DROPPED:
            self._report(mark, code, **details)
        if type(level.values) is dict and level.key is None:
            self._drop(level)
            level.key_mark = mark
        else:
            self._put(REFUSED, mark)

    def _report(self, mark: Any, code: str, **details: object) -> None:
        self.to.report(self._place(mark), code, **details)

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def _short(tag: str | None) -> str:
    return (tag or "").replace("tag:yaml.org,2002:", "!!")


# ---- libyaml's words to ours

# The first that is part of libyaml's own message wins.
_SYNTAX: Final = (
    ("mapping values are not allowed", "yaml-colon"),
    ("expected <block end>", "yaml-indent"),
    ("did not find expected key", "yaml-indent"),
    ("did not find expected '-' indicator", "yaml-indent"),
    ("did not find expected <document start>", "yaml-indent"),
    ("could not find expected ':'", "yaml-key"),
    ("did not find expected ',' or ']'", "yaml-list"),
    ("did not find expected ',' or '}'", "yaml-braces"),
    ("found unexpected end of stream", "yaml-quote"),
    ("found unexpected document indicator", "yaml-quote"),
    ("unknown escape character", "yaml-escape"),
    ("did not find expected hexdecimal number", "yaml-escape"),
    ("invalid Unicode character escape code", "yaml-escape"),
    ("tab character", "yaml-tab"),
)
# Everything else that libyaml may say is about a sign with a meaning of its own: @ % ! & * ? | >
_OTHERWISE: Final = "yaml-character"

_FIELD_BEFORE = re.compile(r"[\s-]*([A-Za-z_][\w-]*)\Z")
_CLOSED_BEFORE = re.compile(r"([\"'\]}])\s*\Z")
_CLOSINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "'": {"closing": "guillemet", "quotes": 'doubles ("…")'},
    '"': {"closing": "guillemet", "quotes": "simples ('…')"},
    "]": {"closing": "crochet « ] »", "quotes": 'doubles ("…")'},
    "}": {"closing": "accolade « } »", "quotes": 'doubles ("…")'},
}


def _tell_syntax(
    file: str, text: str, error: yaml.MarkedYAMLError, to: Reading, first_line: int
) -> None:
    said = f"{error.context or ''} {error.problem or ''}"
    code = next((code for words, code in _SYNTAX if words in said), _OTHERWISE)
    opened = code in ("yaml-quote", "yaml-list", "yaml-braces", "yaml-key")
    # Where it was opened: the end of the file helps nobody.
    from_start = opened or (code == _OTHERWISE and "scanning" in said)
    mark: Any = (from_start and error.context_mark) or error.problem_mark or error.context_mark
    line, column = mark.line, mark.column
    lines = _LINE_END.split(text)
    before, after = (lines[line][:column], lines[line][column:]) if line < len(lines) else ("", "")
    closed, field = _CLOSED_BEFORE.search(before), _FIELD_BEFORE.match(before)
    details: Mapping[str, str] = {}
    if not opened and (tab := _tab_before(lines, line)):
        (line, column), code = tab, "yaml-tab"
    elif code == "yaml-indent" and closed:
        details, code = _CLOSINGS[closed[1]], "yaml-rest"
    elif code == "yaml-indent" and after.startswith(":"):
        code = "yaml-key"
    elif code == "yaml-colon" and field:
        column, code = field.start(1), "yaml-indent"  # a field, pushed under the one before it
    elif code == _OTHERWISE and after.startswith("- ") and not before.strip(" -"):
        code = "yaml-indent"
    to.report(Place(file, line + first_line, column + 1), code, **details)


def _tab_before(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """The tab that indents this line or the one before it, if any; lines count from 0."""
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            written = lines[number]
            indent = len(written) - len(written.lstrip(" \t-"))
            tab = written.find("\t", 0, indent)
            if tab >= 0:
                return number, tab
    return None
