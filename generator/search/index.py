"""The search index: static and inverted, in small files, so that a query loads only its words.

    recherche/index/meta.json    how many pages, where each file of terms begins, words left out
    recherche/index/t<n>.json    terms: [term, pages and weights, term, …]
    recherche/index/v<n>.json    the words of names, themes and places that n letters may misspell
    recherche/index/d<n>.json    what a result shows, PAGES_A_FILE pages a file

Pages are numbered in this order: labs by territory, then in French order; the other tables; prose.
What a query finds is often in one territory, so its first results are in few files. A posting is
one number: the distance to the last page × 16 + a weight from 1 to 15. A place or a theme of
several words is also one term, wherever its words stand together (« hauts de france »). The
browser's half is theme/static/search.js.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from generator.checking.directory import Directory
from generator.kinds.profiles import record_card
from generator.language.analysis import stem, tokens, words_of
from generator.language.french import Words, date, typeset, without_article
from generator.pages.views import FOLDERS, KINDS, PAGED, Views, excerpt, path_of
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.network import Network
from generator.records.organisation import Organisation
from generator.records.parts import Record
from generator.records.territory import Territory
from generator.records.theme import Theme
from generator.search.facets import FOLDER, compact

PAGES_A_FILE: Final = 60
SHOWN: Final = 56
"""How many characters of its text a result shows."""

TERMS_A_FILE: Final = 4000
"""About how many characters a file of terms has; twice as many in a LARGE directory."""

LARGE: Final = 1000
"""Pages from which a first query costs more requests than bytes."""

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
    """An entry for each record that has a page, in the order in which pages are numbered."""
    for table in PAGED:
        for record in labs(views) if table == "labs" else views.all(table):
            yield _entry(views, record, nicknames)


def labs(views: Views) -> list[Lab]:
    """The labs as they are numbered: by territory, those of none last, then in French order."""
    places = views.places("territories")
    return sorted(views.all("labs"), key=lambda lab: places.get(lab.territory or "", len(places)))


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
        territory = directory.of(Territory)[lab.territory]
        fields += [(PLACE, territory.name)]
        fields += [(PLACE, name) for name in territory.other_names or ()]
        for one in territory.departements or ():
            if one.code == lab.departement:
                fields += [(PLACE, one.name), (PLACE, one.code)]
    for id in lab.themes or ():
        theme = directory.of(Theme)[id]
        fields += [(THEME, theme.name), *((SYNONYM, one) for one in theme.synonyms or ())]
    for id in (*(lab.carriers or ()), *(lab.former_carriers or ())):
        carrier = directory.of(Organisation)[id]
        fields += [(CARRIER, carrier.name), (CARRIER, carrier.acronym or "")]
    fields += [(CARRIER, lab.carrier_text or "")]
    fields += [(CARRIER, directory.of(Network)[id].acronym or "") for id in lab.networks or ()]
    fields += [(KIND, words(f"lab.kind_of.{lab.structure}")), (KIND, lab.form or "")]
    fields += [(KIND, words(f"lab.level_of.{level}")) for level in lab.levels or ()]
    return fields


def _theme(directory: Directory, words: Words, theme: Theme) -> Fields:
    return [(SYNONYM, one) for one in theme.synonyms or ()]


def _event(directory: Directory, words: Words, event: Event) -> Fields:
    when = event.date_text or (date(event.start) if event.start else "")
    fields = [(PLACE, event.city or ""), (PLACE, event.place or ""), (KIND, when)]
    fields += [(KIND, directory.of(Lab)[id].name) for id in event.labs or ()]
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
    """Every file of the index; `left_out` holds theme/words/search.fr.yaml."""
    known = phrases(views)
    postings, vocabulary = _postings(found, known)
    bounds = []
    most = TERMS_A_FILE * (2 if len(found) >= LARGE else 1)
    for number, terms in enumerate(_files(postings, most)):
        bounds.append((terms[0], terms[-2]))
        yield f"{FOLDER}t{number}.json", compact(terms)
    lengths = _by_length(vocabulary)
    for length, words in lengths.items():
        yield f"{FOLDER}v{length}.json", compact(words)
    for number in range(0, len(found), PAGES_A_FILE):
        shown = [_shown(entry) for entry in found[number : number + PAGES_A_FILE]]
        yield f"{FOLDER}d{number // PAGES_A_FILE}.json", compact(shown)
    yield (
        f"{FOLDER}meta.json",
        compact(
            {
                "pages": len(found),
                "labs": len(views.directory.of(Lab)),
                "files": _short_starts(bounds),
                "kinds": _kinds(found),
                "lengths": list(lengths),
                "phrases": known,
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


def _shown(entry: Entry) -> list[str]:
    return [entry.path, typeset(entry.title), entry.kind, *map(typeset, entry.shown)]


Postings = Mapping[str, Sequence[int]]
"""For each term its pages in order: a page × 16 + the term's weight there."""


