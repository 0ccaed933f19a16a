"""The search index: static and inverted, in small files, so that a query loads only its words.

    recherche/index/meta.json    how many pages, where each file of terms begins, words left out,
                                 and the constants of the format, for the browser's half
    recherche/index/t<n>.json    terms: [term, pages and weights, term, …]
    recherche/index/v<n>.json    the words of names, themes and places that n letters may misspell
    recherche/index/d<n>.json    what a card shows: the texts of COLUMNS, PAGES_A_FILE pages a file

Pages are numbered in this order: labs by territory, then in French order; the other tables; prose.
What a query finds is often in one territory, so its first results are in few files. A posting is
one number: the distance to the last page × WEIGHTS + a weight from 1 on. A place or a theme of
several words is also one term, wherever its words stand together (« hauts de france »). The
browser's half is theme/static/index.js.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from generator.language.language import Language
from generator.pages.desk import Desk
from generator.pages.parts import Card, Output, excerpt
from generator.pages.weights import KIND, NAME, PLACE, SYNONYM, TEXT
from generator.records.parts import Record
from generator.records.tables import PAGED, TABLES, Table, path_of
from generator.search.facets import INDEX, compact, numbered

PAGES_A_FILE: Final = 60
SHOWN: Final = 56
"""How many characters of its text a result shows."""

TERMS_A_FILE: Final = 4000
"""About how many characters a file of terms has; twice as many in a LARGE directory."""

LARGE: Final = 1000
"""Pages from which a first query costs more requests than bytes."""

WEIGHTS: Final = 16
"""A page's weight for a word is less than that."""

COLUMNS: Final = (
    "kind", "type", "path", "title", "text", "over", "sign", "tone", "badge", "date", "star",
)  # fmt: skip
"""What a card shows of a page: its kind is the word, its type the class of the card.

In this order gzip sees most of what comes again; the texts at the end that are empty are left out.
"""

COMMON: Final = 8
"""In a large directory, a word of texts that one page in COMMON has says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A page to find: what a card shows, its names, and its words by weight."""

    kind: str
    type: str
    path: str
    title: str
    shown: tuple[str, ...]
    """The rest of COLUMNS."""
    names: tuple[str, ...]
    fields: tuple[tuple[int, str], ...]
    prior: float
    """How likely its kind is what people look for."""


PROSE: Final = 0.9
"""How likely a prose page is what people look for."""


# ---- what each page says


def findings(desk: Desk) -> Iterator[Finding]:
    """A finding for each record that has a page, in the order in which pages are numbered."""
    for table in PAGED:
        for record in numbered(desk, table):
            yield _finding(desk, table, record)


def _finding(desk: Desk, table: Table, record: Record) -> Finding:
    names = [record.label]
    for field in ("other_names", "former_names", "acronym"):
        names += _texts(record, field)
    fields = [(NAME, name) for name in names]
    fields += desk.kinds[table.name].finds(desk, record)
    fields += [
        (SYNONYM, name)
        for weight, text in fields
        if weight == PLACE
        for name in desk.nicknames.get(text, ())
    ]
    fields += [(TEXT, text) for field in ("description", "methods", "partners")
               for text in _texts(record, field)]  # fmt: skip
    return Finding(
        kind=desk.words(f"kind.{table.one}"),
        type=table.one,
        path=path_of(record),
        title=record.label,
        shown=_beside(desk.card_of(record), getattr(record, "description", None) or ""),
        names=tuple(names),
        fields=tuple(fields),
        prior=table.weight,
    )


def _beside(card: Card, text: str) -> tuple[str, ...]:
    """What a card shows beside its title: the first words of a record, where it has some."""
    tone, word = (card.badge.tone, card.badge.text) if card.badge else ("", "")
    text = excerpt(text, SHOWN) or card.text
    return text, card.over, card.sign, tone, word, card.date, card.star


