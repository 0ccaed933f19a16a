"""The page and the card of every kind of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from generator.drawings.images import Card
from generator.kinds import linked
from generator.kinds.upkeep import missing
from generator.language import french
from generator.pages.views import (
    KINDS,
    NOTHING,
    Badge,
    Group,
    Item,
    Link,
    Notes,
    Row,
    Section,
    View,
    Views,
    excerpt,
    external,
    internal,
    path_of,
)
from generator.records.call import Call
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.network import Network
from generator.records.organisation import Organisation
from generator.records.parts import Record
from generator.records.territory import Territory
from generator.records.theme import Theme

# ---- labs


def lab_where(views: Views, lab: Lab) -> str:
    """« Rennes, Bretagne »."""
    directory = views.directory
    territory = directory.of(Territory)[lab.territory] if lab.territory else None
    if territory is None:
        return ", ".join(part for part in (lab.city, lab.area) if part)
    name = "" if lab.city and directory.is_home(territory) else territory.name
    country = directory.country(territory) if directory.is_abroad(territory) else None
    beyond = country.name if country and country is not territory else ""
    return ", ".join(part for part in (lab.city, lab.area, name, beyond) if part)


def lab_apart(views: Views, lab: Lab) -> str:
    """Where a lab is, beside a name that may say it."""
    return ", ".join(one for one in lab_where(views, lab).split(", ") if one not in lab.name)


def lab_kind(views: Views, lab: Lab) -> str:
    """« Laboratoire », « Incubateur »: the kind of structure."""
    return views.words(f"lab.kind_of.{lab.structure}")


def lab_form(views: Views, lab: Lab) -> str:
    """What the lab is: in the source's words, else its kind and levels."""
    if lab.form:
        return french.capital(lab.form)
    kind, levels = lab_kind(views, lab), french.listed(lab_levels(views, lab))
    if "(" in levels:
        return f"{kind}, {levels}"
    return f"{kind} ({levels})" if levels else kind


def lab_levels(views: Views, lab: Lab) -> list[str]:
    """The levels that carry a lab; abroad, in the source's words rather than in French ones."""
    territory = views.directory.of(Territory)[lab.territory] if lab.territory else None
    abroad = territory is not None and views.directory.is_abroad(territory)
    if abroad and lab.level_note:
        return [lab.level_note]
    return [views.words(f"lab.level_of.{level}") for level in lab.levels or ()]


def lab_status(views: Views, lab: Lab) -> tuple[Badge | None, str]:
    """The badge of a lab's situation and its last sign, in words."""
    if lab.status is None:
        return None, ""
    value, words, as_of = lab.status.value, views.words, lab.status.as_of
    ended = value == "closed" and lab.kind == "programme"
    name = words("lab.programme_ended" if ended else f"lab.status.{value}")
    sign = words(f"lab.as_of.{value}", date=french.date(as_of)) if as_of else words("lab.no_date")
    return Badge(name, value), sign


def lab_card(views: Views, lab: Lab) -> dict[str, Any]:
    """A lab in a list."""
    badge, _ = lab_status(views, lab)
    return {
        "url": internal(path_of(lab)),
        "name": lab.name,
        "over": lab_where(views, lab),
        "text": lab_form(views, lab),
        "badge": badge,
        "sign": _card_sign(views, lab),
        "star": laureate_short(views, lab),
        "date": "",
    }


def _card_sign(views: Views, lab: Lab) -> str:
    if lab.status is None:
        return ""
    if lab.status.as_of is None:
        return views.words("lab.undated")
    about = "~" if lab.status.as_of.endswith("~") else ""
    return views.words("lab.sign", year=french.date(lab.status.as_of[:4] + about))


def _situation(views: Views, lab: Lab) -> str:
    """« Actif · dernière trace : 2025 »."""
    badge, _ = lab_status(views, lab)
    return " · ".join(filter(None, [badge.text if badge else "", _card_sign(views, lab)]))


def laureate_short(views: Views, lab: Lab) -> str:
    """« Lauréat 2016 », nothing for a lab that no call chose."""
    if lab.award is None or not lab.award.won:
        return ""
    year = views.directory.of(Call)[lab.award.call].year
    return views.words("lab.laureate_short", year=year) if year else views.words("lab.laureate_of")