def _postings(found: Sequence[Entry], phrases: Iterable[str]) -> tuple[Postings, set[str]]:
    """For each term its postings, and the words that names and places hold."""
    postings: dict[str, list[int]] = defaultdict(list)
    vocabulary: set[str] = set()
    known: dict[str, tuple[str, ...]] = {}
    read = Reader(phrases)
    for number, entry in enumerate(found):
        weights: dict[str, int] = {}
        for weight, text in entry.fields:
            if weight == TEXT:
                weights = {**dict.fromkeys(read.terms(text), TEXT), **weights}
                continue
            terms = known.get(text)
            if terms is None:
                terms = known[text] = tuple(dict.fromkeys((*read.terms(text), *run_together(text))))
            if weight == NAME and len(terms) <= 2:
                weight += 3
            for term in terms:
                best = weights.get(term)
                weights[term] = weight if best is None else min(15, max(best, weight) + 1)
            if weight > KIND:
                vocabulary.update(terms)
        for name in entry.names:
            for key in joined(name):
                weights[key] = max(weights.get(key, 0), 15 if name == entry.title else 14)
        for term, weight in weights.items():
            postings[term].append(number * 16 + weight)
    return _without_common(postings, len(found)), vocabulary


class Reader:
    """Reads the terms of a text: its stems, and each known phrase as one more term."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for phrase in phrases:
            words = phrase.split()
            stems = [stem(word) for word in words]
            self._by_first.setdefault(stems[0], []).append((stems, stem("".join(words))))

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order, phrases last."""
        stems = tokens(text)
        by_first = self._by_first
        met = [
            term
            for at, first in enumerate(stems)
            if first in by_first
            for phrase, term in by_first[first]
            if stems[at : at + len(phrase)] == phrase
        ]
        return stems + met if met else stems


def phrases(views: Views) -> list[str]:
    """The folded names of places and themes that have several words."""
    names: list[str] = []
    for territory in views.directory.of(Territory).values():
        names += [territory.name, *(territory.other_names or ())]
        names += [one.name for one in territory.departements or ()]
    names += [theme.name for theme in views.directory.of(Theme).values()]
    folded = {" ".join(words_of(name)) for name in names}
    return sorted(one for one in folded if 1 <= one.count(" ") < LONGEST_PHRASE)


LONGEST_PHRASE: Final = 5
"""In words."""

_COMPOUND: Final = re.compile(r"\w+(?:[-'’]\w+)+")


def run_together(text: str) -> Iterator[str]:
    """The compounds of a text without their hyphens: « tiers-lieux » → tierslieu, AP-HP → aphp."""
    for compound in _COMPOUND.findall(text) if "-" in text or "'" in text or "’" in text else ():
        yield stem("".join(words_of(compound)))


def joined(name: str) -> set[str]:
    """The keys of a whole name, words run together: « Le Lab 0 » → lelab0=, lab0=."""
    spaced = " ".join(words_of(name))
    if not spaced:
        return set()
    return {one.replace(" ", "") + "=" for one in (spaced, without_article(spaced))}


def _without_common(postings: Postings, pages: int) -> Postings:
    if pages < LARGE:
        return postings
    kept = {}
    for term, found in postings.items():
        if len(found) > pages // COMMON:
            found = [one for one in found if one & 15 > TEXT]
        if found:
            kept[term] = found
    return kept


def _files(postings: Postings, most: int) -> Iterator[list[Any]]:
    """The terms in order, cut into files of about so many characters."""
    terms: list[Any] = []
    size = 0
    for term in sorted(postings):
        found = postings[term]
        befores = [-16, *(one & -16 for one in found)]
        length = len(term) + 4 * len(found) + 6
        if terms and size + length > most:
            yield terms
            terms, size = [], 0
        terms += [term, [one - before for one, before in zip(found, befores, strict=False)]]
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
    """For each length, the words that a word so long may misspell: a letter more or less."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= 4 and not word[0].isdigit():
            near = {min(len(word) + more, LONGEST) for more in (-1, 0, 1)}
            for length in near:
                by_length.setdefault(length, []).append(word)
    return dict(sorted(by_length.items()))


LONGEST: Final = 12