def prose(desk: Desk, path: str, title: str, text: str, synonyms: Iterable[str]) -> Finding:
    """A finding for a page that people wrote."""
    fields = ((NAME, title), *((SYNONYM, name) for name in synonyms), (TEXT, text))
    return Finding(
        kind=desk.words("kind.page"),
        type="",
        path=path,
        title=title,
        shown=(excerpt(text.strip(), SHOWN),),
        names=(title,),
        fields=fields,
        prior=PROSE,
    )


def _texts(record: Record, name: str) -> list[str]:
    value = getattr(record, name, None)
    if isinstance(value, str):
        return [value]
    return [text for text in value or () if isinstance(text, str)]


# ---- the files


def index(desk: Desk, found: Sequence[Finding], left_out: Mapping[str, str]) -> Iterator[Output]:
    """Every file of the index; `left_out` holds the words that say little, by how little."""
    language, known = desk.language, phrases(desk)
    postings, vocabulary = _postings(language, found, known)
    bounds = []
    large = len(found) >= LARGE
    for number, terms in enumerate(_files(postings, TERMS_A_FILE * (2 if large else 1))):
        bounds.append((terms[0], terms[-2]))
        yield f"{INDEX}t{number}.json", compact(terms)
    lengths = _by_length(vocabulary)
    for length, words in lengths.items():
        yield f"{INDEX}v{length}.json", compact(words)
    for number in range(0, len(found), PAGES_A_FILE):
        shown = [_shown(language, finding) for finding in found[number : number + PAGES_A_FILE]]
        yield f"{INDEX}d{number // PAGES_A_FILE}.json", compact(shown)
    meta = {
        "pages": len(found),
        "labs": _faceted(desk),
        "large": large,
        "files": _short_starts(bounds),
        "kinds": _kinds(found),
        "lengths": list(lengths),
        "phrases": known,
    }
    yield f"{INDEX}meta.json", compact({**meta, **_left_out(language, left_out), **FORMAT})


FORMAT: Final = {"pages_a_file": PAGES_A_FILE, "columns": COLUMNS, "weights": WEIGHTS}
"""The constants that the browser needs to read the files."""


def _left_out(language: Language, words: Mapping[str, str]) -> dict[str, list[str]]:
    """The words that say little, as terms."""
    return {
        name: sorted({language.stem(word) for word in language.words_of(words[name])})
        for name in ("stop", "domain", "weak")
    }


def _faceted(desk: Desk) -> int:
    """How many pages, the first, have filters."""
    first = PAGED[0]
    assert all(table is first for table in TABLES.values() if desk.kinds[table.name].facets)
    return len(desk.directory.table(first.name))


def _kinds(found: Sequence[Finding]) -> list[tuple[int, float]]:
    """Where each kind of page begins, with its weight."""
    kinds: list[tuple[int, float]] = []
    for number, finding in enumerate(found):
        if not kinds or kinds[-1][1] != finding.prior:
            kinds.append((number, finding.prior))
    return kinds


def _shown(language: Language, finding: Finding) -> list[str]:
    texts = map(language.typeset, (finding.title, *finding.shown))
    shown = [finding.kind, finding.type, finding.path, *texts]
    while not shown[-1]:
        shown.pop()
    return shown


Postings = Mapping[str, Sequence[int]]
"""For each term its pages in order: a page × WEIGHTS + the term's weight there."""


def _postings(
    language: Language, found: Sequence[Finding], phrases: Iterable[str]
) -> tuple[Postings, set[str]]:
    """For each term its postings, and the words that names and places hold."""
    postings: dict[str, list[int]] = defaultdict(list)
    read = Reader(language, phrases)
    for number, finding in enumerate(found):
        for term, weight in read.weights(finding).items():
            postings[term].append(number * WEIGHTS + weight)
    return _without_common(postings, len(found)), read.vocabulary


