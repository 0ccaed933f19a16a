"""Mistakes in our words: what pydantic refuses, each with its code and what its sentence needs."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from generator.reading.problem import close_to, meant, quoted
from generator.reading.reader import REFUSED, plain
from generator.records.fields import slug
from generator.records.parts import Mistake, Part, Steps
from generator.records.tree import Field, field_at, fields_at

# Nobody mends thousands of mistakes one by one: they have one cause, and telling takes minutes.
ENOUGH: Final = 2000


# ---- nothing written


def empties(kind: type[Part], value: Any) -> Iterator[Mistake]:
    """The fields and items where nothing is written: absent is how to say unknown."""
    for at in islice(_nones(value), ENOUGH):
        code = "empty-item" if isinstance(at[-1], int) else "empty"
        close = _instead_of_nothing(field_at(kind, at), key_of(at))
        yield Mistake(at, code, {"key": key_of(at), "close": close})


def _nones(value: Any, at: Steps = ()) -> Iterator[Steps]:
    if value is None:
        yield at
    elif type(value) is dict:
        for key, item in value.items():
            yield from _nones(item, (*at, key))
    elif type(value) is tuple:
        for position, item in enumerate(value):
            yield from _nones(item, (*at, position))


def _instead_of_nothing(field: Field | None, key: str) -> str:
    """What to write where nothing is: a field that is not required may go."""
    if field is None:
        return "effacez le champ"
    if field.fields and not field.many:
        return "écrivez ses champs au-dessous, décalés de deux espaces, ou effacez le champ"
    if field.required:
        return f"écrivez une valeur, par exemple « {key}: {_example(field)} »"
    return "écrivez une valeur ou effacez le champ"


def key_of(at: Steps) -> str:
    """The name of the innermost field on the way to a value."""
    return next((quoted(step) for step in reversed(at) if isinstance(step, str)), "")


# ---- what pydantic refuses


def mistakes(kind: type[Part], value: Any, errors: Sequence[Any]) -> Iterator[Mistake]:
    """What pydantic's errors say of a value, each once and none that echoes another."""
    errors = errors[:ENOUGH]
    unknown = {
        tuple(error["loc"]): _nearest(kind, value, error["loc"])
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    meant_to_be = {(*at[:-1], near) for at, near in unknown.items()}
    for error in errors:
        at = tuple(error["loc"])
        if _is_echo(error) or (error["type"] == "missing" and at in meant_to_be):
            continue
        if at in unknown:
            yield _unknown_key(kind, at, unknown[at])
        elif "code" in error.get("ctx", {}):
            yield _of_rule(kind, at, error)
        else:
            yield _of_pydantic(kind, at, error)


def _is_echo(error: Any) -> bool:
    """Whether a mistake was told already: by the reader, as empty, or in the items of a list."""
    value = error["input"]
    if error["type"] == "invalid_key" or value is None or value is REFUSED:
        return True
    if error["type"] == "too_short" and value:
        return True  # the list is short of the items that were told
    return type(value) is dict and REFUSED in value and error["type"] != "extra_forbidden"


def _nearest(kind: type[Part], value: Any, at: Sequence[Any]) -> str | None:
    """The field, not yet written beside it, that a misspelt or French name was meant to be."""
    for step in at[:-1]:
        value = value[step]
    known: dict[str, str] = {}
    for name, field in fields_at(kind, at[:-1]).items():
        if name not in value:
            known.setdefault(slug(field.title), name)
            known[slug(name)] = name
    near = difflib.get_close_matches(slug(str(at[-1]))[:80], known, n=1, cutoff=0.6)
    return known[near[0]] if near else None


def _unknown_key(kind: type[Part], at: Steps, near: str | None) -> Mistake:
    names = ", ".join(sorted(fields_at(kind, at[:-1])))
    close = meant(near) if near else f"champs possibles : {names}"
    return Mistake(at, "unknown-key", {"key": key_of(at), "close": close}, at_key=True)


def _of_rule(kind: type[Part], at: Steps, error: Any) -> Mistake:
    """A refusal by one of the fields' own rules: it names its sentence."""
    details = dict(error["ctx"])
    code = details.pop("code")
    if "position" in details:
        at = (*at, details.pop("position"))
        if isinstance(details["found"], Part):
            code = "repeated-group"
    details["found"] = quoted(details.get("found", error["input"]))
    details.setdefault("close", _instead_of_nothing(field_at(kind, at), key_of(at)))
    return Mistake(at, code, {"key": key_of(at), **details})


def _of_pydantic(kind: type[Part], at: Steps, error: Any) -> Mistake:
    field, value, key = field_at(kind, at), error["input"], key_of(at)
    code, limit = CODES[error["type"]]
    code = _narrowed(code, value, field)
    details: dict[str, Any] = {"key": key, "found": as_found(value), "example": _example(field)}
    if code in _CLOSE:
        details["close"] = _CLOSE[code](field, key, value)
    if code in _DETAILS:
        details |= _DETAILS[code](field, at, value)
    if limit:
        details["limit"] = error["ctx"][limit]
    return Mistake(at, code, details)


def _narrowed(code: str, value: Any, field: Field | None) -> str:
    """The code that suits what was written in place of what was expected."""
    if code in ("choice", "slug") and isinstance(value, (tuple, dict)):
        return "not-text"
    if code == "not-list" and (isinstance(value, dict) or (field and field.fields)):
        return "not-list-of-groups"
    return code


CODES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("missing", ""),
    "literal_error": ("choice", ""),
    "string_type": ("not-text", ""),
    "string_pattern_mismatch": ("slug", ""),
    "string_too_short": ("empty", ""),
    "string_too_long": ("too-long", "max_length"),
    "tuple_type": ("not-list", ""),
    "too_short": ("empty-list", ""),
    "model_type": ("not-group", ""),
    "dict_type": ("not-group", ""),
    "int_type": ("not-number", ""),
    "bool_type": ("not-boolean", ""),
    "greater_than_equal": ("number-too-small", "ge"),
}
"""For each pydantic error our models can raise, our code and the name of the limit it tells."""


