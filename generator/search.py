"""The search index: static and inverted, in small files, so that a query loads only its words.

    recherche/index/meta.json    how many pages, where each file of terms begins, words left out
    recherche/index/t<n>.json    terms: [term, pages and weights, term, …]
    recherche/index/v<n>.json    the words of names, themes and places, by length: for typing errors
    recherche/index/d<n>.json    what a result shows, PAGES_A_FILE pages a file
    recherche/index/facets.json  for each facet, its values and those of each lab

Pages are numbered in this order: labs in French order, then the other tables, then prose. A posting
is one number: the distance to the last page × 16 + a weight from 1 to 15. The browser's half is
theme/static/search.js.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from generator.analysis import stem, tokens, words_of
from generator.directory import Directory
from generator.model import Event, Lab, Organisation, Record, Territory, Theme
from generator.profiles import record_card
from generator.views import FOLDERS, KINDS, PAGED, Views, excerpt, path_of
from generator.words import Words, date, typeset

FOLDER: Final = "recherche/index/"
PAGES_A_FILE: Final = 60
SHOWN: Final = 64
"""How many characters of its text a result shows."""

TERMS_A_FILE: Final = 4000
"""About how many characters a file of terms has."""

NAME, PLACE, THEME, CARRIER, SYNONYM, KIND, TEXT = 12, 10, 9, 7, 7, 4, 2
"""How much a word weighs by where it stands; a page's weight for a word is at most 15."""

COMMON: Final = 8
"""In a large directory, a word of texts that one page in COMMON has says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to find: what a result shows, its names, and its words by weight."""

    path: str
    title: str
    kind: str
    shown: tuple[str, ...]
    """Over the title, text, badge's class and word, last sign, star."""
    names: tuple[str, ...]
    fields: tuple[tuple[int, str], ...]


# ---- what each page says


Nicknames = Mapping[str, Sequence[str]]
"""What people also call a place: Marseille → cité phocéenne."""


def entries(views: Views, nicknames: Nicknames) -> Iterator[Entry]:
    """An entry for each record that has a page."""
    for table in PAGED:
        for record in views.all(table):
            yield _entry(views, record, nicknames)


def _entry(views: Views, record: Record, nicknames: Nicknames) -> Entry:
    names = [record.label]
    for field in ("other_names", "former_names", "acronym"):
        names += _texts(record, field)
    fields = [(NAME, name) for name in names]
    fields += _FIELDS.get(type(record), _nothing)(views.directory, views.words, record)
    fields += [
        (SYNONYM, name)
        for weight, text in fields
        if weight == PLACE
        for name in nicknames.get(text, ())
    ]
    fields += [(TEXT, text) for field in ("description", "methods", "partners")
               for text in _texts(record, field)]  # fmt: skip
    card = record_card(views, record)
    badge = card["badge"]
    text = excerpt(getattr(record, "description", None) or "", SHOWN)
    shown = (
        card["over"],
        text or card["text"],
        badge.tone if badge else "",
        badge.text if badge else "",
        card["sign"],
        card["star"],
    )
    kind = views.words(f"kind.{KINDS[record.TABLE]}")
    return Entry(path_of(record), record.label, kind, shown, tuple(names), tuple(fields))


def prose(path: str, title: str, kind: str, text: str, synonyms: Iterable[str]) -> Entry:
    """An entry for a page that people wrote."""
    names = (title,)
    fields = ((NAME, title), *((SYNONYM, one) for one in synonyms), (TEXT, text))
    return Entry(
        path, title, kind, ("", excerpt(text.strip(), SHOWN), "", "", "", ""), names, fields
    )


def _texts(record: Record, name: str) -> list[str]:
    value = getattr(record, name, None)
    if isinstance(value, str):
        return [value]
    return [one for one in value or () if isinstance(one, str)]


Fields = list[tuple[int, str]]


def _nothing(directory: Directory, words: Words, record: Any) -> Fields:
    return []


def _lab(directory: Directory, words: Words, lab: Lab) -> Fields:
    fields: Fields = [(PLACE, lab.city or ""), (PLACE, lab.area or "")]
    fields += [(PLACE, one.city) for one in lab.other_places or ()]
    if lab.territory:
        territory = directory.territories[lab.territory]
        fields += [(PLACE, territory.name)]
        fields += [(PLACE, name) for name in territory.other_names or ()]
        for one in territory.departements or ():
            if one.code == lab.departement:
                fields += [(PLACE, one.name), (PLACE, one.code)]
    for id in lab.themes or ():
        theme = directory.themes[id]
        fields += [(THEME, theme.name), *((SYNONYM, one) for one in theme.synonyms or ())]
    for id in (*(lab.carriers or ()), *(lab.former_carriers or ())):
        carrier = directory.organisations[id]
        fields += [(CARRIER, carrier.name), (CARRIER, carrier.acronym or "")]
    fields += [(CARRIER, lab.carrier_text or "")]
    fields += [(CARRIER, directory.networks[id].acronym or "") for id in lab.networks or ()]
    fields += [(KIND, words(f"lab.kind_of.{lab.kind or 'lab'}")), (KIND, lab.form or "")]
    fields += [(KIND, words(f"lab.level_of.{level}")) for level in lab.levels or ()]
    return fields


