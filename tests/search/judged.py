"""Queries with the pages a reader expects, graded by rule from the data; no engine was asked.

Grades: 3 is what was meant, 2 answers too, 1 is near; a page without a grade answers nothing.
queries.yaml holds queries people type, for the real directory, base.yaml those for the base of the
tests: read(). A query that no record answers any more is passed over. made() makes queries by rule
for a directory of any size.

The words of a rule in these files:

    is: [ti-lab, events/mip-2021, pages/participer]   3; records with the same name 2
    name: Le Labo          3: what is called so, with or without article and parentheses
    word: SGAR             3 in a name, 2 in what carries a lab
    called: Labo de Lyon   3: what is called so; 2: so but for small words (Labo · Lyon)
    start: Labo de Ly      3: a name starts so but for small words
    events: hackathon      3: all events of a kind
    theme, territory, network, carrier, laureates   3: the page; 2: its labs
    departement: "35"      3: its labs; 2: its region; 1: organisations that name it
    city: Rennes           2: its labs; 1: events, organisations and labs that name it
    kind: incubator        3: all labs of a kind

Several of the last four lines together are a combination: 3 has all of them, 1 has one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final

import yaml
from bench.records import Dice

from generator.checking.directory import Directory
from generator.language.folding import fold
from generator.records.lab import Lab
from generator.records.parts import Record
from generator.records.tables import PAGED, path_of
from generator.records.territory import Territory

HERE: Final = Path(__file__).resolve().parent
REAL: Final = HERE / "queries.yaml"
BASE: Final = HERE / "base.yaml"
GOOD: Final = 2
"""A result of this grade answers the query."""

Grades = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, its class, its half (dev, test or made) and the grades by path."""

    text: str
    group: str
    half: str
    grades: Grades

    @property
    def best(self) -> int:
        """The best grade there is."""
        return max(self.grades.values(), default=0)


def read(directory: Directory, file: Path = REAL) -> tuple[list[Query], list[Query]]:
    """The queries of a file; those that have an answer, and those that are passed over."""
    rules = Rules(directory)
    queries = [
        Query(rule.pop("query"), group, half, rules.grades(rule))
        for group, halves in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items()
        for half, written in halves.items()
        for rule in written
    ]
    answered = [query for query in queries if query.best >= GOOD]
    return answered, [query for query in queries if query.best < GOOD]


# ---- the rules


@dataclass(frozen=True, slots=True)
class Facet:
    """What a facet gives alone, and the labs that have it."""

    alone: Grades
    labs: frozenset[str] = frozenset()


NOTHING: Final = Facet({})
"""What a record gives that is no longer there."""


