"""The real site, as it is built today: what must hold whatever editors add."""

from __future__ import annotations

import re
from functools import cache

import html5lib
from built import ADDRESS, real_site
from drawn import french
from finished import Finished, faults
from trees import REAL, directory_of

from generator.checking.directory import Directory
from generator.language.french import typeset
from generator.records.call import Call


@cache
def site() -> Finished:
    return Finished(real_site(), directory_of(REAL / "data"))


def said(text: str) -> str:
    """A text as Finished.text() reads it."""
    return typeset(text).replace("\u202f", " ").replace("\u00a0", " ")


def test_every_record_is_reached_by_links_from_the_home_page() -> None:
    assert site().records() - site().reached() == set()


def test_every_page_is_valid_html_with_its_title_address_and_one_heading() -> None:
    wrong = {path: list(faults(path, html)) for path, html in site().html.items()}
    assert {path: told for path, told in wrong.items() if told} == {}


def test_titles_are_all_different() -> None:
    titles = site().titles()
    assert sorted(set(titles)) == sorted(titles)


def test_every_former_address_is_valid_html_and_leads_to_its_record() -> None:
    for path, target in site().redirects.items():
        html = (real_site() / path).read_text("utf-8")
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert [error[1] for error in parser.errors] == [], path
        place = target.removesuffix("index.html")
        assert f'content="0; url=../../{place}"' in html
        assert f'rel="canonical" href="{ADDRESS}{place}"' in html
        assert target in site().html


def test_no_link_leads_to_the_site_that_nobody_could_verify() -> None:
    for path, html in site().html.items():
        assert not re.search(r'href="https?://[^"/]*lelabzero\.fr', html), path


def known(directory: Directory, call: Call) -> int:
    """How many laureates of a call have a record."""
    awards = [lab.award for lab in directory.table("labs").values() if lab.award]
    return sum((one.call, one.result) == (call.id, "laureate") for one in awards)


def test_what_is_not_known_of_laureates_is_said_as_it_is_counted() -> None:
    for call in site().directory.table("calls").values():
        if call.laureates is not None:
            total, found = call.laureates.count, known(site().directory, call)
            text = site().text(f"appels/{call.id}")
            gap = said(french().words("call.known", known=found, total=total))
            assert (gap in text) == (found < total), call.id
            assert said(french().words.count("call.laureate_count", total)) in text


def test_each_count_of_applications_stays_shown_where_sources_disagree() -> None:
    for call in site().directory.table("calls").values():
        for tally in call.applications or ():
            told = said(french().words.count("call.application_count", tally.count))
            assert told in site().text(f"appels/{call.id}"), call.id