def laureate_of(views: Views, call: Call) -> str:
    """« Lauréat de l’appel de 2016 »."""
    return views.words("lab.laureate", of_call=french.of(call_name(views, call)))


def call_name(views: Views, call: Call) -> str:
    """How a sentence names a call, with its article: « l’appel de 2016 »."""
    return call.short_name or views.words("call.named", name=call.name)


def lab_rows(views: Views, lab: Lab, notes: Notes) -> list[Row]:
    """A lab's essentials."""
    words, of = views.words, lab.sources.of
    where = notes(of("location")) if lab.city or lab.place or lab.sources.location else ()
    territory = views.links("territories", [lab.territory] if lab.territory else [])
    city = [_city(views, lab.city, lab.departement)] if lab.city else []
    departement = []
    if not lab.city and lab.departement:
        departement = [f"{views.departements.get(lab.departement, '')} ({lab.departement})"]
    others = tuple(
        Link(_city(views, one.city, one.departement), None, one.note or "")
        for one in lab.other_places or ()
    )
    carriers = views.links("organisations", lab.carriers)
    if lab.carrier_text:
        carriers = (Link(lab.carrier_text.rstrip(".")), *carriers)
    carriers, carrier_note = _or_note(carriers, lab.carrier_note)
    written = lab_levels(views, lab)
    levels = [french.capital(level) for level in written]
    level_note = None if lab.level_note in (*written, *levels) else lab.level_note
    level_links, level_detail = _or_note(_texts(levels), level_note)
    twins = views.named(lab, "organisations.lab")
    inferred = views.links("themes", lab.inferred_themes)
    award: tuple[Link, ...] = ()
    if lab.award is not None:
        call = views.directory.of(Call)[lab.award.call]
        result = words("lab.laureate_of" if lab.award.won else "lab.none_of")
        award = (Link(_call_name(call), internal(path_of(call)), result),)
    site = lab_site(views, lab)
    return [
        Row(words("lab.name_note"), _texts([lab.name_note])),
        Row(words("lab.other_names"), _texts(lab.other_names)),
        Row(words("lab.former_names"), _texts(lab.former_names)),
        Row(words("lab.kind"), (Link(lab_kind(views, lab), internal("methode/#genres")),)),
        Row(words("lab.levels"), level_links, (), level_detail),
        Row(words("lab.territory"), territory, where if not lab.city else ()),
        Row(words("lab.area"), _texts([lab.area]), where),
        Row(words("lab.city"), _texts(city), where),
        Row(words("lab.departement"), _texts(departement), where),
        Row(words("lab.place"), _texts([lab.place]), where),
        Row(words("lab.other_places"), others, where),
        Row(
            words("lab.carriers"),
            carriers,
            notes(of("carrier")) if carriers else (),
            carrier_note,
        ),
        Row(words("lab.former_carriers"), views.links("organisations", lab.former_carriers)),
        Row(words("lab.organisation"), tuple(views.link(one) for one in twins)),
        Row(words("lab.partners"), _texts(lab.partners), notes(lab.sources.partners)),
        Row(words("lab.networks"), views.links("networks", lab.networks)),
        Row(words("lab.predecessors"), views.links("labs", lab.predecessors)),
        Row(
            words("lab.themes"),
            views.links("themes", lab.themes),
            notes(of("themes")) if lab.themes else (),
        ),
        Row(words("lab.inferred_themes"), inferred, (), words("lab.inferred_note")),
        Row(words("lab.website"), site, notes(of("website")) if site else ()),
        Row(words("lab.award"), award, notes(lab.sources.award)),
    ]


def lab_site(views: Views, lab: Lab) -> tuple[Link, ...]:
    """A lab's site; the address of a closed one is only text: others may have taken it since."""
    if lab.website is None:
        return _texts([lab.website_note])
    if lab.ended:
        return (Link(_host(lab.website), None, views.words("lab.old_site")),)
    return (Link(_host(lab.website), external(lab.website), lab.website_note or "", True),)


def _or_note(links: tuple[Link, ...], note: str | None) -> tuple[tuple[Link, ...], str]:
    """Links and the note beside them; the note alone where there is nothing to be beside."""
    if links or not note:
        return links, note or ""
    return (Link(note),), ""


def _texts(texts: Iterable[str | None] | None) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts or () if text)


