"""What may be written in a field: texts, dates, addresses, lists, ids; each with its own rules.

Titles, descriptions and examples are what editors read (in French); validation, the JSON Schemas,
the field reference and the exports all come from them. A rule names a code of problem.SENTENCES.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.reading.problem import meant

# ---- text


def rule(code: str, **details: object) -> PydanticCustomError:
    """A refusal that problem.SENTENCES puts in words."""
    return PydanticCustomError(code, "{code}", {"code": code, **details})


_MARKUP = re.compile(r"[<>][^<>]{0,30}>?")
_MARKDOWN = re.compile(r"\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*|^#{1,6} |^```", re.MULTILINE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# The first letter comes first, the look behind it after: the search then skips from 0 to 0.
_PHONE = re.compile(
    r"[0+](?<!\d.)(?:(?<=\+)\d\d|0\d\d)?[ .\u00a0\u202f]?(?:\(0\))?[ .\u00a0\u202f]?"
    r"[1-9](?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)"
)


def _plain(text: str) -> str:
    # A block text (| or >) ends with a line end that nobody sees.
    if text[-1] == "\n":
        text = text.rstrip("\n")
        if not text:
            raise rule("empty")
    if text != text.strip():
        raise rule("spaces")
    if ("<" in text or ">" in text) and (match := _MARKUP.search(text)):
        raise rule("markup", found=match[0])
    if ("[" in text or "*" in text or "#" in text or "`" in text) and (
        match := _MARKDOWN.search(text)
    ):
        raise rule("markdown", found=match[0])
    if "@" in text and (match := _MAIL.search(text)):
        raise rule("personal", what="une adresse électronique", found=match[0])
    if match := _PHONE.search(text):
        raise rule("personal", what="un numéro de téléphone", found=match[0])
    return text


def _one_line(text: str) -> str:
    text = _plain(text)
    if "\n" in text:
        raise rule("one-line")
    return text


# The marks are classes of their own, equal to no other: typing keeps an annotation that it has seen
# and gives it for an equal one, so a tuple would come back from before `mkdocs serve` reloads us.


@dataclass(frozen=True, slots=True)
class Form:
    """Marks what an editor writes in a field, for forms and messages."""

    name: str


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    AfterValidator(_one_line),
    Form("name"),
]
"""One line that names something."""
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=600),
    AfterValidator(_one_line),
    Form("line"),
]
"""A short sentence, on one line."""
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=5000),
    AfterValidator(_plain),
    Form("text"),
]
"""Plain paragraphs, parted by an empty line: no HTML, no Markdown."""


Code = Annotated[
    str,
    StringConstraints(min_length=1, max_length=12),
    AfterValidator(_one_line),
    Form("code"),
]
"""An official number or sign, which stays text: « 01 », « 2A », « BE »."""


def _not_reserved(id: str) -> str:
    if re.fullmatch(r"page-\d+", id):
        raise rule("reserved-id", found=id)
    return id


SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=SLUG),
    AfterValidator(_not_reserved),
    Form("slug"),
]
"""An id, which becomes an address; « page-2 » is that of the second page of a list."""


def slug(text: str) -> str:
    """A text as an id could be written."""
    folded = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


# ---- dates

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?\Z")


def _as_written(value: Any) -> Any:
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else value


def _partial_date(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        raise rule("date", found=text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12:
        raise rule("date-impossible", found=text, close="les mois vont de 01 à 12")
    if not 1800 <= year <= 2100:
        raise rule("date-impossible", found=text, close="l’année va de 1800 à 2100")
    if month is not None and day is not None:
        last = _last_day(year, month)
        if not 1 <= day <= last:
            close = f"ce mois-là va du 01 au {last}"
            raise rule("date-impossible", found=text, close=close)
    return text


def _last_day(year: int, month: int) -> int:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


PartialDate = Annotated[
    str,
    BeforeValidator(_as_written),
    AfterValidator(_partial_date),
    Form("date"),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?~?$"},
                {"type": "integer", "minimum": 1800, "maximum": 2100},
            ]
        }
    ),
]
"""2017, 2017-11, 2017-11-18, with ~ for « about »: never more precise than its source."""


def surely_before(end: str, start: str) -> bool:
    """Whether a partial date is before another, at the precision of the less precise one."""
    end, start = end.rstrip("~"), start.rstrip("~")
    length = min(len(end), len(start))
    return end[:length] < start[:length]


# ---- addresses

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\.?", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)


def _address(text: str) -> str:
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https") and "." not in scheme[1]:
        raise rule("url-scheme", scheme=scheme[1] + ":")
    match = re.match(r"https?://([^/?#]*)", text, re.IGNORECASE)
    if match is None:
        raise rule("url", found=text, close=_whole_address(text))
    for pattern, what, close in _UNSAFE:
        if pattern.search(match[1] if what.startswith("le nom") else text):
            raise rule("url-unsafe", found=text, what=what, close=close)
    if not match[1].isascii():
        what = "des lettres accentuées ou étrangères dans le nom du site"
        raise rule("url-unsafe", found=text, what=what, close=_plain_host(match[1]))
    if not _HOST.fullmatch(re.sub(r":\d{1,5}\Z", "", match[1])):
        raise rule("url", found=text, close=_COPY)
    return text


_COPY: Final = "copiez l’adresse entière depuis le navigateur : https://…"
_UNSAFE: Final = (
    (re.compile(r"\s"), "une espace", "remplacez chaque espace par %20, ou effacez-la"),
    (re.compile(r'[\\<>"{}|^`]'), "un caractère interdit", _COPY),
    (re.compile(r"//[^/?#]*@"), "un identifiant", "effacez ce qui est entre « // » et « @ »"),
    (
        re.compile(r"\A[\d.]+(:\d+)?\Z|\Alocalhost\b", re.IGNORECASE),
        "le nom d’une machine, pas celui d’un site public",
        "donnez l’adresse publique de la page",
    ),
)


def _whole_address(text: str) -> str:
    if _HOST.fullmatch(text.partition("/")[0]):
        return meant(f"https://{text}")
    return _COPY


def _plain_host(host: str) -> str:
    try:
        return f"écrivez ce nom sous sa forme technique : {host.encode('idna').decode()}"
    except UnicodeError:
        return _COPY


Url = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000),
    AfterValidator(_address),
    Form("url"),
    WithJsonSchema({"type": "string", "pattern": "^https?://", "maxLength": 1000}),
]
"""The public address of a page, http or https."""

# ---- lists and references

T = TypeVar("T")


def _no_repeat(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(values) > 1 and len(set(values)) < len(values):
        seen: set[T] = set()
        for position, value in enumerate(values):
            if value in seen:
                raise rule("repeated", found=value, position=position)
            seen.add(value)
    return values


Many = Annotated[tuple[T, ...], Field(min_length=1), AfterValidator(_no_repeat)]
"""A list that is absent rather than empty."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of a record in a table."""

    table: str


LabId = Annotated[str, Ref("labs")]
ThemeId = Annotated[str, Ref("themes")]
EventId = Annotated[str, Ref("events")]
CallId = Annotated[str, Ref("calls")]
NetworkId = Annotated[str, Ref("networks")]
OrganisationId = Annotated[str, Ref("organisations")]
TerritoryId = Annotated[str, Ref("territories")]
SourceId = Annotated[str, Ref("sources")]
Sources = Many[SourceId]

# ---- what an editor reads about a field


def described(
    title: str, description: str, *examples: Any, required: bool = False, **limits: Any
) -> Any:
    """A field with what an editor reads about it, and pydantic's limits; absent means unknown."""
    settings = limits if required else {"default": None, **limits}
    return Field(title=title, description=description, examples=list(examples), **settings)


_SOURCES_HELP: Final = "Identifiants de data/sources.yaml, dans l’ordre où la page les cite."
SOURCES_EXAMPLE: Final = ["hp-tilab-2018", "20min-tilab"]


def sources(title: str = "Sources", required: bool = True) -> Any:
    """A list of sources."""
    return described(title, _SOURCES_HELP, SOURCES_EXAMPLE, required=required)
