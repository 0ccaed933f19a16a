"""What is read of a lab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from generator.drawings.images import Poster
from generator.kinds import brief, disagreement, event
from generator.kinds.near import labs_near
from generator.kinds.territory import country_map, located
from generator.kinds.upkeep import missing
from generator.language.language import machine_date
from generator.pages import weights
from generator.pages.desk import Column, Desk, Facet, Finds, Kind
from generator.pages.notes import Notes
from generator.pages.parts import (
    Badge,
    Card,
    Filters,
    Item,
    Link,
    Row,
    Section,
    Thing,
    View,
    excerpt,
    external,
    host,
    internal,
    items,
    or_note,
    paragraphs,
    texts,
)
from generator.pages.slots import slot
from generator.pages.things import known, moment, organisations
from generator.records.call import Call
from generator.records.lab import LAB_KINDS, Lab
from generator.records.network import Network
from generator.records.organisation import Organisation
from generator.records.parts import Milestone
from generator.records.tables import TABLES, folder, path_of
from generator.records.territory import Territory
from generator.records.theme import Theme

# ---- the page


def page(desk: Desk, lab: Lab) -> View:
    """A lab's page."""
    notes = desk.notes()
    badge, sign = brief.status(desk, lab)
    where, apart = brief.where(desk, lab), brief.apart(desk, lab)
    # Sources are numbered as they are met: what became of the lab, its story, the essentials.
    opening = [_fate(desk, lab, notes), _story(desk, lab, notes)]
    rows = [*_names(desk, lab), *_place(desk, lab, notes), *_carriage(desk, lab, notes),
            *_work(desk, lab, notes)]  # fmt: skip
    call = brief.call_of(desk, lab)
    won = [Badge(brief.laureate_of(desk, call), "laureate")] if call else []
    return desk.page(
        lab,
        notes,
        thing(desk, lab),
        rows=rows,
        sections=[*opening, *_facts(desk, lab, notes), *_around(desk, lab, notes)],
        title=desk.words("lab.title", name=lab.name, place=apart) if apart else lab.name,
        description=excerpt(lab.description),
        badges=(*([badge] if badge else []), *won),
        lede=" · ".join(filter(None, [brief.form(desk, lab), where])),
        drawing=located(desk, lab.territory, lab.city),
        sign=sign,
        poster=poster(desk, lab),
    )


def _story(desk: Desk, lab: Lab, notes: Notes) -> Section:
    """What the lab is and does."""
    text = paragraphs(lab.description)
    sourced = notes(lab.sources.of("description"))
    return Section("presentation", desk.words("lab.story"), "text", text, sourced)


def _fate(desk: Desk, lab: Lab, notes: Notes) -> Section:
    """What became of a lab that ended, or that another one follows."""
    facts: list[Item] = []
    if lab.ended and lab.status is not None:
        badge, sign = brief.status(desk, lab)
        fact = f"{badge.text if badge else ''} ({sign})."
        facts.append(Item(fact, notes(lab.sources.of("status")), detail=lab.status.note or ""))
    facts += notes.statements([lab.became] if lab.became else ())
    facts += [
        Item(desk.words("lab.followed_by", name=after.name), url=internal(path_of(after)))
        for after in desk.named(lab, "labs.predecessors")
    ]
    return Section("situation", desk.words("lab.fate"), "fate", tuple(facts))


def _facts(desk: Desk, lab: Lab, notes: Notes) -> list[Section]:
    """What is told beside the story: methods, dates, means, figures, evidence."""
    words = desk.words
    methods = notes(lab.sources.of("methods")) if lab.methods else ()
    return [
        Section("methodes", words("lab.methods"), "text", paragraphs(lab.methods), methods),
        Section("dates", words("lab.milestones"), "moments", _life(desk, lab, notes)),
        Section("reserve", words("lab.caution"), "facts", items(lab.caution)),
        Section("moyens", words("lab.money"), "facts", notes.statements(lab.funding)),
        Section("chiffres", words("lab.figures"), "facts", notes.statements(lab.figures)),
        _evidence(desk, lab, notes),
    ]