class Reader:
    """Reads the terms of texts: their stems, and each known phrase as one more term."""

    def __init__(self, language: Language, phrases: Iterable[str]) -> None:
        self.language = language
        self.vocabulary: set[str] = set()
        """The words that names, themes and places hold."""
        self._known: dict[str, tuple[str, ...]] = {}
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for phrase in phrases:
            words = phrase.split()
            stems = [language.stem(word) for word in words]
            whole = language.stem("".join(words))
            self._by_first.setdefault(stems[0], []).append((stems, whole))

    def weights(self, finding: Finding) -> dict[str, int]:
        """How much each term of a page weighs there."""
        weights: dict[str, int] = {}
        for weight, text in finding.fields:
            if weight == TEXT:
                weights = {**dict.fromkeys(self.terms(text), TEXT), **weights}
            else:
                self._weigh(weights, weight, self._short_terms(text))
        for name in finding.names:
            most = WEIGHTS - (1 if name == finding.title else 2)
            for key in joined(self.language, name):
                weights[key] = max(weights.get(key, 0), most)
        return weights

    def _weigh(self, weights: dict[str, int], weight: int, terms: Sequence[str]) -> None:
        if weight == NAME and len(terms) <= 2:
            weight += 3
        for term in terms:
            best = weights.get(term)
            weights[term] = weight if best is None else min(WEIGHTS - 1, max(best, weight) + 1)
        if weight > KIND:
            self.vocabulary.update(terms)

    def _short_terms(self, text: str) -> tuple[str, ...]:
        """The terms of a name, compounds included; names come back on page after page."""
        terms = self._known.get(text)
        if terms is None:
            compounds = run_together(self.language, text)
            terms = self._known[text] = tuple(dict.fromkeys((*self.terms(text), *compounds)))
        return terms

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order, phrases last."""
        stems = self.language.tokens(text)
        by_first = self._by_first
        met = [
            term
            for at, first in enumerate(stems)
            if first in by_first
            for phrase, term in by_first[first]
            if stems[at : at + len(phrase)] == phrase
        ]
        return stems + met if met else stems


def phrases(desk: Desk) -> list[str]:
    """The folded names that have several words and that kinds take for one term."""
    names = (
        name
        for table in PAGED
        for record in desk.all(table.name)
        for name in desk.kinds[table.name].phrases(desk, record)
    )
    folded = {" ".join(desk.language.words_of(name)) for name in names}
    return sorted(phrase for phrase in folded if 1 <= phrase.count(" ") < LONGEST_PHRASE)


LONGEST_PHRASE: Final = 5
"""In words."""

_COMPOUND: Final = re.compile(r"\w+(?:[-'’]\w+)+")


def run_together(language: Language, text: str) -> Iterator[str]:
    """The compounds of a text without their hyphens: « tiers-lieux » → tierslieu, AP-HP → aphp."""
    for compound in _COMPOUND.findall(text) if "-" in text or "'" in text or "’" in text else ():
        yield language.stem("".join(language.words_of(compound)))


def joined(language: Language, name: str) -> set[str]:
    """The keys of a whole name, words run together: « Le Lab 0 » → lelab0=, lab0=."""
    spaced = " ".join(language.words_of(name))
    if not spaced:
        return set()
    return {words.replace(" ", "") + "=" for words in (spaced, language.without_article(spaced))}


def _without_common(postings: Postings, pages: int) -> Postings:
    if pages < LARGE:
        return postings
    kept = {}
    for term, positions in postings.items():
        if len(positions) > pages // COMMON:
            positions = [position for position in positions if position % WEIGHTS > TEXT]
        if positions:
            kept[term] = positions
    return kept


def _files(postings: Postings, most: int) -> Iterator[list[Any]]:
    """The terms in order, cut into files of about so many characters."""
    terms: list[Any] = []
    size = 0
    for term in sorted(postings):
        positions = postings[term]
        befores = [-WEIGHTS, *(position - position % WEIGHTS for position in positions)]
        length = len(term) + 4 * len(positions) + 6
        if terms and size + length > most:
            yield terms
            terms, size = [], 0
        pairs = zip(positions, befores, strict=False)
        terms += [term, [position - before for position, before in pairs]]
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
