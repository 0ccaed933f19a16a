"""What is read of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.kinds import disagreement
from generator.kinds.brief import call_name
from generator.kinds.near import themes_near
from generator.pages.desk import Desk, Finds, Kind, latest
from generator.pages.parts import Card, Row, Section, Thing, View, excerpt, internal, items, texts
from generator.pages.slots import slot
from generator.pages.things import known
from generator.pages.weights import SYNONYM
from generator.records.call import Call
from generator.records.tables import TABLES, folder, path_of
from generator.records.theme import Theme


def page(desk: Desk, theme: Theme) -> View:
    """A theme's page."""
    words, notes = desk.words, desk.notes()
    labs = desk.named(theme, "labs.themes")
    inferred = desk.named(theme, "labs.inferred_themes")
    presentation = Section(
        "definition", words("lab.story"), "text", (theme.description,), notes(theme.sources)
    )
    note = theme.note or words("theme.inferred_note")
    caution = () if inferred else items(theme.note)
    return desk.page(
        theme,
        notes,
        thing(desk, theme),
        title=words("theme.title", name=theme.name),
        description=excerpt(theme.description),
        lede=_origin(desk, theme),
        tally=desk.tally("count.labs", len(labs)),
        rows=_rows(desk, theme),
        sections=[
            presentation,
            desk.cards("labs", words("theme.labs"), labs),
            desk.cards("rapproches", words("theme.inferred"), inferred, note),
            Section("reserve", words("lab.caution"), "facts", caution),
            themes_near(desk, theme, labs),
            disagreement.section(desk, theme, notes),
            desk.reading(theme),
        ],
        updated=latest([theme, *labs]),
    )


def _rows(desk: Desk, theme: Theme) -> list[Row]:
    words = desk.words
    narrower = tuple(map(desk.link, desk.named(theme, "themes.parent")))
    return [
        Row(words("theme.synonyms"), texts([", ".join(theme.synonyms or ())])),
        Row(words("theme.parent"), desk.links(Theme, [theme.parent])),
        Row(words("theme.narrower"), narrower),
    ]


def _origin(desk: Desk, theme: Theme) -> str:
    """Where a theme comes from; the call that names it, when one does."""
    if theme.origin != "call":
        return desk.words(f"theme.origin.{theme.origin}")
    call = desk.directory.of(Call)[theme.call] if theme.call else None
    name = call_name(desk, call) if call else desk.words("theme.some_call")
    return desk.words("theme.origin.call", call=name)


def card(desk: Desk, theme: Theme) -> Card:
    """A theme in a list."""
    signs = [desk.words.count("count.labs", len(desk.directory.naming(theme, "labs.themes")))]
    if inferred := desk.directory.naming(theme, "labs.inferred_themes"):
        signs.append(desk.words.count("theme.also_inferred", len(inferred)))
    return Card(
        "theme",
        internal(path_of(theme)),
        theme.name,
        text=theme.description,
        sign=", ".join(signs),
    )


def thing(desk: Desk, theme: Theme) -> Thing:
    """A theme as schema.org says it."""
    terms = {
        "@type": "DefinedTermSet",
        "name": desk.words("list.themes.title"),
        "url": desk.url + folder(TABLES[Theme.TABLE]),
    }
    return known(
        {
            "@type": "DefinedTerm",
            "name": theme.name,
            "alternateName": list(theme.synonyms or ()),
            "description": theme.description,
            "inDefinedTermSet": terms,
        }
    )


def finds(desk: Desk, theme: Theme) -> Finds:
    """What finds a theme, beside its name."""
    return [(SYNONYM, name) for name in theme.synonyms or ()]


def phrases(desk: Desk, theme: Theme) -> Iterable[str]:
    """The name of a theme, of several words, is one term."""
    return [theme.name]


def _counted(desk: Desk, themes: Iterable[Theme]) -> Iterator[object]:
    for theme in themes:
        number = len(desk.directory.naming(theme, "labs.themes"))
        yield desk.link(theme)._replace(detail=str(number))


@slot("themes")
def themes(desk: Desk) -> str:
    """The themes, with how many labs each has."""
    return desk.draw("slots/links", links=[*_counted(desk, desk.all(Theme.TABLE))])


KIND: Final = Kind(page=page, card=card, finds=finds, phrases=phrases)