def _around(desk: Desk, lab: Lab, notes: Notes) -> list[Section]:
    """What other records and pages say, what nobody says, and the labs nearby."""
    return [
        disagreement.section(desk, lab, notes),
        event.dated(desk, desk.words("lab.events"), desk.named(lab, "events.labs")),
        desk.reading(lab),
        _gaps(desk, lab),
        *labs_near(desk, lab),
    ]


def _life(desk: Desk, lab: Lab, notes: Notes) -> tuple[Item, ...]:
    """A lab's moments, oldest first, then the last sign of life unless it ended."""
    moments, status = notes.moments(lab.milestones), lab.status
    if status is None or lab.ended:
        return moments
    sign = Item(
        desk.words(f"lab.last.{status.value}"),
        notes(lab.sources.of("status")),
        desk.language.date(status.as_of) if status.as_of else desk.words("list.undated"),
        machine_date(status.as_of) if status.as_of else "",
        status.note or "",
        tone=f"last {status.value}",
    )
    return (*moments, sign)


def _evidence(desk: Desk, lab: Lab, notes: Notes) -> Section:
    """How we know that a lab is a laureate."""
    award, facts = lab.award, items()
    if award is not None and award.evidence:
        kind = desk.words(f"lab.evidence_of.{award.evidence}")
        sourced, url = notes(lab.sources.of("award")), internal("methode/#preuves")
        facts = (Item(f"{kind}.", sourced, detail=award.note or "", url=url),)
    elif award is not None and award.note:
        facts = (Item(award.note, notes(lab.sources.of("award"))),)
    return Section("preuve", desk.words("lab.evidence"), "facts", facts)


def _gaps(desk: Desk, lab: Lab) -> Section:
    """What the record does not tell, and the way to complete it."""
    words = desk.words
    lost = lab.status is None or lab.status.value == "unknown"
    names = [words(f"missing.{name}") for name in [*missing(lab), *["status"] * lost]]
    if not names:
        return Section("inconnu", "", "gap", ())
    link = Link(words("lab.complete"), desk.report(lab))
    text = f"{desk.language.capital(desk.language.listed(names, ', '))}."
    return Section("inconnu", words("lab.gaps"), "gap", (text,), more=link)


# ---- the essentials


def _names(desk: Desk, lab: Lab) -> list[Row]:
    """What the lab is called, its kind and its levels."""
    words = desk.words
    written = brief.levels(desk, lab)
    levels = [desk.language.capital(level) for level in written]
    repeated = lab.level_note in (*written, *levels)
    shown, detail = or_note(texts(levels), None if repeated else lab.level_note)
    kind = Link(brief.kind(desk, lab), internal("methode/#genres"))
    return [
        Row(words("lab.name_note"), texts([lab.name_note])),
        Row(words("lab.other_names"), texts(lab.other_names)),
        Row(words("lab.former_names"), texts(lab.former_names)),
        Row(words("lab.kind"), (kind,)),
        Row(words("lab.levels"), shown, (), detail),
    ]


def _place(desk: Desk, lab: Lab, notes: Notes) -> list[Row]:
    """Where the lab is."""
    words = desk.words
    placed = lab.city or lab.place or lab.sources.location
    sourced = notes(lab.sources.of("location")) if placed else ()
    return [
        Row(
            words("lab.territory"),
            desk.links(Territory, [lab.territory]),
            sourced if not lab.city else (),
        ),
        Row(words("lab.area"), texts([lab.area]), sourced),
        Row(words("lab.city"), texts([_city(desk, lab.city, lab.departement)]), sourced),
        Row(words("lab.departement"), texts([_departement(desk, lab)]), sourced),
        Row(words("lab.place"), texts([lab.place]), sourced),
        Row(words("lab.other_places"), tuple(_other_places(desk, lab)), sourced),
    ]


