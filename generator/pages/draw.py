"""From a desk to pages: (path, text) for every record, list and redirect, joined to the frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from markupsafe import Markup, escape

from generator.drawings.images import HEIGHT, WIDTH, Poster
from generator.pages.desk import Desk
from generator.pages.frame import Frame
from generator.pages.lists import list_views, split
from generator.pages.parts import BASE, Link, Page, View, internal
from generator.pages.things import script
from generator.records.tables import LISTED, PAGED, Table, folder, path_of


def pages(desk: Desk, frame: Frame) -> Iterator[Page]:
    """Every page made of records, in the order of the tables."""
    for table in LISTED:
        own = frame.fill(_current(table))
        yield from _drawn(desk, own, list_views(desk, table))
        make = desk.kinds[table.name].page
        if make is not None:
            views = (split(desk, make(desk, record)) for record in desk.all(table.name))
            yield from _drawn(desk, own, chain.from_iterable(views))
    yield from redirects(desk)


def _current(here: Table) -> dict[str, str]:
    """Which entry of the menu is the reader's."""
    return {f"nav-{table.name}": ' aria-current="true"' * (table is here) for table in LISTED}


def _drawn(desk: Desk, frame: Frame, views: Iterable[View]) -> Iterator[Page]:
    template = desk.templates.get_template("record.html").render
    for view in views:
        body = template(view=view, explain=desk.glossary.page())
        yield Page(
            view.path + "index.html", joined(desk, frame, view, body), view.updated,
            poster=view.poster,
        )  # fmt: skip


def joined(desk: Desk, frame: Frame, view: View, body: str) -> str:
    """One page: the frame joined with what the view says."""
    shown = desk.templates.shown
    title = shown(f"{view.title} – {desk.words('site.name')}")
    description = shown(view.description)
    root = "../" * view.path.count("/")
    return _rooted(frame, root).join(
        {
            "title": title,
            "description": description,
            "head": head(desk, view, title, description).replace(BASE, root),
            "crumbs": crumbs(desk, view.crumbs).replace(BASE, root),
            "body": body.replace(BASE, root),
        }
    )


@lru_cache(256)
def _rooted(frame: Frame, root: str) -> Frame:
    """A frame whose addresses start from a page: there are few depths, and many pages."""
    return Frame(tuple(part.replace(BASE, root) for part in frame.parts), frame.slots)


def crumbs(desk: Desk, links: Sequence[Link]) -> str:
    """The items of the breadcrumb."""
    shown = desk.templates.shown
    items = [
        f'<li><a href="{link.url}">{shown(link.text)}</a></li>'
        if link.url
        else f'<li aria-current="page">{shown(link.text)}</li>'
        for link in links
    ]
    return "".join(items)


# ---- what stands in the head of a page


def head(desk: Desk, view: View, title: str, description: str) -> str:
    """Canonical address, Open Graph, image and linked data."""
    url = escape(desk.url + view.path)
    lines = [
        f'<link rel="canonical" href="{url}">',
        f'<meta property="og:url" content="{url}">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{description}">',
    ]
    lines += [f'<link rel="stylesheet" href="{BASE}static/{name}.css">' for name in styles(view)]
    if desk.settings.images:
        lines.append(image(desk, view.path if view.poster else "", view.heading))
    lines += [script(thing) for thing in view.linked]
    return "\n".join(lines)


def styles(view: View) -> Iterator[str]:
    """The style sheets that only some pages need; they stand before that of every page."""
    if view.filters:
        yield "search"
    if any(section.kind == "map" for section in view.sections):
        yield "map"


def image_path(page: str) -> str:
    """The address of the image of a page, by its path; that of the site for the home page."""
    return f"images/{page.strip('/') or 'site'}.png"


def image(desk: Desk, page: str, title: str) -> str:
    """The image that others show beside a link to a page."""
    name = title if page else desk.words("site.name")
    return "\n".join(
        (
            f'<meta property="og:image" content="{escape(desk.url + image_path(page))}">',
            f'<meta property="og:image:width" content="{WIDTH}">',
            f'<meta property="og:image:height" content="{HEIGHT}">',
            f'<meta property="og:image:alt" content="{desk.templates.shown(name)}">',
            '<meta name="twitter:card" content="summary_large_image">',
        )
    )


def site_poster(desk: Desk) -> Poster:
    """What the image of the site says."""
    words = desk.words
    said = (words("site.name"), words("site.tagline"), "", words("site.short"))
    return Poster(*map(desk.language.typeset, said))


# ---- redirects


def redirects(desk: Desk) -> Iterator[Page]:
    """A page at each former address, that leads to the record."""
    template = desk.templates.get_template("redirect.html")
    for table in PAGED:
        for record in desk.directory.table(table.name).values():
            for id in record.former_ids or ():
                path = f"{folder(table)}{id}/"
                text = template.render(
                    record=record,
                    target=internal(path_of(record)),
                    canonical=Markup(escape(desk.url + path_of(record))),
                )
                root = "../" * path.count("/")
                yield Page(path + "index.html", text.replace(BASE, root), indexed=False)
