"""What is wrong between records: ids that are taken, references to nothing, ways round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from generator.checking.directory import Key
from generator.checking.entry import Data, Entry
from generator.checking.wording import ENOUGH, key_of
from generator.reading.problem import Place, Reading, close_to, quoted
from generator.records.identity import Identity
from generator.records.parts import Part, Record, Steps
from generator.records.tables import TABLES
from generator.records.tree import FieldPath, references, targets


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that data has, whatever else is wrong with its records."""

    written: Mapping[str, frozenset[str]]
    """Those of each table, as far as it could be read."""
    whole: frozenset[str]
    """The tables that could be read whole: an id that they lack is nowhere."""
    renamed: Mapping[Key, str]
    """A former id, with its table, and the id that its record has now."""


def ids_of(data: Data) -> Ids:
    """What the ids of the records are, and were."""
    return Ids(
        written={
            name: frozenset(filter(None, (entry.id for entry in entries)))
            for name, entries in data.entries.items()
        },
        whole=data.whole,
        renamed={
            (name, former): entry.id
            for name, entries in data.entries.items()
            for entry in entries
            for _, former in _occurrences(entry.get("former_ids"), ())
            if entry.id is not None
        },
    )


# ---- ids


def check_ids(entries: Sequence[Entry], to: Reading) -> None:
    """Tell the ids of a table that are taken, or that look like another."""
    first: dict[str, Entry] = {}
    folded: dict[str, str] = {}
    for entry in entries:
        if (id := entry.id) is None:
            continue
        if id in first:
            there = first[id].place(("id",))
            to.report(entry.place(("id",)), "duplicate-id", id=quoted(id), first=there)
            continue
        first[id] = entry
        same = folded.setdefault(id.replace("-", ""), id)
        if same != id and not {"id"} & (entry.wrong | first[same].wrong):
            there = first[same].place(("id",))
            to.report(entry.place(("id",)), "look-alike-id", id=id, other=same, first=there)
    _check_former_ids(entries, first, to)


def _check_former_ids(entries: Sequence[Entry], taken: Mapping[str, Entry], to: Reading) -> None:
    seen: dict[str, Place] = {}
    for entry in entries:
        for at, id in _occurrences(entry.get("former_ids"), (), ("former_ids",)):
            place = entry.place(at)
            if id == entry.id:
                to.report(place, "former-id-own", id=id)
            elif id in taken:
                to.report(place, "former-id-taken", id=id, first=taken[id].place(("id",)))
            elif id in seen:
                to.report(place, "former-id-taken", id=id, first=seen[id])
            seen.setdefault(id, place)


# ---- ways round

# Links that cross everywhere make endless ways round; nobody mends more at once.
CIRCLES: Final = 20


def check_circles(kind: type[Record], entries: Sequence[Entry], to: Reading) -> None:
    """Tell records of a kind that follow themselves, at once or round through others."""
    for reference in references(kind):
        if reference.table != kind.TABLE:
            continue
        following = _following(entries, reference.path, to)
        for chain, place in islice(_circles(following), CIRCLES):
            to.report(place, "circle", key=reference.path[-1], chain=_chain(chain))


Following = Mapping[str, Sequence[tuple[str, Place]]]
"""For each id, those that its record names, each with the place where it does."""


def _following(entries: Sequence[Entry], path: FieldPath, to: Reading) -> Following:
    """Whom each record names in a field, after telling those that name themselves."""
    following: dict[str, list[tuple[str, Place]]] = {}
    for entry in entries:
        if entry.id is None:
            continue
        following[entry.id] = others = []
        for at, id in _occurrences(entry.value, path):
            if id == entry.id:
                to.report(entry.place(at), "self-reference", key=key_of(at))
            else:
                others.append((id, entry.place(at)))
    return following


def _circles(following: Following) -> Iterator[tuple[list[str], Place]]:
    """Each way round from an id to itself, with the place that closes it; no id is left twice."""
    done: set[str] = set()
    for start in following:
        way = {} if start in done else {start: iter(following[start])}
        while way:
            last = next(reversed(way))
            for id, place in way[last]:
                if id in way:
                    ids = list(way)
                    yield [*ids[ids.index(id) :], id], place
                elif id in following and id not in done:
                    way[id] = iter(following[id])
                    break
            else:
                done.add(last)
                del way[last]


def _chain(ids: Sequence[str]) -> str:
    """« lab-rouge → lab-vert → lab-rouge »; the middle of a long one is left out."""
    return " → ".join(ids if len(ids) < 8 else [*ids[:4], "…", *ids[-3:]])


# ---- references

Missing = tuple[Key, Place]
"""An id that no record of a table has, and where it is written."""


def check_references(data: Data, to: Reading) -> None:
    """Tell the ids that are in no table; a table that could not be read whole is not asked."""
    ids = ids_of(data)
    kinds: list[tuple[type[Part], Sequence[Entry]]] = [
        (table.record, data.entries[name]) for name, table in TABLES.items()
    ]
    kinds.append((Identity, [data.identity] if data.identity else []))
    lost = (key for kind, entries in kinds for key in missing(kind, entries, ids))
    tell_missing(lost, ids, to)


def missing(kind: type[Part], entries: Sequence[Entry], ids: Ids) -> Iterator[Missing]:
    """The ids that entries of a kind name and that no record has."""
    for reference in references(kind):
        if reference.table not in ids.whole:
            continue
        named_by, there = targets(kind, reference.path), ids.written[reference.table]
        for entry in entries:
            if entry.record is not None and there.issuperset(named_by(entry.record)):
                continue
            for at, id in _occurrences(entry.value, reference.path):
                if id and id not in there:
                    yield (reference.table, id), entry.place(at)


# Looking for a near word among thousands takes milliseconds, and past this nobody mends one by one.
_SUGGESTED: Final = 50


def tell_missing(missing: Iterable[Missing], ids: Ids, to: Reading) -> None:
    """Tell the ids that no record has, wherever they are written."""
    places: dict[Key, list[Place]] = {}
    for key, place in missing:
        places.setdefault(key, []).append(place)
    for number, (table, id) in enumerate(islice(places, ENOUGH)):
        close = _instead(table, id, ids, number < _SUGGESTED)
        for place in places[table, id]:
            file = f"data/{table}.yaml"
            to.report(place, "unknown-reference", found=quoted(id), table=file, close=close)


def _instead(table: str, id: str, ids: Ids, suggest: bool) -> str:
    """What to write instead of an id that no record of a table has."""
    if now := ids.renamed.get((table, id)):
        return f"cette fiche s’appelle maintenant « {now} »"
    close = f"ajoutez la fiche « {quoted(id)} » à data/{table}.yaml, ou corrigez"
    return close_to(id[:80], ids.written[table], close) if suggest else close


def _occurrences(value: Any, path: Sequence[str], at: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """The ids written at a path, each with the steps to it, places in lists included."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _occurrences(item, path, (*at, position))
    elif path and isinstance(value, dict):
        if path[0] in value:
            yield from _occurrences(value[path[0]], path[1:], (*at, path[0]))
    elif not path and isinstance(value, str):
        yield at, value