def _city(desk: Desk, city: str | None, departement: str | None) -> str | None:
    """« Rennes (Ille-et-Vilaine, 35) », « Paris (75) »."""
    if not city or not departement:
        return city
    name = departements(desk).get(departement, "")
    return f"{city} ({departement})" if name in ("", city) else f"{city} ({name}, {departement})"


def _departement(desk: Desk, lab: Lab) -> str | None:
    """« Ille-et-Vilaine (35) », where no commune says it."""
    if lab.city or not lab.departement:
        return None
    return f"{departements(desk).get(lab.departement, '')} ({lab.departement})"


def _other_places(desk: Desk, lab: Lab) -> Iterable[Link]:
    for place in lab.other_places or ():
        yield Link(_city(desk, place.city, place.departement) or "", None, place.note or "")


def departements(desk: Desk) -> Mapping[str, str]:
    """The names of the départements, by number."""
    return desk.once(
        "departements",
        lambda: {
            departement.code: departement.name
            for territory in desk.directory.of(Territory).values()
            for departement in territory.departements or ()
        },
    )


def _carriage(desk: Desk, lab: Lab, notes: Notes) -> list[Row]:
    """Who carries the lab, with whom it works, what it follows."""
    words = desk.words
    carriers = desk.links(Organisation, lab.carriers)
    if lab.carrier_text:
        carriers = (Link(lab.carrier_text.rstrip(".")), *carriers)
    carriers, note = or_note(carriers, lab.carrier_note)
    sourced = notes(lab.sources.of("carrier")) if carriers else ()
    twins = tuple(map(desk.link, desk.named(lab, "organisations.lab")))
    return [
        Row(words("lab.carriers"), carriers, sourced, note),
        Row(words("lab.former_carriers"), desk.links(Organisation, lab.former_carriers)),
        Row(words("lab.organisation"), twins),
        Row(words("lab.partners"), texts(lab.partners), notes(lab.sources.partners)),
        Row(words("lab.networks"), desk.links(Network, lab.networks)),
        Row(words("lab.predecessors"), desk.links(Lab, lab.predecessors)),
    ]


def _work(desk: Desk, lab: Lab, notes: Notes) -> list[Row]:
    """On what the lab works, its site, and what a call decided."""
    words, of = desk.words, lab.sources.of
    themes, inferred = desk.links(Theme, lab.themes), desk.links(Theme, lab.inferred_themes)
    themes_sourced = notes(of("themes")) if themes else ()
    site = _site(desk, lab)
    site_sourced = notes(of("website")) if site else ()
    return [
        Row(words("lab.themes"), themes, themes_sourced),
        Row(words("lab.inferred_themes"), inferred, (), words("lab.inferred_note")),
        Row(words("lab.website"), site, site_sourced),
        Row(words("lab.award"), _award(desk, lab), notes(lab.sources.award)),
    ]


def _award(desk: Desk, lab: Lab) -> tuple[Link, ...]:
    """The call that the lab answered, and what it decided."""
    if lab.award is None:
        return ()
    call = desk.directory.of(Call)[lab.award.call]
    result = desk.words("lab.laureate_of" if lab.is_laureate else "lab.none_of")
    return (Link(brief.call_title(desk, call), internal(path_of(call)), result),)


def _site(desk: Desk, lab: Lab) -> tuple[Link, ...]:
    """A lab's site; the address of a closed one is only text: others may have taken it since."""
    if lab.website is None:
        return texts([lab.website_note])
    if lab.ended:
        return (Link(host(lab.website), None, desk.words("lab.old_site")),)
    return (Link(host(lab.website), external(lab.website), lab.website_note or "", True),)


# ---- in lists, images and linked data


