"""Every link of the finished site leads somewhere."""

from __future__ import annotations

import pytest

from generator.site import Links

FILES = ["index.html", "labs/index.html", "labs/ti-lab/index.html", "static/style.css", "404.html"]


def broken(page: str, html: str, root: str = "/") -> list[str]:
    links = Links(root)
    links.add("labs/index.html", '<h1 id="liste">')
    links.add(page, html)
    return [one.link for one in links.broken(FILES)]


@pytest.mark.parametrize(
    "link",
    [
        "../", "../../", "../../labs/", "../../static/style.css", "./", "", "#ici",
        "../../labs/#liste", "../?q=a&amp;b", "https://ailleurs.example/", "?q=1",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_good(link: str) -> None:
    html = f'<p id="ici"></p><a href="{link}">x</a>'
    assert broken("labs/ti-lab/index.html", html) == []


@pytest.mark.parametrize(
    "link",
    ["../autre/", "../../labs", "../../labs/#absent", "#absent", "../../../labs/", "/labs/ti-lab"],
)
def test_a_link_that_leads_nowhere_is_told(link: str) -> None:
    assert broken("labs/ti-lab/index.html", f'<a href="{link}">x</a>') == [link]


def test_the_404_page_links_from_the_root_of_the_site() -> None:
    good = '<a href="/depot/labs/">x</a><a href="/depot/">x</a>'
    assert broken("404.html", good, "/depot/") == []
    assert broken("404.html", '<a href="/labs/">x</a>', "/depot/") == ["/labs/"]