def _city(views: Views, city: str, departement: str | None) -> str:
    """« Rennes (Ille-et-Vilaine, 35) », « Paris (75) »."""
    if not departement:
        return city
    name = views.departements.get(departement, "")
    return f"{city} ({departement})" if name in ("", city) else f"{city} ({name}, {departement})"


def _call_name(call: Call) -> str:
    return call.name.removeprefix("Appel à projets ")


def _host(url: str) -> str:
    return url.split("//", 1)[1].split("/", 1)[0].removeprefix("www.").rstrip(".")


def lab_view(views: Views, lab: Lab) -> View:
    """A lab's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    badge, sign = lab_status(views, lab)
    fate = lab_fate(views, lab, notes)
    story = Section(
        "presentation",
        words("lab.story"),
        "text",
        tuple(lab.description.split("\n\n")),
        notes(lab.sources.of("description")),
    )
    rows = lab_rows(views, lab, notes)
    badges = [badge] if badge else []
    if lab.award is not None and lab.award.won:
        call = views.directory.of(Call)[lab.award.call]
        badges.append(Badge(laureate_of(views, call), "laureate"))
    where, apart = lab_where(views, lab), lab_apart(views, lab)
    methods = Section(
        "methodes",
        words("lab.methods"),
        "text",
        tuple((lab.methods or "").split("\n\n")) if lab.methods else (),
        notes(lab.sources.of("methods")) if lab.methods else (),
    )
    sections = [
        fate,
        story,
        methods,
        Section("dates", words("lab.milestones"), "moments", lab_life(views, lab, notes)),
        Section("reserve", words("lab.caution"), "facts", _items(lab.caution)),
        Section("moyens", words("lab.money"), "facts", views.statements(lab.funding, notes)),
        Section("chiffres", words("lab.figures"), "facts", views.statements(lab.figures, notes)),
        lab_evidence(views, lab, notes),
        views.disagreements(lab, notes),
        dated_section(views, words("lab.events"), views.named(lab, "events.labs")),
        views.reading(lab),
        lab_gaps(views, lab),
        *lab_neighbours(views, lab),
    ]
    return views.page(
        lab,
        title=words("lab.title", name=lab.name, place=apart) if apart else lab.name,
        description=excerpt(lab.description),
        badges=tuple(badges),
        lede=" · ".join(filter(None, [lab_form(views, lab), where])),
        drawing=views.draw_place(lab.territory, lab.city),
        sign=sign,
        rows=rows,
        sections=sections,
        notes=notes.all(views.note),
        linked=linked.lab(views, lab),
        image=lab_image(views, lab),
    )


def lab_image(views: Views, lab: Lab) -> Card:
    """What a lab's image says: its name, where it is, and its dated situation."""
    said = (lab.name, lab_where(views, lab), _situation(views, lab), views.words("site.short"))
    return Card(*map(french.typeset, said))


def lab_evidence(views: Views, lab: Lab, notes: Notes) -> Section:
    """How we know that a lab is a laureate."""
    words, award = views.words, lab.award
    items: tuple[Item, ...] = ()
    if award is not None and award.evidence:
        kind = words(f"lab.evidence_of.{award.evidence}")
        url = internal("methode/#preuves")
        items = (
            Item(f"{kind}.", notes(lab.sources.of("award")), detail=award.note or "", url=url),
        )
    elif award is not None and award.note:
        items = (Item(award.note, notes(lab.sources.of("award"))),)
    return Section("preuve", words("lab.evidence"), "facts", items)


def _items(*texts: str | None) -> tuple[Item, ...]:
    return tuple(Item(text) for text in texts if text)


def lab_fate(views: Views, lab: Lab, notes: Notes) -> Section:
    """What became of a lab that ended, or that another one follows."""
    words, items = views.words, []
    if lab.ended and lab.status is not None:
        badge, sign = lab_status(views, lab)
        fact = f"{badge.text if badge else ''} ({sign})."
        items.append(Item(fact, notes(lab.sources.of("status")), detail=lab.status.note or ""))
    items += views.statements([lab.became] if lab.became else (), notes)
    items += [
        Item(words("lab.followed_by", name=one.name), url=internal(path_of(one)))
        for one in views.named(lab, "labs.predecessors")
    ]
    return Section("situation", words("lab.fate"), "fate", tuple(items))