def card(desk: Desk, lab: Lab) -> Card:
    """A lab in a list."""
    badge, _ = brief.status(desk, lab)
    return Card(
        "lab",
        internal(path_of(lab)),
        lab.name,
        over=brief.where(desk, lab),
        text=brief.form(desk, lab),
        badge=badge,
        sign=brief.last_sign(desk, lab),
        star=brief.star(desk, lab),
    )


def member(desk: Desk, lab: Lab) -> Link:
    """A lab with its place and situation, in a line."""
    said = filter(None, [brief.where(desk, lab), brief.situation(desk, lab)])
    return desk.link(lab, " · ".join(said))


def poster(desk: Desk, lab: Lab) -> Poster:
    """What a lab's image says: its name, where it is, and its dated situation."""
    said = (lab.name, brief.where(desk, lab), brief.situation(desk, lab), desk.words("site.short"))
    return Poster(*map(desk.language.typeset, said))


_TYPES: Final[Mapping[str, str]] = {
    "programme": "Project",
    "prefiguration": "Project",
    "scheme": "Project",
    "school": "EducationalOrganization",
}
_PUBLIC: Final = frozenset(
    {"central-bank", "commune", "departement", "intercommunality", "parliament", "prefecture",
     "region", "state"}
)  # fmt: skip
"""The levels whose labs are part of a government; the others may be."""


def thing(desk: Desk, lab: Lab) -> Thing:
    """A lab as schema.org says it."""
    directory = desk.directory
    public = _PUBLIC.issuperset(lab.levels or ("",))
    carriers = [directory.of(Organisation)[id] for id in lab.carriers or ()]
    networks = [directory.of(Network)[id] for id in lab.networks or ()]
    return known(
        {
            "@type": _TYPES.get(
                lab.kind or "lab", "GovernmentOrganization" if public else "Organization"
            ),
            "name": lab.name,
            "alternateName": [*(lab.other_names or ()), *(lab.former_names or ())],
            "description": lab.description,
            "foundingDate": moment(lab.milestones, "opening"),
            "dissolutionDate": moment(lab.milestones, "closing"),
            "address": _address(desk, lab),
            "sameAs": None if lab.ended else lab.website,
            "knowsAbout": [directory.of(Theme)[id].name for id in lab.themes or ()],
            "parentOrganization": organisations(desk.url, carriers),
            "memberOf": organisations(desk.url, networks),
        }
    )


def _address(desk: Desk, lab: Lab) -> Thing | None:
    """Where a lab is; None when nobody says."""
    territory = brief.territory_of(desk, lab)
    country = desk.directory.country(territory)
    region = territory is not None and territory.kind == "region"
    address = known(
        {
            "addressCountry": country.code if country else None,
            "addressRegion": territory.name if territory and region else None,
            "addressLocality": lab.city,
        }
    )
    return {"@type": "PostalAddress", **address} if address else None


# ---- the list: by letter, with the filters


def _by_letter(desk: Desk, labs: Sequence[Lab]) -> list[Section]:
    letters: dict[str, list[Lab]] = {}
    for lab in labs:
        first = desk.language.sort_key(lab.name)[0][:1].upper()
        letters.setdefault(first if first.isalpha() else "", []).append(lab)
    digits = desk.words("list.digits")
    return [
        Section(f"lettre-{letter.lower() or '0'}", letter or digits, "index", tuple(group))
        for letter, group in letters.items()
    ]


def _with_filters(desk: Desk, view: View) -> View:
    """The list with its facets, and the ways to see it."""
    labs = desk.all(Lab.TABLE)
    if not labs:
        return view
    ways = {"": view.path, "tableau": "donnees-ouvertes/"}
    if country_map(desk):
        ways["carte"] = folder(TABLES[Territory.TABLE])
    count = desk.language.capital(desk.words.count("count.labs", len(labs)))
    filters = Filters(
        count,
        facets_of(desk),
        [
            (name, Link(desk.words(f"way.{name or 'liste'}"), internal(path)))
            for name, path in ways.items()
        ],
    )
    return replace(view, filters=filters)