class Rules:
    """Grades of the pages of one directory."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.plain: Mapping[str, Callable[[str], Grades]] = {
            "is": self.same,
            "name": self.name,
            "word": self.word,
            "called": self.called,
            "start": self.start,
            "events": self.events,
        }
        self.facets: Mapping[str, Callable[[str], Facet]] = {
            "theme": self.theme,
            "territory": self.territory,
            "departement": self.departement,
            "city": self.city,
            "network": self.network,
            "carrier": self.carrier,
            "laureates": self.laureates,
            "kind": self.kind,
        }

    def grades(self, rule: Mapping[str, Any]) -> Grades:
        """The grades of a rule; where several of its lines grade a page, the best one."""
        found = [
            self.plain[name](value)
            for name, given in rule.items()
            if name in self.plain
            for value in (given if isinstance(given, list) else [given])
        ]
        facets = [self.facets[name](value) for name, value in rule.items() if name in self.facets]
        assert len(found) + len(facets) >= len(rule), rule
        return best(*found, combined(facets))

    # the record itself

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """The pages that have a name, by its joined letters."""
        found: dict[str, set[str]] = {}
        for record in self.records():
            for key in (key for name in names(record) for key in keys(name)):
                found.setdefault(key, set()).add(path_of(record))
        return {key: frozenset(paths) for key, paths in found.items()}

    def records(self) -> Iterator[Record]:
        for table in PAGED:
            yield from self.directory.table(table.name).values()

    def known(self, table: str, id: str) -> Any:
        """A record by its id or a former one; None when no record has it any more."""
        records = self.directory.table(table)
        former = (one for one in records.values() if id in (one.former_ids or ()))
        return records.get(id) or next(former, None)

    def same(self, id: str) -> Grades:
        table, _, rest = id.rpartition("/")
        if table == "pages":
            return {f"{rest}/": 3}
        record = self.known(table or "labs", rest)
        if record is None:
            return {}
        label = joined(record.label)
        others = (path_of(one) for one in self.records() if label in map(joined, names(one)))
        return {**dict.fromkeys(others, 2), path_of(record): 3}

    def name(self, name: str) -> Grades:
        return dict.fromkeys(self.named.get(joined(name), ()), 3)

    def called(self, name: str) -> Grades:
        return best(dict.fromkeys(self.bare.get(bare(name), ()), 2), self.name(name))

    def start(self, typed: str) -> Grades:
        return {
            path: 3
            for name, paths in self.bare.items()
            if name.startswith(bare(typed))
            for path in paths
        }

    @cached_property
    def bare(self) -> Mapping[str, frozenset[str]]:
        """The pages that have a name, by its words without the small ones."""
        found: dict[str, set[str]] = {}
        for record in self.records():
            for name in names(record):
                found.setdefault(bare(name), set()).add(path_of(record))
        return {name: frozenset(paths) for name, paths in found.items()}

    def word(self, word: str) -> Grades:
        carried = self.labs(lambda lab: says(word, self.carriers(lab)))
        called = {path_of(one): 3 for one in self.records() if says(word, names(one))}
        return best(dict.fromkeys(carried, 2), called)

    def events(self, kind: str) -> Grades:
        return {
            path_of(one): 3 for one in self.directory.table("events").values() if one.kind == kind
        }

    # facets

    def labs(self, good: Callable[[Lab], bool]) -> frozenset[str]:
        return frozenset(path_of(lab) for lab in self.directory.table("labs").values() if good(lab))

    def carriers(self, lab: Lab) -> tuple[str, ...]:
        known = (self.directory.table("organisations")[id].label for id in lab.carriers or ())
        return (lab.carrier_text or "", lab.area or "", *known)

    def theme(self, id: str) -> Facet:
        theme = self.known("themes", id)
        if theme is None:
            return NOTHING
        labs = self.labs(lambda lab: theme.id in (lab.themes or ()))
        inferred = self.labs(lambda lab: theme.id in (lab.inferred_themes or ()))
        return paged(path_of(theme), labs, inferred)

    def territory(self, id: str) -> Facet:
        territory = self.known("territories", id)
        if territory is None:
            return NOTHING
        near = self.naming("organisations", territory.name)
        labs = self.labs(lambda lab: lab.territory == territory.id)
        return paged(path_of(territory), labs, near)

    def departement(self, code: str) -> Facet:
        if code not in self.departements:
            return NOTHING
        territory, name = self.departements[code]
        there = self.labs(
            lambda lab: (
                (lab.departement == code or says(name, (*names(lab), *self.carriers(lab))))
                and lab.territory == territory.id
            )
        )
        near = dict.fromkeys(self.naming("organisations", name), 1)
        return Facet(best(near, {path_of(territory): 2}, dict.fromkeys(there, 3)), there)

    @cached_property
    def departements(self) -> Mapping[str, tuple[Territory, str]]:
        """Each département's territory and name, by its number."""
        return {
            one.code: (territory, one.name)
            for territory in self.directory.table("territories").values()
            for one in territory.departements or ()
        }

    def city(self, name: str) -> Facet:
        def there(lab: Lab) -> bool:
            cities = (lab.city, *(one.city for one in lab.other_places or ()))
            return name in cities or says(name, names(lab))

        labs = self.labs(there)
        carried = self.labs(lambda lab: says(name, self.carriers(lab)))
        near = [
            *carried,
            *self.naming("events", name),
            *self.naming("organisations", name),
            *(path_of(of) for of, one in self.departements.values() if fold(one) == fold(name)),
        ]
        return Facet(best(dict.fromkeys(near, 1), dict.fromkeys(labs, 2)), labs)

    def naming(self, table: str, name: str) -> frozenset[str]:
        """The pages of a table that name a place."""
        return frozenset(
            path_of(one)
            for one in self.directory.table(table).values()
            if says(name, (one.label, getattr(one, "city", None) or ""))
        )

    def network(self, id: str) -> Facet:
        network = self.known("networks", id)
        if network is None:
            return NOTHING
        labs = self.labs(lambda lab: network.id in (lab.networks or ()))
        return paged(path_of(network), labs)

    def carrier(self, id: str) -> Facet:
        organisation = self.known("organisations", id)
        if organisation is None:
            return NOTHING
        called = tuple(names(organisation))
        labs = self.labs(
            lambda lab: (
                organisation.id in (lab.carriers or ())
                or any(says(name, (lab.carrier_text or "",)) for name in called)
            )
        )
        return paged(path_of(organisation), labs)

    def laureates(self, id: str) -> Facet:
        call = self.known("calls", id)
        if call is None:
            return NOTHING
        labs = self.labs(
            lambda lab: (
                lab.award is not None
                and (lab.award.call, lab.award.result) == (call.id, "laureate")
            )
        )
        return paged(path_of(call), labs)

    def kind(self, kind: str) -> Facet:
        labs = self.labs(lambda lab: lab.kind == kind)
        return Facet(dict.fromkeys(labs, 3), labs)