def _theme(directory: Directory, words: Words, theme: Theme) -> Fields:
    return [(SYNONYM, one) for one in theme.synonyms or ()]


def _event(directory: Directory, words: Words, event: Event) -> Fields:
    when = event.date_text or (date(event.start) if event.start else "")
    fields = [(PLACE, event.city or ""), (PLACE, event.place or ""), (KIND, when)]
    fields += [(KIND, directory.labs[id].name) for id in event.labs or ()]
    return [*fields, (KIND, words(f"event.kind.{event.kind}"))]


def _territory(directory: Directory, words: Words, territory: Territory) -> Fields:
    departements = territory.departements or ()
    return [(SYNONYM, f"{one.name} {one.code}") for one in departements]


def _organisation(directory: Directory, words: Words, organisation: Organisation) -> Fields:
    kind = words(f"organisation.kind.{organisation.kind}")
    return [(PLACE, organisation.city or ""), (KIND, kind)]


_FIELDS: Final[Mapping[type[Record], Any]] = {
    Lab: _lab,
    Theme: _theme,
    Event: _event,
    Territory: _territory,
    Organisation: _organisation,
}


# ---- the files

Output = tuple[str, bytes]


def index(found: Sequence[Entry], views: Views, left_out: Mapping[str, str]) -> Iterator[Output]:
    """Every file of the index; `left_out` holds the words of « stop » and « domain »."""
    postings, vocabulary = _postings(found)
    bounds = []
    for number, terms in enumerate(_files(postings)):
        bounds.append((terms[0], terms[-2]))
        yield f"{FOLDER}t{number}.json", _json(terms)
    lengths = _by_length(vocabulary)
    for length, words in lengths.items():
        yield f"{FOLDER}v{length}.json", _json(words)
    for number in range(0, len(found), PAGES_A_FILE):
        shown = [_shown(entry) for entry in found[number : number + PAGES_A_FILE]]
        yield f"{FOLDER}d{number // PAGES_A_FILE}.json", _json(shown)
    yield f"{FOLDER}facets.json", _json(facets(views))
    yield (
        f"{FOLDER}meta.json",
        _json(
            {
                "pages": len(found),
                "labs": len(views.directory.labs),
                "files": _short_starts(bounds),
                "kinds": _kinds(found),
                "lengths": list(lengths),
                "stop": sorted({stem(word) for word in words_of(left_out["stop"])}),
                "domain": sorted({stem(word) for word in words_of(left_out["domain"])}),
                "weak": sorted({stem(word) for word in words_of(left_out["weak"])}),
            }
        ),
    )


PRIORS: Final[Mapping[str, float]] = {
    "labs": 1.15, "themes": 1.1, "territories": 1.1, "events": 0.7, "calls": 0.9,
    "organisations": 0.75, "networks": 0.9,
}  # fmt: skip
"""How likely a kind of page is what people look for; prose counts as PROSE."""
PROSE: Final = 0.9


def _kinds(found: Sequence[Entry]) -> list[tuple[int, float]]:
    """Where each kind of page begins, with its weight."""
    weights = {f"{FOLDERS[table]}/": weight for table, weight in PRIORS.items()}
    kinds: list[tuple[int, float]] = []
    for number, entry in enumerate(found):
        weight = weights.get(entry.path.partition("/")[0] + "/", PROSE)
        if not kinds or kinds[-1][1] != weight:
            kinds.append((number, weight))
    return kinds


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _shown(entry: Entry) -> list[str]:
    return [entry.path, typeset(entry.title), entry.kind, *map(typeset, entry.shown)]


def _postings(found: Sequence[Entry]) -> tuple[dict[str, list[tuple[int, int]]], set[str]]:
    """For each term its pages with their weight, and the words that names and places hold."""
    postings: dict[str, list[tuple[int, int]]] = {}
    vocabulary: set[str] = set()
    of_text: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(found):
        weights: dict[str, int] = {}
        for weight, text in entry.fields:
            if not text:
                continue
            stems = of_text.get(text)
            if stems is None:
                stems = tuple(dict.fromkeys(tokens(text)))
                if weight != TEXT:
                    stems = of_text[text] = (*stems, *run_together(text))
            near = 3 if weight == NAME and len(stems) <= 2 else 0
            for term in stems:
                best = weights.get(term, 0)
                full = weight + near
                weights[term] = min(15, max(best, full) + (1 if best and weight != TEXT else 0))
            if weight > KIND:
                vocabulary.update(stems)
        for name in entry.names:
            for key in joined(name):
                weights[key] = max(weights.get(key, 0), 15 if name == entry.title else 14)
        for term, weight in weights.items():
            postings.setdefault(term, []).append((number, weight))
    return _without_common(postings, len(found)), vocabulary


