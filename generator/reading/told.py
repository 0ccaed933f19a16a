"""Problems as they are told: for a terminal, for programs, on the lines of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from generator.reading.problem import Place, Problem


def as_text(problems: Iterable[Problem]) -> str:
    """For a terminal: the place and the fact on one line, the way out on the next."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.fact}")
        if problem.way_out:
            lines.append(f"  conseil : {problem.way_out}")
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """For programs: a list of objects with file, line, column, code, fact and way_out."""
    entries = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "fact": problem.fact,
            "way_out": problem.way_out,
        }
        for problem in problems
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


SHOWN_BY_GITHUB: Final = 10


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate the lines of a pull request.

    GitHub shows ten annotations a step: past that, nine and one that says how many are left.
    Source: the runner's workflow commands; %, CR and LF are escaped everywhere, : and , in
    properties.
    """
    listed = list(problems)
    shown = listed if len(listed) <= SHOWN_BY_GITHUB else listed[: SHOWN_BY_GITHUB - 1]
    lines = [_annotation(problem.place, problem.fact, problem.way_out) for problem in shown]
    if len(listed) > len(shown):
        rest = f"et {len(listed) - len(shown)} autres problèmes"
        lines.append(_annotation(listed[len(shown)].place, rest, "la liste entière est plus bas"))
        lines.append(as_text(listed))
    return "\n".join(lines)


def _annotation(place: Place, fact: str, way_out: str) -> str:
    properties = f"file={_escape(place.file, True)},line={place.line},col={place.column}"
    message = _escape(f"{fact}\n{way_out}" if way_out else fact, False)
    return f"::error {properties},title=Données::{message}"


def _escape(text: str, in_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    if in_property:
        text = text.replace(":", "%3A").replace(",", "%2C")
    return text