def lab_life(views: Views, lab: Lab, notes: Notes) -> tuple[Item, ...]:
    """A lab's moments, oldest first, then the last sign of life unless it ended."""
    moments = views.moments(lab.milestones, notes)
    status = lab.status
    if status is None or lab.ended:
        return moments
    sign = Item(
        views.words(f"lab.last.{status.value}"),
        notes(lab.sources.of("status")),
        french.date(status.as_of) if status.as_of else views.words("list.undated"),
        french.machine_date(status.as_of) if status.as_of else "",
        status.note or "",
        tone=f"last {status.value}",
    )
    return (*moments, sign)


def lab_gaps(views: Views, lab: Lab) -> Section:
    """What the record does not tell, and the way to complete it."""
    words = views.words
    lost = lab.situation in (None, "unknown")
    names = [words(f"missing.{name}") for name in [*missing(lab), *["status"] * lost]]
    if not names:
        return Section("inconnu", "", "gap", ())
    url = views.repository.report(views.site_url + path_of(lab), lab.label)
    link = Link(words("lab.complete"), url or internal("participer/#signaler"))
    text = f"{french.capital(french.listed(names, ', '))}."
    return Section("inconnu", words("lab.gaps"), "gap", (text,), more=link)


NEIGHBOURS: Final = 6


def lab_neighbours(views: Views, lab: Lab) -> list[Section]:
    """A few labs of the same territory, then a few that share the most themes."""
    words, sections, seen = views.words, [], {lab.id}
    if lab.territory:
        place = views.directory.of(Territory)[lab.territory]
        group = _group(views, place, "labs.territory")
        near = views.sorted(_around(group, lab))
        seen |= {one.id for one in near}
        sections.append(
            Section(
                "pres-d-ici", words("lab.same_territory", in_name=place.in_name), "near",
                tuple(views.link(one, _apart(one)) for one in near), more=group.more,
            )
        )  # fmt: skip
    shared: dict[str, list[str]] = {}
    for id in lab.themes or ():
        theme = views.directory.of(Theme)[id]
        for one in _around(_group(views, theme, "labs.themes"), lab):
            if one.id not in seen:
                shared.setdefault(one.id, []).append(theme.name)
    alike = sorted(shared, key=lambda id: -len(shared[id]))[:NEIGHBOURS]
    links = tuple(
        views.link(views.directory.of(Lab)[id], " · ".join(shared[id][:2])) for id in alike
    )
    return [*sections, Section("memes-themes", words("lab.same_themes"), "near", links)]


def _group(views: Views, record: Record, by: str) -> Group:
    """The labs that name a record, as their pages link to each other."""
    found = views.groups.get((by, record.id))
    if found is None:
        labs = views.directory.naming(record, by)
        of_name = getattr(record, "of_name", "") or french.of(record.label)
        name = views.words("lab.more", n=len(labs), of_name=of_name)
        found = views.groups[by, record.id] = Group(
            Link(name, internal(path_of(record))) if len(labs) > NEIGHBOURS + 1 else None,
            {one.id: rank for rank, one in enumerate(labs)},
            labs,
        )
    return found


def _apart(lab: Lab) -> str:
    """Where a lab is, unless its name says it."""
    return lab.city if lab.city and lab.city not in lab.name else ""


def _around(group: Group, lab: Lab) -> list[Lab]:
    """The few that follow a lab in the files: not always the same ones for everybody."""
    labs, after = group.labs, group.ranks[lab.id] + 1
    near = [*labs[after : after + NEIGHBOURS], *labs[: max(0, after + NEIGHBOURS - len(labs))]]
    return near[: len(labs) - 1]


# ---- themes, territories


def theme_card(views: Views, theme: Theme) -> dict[str, Any]:
    """A theme in a list."""
    signs = [views.words.count("count.labs", len(views.directory.naming(theme, "labs.themes")))]
    if inferred := views.directory.naming(theme, "labs.inferred_themes"):
        signs.append(views.words.count("theme.also_inferred", len(inferred)))
    return {
        "url": internal(path_of(theme)), "name": theme.name, "over": "",
        "text": theme.description, "badge": None, "star": "", "date": "",
        "sign": ", ".join(signs),
    }  # fmt: skip