def facets_of(desk: Desk) -> list[tuple[str, str]]:
    """The facets in which some lab has a value, with their label."""
    labs = desk.all(Lab.TABLE)
    return [
        (id, desk.words(f"facet.{id}")) for id, facet in FACETS.items() if any(map(facet.of, labs))
    ]


# ---- search and filters


def finds(desk: Desk, lab: Lab) -> Finds:
    """What finds a lab, beside its names and texts."""
    yield from _finds_place(desk, lab)
    for theme in (desk.directory.of(Theme)[id] for id in lab.themes or ()):
        yield weights.THEME, theme.name
        yield from ((weights.SYNONYM, name) for name in theme.synonyms or ())
    for id in (*(lab.carriers or ()), *(lab.former_carriers or ())):
        carrier = desk.directory.of(Organisation)[id]
        yield weights.CARRIER, carrier.name
        yield weights.CARRIER, carrier.acronym or ""
    yield weights.CARRIER, lab.carrier_text or ""
    for id in lab.networks or ():
        yield weights.CARRIER, desk.directory.of(Network)[id].acronym or ""
    yield weights.KIND, brief.kind(desk, lab)
    yield weights.KIND, lab.form or ""
    yield from ((weights.KIND, desk.words(f"lab.level_of.{level}")) for level in lab.levels or ())


def _finds_place(desk: Desk, lab: Lab) -> Finds:
    yield weights.PLACE, lab.city or ""
    yield weights.PLACE, lab.area or ""
    yield from ((weights.PLACE, place.city) for place in lab.other_places or ())
    territory = brief.territory_of(desk, lab)
    if territory is None:
        return
    yield weights.PLACE, territory.name
    yield from ((weights.PLACE, name) for name in territory.other_names or ())
    for departement in territory.departements or ():
        if departement.code == lab.departement:
            yield weights.PLACE, departement.name
            yield weights.PLACE, departement.code


def numbered(desk: Desk) -> list[Lab]:
    """The labs as search numbers them: by territory, those of none last, then in their order."""
    places = desk.places(Territory.TABLE)
    return sorted(desk.all(Lab.TABLE), key=lambda lab: places.get(lab.territory or "", len(places)))


def _records(kind: Any) -> Callable[[Desk], list[tuple[str, str]]]:
    """The records of a kind as the values of a facet."""
    return lambda desk: [
        (record.id, desk.language.typeset(record.label)) for record in desk.all(kind.TABLE)
    ]


def _named(start: str) -> Callable[[Desk], list[tuple[str, str]]]:
    """The words whose keys begin so, as the values of a facet."""

    def values(desk: Desk) -> list[tuple[str, str]]:
        language = desk.language
        named = [
            (key.removeprefix(start), language.typeset(language.capital(text)))
            for key, text in desk.words.by_key.items()
            if key.startswith(start)
        ]
        return sorted(named, key=lambda value: language.sort_key(value[1]))

    return values


def _calls(desk: Desk) -> list[tuple[str, str]]:
    calls = desk.all(Call.TABLE)
    return [(call.id, desk.language.typeset(brief.laureate_of(desk, call))) for call in calls]


def _won(lab: Lab) -> list[str]:
    return [lab.award.call] if lab.award and lab.award.won else []


FACETS: Final[Mapping[str, Facet]] = {
    "territoire": Facet(lambda lab: [lab.territory] if lab.territory else [], _records(Territory)),
    "theme": Facet(lambda lab: lab.themes or (), _records(Theme)),
    "genre": Facet(lambda lab: [lab.kind or "lab"], _named("lab.kind_of.")),
    "niveau": Facet(lambda lab: lab.levels or (), _named("lab.level_of.")),
    "situation": Facet(lambda lab: [lab.status.value] if lab.status else [], _named("lab.status.")),
    "appel": Facet(_won, _calls),
}


