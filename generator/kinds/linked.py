"""Records as schema.org says them: what machines read of a page, and nothing that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.language import french
from generator.pages.views import Views, folder, path_of
from generator.records.call import Call
from generator.records.event import Event
from generator.records.lab import Lab
from generator.records.network import Network
from generator.records.organisation import Organisation
from generator.records.parts import Record
from generator.records.territory import Territory
from generator.records.theme import Theme

Thing = Mapping[str, Any]

_LABS: Final[Mapping[str, str]] = {
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

_ORGANISATIONS: Final = frozenset(
    {"devolved-service", "local-authority", "prefecture", "state-administration"}
)
_PLACES: Final[Mapping[str, str]] = {
    "region": "AdministrativeArea",
    "country": "Country",
    "world": "Place",
}


def lab(views: Views, one: Lab) -> Thing:
    """A lab."""
    directory = views.directory
    public = _PUBLIC.issuperset(one.levels or ("",))
    kind = _LABS.get(one.structure, "GovernmentOrganization" if public else "Organization")
    themes = [directory.of(Theme)[id] for id in one.themes or ()]
    return _known(
        {
            "@type": kind,
            "name": one.name,
            "alternateName": [*(one.other_names or ()), *(one.former_names or ())],
            "description": one.description,
            "foundingDate": _moment(at.date for at in one.milestones or () if at.opens),
            "dissolutionDate": _moment(at.date for at in one.milestones or () if at.closes),
            "address": address(views, one.territory, one.city),
            "sameAs": None if one.ended else one.website,
            "knowsAbout": [theme.name for theme in themes],
            "parentOrganization": _named(views, directory.of(Organisation), one.carriers),
            "memberOf": _named(views, directory.of(Network), one.networks),
        }
    )


def _moment(moments: Iterable[str]) -> str | None:
    """When something opened or closed, if it happened once and the date is exact."""
    dates = [*moments]
    return dates[0] if len(dates) == 1 and not dates[0].endswith("~") else None


def theme(views: Views, one: Theme) -> Thing:
    """A theme."""
    terms = {
        "@type": "DefinedTermSet",
        "name": views.words("list.themes.title"),
        "url": views.site_url + folder("themes"),
    }
    return _known(
        {
            "@type": "DefinedTerm",
            "name": one.name,
            "alternateName": list(one.synonyms or ()),
            "description": one.description,
            "inDefinedTermSet": terms,
        }
    )


def territory(views: Views, one: Territory) -> Thing:
    """A territory."""
    whole = views.directory.of(Territory)[one.part_of] if one.part_of else None
    kind = _PLACES[whole.kind] if whole else ""
    country = {"@type": kind, "name": whole.name, "url": _url(views, whole)} if whole else None
    return _known({"@type": _PLACES[one.kind], "name": one.name, "containedInPlace": country})


def event(views: Views, one: Event) -> Thing:
    """An event; its dates as precise as they are known."""
    where = None
    if one.place or one.city:
        town = {"@type": "PostalAddress", "addressLocality": one.city} if one.city else None
        where = _known({"@type": "Place", "name": one.place or one.city, "address": town})
    return _known(
        {
            "@type": "Event",
            "name": one.name,
            "description": one.description,
            "startDate": _exact(one.start),
            "endDate": _exact(one.end),
            "location": where,
            "organizer": _named(views, views.directory.of(Organisation), one.organisations),
        }
    )


def _exact(date: str | None) -> str | None:
    return None if date is None or date.endswith("~") else date


def call(views: Views, one: Call) -> Thing:
    """A call."""
    return _known(
        {
            "@type": "Grant",
            "name": one.name,
            "alternateName": list(one.other_names or ()),
            "description": one.description,
        }
    )


def network(views: Views, one: Network) -> Thing:
    """A network."""
    return _known(
        {
            "@type": "Organization",
            "name": one.name,
            "alternateName": one.acronym,
            "description": one.description,
        }
    )


def organisation(views: Views, one: Organisation) -> Thing:
    """An organisation."""
    public = one.kind in _ORGANISATIONS
    return _known(
        {
            "@type": "GovernmentOrganization" if public else "Organization",
            "name": one.name,
            "alternateName": [*filter(None, [one.acronym]), *(one.other_names or ())],
            "description": one.description,
            "foundingDate": _moment(at.date for at in one.milestones or () if at.opens),
            "dissolutionDate": _moment(at.date for at in one.milestones or () if at.closes),
            "sameAs": one.website,
        }
    )


# ---- parts


def address(views: Views, territory: str | None, city: str | None) -> Thing | None:
    """Where something is; None when nobody says."""
    place = views.directory.of(Territory)[territory] if territory else None
    known: dict[str, Any] = {"@type": "PostalAddress"}
    country = views.directory.country(place)
    if country is not None and country.code:
        known["addressCountry"] = country.code
    if place is not None and place.kind == "region":
        known["addressRegion"] = place.name
    if city:
        known["addressLocality"] = city
    return known if len(known) > 1 else None


def _named(views: Views, table: Mapping[str, Any], ids: Iterable[str] | None) -> list[Thing]:
    """Records of a table as organisations with a page."""
    return [
        {"@type": "Organization", "name": table[id].name, "url": _url(views, table[id])}
        for id in ids or ()
    ]


def _url(views: Views, record: Record) -> str:
    return views.site_url + path_of(record)


def _known(thing: Thing) -> Thing:
    """A thing without what is not known."""
    return {name: value for name, value in thing.items() if value}


# ---- the site and its data


def website(url: str, name: str, description: str) -> Thing:
    """The site, and how to search it."""
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{url}recherche/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "description": description,
        "url": url,
        "inLanguage": "fr",
        "potentialAction": search,
    }


_MEDIA: Final = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "ics": "text/calendar",
    "json": "application/json",
    "jsonld": "application/ld+json",
}


def dataset(views: Views, files: Iterable[str], updated: str) -> Thing:
    """The data files, with their licence; `updated` is the day the newest record was read."""
    words, url = views.words, views.site_url
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": french.typeset(words("site.name")),
            "description": french.typeset(words("site.description")),
            "url": f"{url}donnees-ouvertes/",
            "license": views.directory.identity.licence.url,
            "isAccessibleForFree": True,
            "inLanguage": "fr",
            "dateModified": updated,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": url + path,
                    "encodingFormat": _MEDIA[path.rpartition(".")[2]],
                }
                for path in files
            ],
        }
    )