def best(*all: Grades) -> Grades:
    found: dict[str, int] = {}
    for grades in all:
        for path, grade in grades.items():
            found[path] = max(grade, found.get(path, 0))
    return found


def paged(page: str, labs: frozenset[str], near: frozenset[str] = frozenset()) -> Facet:
    """A facet with its own page."""
    return Facet(best(dict.fromkeys(near, 1), dict.fromkeys(labs, 2), {page: 3}), labs)


def combined(facets: Sequence[Facet]) -> Grades:
    if not facets:
        return {}
    if len(facets) == 1:
        return facets[0].alone
    every = frozenset.intersection(*(facet.labs for facet in facets))
    some = {path: 1 for facet in facets for path, grade in facet.alone.items() if grade >= GOOD}
    return best(some, dict.fromkeys(every, 3))


def names(record: Record) -> Iterator[str]:
    """What a record is or was called."""
    yield record.label
    for field in ("acronym", "other_names", "former_names"):
        value = getattr(record, field, None)
        yield from (value,) if isinstance(value, str) else value or ()


_ARTICLE: Final = re.compile(r"\A(?:le|la|les|l|the) (?=\S)")


def joined(name: str) -> str:
    return fold(name).replace(" ", "")


def keys(name: str) -> frozenset[str]:
    """The joined letters of a name: whole, without its article, without what is in parentheses."""
    folded = {fold(name), fold(re.sub(r"\s*\([^)]*\)", "", name)) or fold(name)}
    return frozenset(joined(one) for one in folded | {_ARTICLE.sub("", one) for one in folded})


_SMALL: Final = frozenset(("a", "au", "d", "de", "des", "du", "l", "la", "le", "les"))


def bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(word for word in words if word not in _SMALL) or " ".join(words)


def says(words: str, texts: Sequence[str] | Iterator[str]) -> bool:
    """Whether a text has these words, side by side."""
    return any(f" {fold(words)} " in f" {fold(text)} " for text in texts)


# ---- queries made by rule


def made(directory: Directory, each: int = 30, seed: int = 2026) -> list[Query]:
    """At most so many queries a class; another seed gives fresh ones."""
    rules, dice = Rules(directory), Dice(seed)
    return [
        query
        for group, make in MAKERS.items()
        for query in islice(_graded(group, drawn(dice, list(make(rules, dice))), rules), each)
    ]


def _graded(group: str, pool: Iterator[Made], rules: Rules) -> Iterator[Query]:
    seen: set[str] = set()
    for text, rule in pool:
        query = Query(text, group, "made", rules.grades(rule))
        if query.best >= GOOD and text not in seen:
            seen.add(text)
            yield query


def drawn(dice: Dice, pool: list[Made]) -> Iterator[Made]:
    """All of a pool, in the order drawn."""
    while pool:
        at = dice.below(len(pool))
        pool[at], pool[-1] = pool[-1], pool[at]
        yield pool.pop()


Made = tuple[str, Mapping[str, Any]]


def _exact(rules: Rules, dice: Dice) -> Iterator[Made]:
    for lab in rules.directory.table("labs").values():
        yield lab.name, {"called": lab.name}


def _accentless(rules: Rules, dice: Dice) -> Iterator[Made]:
    for lab in rules.directory.table("labs").values():
        if plain(lab.name) != lab.name:
            yield plain(lab.name).lower(), {"called": lab.name}


def _joined(rules: Rules, dice: Dice) -> Iterator[Made]:
    """Short names in one word; in others, what a hyphen or an apostrophe parts."""
    for lab in rules.directory.table("labs").values():
        short = len(fold(lab.name)) <= 14
        text = re.sub(r"[ '’-]" if short else r"(?<=\w\w)['’-]", "", lab.name)
        if text != lab.name:
            yield text.lower(), {"called": lab.name}


def _prefix(rules: Rules, dice: Dice) -> Iterator[Made]:
    for lab in rules.directory.table("labs").values():
        last = len(re.split(r"[ '’-]", lab.name)[-1])
        if last >= 5:
            typed = lab.name[: -dice.pick((1, 2, last - 3))].rstrip(" '’-")
            yield typed.lower(), {"start": typed}


def _themes(rules: Rules) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for theme in rules.directory.table("themes").values():
        if "," not in theme.name:
            yield theme.name, {"theme": theme.id}


def _elision(rules: Rules, dice: Dice) -> Iterator[Made]:
    for name, rule in _themes(rules):
        if plain(name)[0] in "AEIOU":
            for before in ("l'", "l’", "d'", "labs de l'"):
                yield before + name.lower(), rule