_COMPOUND: Final = re.compile(r"\w+(?:[-'’]\w+)+")


def run_together(text: str) -> Iterator[str]:
    """The compounds of a text without their hyphens: « tiers-lieux » → tierslieu, AP-HP → aphp."""
    for compound in _COMPOUND.findall(text):
        yield stem("".join(words_of(compound)))


_ARTICLE: Final = re.compile(r"(?:le|la|les|l|un|une|the)\s+(?=\S)")


def joined(name: str) -> set[str]:
    """The keys of a whole name, words run together: « Le Lab 0 » → lelab0=, lab0=."""
    spaced = " ".join(words_of(name))
    if not spaced:
        return set()
    return {one.replace(" ", "") + "=" for one in (spaced, _ARTICLE.sub("", spaced, count=1))}


def _without_common(
    postings: dict[str, list[tuple[int, int]]], pages: int
) -> dict[str, list[tuple[int, int]]]:
    if pages < 1000:
        return postings
    kept = {}
    for term, found in postings.items():
        if len(found) > pages // COMMON:
            found = [one for one in found if one[1] > TEXT]
        if found:
            kept[term] = found
    return kept


def _files(postings: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[list[Any]]:
    """The terms in order, cut into files of about TERMS_A_FILE characters."""
    terms: list[Any] = []
    size = 0
    for term in sorted(postings):
        numbers, last = [], -1
        for page, weight in postings[term]:
            numbers.append((page - last) * 16 + weight)
            last = page
        length = len(term) + 4 * len(numbers) + 6
        if terms and size + length > TERMS_A_FILE:
            yield terms
            terms, size = [], 0
        terms += [term, numbers]
        size += length
    if terms:
        yield terms


def _short_starts(bounds: Sequence[tuple[str, str]]) -> list[str]:
    """Where each file begins, in as few letters as part it from the end of the one before.

    `bounds` are each file's first and last term.
    """
    short = [""]
    for (_, last), (first, _) in pairwise(bounds):
        same = 0
        while same < min(len(last), len(first)) and last[same] == first[same]:
            same += 1
        short.append(first[: same + 1])
    return short


def _by_length(vocabulary: Iterable[str]) -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= 4 and not word[0].isdigit():
            by_length.setdefault(min(len(word), LONGEST), []).append(word)
    return dict(sorted(by_length.items()))


LONGEST: Final = 12


# ---- facets

ALPHABET: Final = "".join(
    chr(code) for code in range(48, 720) if chr(code).isalnum() and chr(code).isprintable()
)
"""One character a value; more than any facet has."""


def facets(views: Views) -> dict[str, Any]:
    """For each facet its values, in order, and the values of each lab, a comma between labs."""
    labs: list[Lab] = views.all("labs")
    return {"labs": len(labs), "facets": [_facet(views, name, labs) for name in FACETS]}


def _facet(views: Views, name: str, labs: Sequence[Lab]) -> dict[str, Any]:
    of = FACETS[name]
    held = [tuple(of(lab)) for lab in labs]
    used = {id for ids in held for id in ids}
    values = [one for one in _values(views, name) if one[0] in used]
    letter = {value[0]: ALPHABET[at] for at, value in enumerate(values)}
    coded = ",".join("".join(letter[id] for id in ids) for ids in held)
    return {"id": name, "label": views.words(f"facet.{name}"), "values": values, "of": coded}


def _values(views: Views, name: str) -> list[tuple[str, str]]:
    words = views.words
    if name in ("territoire", "theme"):
        table = {"territoire": "territories", "theme": "themes"}[name]
        return [(one.id, typeset(one.label)) for one in views.all(table)]
    if name == "annee":
        years = {
            lab.status.as_of[:4] for lab in views.all("labs") if lab.status and lab.status.as_of
        }
        return [(year, year) for year in sorted(years, reverse=True)]
    prefix = {"genre": "lab.kind_of.", "niveau": "lab.level_of.", "situation": "lab.status."}
    if name == "appel":
        return [("laureat", words("lab.laureate_short"))]
    start = prefix[name]
    found = [
        (key.removeprefix(start), typeset(text[:1].upper() + text[1:]))
        for key, text in words.by_key.items()
        if key.startswith(start)
    ]
    return sorted(found, key=lambda one: one[1])


FACETS: Final[Mapping[str, Any]] = {
    "territoire": lambda lab: [lab.territory] if lab.territory else [],
    "theme": lambda lab: lab.themes or (),
    "genre": lambda lab: [lab.kind or "lab"],
    "niveau": lambda lab: lab.levels or (),
    "situation": lambda lab: [lab.status.value] if lab.status else [],
    "annee": lambda lab: [lab.status.as_of[:4]] if lab.status and lab.status.as_of else [],
    "appel": lambda lab: ["laureat"] if lab.award and lab.award.result == "laureate" else [],
}
"""A lab's values in each facet; « annee » serves to sort by last sign."""