def theme_view(views: Views, theme: Theme) -> View:
    """A theme's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    labs = views.named(theme, "labs.themes")
    inferred = views.named(theme, "labs.inferred_themes")
    text = Section(
        "definition", words("lab.story"), "text", (theme.description,), notes(theme.sources)
    )
    narrower = tuple(views.link(one) for one in views.named(theme, "themes.parent"))
    note = theme.note or words("theme.inferred_note")
    apart = () if inferred else _items(theme.note)
    return views.page(
        theme,
        description=excerpt(theme.description),
        lede=theme_origin(views, theme),
        tally=views.tally("count.labs", len(labs)),
        rows=[
            Row(words("theme.synonyms"), _texts([", ".join(theme.synonyms or ())])),
            Row(
                words("theme.parent"), views.links("themes", [theme.parent] if theme.parent else [])
            ),
            Row(words("theme.narrower"), narrower),
        ],
        sections=[
            text,
            views.card_section("labs", words("theme.labs"), labs),
            views.card_section("rapproches", words("theme.inferred"), inferred, note),
            Section("reserve", words("lab.caution"), "facts", apart),
            theme_neighbours(views, theme, labs),
            views.disagreements(theme, notes),
            views.reading(theme),
        ],
        notes=notes.all(views.note),
        updated=latest([theme, *labs]),
        linked=linked.theme(views, theme),
    )


def theme_origin(views: Views, theme: Theme) -> str:
    """Where a theme comes from; the call that names it, when one does."""
    if theme.origin != "call":
        return views.words(f"theme.origin.{theme.origin}")
    call = views.directory.of(Call)[theme.call] if theme.call else None
    name = call_name(views, call) if call else views.words("theme.some_call")
    return views.words("theme.origin.call", call=name)


def theme_neighbours(views: Views, theme: Theme, labs: Iterable[Lab]) -> Section:
    """The themes that most often come with this one."""
    together = Counter(id for lab in labs for id in lab.themes or () if id != theme.id)
    places = views.places(Theme.TABLE)
    closest = sorted(together, key=lambda id: (-together[id], places[id]))[:NEIGHBOURS]
    links = tuple(
        views.link(views.directory.of(Theme)[id], views.words.count("theme.shared", together[id]))
        for id in closest
    )
    return Section("voisins", views.words("theme.near"), "near", links)


def latest(records: Iterable[Record]) -> str:
    """The day the newest of some records was read again; empty when none says."""
    return max((record.checked or "" for record in records), default="")


def territory_card(views: Views, territory: Territory) -> dict[str, Any]:
    """A territory in a list."""
    number = len(views.directory.naming(territory, "labs.territory"))
    return {
        "url": internal(path_of(territory)), "name": territory.name, "text": "",
        "over": beyond(views, territory),
        "badge": None, "star": "", "date": "", "sign": views.words.count("count.labs", number),
    }  # fmt: skip


def beyond(views: Views, territory: Territory) -> str:
    """The foreign country that a region is part of."""
    if not views.directory.is_abroad(territory) or not territory.part_of:
        return ""
    return views.directory.of(Territory)[territory.part_of].name


def territory_view(views: Views, territory: Territory) -> View:
    """A territory's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    labs = views.named(territory, "labs.territory")
    events = {e.id: e for lab in labs for e in views.directory.naming(lab, "events.labs")}
    departements = [Link(f"{one.name} ({one.code})") for one in territory.departements or ()]
    title = words("territory.labs", in_name=territory.in_name)
    intro = words("territory.nation") if views.directory.is_home(territory) else ""
    inside = [one for one in views.named(territory, "territories.part_of")
              if views.directory.is_abroad(one)]  # fmt: skip
    lists = [views.card_section("labs", title, labs, intro)]
    if not labs and territory.kind != "world":
        none = words("territory.none", in_name=territory.in_name)
        link = (Link(words("search.propose"), internal("participer/#proposer")),)
        lists = [Section("labs", title, "links", link, intro=none)]
    return views.page(
        territory,
        title=title,
        description=f"{title} : {words.count('count.labs', len(labs))}.",
        lede=words(f"territory.{territory.kind}"),
        tally=views.tally("count.labs", len(labs)),
        drawing=views.outlines.get(territory.id, NOTHING),
        rows=[
            Row(
                words("territory.part_of"),
                views.links(
                    "territories",
                    [territory.part_of] if territory.part_of and beyond(views, territory) else [],
                ),
            ),
            Row(words("territory.other_names"), _texts(territory.other_names)),
            Row(words("territory.regions"), tuple(views.link(one) for one in inside)),
            Row(words("territory.code"), _texts([territory.code]), notes(territory.sources)),
            Row(words("territory.departements"), tuple(departements), notes(territory.sources)),
        ],
        sections=[
            *lists,
            dated_section(views, words("territory.events"), views.sorted(events.values())),
            views.reading(territory),
        ],
        notes=notes.all(views.note),
        updated=latest([territory, *labs]),
        linked=linked.territory(views, territory),
    )


