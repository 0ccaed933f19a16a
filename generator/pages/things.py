"""What machines read of any page, by schema.org: its identity, the way to it, the site itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic_core import to_json

from generator.pages.parts import BASE, Link, Thing
from generator.records.parts import Milestone, Record
from generator.records.tables import path_of


def known(thing: Thing) -> Thing:
    """A thing without what is not known."""
    return {name: value for name, value in thing.items() if value}


def identified(url: str, path: str, thing: Thing) -> Thing:
    """A thing with its stable @id, given the site's address and the page's path."""
    page = url + path
    return {"@context": "https://schema.org", "@id": f"{page}#fiche", "url": page, **thing}


def crumb_list(url: str, path: str, crumbs: Sequence[Link]) -> Thing:
    """The way from home."""
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.text,
            "item": url + (str.removeprefix(crumb.url, BASE) if crumb.url else path),
        }
        for position, crumb in enumerate(crumbs, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": steps,
    }


def organisations(url: str, records: Iterable[Record]) -> list[Thing]:
    """Records as organisations with a page."""
    return [
        {"@type": "Organization", "name": record.label, "url": url + path_of(record)}
        for record in records
    ]


def moment(milestones: Iterable[Milestone] | None, what: str) -> str | None:
    """When something opened or closed, if it happened once and the date is exact."""
    dates = [milestone.date for milestone in milestones or () if milestone.what == what]
    return exact(dates[0]) if len(dates) == 1 else None


def exact(date: str | None) -> str | None:
    """A date that is not « about »."""
    return None if date is None or date.endswith("~") else date


def website(url: str, name: str, description: str, language: str) -> Thing:
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
        "inLanguage": language,
        "potentialAction": search,
    }


def script(thing: Thing) -> str:
    """A JSON-LD script: no character in it can end the script."""
    text = to_json(thing).decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'
