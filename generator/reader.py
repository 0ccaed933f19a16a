"""Values with their positions, from the events of libyaml and within limits.

YAML's own loaders crash on a nest of brackets, take 20 s on 600 bytes of merges, read 01000 as 512
and NO as false, and lose the first of two equal keys. Here a value is what the editor wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml
from yaml.cyaml import CParser

from generator.problem import Place, Reading


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

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ue000-\uf8ff\ufeff\ufffe\uffff\ud800-\udfff]"
)


def decode(
    file: str, data: bytes, to: Reading, limits: Limits = LIMITS, first_line: int = 1
) -> str | None:
    """UTF-8 text without its byte-order mark, or None after telling why it cannot be read."""
    if len(data) > limits.size:
        folder = file.removesuffix(".yaml")
        size, limit = _thousands(len(data)), _thousands(limits.size)
        to.report(Place(file), "file-too-large", size=size, limit=limit, folder=folder)
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        to.report(Place(file), "encoding-utf16")
        return None
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        place = _place_after(file, before, first_line)
        to.report(place, "encoding", byte=f"0x{error.object[error.start]:02X}")
        return None
    refused = False
    for match in _FORBIDDEN.finditer(text):
        place = _place_after(file, text[: match.start()], first_line)
        to.report(place, "control-character", character=f"U+{ord(match[0]):04X}")
        refused = True
    return None if refused else text


def _place_after(file: str, before: str, first_line: int) -> Place:
    lines = before.split("\n")
    return Place(file, first_line + len(lines) - 1, len(lines[-1]) + 1)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


# ---- events to values

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"": None, "null": None, "true": True, "false": False}


def _plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return float(text)
    return text


class _Builder:
    """One pass over the events, without recursion; containers being filled wait on a stack."""

    def __init__(self, file: str, text: str, to: Reading, limits: Limits, first_line: int) -> None:
        self.file, self.to, self.limits, self.first_line = file, to, limits, first_line
        self.parser = CParser(text)
        # Each level: (values, marks, start mark); values is a list or a dict.
        self.stack: list[tuple[Any, Any, Any]] = []
        self.key: Any = None  # the key that waits for its value, with its mark
        self.keys: list[Any] = []  # the waiting keys of the outer levels
        self.result: tuple[Any, Marks] = (None, None)

    def document(self) -> Document:
        documents = values = 0
        while True:
            event = self.parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                values += 1
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, {}, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [], [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._refuse(event, "yaml-alias", name=event.anchor)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._report(event.start_mark, "yaml-document")
                    break
            elif kind is yaml.StreamEndEvent:
                break
            if values > self.limits.values:
                place = self._place(event.start_mark)
                raise _TooMuchError(place, "yaml-many", self.limits.values)
        value, marks = self.result
        return Document(self.file, value, marks, self.first_line)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
            return
        text = event.value
        if self.stack and type(self.stack[-1][0]) is dict and self.key is None:
            self._take_key(text, event)
            return
        self._put(_plain(text) if event.implicit[0] else text, event.start_mark)

    def _take_key(self, text: str, event: Any) -> None:
        values, marks, _ = self.stack[-1]
        mark = event.start_mark
        if text == "<<" and event.implicit[0]:
            self._report(mark, "yaml-merge")
            self.key = (None, mark)
        elif text in values:
            line = marks[text][0].line + self.first_line
            self._report(mark, "duplicate-key", key=text, line=line)
            self.key = (None, mark)
        else:
            self.key = (text, mark)

    def _put(self, value: Any, tree: Marks) -> None:
        if not self.stack:
            self.result = (value, tree)
            return
        values, marks, _ = self.stack[-1]
        if type(values) is dict:
            name, mark = self.key
            self.key = None
            if name is not None:
                values[name] = value
                marks[name] = (mark, tree)
        else:
            values.append(value)
            marks.append(tree)

    def _open(self, event: Any, values: Any, marks: Any) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            self._report(mark, "yaml-anchor", name=event.anchor)
        if event.tag is not None:
            self._report(mark, "yaml-tag", tag=event.tag)
        if len(self.stack) >= self.limits.depth:
            raise _TooMuchError(self._place(mark), "yaml-deep", self.limits.depth)
        if self.stack and type(self.stack[-1][0]) is dict and self.key is None:
            self._report(mark, "yaml-complex-key")
            self.key = (None, mark)
            # The complex key itself is read and dropped; its value then finds a key that waits.
            self.keys.append("complex")
        else:
            self.keys.append(self.key)
        self.key = None
        self.stack.append((values, marks, mark))

    def _close(self) -> None:
        values, marks, mark = self.stack.pop()
        waiting = self.keys.pop()
        if waiting == "complex":
            self.key = (None, mark)
            return
        self.key = waiting
        self._put(tuple(values) if type(values) is list else values, (mark, marks))

    def _refuse_marked(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "yaml-anchor", name=event.anchor)
        else:
            self._refuse(event, "yaml-tag", tag=event.tag)

    def _refuse(self, event: Any, code: str, **details: object) -> None:
        mark = event.start_mark
        self._report(mark, code, **details)
        if self.stack and type(self.stack[-1][0]) is dict and self.key is None:
            self.key = (None, mark)
        else:
            self._put(REFUSED, mark)

    def _report(self, mark: Any, code: str, **details: object) -> None:
        self.to.report(self._place(mark), code, **details)

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


# ---- libyaml's words to ours

# The first that is part of libyaml's own message wins.
_SYNTAX = (
    ("mapping values are not allowed", "yaml-colon"),
    ("expected <block end>", "yaml-indent"),
    ("did not find expected key", "yaml-indent"),
    ("did not find expected '-' indicator", "yaml-indent"),
    ("block sequence entries are not allowed", "yaml-indent"),
    ("could not find expected ':'", "yaml-key"),
    ("did not find expected ',' or ']'", "yaml-list"),
    ("did not find expected ',' or '}'", "yaml-braces"),
    ("found unexpected end of stream", "yaml-quote"),
    ("found unexpected document indicator", "yaml-quote"),
    ("unknown escape character", "yaml-escape"),
    ("did not find expected hexdecimal number", "yaml-escape"),
    ("cannot start any token", "yaml-character"),
    ("did not find expected alphabetic or numeric character", "yaml-character"),
    ("did not find expected <document start>", "yaml-indent"),
    ("did not find expected node content", "yaml-character"),
    ("found undefined tag handle", "yaml-character"),
    ("while scanning a tag", "yaml-character"),
    ("while scanning a directive", "yaml-character"),
)


def _tell_syntax(
    file: str, text: str, error: yaml.MarkedYAMLError, to: Reading, first_line: int
) -> None:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    code = next((code for words, code in _SYNTAX if words in said), "yaml-syntax")
    mark: Any = error.problem_mark or error.context_mark
    if code in ("yaml-quote", "yaml-list", "yaml-braces") and error.context_mark is not None:
        mark = error.context_mark  # where it was opened: the end of the file helps nobody
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    tab = _tab_before(text, line, column)
    if tab is not None and code != "yaml-quote":
        (line, column), code = tab, "yaml-tab"
    to.report(Place(file, line + first_line, column + 1), code, detail=said)


def _tab_before(text: str, line: int, column: int) -> tuple[int, int] | None:
    """The tab that indents this line or the one before it, if any; lines count from 0."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 <= number < len(lines):
            written = lines[number]
            indent = len(written) - len(written.lstrip(" \t-"))
            tab = written.find("\t", 0, indent)
            if tab >= 0:
                return number, tab
    return None