# ---- events, calls, networks, organisations


def event_when(event: Event) -> str:
    """When an event was, in words."""
    if event.date_text:
        return event.date_text
    return french.date_range(event.start or "", event.end)


def event_item(views: Views, event: Event) -> Item:
    """An event in a list of dates."""
    card = event_card(views, event)
    return Item(
        event.name,
        date=card["over"],
        machine_date=card["date"],
        detail=card["text"],
        url=card["url"],
    )


def dated_section(views: Views, title: str, events: Iterable[Event]) -> Section:
    """The events of a record, with their dates in the margin."""
    items = tuple(event_item(views, one) for one in events)
    return Section("evenements", title, "dated", items)


def event_card(views: Views, event: Event) -> dict[str, Any]:
    """An event in a list."""
    return {
        "url": internal(path_of(event)), "name": event.name, "over": event_when(event),
        "text": " · ".join(filter(None, [views.words(f"event.kind.{event.kind}"), event.city])),
        "badge": None, "star": "", "sign": "",
        "date": french.machine_date(event.start) if event.start and not event.date_text else "",
    }  # fmt: skip


def event_view(views: Views, event: Event) -> View:
    """An event's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    sourced = notes(event.sources)
    calls = views.named(event, "calls.events")
    edition: tuple[Link, ...] = ()
    if event.edition:
        first = words("event.edition_1")
        edition = (
            Link(first if event.edition == 1 else words("event.edition_n", n=event.edition)),
        )
    speakers = tuple(
        Item(f"{one.name}, {one.role}", detail=one.note or "") for one in event.speakers or ()
    )
    story = [text for text in (event.description, event.note) if text]
    return views.page(
        event,
        description=excerpt(f"{event_when(event)} : {event.description or event.name}"),
        lede=" · ".join(
            filter(None, [words(f"event.kind.{event.kind}"), event_when(event), event.city])
        ),
        rows=[
            Row(words("event.when"), (Link(event_when(event)),), sourced),
            Row(words("event.hour"), _texts([event.time_text]), sourced),
            Row(
                words("event.where"),
                _texts([french.listed([p for p in (event.place, event.city) if p], ", ")]),
                sourced,
            ),
            Row(words("event.edition"), edition, sourced),
            Row(words("event.of_call"), tuple(views.link(call) for call in calls)),
            Row(words("event.organisations"), views.links("organisations", event.organisations)),
        ],
        sections=[
            Section("presentation", words("lab.story"), "text", tuple(story), sourced),
            Section("intervenants", words("event.speakers"), "facts", speakers),
            views.card_section(
                "labs",
                words("event.labs"),
                [views.directory.of(Lab)[id] for id in event.labs or ()],
            ),
            views.disagreements(event, notes),
            views.reading(event),
        ],
        notes=notes.all(views.note),
        linked=linked.event(views, event),
    )


def call_card(views: Views, call: Call) -> dict[str, Any]:
    """A call in a list."""
    known = len(laureates(views, call))
    return {
        "url": internal(path_of(call)), "name": call.name, "over": "", "badge": None, "star": "",
        "date": "", "text": excerpt(call.description),
        "sign": views.words.count("count.laureates", known),
    }  # fmt: skip


def laureates(views: Views, call: Call) -> list[Lab]:
    """The known laureates of a call, in order."""
    return [lab for lab in views.named(call, "labs.award.call") if lab.laureate_of(call)]


def call_view(views: Views, call: Call) -> View:
    """A call's page, with what is not known of its laureates."""
    words, notes = views.words, Notes(views.directory, views.words)
    story = Section(
        "presentation", words("lab.story"), "text", (call.description,),
        notes(call.description_sources),
    )  # fmt: skip
    tallies = tuple(
        Item(words.count("call.application_count", one.count), notes(one.sources))
        for one in call.applications or ()
    )
    if call.applications_note:
        tallies += views.statements([call.applications_note], notes)
    known = laureates(views, call)
    groups = [
        Section(id, words(f"call.{name}"), "facts", views.statements(getattr(call, name), notes))
        for id, name in (
            ("fonds", "fund"), ("aide", "support"), ("methodes", "methods"),
            ("candidats", "eligibility"), ("choix", "selection"),
        )
    ]  # fmt: skip
    events = [views.directory.of(Event)[id] for id in call.events or ()]
    return views.page(
        call,
        description=excerpt(call.description),
        tally=views.tally("count.laureates", len(known)),
        rows=[
            Row(words("call.year"), _texts([str(call.year) if call.year else None])),
            Row(words("call.other_names"), _texts(call.other_names)),
            *call_total_rows(views, call, known, notes),
        ],
        sections=[
            story,
            Section("chiffres", words("call.figures"), "figures", (call, len(known))),
            Section("laureats", words("call.laureates"), "members", _members(views, known)),
            *call_gap(views, call, known),
            Section("candidatures", words("call.applications"), "facts", tallies),
            *groups,
            replace(dated_section(views, words("call.calendar"), events), id="calendrier"),
            Section("suites", words("call.after"), "facts", views.statements(call.after, notes)),
            views.disagreements(call, notes),
            Section("organisations", words("call.organisations"), "lines", _roles(views, call)),
            views.reading(call),
        ],
        notes=notes.all(views.note),
        updated=latest([call, *known]),
        linked=linked.call(views, call),
    )