def _places(desk: Desk, labs: Sequence[Lab]) -> Column:
    """Where labs are, by territory, then by what is known inside it: [territory, inside]."""
    language = desk.language
    names = {
        territory.id: language.typeset(territory.label) for territory in desk.all(Territory.TABLE)
    }
    places = [
        (names.get(lab.territory or "", ""), ", ".join(filter(None, (lab.city, lab.area))))
        for lab in labs
    ]
    known = {place for place in places if any(place)}
    order = sorted(
        known,
        key=lambda place: (not place[0], language.sort_key(place[0]), language.sort_key(place[1])),
    )
    return Column(order, [(place,) if place in known else () for place in places])


def _signs(desk: Desk, labs: Sequence[Lab]) -> Column:
    """When a sign of labs was last found, the newest first: [date, its year]."""
    dates = [lab.status.as_of if lab.status else None for lab in labs]
    # « vers 2024 » comes before 2024.
    order = sorted(
        {date for date in dates if date},
        key=lambda date: (date.rstrip("~"), not date.endswith("~")),
        reverse=True,
    )
    dated = [(desk.language.date(date), _year(desk, date)) for date in order]
    values = dict(zip(order, dated, strict=True))
    return Column(dated, [(values[date],) if date else () for date in dates])


def _forms(desk: Desk, labs: Sequence[Lab]) -> Column:
    """What labs are, as their cards in a list say it."""
    forms = [desk.language.typeset(brief.form(desk, lab)) for lab in labs]
    return Column(sorted(set(forms)), [(form,) for form in forms])


def _year(desk: Desk, date: str) -> str:
    return desk.language.date(date[:4] + ("~" if date.endswith("~") else ""))


# ---- slots


@slot("search-page")
def search_page(desk: Desk) -> str:
    """The page of results: the filters, and the themes for when nothing is found."""
    themes = [desk.link(theme) for theme in desk.all(Theme.TABLE) if theme.parent is None]
    return desk.draw("slots/search-page", facets=facets_of(desk), themes=themes)


@slot("kinds")
def kinds(desk: Desk) -> str:
    """The kinds of labs, their criterion, how many there are."""
    used = Counter(lab.kind or "lab" for lab in desk.directory.of(Lab).values())
    rows = [
        (desk.words(f"lab.kind_of.{name}"), desk.words(f"lab.criterion.{name}"), used[name])
        for name in sorted(get_args(LAB_KINDS))
        if used[name]
    ]
    rows.sort(key=lambda row: -row[2])
    return desk.draw("slots/kinds", rows=rows)


NEWS: Final = 5


@slot("news")
def news(desk: Desk) -> str:
    """The latest dated moment of labs, as far as sources tell, each lab once."""
    rows = [
        Item(
            lab.name,
            date=latest.date_text or desk.language.date(latest.date),
            machine_date=machine_date(latest.date),
            detail=latest.label,
            url=internal(path_of(lab)),
        )
        for lab, latest in _latest(desk)[:NEWS]
    ]
    more = Link(desk.words("home.all_labs"), internal(folder(TABLES[Lab.TABLE])))
    return desk.draw("slots/dated", groups=[("", rows, ())], more=more)


def _latest(desk: Desk) -> list[tuple[Lab, Milestone]]:
    as_of = desk.settings.as_of
    dated = [
        (lab, max(past, key=_day))
        for lab in desk.all(Lab.TABLE)
        if (past := [moment for moment in lab.milestones or () if _day(moment) <= as_of])
    ]
    return sorted(dated, key=lambda pair: _day(pair[1]), reverse=True)


def _day(moment: Milestone) -> str:
    """What orders moments: « vers 2021 » is not after March 2021."""
    return moment.date.rstrip("~")


KIND: Final = Kind(
    page=page,
    card=card,
    groups=_by_letter,
    list_view=_with_filters,
    finds=finds,
    numbered=numbered,
    group=lambda lab: lab.territory,
    facets=FACETS,
    columns={"lieu": _places, "signe": _signs, "forme": _forms},
)