# ---- ways out


def in_quotes(value: Any) -> str:
    """How a value is written for a text."""
    if isinstance(value, (tuple, dict)):
        return "écrivez une seule valeur, sans crochets, sans accolades ni tiret"
    return f"mettez la valeur entre guillemets : {json.dumps(_bare(value), ensure_ascii=False)}"


def _as_groups(field: Field | None, key: str, value: Any) -> str:
    if isinstance(value, dict):
        return "mettez un tiret devant le premier champ du groupe, même s’il n’y en a qu’un"
    return f"un groupe par tiret, par exemple {key}: {_example(field)}"


def _shorter(field: Field | None, key: str, value: Any) -> str:
    return "abrégez" if len(value) < 600 else "abrégez ; un long récit a sa place dans content/"


def _nothing(field: Field | None, key: str, value: Any) -> str:
    return _instead_of_nothing(field, key)


_CLOSE: Final[Mapping[str, Callable[[Field | None, str, Any], str]]] = {
    "choice": lambda field, key, value: close_to(_bare(value), field.values if field else ()),
    "empty": _nothing,
    "empty-list": _nothing,
    "not-list-of-groups": _as_groups,
    "not-text": lambda field, key, value: in_quotes(value),
    "slug": lambda field, key, value: slug(_bare(value)) or "ti-lab",
    "too-long": _shorter,
}
"""For each code, what writes its way out."""


def _number(field: Field | None, at: Steps, value: Any) -> Mapping[str, Any]:
    digits = re.sub(r"[\s€]", "", str(value))
    return {"example": digits} if digits.isdecimal() else {}


def _group(field: Field | None, at: Steps, value: Any) -> Mapping[str, Any]:
    """One group of a list as an example, where one of several is not a group."""
    if not isinstance(at[-1], int):
        return {}
    return {"example": _example(field).removeprefix("[").removesuffix("]")}


_DETAILS: Final[Mapping[str, Callable[[Field | None, Steps, Any], Mapping[str, Any]]]] = {
    "choice": lambda field, at, value: {"found": _bare(value)},
    "missing": lambda field, at, value: {"title": field.title if field else key_of(at)},
    "not-group": _group,
    "not-list": lambda field, at, value: {"example": flow([_bare(value)])},
    "not-number": _number,
    "slug": lambda field, at, value: {"found": _bare(value)},
    "too-long": lambda field, at, value: {"length": len(value)},
}
"""For each code, what its sentence needs beside or instead of what they all have."""


# ---- values as editors write them


def _bare(value: Any) -> str:
    """A value as it was written."""
    if value is True or value is False:
        return "true" if value else "false"
    return as_found(value) if isinstance(value, (tuple, dict)) else quoted(value)


def as_found(value: Any) -> str:
    """How a message tells what was written."""
    if isinstance(value, tuple):
        return "une liste"
    if isinstance(value, dict):
        return "un groupe de champs"
    return f"« {_bare(value)} »"


def _example(field: Field | None) -> str:
    """What the model gives as an example, or a group of the fields that it requires."""
    if field is None:
        return "…"
    if field.examples and field.examples[0]:
        return flow(field.examples[0])
    if not field.fields:
        return "…"
    required = [inner for inner in field.fields.values() if inner.required]
    group = ", ".join(f"{inner.name}: {_example(inner)}" for inner in required)
    return f"[{{{group}}}]" if field.many else f"{{{group}}}"


_NOT_PLAIN: Final = re.compile(
    r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|: |\s#|:$|\s$|[\x00-\x1f\x7f-\x9f]|^(?:---|\.\.\.)"""
)


def flow(value: Any, inside: bool = False) -> str:
    """A value as an editor would write it on one line; `inside` a list or a group."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item, True) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if plain(value) != value or _NOT_PLAIN.search(value):
        return json.dumps(value, ensure_ascii=False)
    if inside and re.search(r"[,\[\]{}]|:(?=\S*$)", value):
        return json.dumps(value, ensure_ascii=False)
    return value