def _members(views: Views, labs: Iterable[Lab]) -> tuple[Link, ...]:
    """Labs with their place and situation, in a line each."""
    return tuple(
        views.link(lab, " · ".join(filter(None, [lab_where(views, lab), _situation(views, lab)])))
        for lab in labs
    )


def _roles(views: Views, call: Call) -> tuple[Link, ...]:
    """The organisations of a call, with what each did."""
    return tuple(
        views.link(one, next(role.role for role in one.calls or () if role.call == call.id))
        for one in views.named(call, "organisations.calls.call")
    )


def call_total_rows(views: Views, call: Call, known: list[Lab], notes: Notes) -> list[Row]:
    """How many laureates a call has."""
    if call.laureates is None:
        return []
    total = views.words.count("call.laureate_count", call.laureates.count)
    return [Row(views.words("call.laureates"), (Link(total),), notes(call.laureates.sources))]


def call_gap(views: Views, call: Call, known: list[Lab]) -> list[Section]:
    """What is not known of a call's laureates, said."""
    words = views.words
    missing = call.unknown_laureates(len(known))
    if call.laureates is None or not missing:
        note = _items(call.laureates_note)
        return [Section("reserve", words("lab.caution"), "facts", note)]
    facts = (
        Item(words("call.known", known=len(known), total=call.laureates.count)),
        *(Item(text) for text in (call.laureates_note,) if text),
        Item(words("call.help"), url=internal("participer/#laureats-inconnus")),
    )
    title = french.capital(words.count("call.missing", missing))
    return [Section("laureats-inconnus", title, "facts", facts)]


def network_card(views: Views, network: Network) -> dict[str, Any]:
    """A network in a list."""
    number = len(views.directory.naming(network, "labs.networks"))
    return {
        "url": internal(path_of(network)), "name": network.name, "over": network.acronym or "",
        "text": excerpt(network.description), "badge": None, "star": "", "date": "",
        "sign": views.words.count("count.labs", number),
    }  # fmt: skip