def _inflection(rules: Rules, dice: Dice) -> Iterator[Made]:
    """The last word of a theme in its other number."""
    for name, rule in _themes(rules):
        text = name.lower()
        yield (text[:-1] if text[-1] in "sx" else text + "s"), rule


def _plain_words(rules: Rules, dice: Dice) -> Iterator[Made]:
    for name, rule in _themes(rules):
        if plain(name) != name:
            yield plain(name).lower(), rule


def _punctuation(rules: Rules, dice: Dice) -> Iterator[Made]:
    for lab in rules.directory.table("labs").values():
        text = lab.name.replace("-", " ").replace("'", dice.pick(("’", " ")))
        if text != lab.name:
            yield text.lower(), {"called": lab.name}


def _typo(rules: Rules, dice: Dice) -> Iterator[Made]:
    """One mistake in the longest word, past its first letter."""
    for lab in rules.directory.table("labs").values():
        word = max(re.findall(r"[^\W\d_]+", lab.name), key=len)
        if len(word) >= 5:
            yield lab.name.replace(word, mistyped(dice, word)).lower(), {"called": lab.name}


def mistyped(dice: Dice, word: str) -> str:
    """A letter lost, doubled, changed or swapped with the next one."""
    at = 1 + dice.below(len(word) - 2)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    swapped = before + after[0] + letter + after[1:]
    changed = before + dice.pick("aeinorstul".replace(letter, "")) + after
    return dice.pick((before + after, before + letter + letter + after, changed, swapped))


def _place(rules: Rules, dice: Dice) -> Iterator[Made]:
    cities = sorted({lab.city for lab in rules.directory.table("labs").values() if lab.city})
    for city in islice(cities, 0, None, 1 + len(cities) // 100):
        yield city, {"city": city}
    for code, (territory, name) in rules.departements.items():
        yield code, {"departement": code}
        yield f"{name} ({code})", {"departement": code}
        yield territory.name, {"territory": territory.id}


QUESTIONS: Final = (
    "quel lab travaille sur {theme} {place} ?",
    "Qui s’occupe de {theme} {place} ?",
    "où trouver un laboratoire sur {theme} {place}",
    "y a-t-il des labs {place} pour {theme} ?",
)


def _question(rules: Rules, dice: Dice) -> Iterator[Made]:
    for theme, territory, rule in _pairs(rules):
        shape = dice.pick(QUESTIONS)
        yield shape.format(theme=theme.lower(), place=territory.in_name), rule


def _pairs(rules: Rules) -> Iterator[tuple[str, Territory, Mapping[str, Any]]]:
    """The themes of a region's labs."""
    pairs = {
        (theme, lab.territory)
        for lab in rules.directory.table("labs").values()
        for theme in lab.themes or ()
        if lab.territory
    }
    for theme, territory in sorted(pairs):
        place = rules.directory.table("territories")[territory]
        if place.kind == "region":
            name = rules.directory.table("themes")[theme].name
            yield name, place, {"theme": theme, "territory": territory}


def _stopwords(rules: Rules, dice: Dice) -> Iterator[Made]:
    shapes = ("je cherche {}", "la page de {}", "tout sur {}", "le site de {}", "infos sur {}")
    for lab in rules.directory.table("labs").values():
        yield dice.pick(shapes).format(lab.name), {"called": lab.name}


def _combination(rules: Rules, dice: Dice) -> Iterator[Made]:
    for theme, territory, rule in _pairs(rules):
        words = [theme.lower(), territory.name]
        yield " ".join(words if dice.chance(0.5) else words[::-1]), rule


def _pages(rules: Rules, dice: Dice) -> Iterator[Made]:
    for event in rules.directory.table("events").values():
        yield event.label, {"name": event.label}


def _former(rules: Rules, dice: Dice) -> Iterator[Made]:
    for lab in rules.directory.table("labs").values():
        for name in (*(lab.other_names or ()), *(lab.former_names or ())):
            yield name, {"name": name}


def plain(text: str) -> str:
    """Without accents, all else kept."""
    parts = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("æ", "ae"))
    return "".join(one for one in parts if not unicodedata.combining(one))


MAKERS: Final[Mapping[str, Callable[[Rules, Dice], Iterator[Made]]]] = {
    "exact": _exact,
    "accentless": _accentless,
    "joined": _joined,
    "prefix": _prefix,
    "elision": _elision,
    "inflection": _inflection,
    "plain words": _plain_words,
    "punctuation": _punctuation,
    "typo": _typo,
    "place": _place,
    "question": _question,
    "stop words": _stopwords,
    "combination": _combination,
    "pages": _pages,
    "former": _former,
}
