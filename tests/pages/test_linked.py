"""Linked data: every page's, held to a table of what each type may say and in what form."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from built import ADDRESS, base_site
from drawn import desk_of
from finished import LINKED_DATA, linked_data

from generator.checking.directory import Directory
from generator.kinds.lab import thing
from generator.pages.desk import Desk
from generator.pages.things import script
from generator.records.lab import Lab
from generator.records.tables import PAGED

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\ue000" not in value


def texts(value: Any) -> bool:
    return text(value) or (isinstance(value, list) and bool(value) and all(map(text, value)))


def date(value: Any) -> bool:
    return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value))


def here(value: Any) -> bool:
    """An address of the site, that exists."""
    if not isinstance(value, str) or not value.startswith(ADDRESS):
        return False
    path = value.removeprefix(ADDRESS).partition("#")[0]
    file = base_site() / path
    return (file / "index.html" if path == "" or path.endswith("/") else file).is_file()


def elsewhere(value: Any) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\"]+", value)) and not value.startswith(ADDRESS)


def exactly(*values: Any) -> Check:
    return lambda value: value in values


def a(*types: str) -> Check:
    """A thing of one of these types, itself held to the table."""
    return lambda value: isinstance(value, dict) and value["@type"] in types and good(value)


def some(check: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(map(check, value))


ORGANISATION: dict[str, Check] = {
    "name": text, "url": here, "@id": here, "alternateName": texts, "description": text,
    "foundingDate": date, "dissolutionDate": date, "address": a("PostalAddress"),
    "sameAs": elsewhere, "knowsAbout": texts, "parentOrganization": some(a("Organization")),
    "memberOf": some(a("Organization")),
}  # fmt: skip
PLACE: dict[str, Check] = {
    "name": text, "url": here, "@id": here, "address": a("PostalAddress"),
    "containedInPlace": a("Country"),
}  # fmt: skip
TYPES: dict[str, dict[str, Check]] = {
    "Organization": ORGANISATION,
    "GovernmentOrganization": ORGANISATION,
    "EducationalOrganization": ORGANISATION,
    "Project": ORGANISATION,
    "AdministrativeArea": PLACE,
    "Country": PLACE,
    "Place": PLACE,
    "PostalAddress": {
        "addressCountry": lambda value: bool(re.fullmatch("[A-Z]{2}", value)),
        "addressRegion": text, "addressLocality": text,
    },
    "DefinedTerm": {
        "name": text, "url": here, "@id": here, "alternateName": texts, "description": text,
        "inDefinedTermSet": a("DefinedTermSet"),
    },
    "DefinedTermSet": {"name": text, "url": here},
    "Event": {
        "name": text, "url": here, "@id": here, "description": text, "startDate": date,
        "endDate": date, "location": a("Place"), "organizer": some(a("Organization")),
    },
    "Grant": {"name": text, "url": here, "@id": here, "alternateName": texts, "description": text},
    "BreadcrumbList": {"itemListElement": some(a("ListItem"))},
    "ListItem": {"position": lambda value: value in range(1, 9), "name": text, "item": here},
    "WebSite": {
        "name": text, "description": text, "url": here, "inLanguage": exactly("fr"),
        "potentialAction": a("SearchAction"),
    },
    "SearchAction": {
        "target": a("EntryPoint"), "query-input": exactly("required name=search_term_string"),
    },
    "EntryPoint": {"urlTemplate": exactly(f"{ADDRESS}recherche/?q={{search_term_string}}")},
    "Dataset": {
        "name": text, "description": text, "url": here, "license": elsewhere,
        "isAccessibleForFree": exactly(True), "inLanguage": exactly("fr"), "dateModified": date,
        "distribution": some(a("DataDownload")),
    },
    "DataDownload": {
        "contentUrl": here,
        "encodingFormat": lambda value: bool(re.fullmatch(r"\w+/[\w+-]+", value)),
    },
}  # fmt: skip
NEEDED = {
    "PostalAddress": set[str](),
    "SearchAction": {"target"},
    "EntryPoint": {"urlTemplate"},
    "BreadcrumbList": {"itemListElement"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Dataset": {"name", "description", "license", "distribution", "dateModified"},
}
"""What a type must say; the others, a name."""


def good(said: dict[str, Any]) -> bool:
    """Whether a thing says only what its type may, in the right form; the first fault is raised."""
    rest = {name: value for name, value in said.items() if name not in ("@context", "@type")}
    allowed = TYPES[said["@type"]]
    assert rest, said
    assert NEEDED.get(said["@type"], {"name"}) <= set(rest), said
    for name, value in rest.items():
        assert name in allowed, (said["@type"], name)
        assert allowed[name](value), (said["@type"], name, value)
    return True


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    """The linked data of every page, by path."""
    found = {}
    for file in sorted(base_site().rglob("*.html")):
        html = file.read_text("utf-8")
        path = file.relative_to(base_site()).as_posix().removesuffix("index.html")
        found[path] = [*linked_data(html)]
    return found


def test_every_page_says_only_what_its_types_allow() -> None:
    for path, things in told().items():
        for said in things:
            assert said["@context"] == "https://schema.org", path
            assert good(said)


def test_every_record_is_a_thing_at_its_own_address(directory: Directory) -> None:
    types: dict[str, Counter[str]] = {}
    for table in PAGED:
        for id in directory.table(table.name):
            path = f"{table.folder}/{id}/"
            own, crumbs = told()[path]
            assert own["url"] == ADDRESS + path
            assert own["@id"].startswith(own["url"])
            assert crumbs["itemListElement"][-1]["item"] == own["url"]
            types.setdefault(table.name, Counter())[own["@type"]] += 1
    assert set(types["labs"]) == {
        "EducationalOrganization", "GovernmentOrganization", "Organization", "Project",
    }  # fmt: skip
    assert set(types["territories"]) == {"AdministrativeArea", "Country", "Place"}
    assert set(types["themes"]) == {"DefinedTerm"}
    assert set(types["events"]) == {"Event"}


def test_home_and_open_data_say_what_they_are() -> None:
    assert [one["@type"] for one in told()[""]] == ["WebSite"]
    (data,) = told()["donnees-ouvertes/"]
    assert data["@type"] == "Dataset"
    files = {one["contentUrl"].removeprefix(ADDRESS) for one in data["distribution"]}
    assert {"donnees/v1/labs.json", "donnees/labs.csv"} <= files


def test_a_closed_lab_says_when_and_gives_no_site(directory: Directory) -> None:
    (own, _) = told()["labs/lab-ambre/"]
    closed = [one.date for one in directory.table("labs")["lab-ambre"].milestones or () if one.what]
    assert own["dissolutionDate"] == closed[-1]
    assert "sameAs" not in own
    assert own["address"] == {
        "@type": "PostalAddress", "addressCountry": "XV", "addressLocality": "Saint-Émeraude",
    }  # fmt: skip


@pytest.fixture
def desk(directory: Directory) -> Desk:
    return desk_of(directory)


def lab(directory: Directory, **changes: Any) -> Lab:
    return directory.of(Lab)["lab-bleu"].model_copy(update=changes)


def test_what_is_not_known_is_not_said(desk: Desk, directory: Directory) -> None:
    unknown = dict.fromkeys(
        ("territory", "city", "themes", "carriers", "networks", "website", "milestones",
         "other_names", "former_names", "levels", "status"),
    )  # fmt: skip
    told = thing(desk, lab(directory, **unknown))
    assert set(told) == {"@type", "name", "description"}
    assert told["@type"] == "Organization"


def test_an_approximate_or_repeated_date_is_not_given_as_exact(
    desk: Desk, directory: Directory
) -> None:
    first = directory.table("labs")["lab-bleu"].milestones[0]
    opening = first.model_copy(update={"what": "opening", "date": "2017-11"})
    about = opening.model_copy(update={"date": "2017~"})
    given = [
        thing(desk, lab(directory, milestones=moments)).get("foundingDate")
        for moments in ((opening,), (about,), (opening, opening))
    ]
    assert given == ["2017-11", None, None]


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!-- <script>", "&lt;"])
def test_no_text_can_end_its_script(hostile: str) -> None:
    html = script({"@type": "Thing", "name": hostile})
    inside = LINKED_DATA.fullmatch(html)
    assert inside
    assert not set("<>&") & set(inside[1])
    assert json.loads(inside[1])["name"] == hostile