def network_view(views: Views, network: Network) -> View:
    """A network's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    members = views.named(network, "labs.networks")
    sourced = notes(network.description_sources)
    return views.page(
        network,
        description=excerpt(network.description),
        tally=views.tally("count.labs", len(members)),
        rows=[Row(words("network.acronym"), _texts([network.acronym]), sourced)],
        sections=[
            Section("presentation", words("lab.story"), "text", (network.description,), sourced),
            Section(
                "nombres", words("network.counts"), "counts",
                views.counts(network.counts, notes), intro=words("network.counts_note"),
            ),
            Section(
                "equipes", words("network.staff"), "facts", views.statements(network.staff, notes)
            ),
            Section(
                "activite", words("network.activity"), "facts",
                views.statements(network.activity, notes),
            ),
            views.card_section(
                "labs", words("network.members"), members, words("network.members_note")
            ),
            Section(
                "voisins", words("network.regional_communities"), "facts",
                views.statements(network.regional_communities, notes),
            ),
            Section(
                "communaute", words("network.wider_community"), "counts",
                views.counts(network.wider_community, notes), intro=words("network.counts_note"),
            ),
            views.disagreements(network, notes),
            views.reading(network),
        ],
        notes=notes.all(views.note),
        updated=latest([network, *members]),
        linked=linked.network(views, network),
    )  # fmt: skip


def organisation_card(views: Views, organisation: Organisation) -> dict[str, Any]:
    """An organisation in a list."""
    carried = len(views.directory.naming(organisation, "labs.carriers"))
    return {
        "url": internal(path_of(organisation)), "name": organisation.name,
        "over": organisation.acronym or "", "badge": None, "star": "", "date": "",
        "text": views.words(f"organisation.kind.{organisation.kind}"),
        "sign": views.words.count("count.labs", carried) if carried else "",
    }  # fmt: skip


def organisation_view(views: Views, organisation: Organisation) -> View:
    """An organisation's page."""
    words, notes = views.words, Notes(views.directory, views.words)
    sourced = notes(organisation.sources)
    roles = tuple(
        Link(_call_name(views.directory.of(Call)[one.call]),
             internal(path_of(views.directory.of(Call)[one.call])), one.role)
        for one in organisation.calls or ()
    )  # fmt: skip
    website = organisation.website
    site = (Link(_host(website), external(website), foreign=True),) if website else ()
    successors = views.named(organisation, "organisations.predecessors")
    kind = words(f"organisation.kind.{organisation.kind}")
    return views.page(
        organisation,
        title=f"{organisation.name} ({kind})" if organisation.lab else organisation.name,
        description=excerpt(organisation.description),
        lede=kind,
        rows=[
            Row(words("organisation.acronym"), _texts([organisation.acronym])),
            Row(words("organisation.other_names"), _texts(organisation.other_names)),
            Row(words("organisation.city"), _texts([organisation.city]), sourced),
            Row(
                words("organisation.predecessors"),
                views.links("organisations", organisation.predecessors),
            ),
            Row(words("organisation.successors"), tuple(views.link(one) for one in successors)),
            Row(
                words("organisation.lab"),
                views.links("labs", [organisation.lab] if organisation.lab else []),
            ),
            Row(words("organisation.role"), roles),
            Row(words("organisation.website"), site),
        ],
        sections=[
            Section(
                "presentation", words("lab.story"), "text", (organisation.description,), sourced
            ),
            Section(
                "dates", words("organisation.milestones"), "moments",
                views.moments(organisation.milestones, notes),
            ),
            views.card_section(
                "labs", words("organisation.carried"), views.named(organisation, "labs.carriers")
            ),
            views.card_section(
                "labs-avant",
                words("organisation.formerly_carried"),
                views.named(organisation, "labs.former_carriers"),
            ),
            views.disagreements(organisation, notes),
            dated_section(
                views,
                words("organisation.events"),
                views.named(organisation, "events.organisations"),
            ),
            views.reading(organisation),
        ],
        notes=notes.all(views.note),
        linked=linked.organisation(views, organisation),
    )  # fmt: skip


_CARDS: Final[Mapping[str, Callable[[Views, Any], dict[str, Any]]]] = {
    "labs": lab_card,
    "themes": theme_card,
    "territories": territory_card,
    "events": event_card,
    "calls": call_card,
    "networks": network_card,
    "organisations": organisation_card,
}

_PAGES: Final[Mapping[str, Callable[[Views, Any], View]]] = {
    "labs": lab_view,
    "themes": theme_view,
    "territories": territory_view,
    "events": event_view,
    "calls": call_view,
    "networks": network_view,
    "organisations": organisation_view,
}


def record_view(views: Views, record: Record) -> View:
    """The page of any record."""
    return _PAGES[record.TABLE](views, record)


def record_card(views: Views, record: Record) -> dict[str, Any]:
    """What card.html needs of any record."""
    return {"kind": KINDS[record.TABLE], **_CARDS[record.TABLE](views, record)}
