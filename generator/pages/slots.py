"""The slots of prose: <!-- slot: news --> is filled by the function that bears its name.

Those that know a kind of record are in kinds/; here are the others, and how one is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from markupsafe import Markup, escape

from generator.checking.prose import SLOT_NAMES
from generator.checking.settings import Publisher
from generator.pages.desk import Desk
from generator.pages.parts import Link, internal
from generator.pages.scripts import script_words
from generator.records.tables import HOME, LISTED, TABLES, Table, folder, path_of

Slot = Callable[[Desk], str]

SLOTS: Final[dict[str, Slot]] = {}
"""What fills each slot, drawn when a page asks for it."""


def slot(name: str) -> Callable[[Slot], Slot]:
    """Declare the function that fills a slot."""

    def declared(fill: Slot) -> Slot:
        assert name in SLOT_NAMES and name not in SLOTS, name
        SLOTS[name] = fill
        return fill

    return declared


# ---- search


@slot("search")
def search(desk: Desk) -> str:
    """The search box of the home page."""
    return desk.draw("slots/search", suggest_words=script_words(desk.language, "suggestions"))


# ---- numbers and lists


@slot("numbers")
def numbers(desk: Desk) -> str:
    """How many records of the main tables there are."""
    return desk.draw("slots/numbers", links=[_number(desk, table) for table in HOME])


def _number(desk: Desk, table: Table) -> Link:
    tally = desk.tally(f"count.{table.name}", len(desk.directory.table(table.name)))
    path = folder(table) if table.folder else f"methode/#{table.name}"
    return tally._replace(url=internal(path))


@slot("counts")
def counts(desk: Desk) -> str:
    """How many records each table has."""
    links = [_count(desk, table) for table in TABLES.values()]
    return desk.draw("slots/counts", links=links)


def _count(desk: Desk, table: Table) -> Link:
    text = desk.words.count(f"count.{table.name}", len(desk.directory.table(table.name)))
    return Link(text, internal(folder(table)) if table in LISTED else None)


@slot("glossary")
def glossary(desk: Desk) -> str:
    """The abbreviations, in full; that of a record leads to it."""
    links = [
        Link(
            entry.short,
            internal(path_of(entry.record)) if entry.record else None,
            desk.language.capital(entry.long),
        )
        for entry in desk.glossary.entries
    ]
    return desk.draw("slots/glossary", links=links)


@slot("pages")
def pages(desk: Desk) -> str:
    """The prose pages by title."""
    return desk.draw("slots/pages", links=desk.prose)


# ---- who makes the site


@slot("contribute")
def contribute(desk: Desk) -> str:
    """The forms of the repository, and the repository itself."""
    words, repository = desk.words, desk.settings.repository
    forms = [
        Link(words("contribute.report"), repository.form("erreur.yml")),
        Link(words("contribute.propose"), repository.form("lab.yml")),
        Link(words("contribute.repository"), Markup(escape(repository.url))),
    ]
    return desk.draw("slots/contribute", links=forms if repository.url else [])


@slot("publisher")
def publisher(desk: Desk) -> str:
    """Who publishes this copy of the site."""
    rows = [
        (desk.words(f"publisher.{name}"), text)
        for name in Publisher.model_fields
        if (text := getattr(desk.settings.publisher, name))
    ]
    return desk.draw("slots/publisher", rows=rows)


@slot("host")
def host(desk: Desk) -> str:
    """Who hosts it."""
    return desk.draw("slots/host", host=desk.settings.host)


# ---- what the tests last found


@slot("quality")
def quality(desk: Desk) -> str:
    """What the tests check of every kind of page."""
    checks = [desk.words(f"quality.{name}") for name in (desk.quality or {}).get("checks", ())]
    return desk.draw("slots/quality", checks=checks)


@slot("quality-tools")
def quality_tools(desk: Desk) -> str:
    """With which tools, and when."""
    found: Mapping[str, Any] = desk.quality or {}
    tools = list(found.get("tools", ()))
    if found:
        tools.append(desk.words("quality.run", date=desk.language.date(found["date"])))
    return desk.draw("slots/quality", checks=tools)


@slot("quality-pages")
def quality_pages(desk: Desk) -> str:
    """On which pages."""
    paths = [f"/{path}" for path in (desk.quality or {}).get("pages", ())]
    return desk.draw("slots/quality", checks=paths)


@slot("weights")
def weights(desk: Desk) -> str:
    """What pages weigh."""
    quality = desk.quality
    if not quality:
        return desk.draw("slots/quality", checks=[])
    rows = [
        {**row, "name": desk.words(f"weights.{name}"), "size": size(desk, row["bytes"])}
        for name, row in quality["weights"].items()
    ]
    return desk.draw("slots/weights", rows=rows, date=desk.language.date(quality["date"]))


def size(desk: Desk, length: int) -> str:
    """« 12 ko »."""
    return desk.words("exports.kilobytes", n=desk.language.number(max(1, round(length / 1000))))
