"""From a directory to pages: (path, HTML) for every record, list and redirect, and the slots."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Final, get_args

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as Scope
from markupsafe import Markup, escape
from pydantic_core import to_json

from generator.checking.directory import Directory
from generator.drawings.images import HEIGHT, WIDTH, Card
from generator.kinds.profiles import (
    call_name,
    event_item,
    lab_apart,
    lab_where,
    laureates,
    record_card,
    record_view,
)
from generator.kinds.upkeep import WEIGHTS, Need, coverage, empty_regions, needs
from generator.language import french
from generator.language.french import Words
from generator.pages.frame import Frame
from generator.pages.glossary import Glossary
from generator.pages.lists import list_views, split
from generator.pages.map import Atlas, elsewhere, france, group_of, located, outlines, ranks
from generator.pages.views import (
    BASE,
    FOLDERS,
    KINDS,
    PAGED,
    Item,
    Link,
    Repository,
    View,
    Views,
    folder,
    internal,
    path_of,
)
from generator.records.call import Call
from generator.records.lab import LAB_KINDS, Lab
from generator.records.source import Source
from generator.records.territory import Territory
from generator.search.facets import facets

SLOTS: Final = frozenset({"title", "description", "head", "crumbs", "body"})
"""The slots a frame must have; the menu's are nav-<table>."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site: its path from the root, its text, when it changed, if search lists it."""

    path: str
    text: str
    updated: str = ""
    indexed: bool = True
    image: Card | None = None


class _OneCall(CodeGenerator):
    """Sends each printed value through said(): a page prints hundreds, mostly seen before."""

    def _output_child_pre(self, node: nodes.Expr, frame: Scope, finalize: Any) -> None:
        self.write("environment.said(")

    def _output_child_post(self, node: nodes.Expr, frame: Scope, finalize: Any) -> None:
        self.write(")")


class Templates(Environment):
    """An environment that sets and escapes what templates print in one step."""

    code_generator_class = _OneCall

    @staticmethod
    def said(value: Any) -> str:
        """A printed value: French spaces and escaping for a text; Markup is left as it is."""
        kind = type(value)
        if kind is str:
            return _set(value)
        return value if kind is Markup else escape(value)


def environment(loader: BaseLoader, words: Words) -> Environment:
    """Our templates' environment: escaping on, undefined names stop the build, French spaces."""
    env = Templates(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_typeset,
    )
    env.globals |= {
        "words": words,
        "base": Markup(BASE),
        "script_words": script_words(words, "filters"),
    }
    # The same links and notes come back on page after page: drawn once, they are looked up.
    for name in ("linked", "notes"):
        env.filters[name] = lru_cache(65536)(partial(_part, env, name))
    return env


def _part(env: Environment, name: str, value: Any) -> Markup:
    """A macro of parts.html, drawn for one value."""
    drawn: Markup = getattr(env.get_template("parts.html").module, name)(value)
    return drawn


def _typeset(value: Any) -> Any:
    """French spaces in every text that a template prints; Markup is left as it is."""
    return french.typeset(value) if type(value) is str else value


@dataclass(frozen=True, slots=True)
class Site:
    """What pages need to know of the site around them."""

    directory: Directory
    words: Words
    env: Environment
    url: str
    repository: Repository
    as_of: str
    articles: Mapping[tuple[str, str], Sequence[Link]]
    glossary: Glossary
    atlas: Atlas | None = None
    images: bool = False

    @property
    def locale(self) -> str:
        """The language and the country of the directory: « fr_BE »."""
        home = self.directory.identity.country
        code = self.directory.of(Territory)[home].code if home else None
        return f"fr_{code}" if code else "fr"

    def views(self) -> Views:
        """The views of this site."""
        template = self.env.get_template("card.html")
        atlas, directory = self.atlas, self.directory
        drawings: dict[str, Any] = {}
        if atlas:
            drawings = {
                "france": france(atlas, directory, self.words),
                "outlines": outlines(atlas, directory),
                "draw_place": lru_cache(65536)(partial(located, atlas)),
            }
        return Views(
            directory=self.directory,
            words=self.words,
            site_url=self.url,
            repository=self.repository,
            as_of=self.as_of,
            articles=self.articles,
            draw_card=lambda views, record: Markup(template.render(record_card(views, record))),
            **drawings,
        )


def pages(site: Site, views: Views, frame: Frame) -> Iterator[Page]:
    """Every page made of records, in the order of the tables."""
    template = site.env.get_template("record.html").render
    for table in (*PAGED, "disagreements"):
        own = frame.fill(_current(table))
        yield from _drawn(site, own, template, list_views(views, table))
        if table in PAGED:
            found = (split(views, record_view(views, record)) for record in views.all(table))
            yield from _drawn(site, own, template, chain.from_iterable(found))
    yield from redirects(site)


def _current(table: str) -> dict[str, str]:
    """Which entry of the menu is the reader's."""
    here = ' aria-current="true"'
    return {f"nav-{name}": here if name == table else "" for name in FOLDERS}


def _drawn(
    site: Site, frame: Frame, template: Callable[..., str], found: Iterable[View]
) -> Iterator[Page]:
    for view in found:
        text = draw(site, frame, template, view)
        yield Page(view.path + "index.html", text, view.updated, image=view.image)


def draw(site: Site, frame: Frame, template: Callable[..., str], view: View) -> str:
    """One page: the frame joined with what the view says."""
    title = _set(f"{view.title} – {site.words('site.name')}")
    description = _set(view.description)
    root = "../" * view.path.count("/")
    return _rooted(frame, root).join(
        {
            "title": title,
            "description": description,
            "head": head(site, view, title, description).replace(BASE, root),
            "crumbs": crumbs(view.crumbs).replace(BASE, root),
            "body": template(view=view, explain=site.glossary.page()).replace(BASE, root),
        }
    )


@lru_cache(256)
def _rooted(frame: Frame, root: str) -> Frame:
    """A frame whose addresses start from a page: there are few depths, and many pages."""
    return Frame(tuple(part.replace(BASE, root) for part in frame.parts), frame.slots)


def crumbs(links: Sequence[Link]) -> str:
    """The items of the breadcrumb."""
    items = [
        f'<li><a href="{link.url}">{_set(link.text)}</a></li>'
        if link.url
        else f'<li aria-current="page">{_set(link.text)}</li>'
        for link in links
    ]
    return "".join(items)


@lru_cache(65536)
def _set(text: str) -> str:
    return str(escape(french.typeset(text)))


def head(site: Site, view: View, title: str, description: str) -> str:
    """Canonical address, Open Graph, image and linked data."""
    url = escape(site.url + view.path)
    lines = [
        f'<link rel="canonical" href="{url}">',
        f'<meta property="og:url" content="{url}">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{description}">',
    ]
    lines += [f'<link rel="stylesheet" href="{BASE}static/{name}.css">' for name in styles(view)]
    lines += [image(site, view.path if view.image else "", view.heading)] if site.images else []
    lines += [linked_data(thing) for thing in view.linked]
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


def image(site: Site, page: str, title: str) -> str:
    """The image that others show beside a link to a page."""
    name = title if page else site.words("site.name")
    return "\n".join(
        (
            f'<meta property="og:image" content="{escape(site.url + image_path(page))}">',
            f'<meta property="og:image:width" content="{WIDTH}">',
            f'<meta property="og:image:height" content="{HEIGHT}">',
            f'<meta property="og:image:alt" content="{_set(name)}">',
            '<meta name="twitter:card" content="summary_large_image">',
        )
    )


def site_card(words: Words) -> Card:
    """What the image of the site says."""
    said = (words("site.name"), words("site.tagline"), "", words("site.short"))
    return Card(*map(french.typeset, said))


def linked_data(thing: Mapping[str, Any]) -> str:
    """A JSON-LD script: no character in it can end the script."""
    text = to_json(thing).decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'


# ---- redirects


def redirects(site: Site) -> Iterator[Page]:
    """A page at each former address, that leads to the record."""
    template = site.env.get_template("redirect.html")
    for table in PAGED:
        for record in site.directory.table(table).values():
            for id in record.former_ids or ():
                path = f"{folder(table)}{id}/"
                text = template.render(
                    record=record,
                    target=internal(path_of(record)),
                    canonical=Markup(escape(site.url + path_of(record))),
                )
                root = "../" * path.count("/")
                yield Page(path + "index.html", text.replace(BASE, root), indexed=False)


# ---- slots of the prose pages


def slots(site: Site, views: Views) -> Mapping[str, Callable[[], str]]:
    """What each slot of a prose page shows, drawn when a page asks for it."""
    env, words, directory = site.env, site.words, site.directory
    call = directory.of(Call)[directory.identity.call] if directory.identity.call else None
    known = laureates(views, call) if call else []

    def drawn(name: str, **values: Any) -> str:
        return env.get_template(f"slots/{name}.html").render(values)

    def territories() -> str:
        if not views.france:
            return linked("territories")
        others = elsewhere(directory, words)
        return drawn("map", drawing=views.france, ranks=ranks(directory, words), others=others)

    def linked(table: str) -> str:
        records = views.all(table)
        by = {"territories": "labs.territory", "themes": "labs.themes"}[table]
        if table == "territories":
            records = [one for one in records if group_of(directory, one) == "regions"]
        rows = [
            views.link(one)._replace(detail=str(len(directory.naming(one, by)))) for one in records
        ]
        return drawn("links", links=rows)

    def events() -> str:
        coming = views.coming()
        past = [one for one in views.all("events") if one.start and one not in coming]
        groups = [(words("event.coming"), [event_item(views, one) for one in coming[:3]])]
        groups.append((words("home.past_events"), [event_item(views, one) for one in past[:5]]))
        if not coming:
            groups = [("", groups[1][1])]
        more = Link(words("home.all_events"), internal(folder("events")))
        return drawn("dated", groups=groups, more=more)

    def news() -> str:
        rows = [
            Item(
                lab.name,
                date=one.date_text or french.date(one.date),
                machine_date=french.machine_date(one.date),
                detail=one.label,
                url=internal(path_of(lab)),
            )
            for lab, one in views.news(5)
        ]
        more = Link(words("home.all_labs"), internal(folder("labs")))
        return drawn("dated", groups=[("", rows)], more=more)

    def figures() -> str:
        more = call and Link(words("home.figures_source"), internal(path_of(call)))
        return drawn("figures", call=call, known=len(known), more=more)

    def numbers() -> str:
        rows = [
            views.tally(f"count.{table}", len(directory.table(table)))._replace(url=internal(path))
            for table, path in (
                ("labs", folder("labs")),
                ("themes", folder("themes")),
                ("events", folder("events")),
                ("sources", "methode/#sources"),
            )
        ]
        return drawn("numbers", links=rows)

    def explained() -> str:
        links = [
            Link(
                one.short,
                internal(path_of(one.record)) if one.record else None,
                french.capital(one.long),
            )
            for one in site.glossary.entries
        ]
        return drawn("glossary", links=links)

    def winners() -> str:
        if not known:
            return ""
        links = [views.link(one, lab_where(views, one)) for one in known]
        return drawn("near", links=links, more=Link(words("home.all_labs"), internal("labs/")))

    def counts() -> str:
        rows = [
            Link(
                words.count(f"count.{table}", len(directory.table(table))), internal(folder(table))
            )
            for table in FOLDERS
        ]
        sources = words.count("count.sources", len(directory.of(Source)))
        return drawn("counts", links=[*rows, Link(sources)])

    def contribute() -> str:
        repository = site.repository
        forms = [
            Link(words("contribute.report"), repository.form("erreur.yml")),
            Link(words("contribute.propose"), repository.form("lab.yml")),
            Link(words("contribute.repository"), Markup(escape(repository.url))),
        ]
        return drawn("contribute", links=forms if repository.url else [])

    def kinds() -> str:
        used = [lab.structure for lab in directory.of(Lab).values()]
        names = [name for name in sorted(get_args(LAB_KINDS)) if name in used]
        rows = [
            (words(f"lab.kind_of.{name}"), words(f"lab.criterion.{name}"), used.count(name))
            for name in names
        ]
        rows.sort(key=lambda row: -row[2])
        return drawn("kinds", rows=rows)

    def covered() -> str:
        rows = [(words(f"coverage.{name}"), number) for name, number in coverage(directory).items()]
        return drawn("coverage", rows=rows, total=len(directory.of(Lab)))

    def to_check() -> str:
        found = needs(directory, site.as_of)
        first = Counter(need.reasons[0] for need in found)
        groups = []
        for reason in filter(first.get, WEIGHTS):
            shown = [need for need in found[:MOST_NEEDS] if need.reasons[0] == reason]
            number, more = french.grouped(first[reason]), first[reason] - len(shown)
            title = words("need.group", reason=words(f"need.{reason}"), number=number)
            groups.append(
                {
                    "title": french.capital(title),
                    "needs": [need_line(views, need) for need in shown],
                    "more": words.count("need.more", more) if more else "",
                }
            )
        return drawn("to-check", groups=groups)

    def unknown_laureates(call: Call) -> tuple[str, list[Link]]:
        missing = call.unknown_laureates(len(laureates(views, call)))
        name = french.of(call_name(views, call))
        said = words.count("gap.laureates", missing, of_call=name)
        return said, [views.link(call)] if missing else []

    def gaps() -> str:
        regions = [views.link(one) for one in views.sorted(empty_regions(directory))]
        undated = [one for one in views.all("events") if not one.start]
        unnamed = [one for one in views.all("labs") if one.name_note]
        rows = [
            (words.count("gap.regions", len(regions)), regions),
            (words.count("gap.events", len(undated)), [views.link(one) for one in undated]),
            (words.count("gap.names", len(unnamed)), [views.link(one) for one in unnamed]),
        ]
        rows = [*(unknown_laureates(one) for one in views.all("calls") if one.laureates), *rows]
        return drawn("gaps", gaps=[row for row in rows if row[1]])

    return {
        "kinds": kinds,
        "coverage": covered,
        "to-check": to_check,
        "gaps": gaps,
        "search": lambda: drawn("search", suggest_words=script_words(words, "suggestions")),
        "search-page": lambda: drawn(
            "search-page",
            facets=facets(views),
            themes=[views.link(one) for one in views.all("themes") if one.parent is None],
        ),
        "figures": figures,
        "laureates": winners,
        "territories": territories,
        "themes": lambda: linked("themes"),
        "events": events,
        "news": news,
        "numbers": numbers,
        "glossary": explained,
        "counts": counts,
        "contribute": contribute,
    }


MOST_NEEDS: Final = 100
"""How many records the page of those to check lists, the most pressing of all."""


def need_line(views: Views, need: Need) -> Link:
    """A lab to check: where it is, and what its record asks for beside the first reason."""
    where = lab_apart(views, need.lab)
    others = ", ".join(views.words(f"need.{name}") for name in need.reasons[1:])
    said = f" ({where})" if where else ""
    return views.link(need.lab)._replace(detail=f"{said} : {others}" if others else said)


SCRIPT_WORDS: Final = {
    "filters": ("search.results", "search.failed", "search.propose_named",
                "count.labs", "filter.unavailable", "filter.nothing", "filter.clear",
                "filter.remove", "way.title", "map.nowhere", *(f"table.{name}" for name in (
                    "caption", "lab", "place", "kind", "situation", "sign", "observed", "undated",
                    "unknown", "no_status"))),
    "suggestions": ("search.suggestions", "search.all"),
}  # fmt: skip
"""The words that scripts say."""


def script_words(words: Words, of: str) -> Markup:
    """The words of some scripts, by the last part of their key, as the value of an attribute."""
    told = {key.partition(".")[2]: french.typeset(words(key)) for key in SCRIPT_WORDS[of]}
    return Markup(escape(json.dumps(told, ensure_ascii=False)))


def addresses(directory: Directory) -> Mapping[str, str]:
    """What the links of prose lead to: lab:ti-lab, list:labs, source:seed; address or path."""
    found = {
        f"{KINDS[table]}:{record.id}": BASE + path_of(record)
        for table in PAGED
        for record in directory.table(table).values()
    }
    found |= {f"source:{source.id}": source.url for source in directory.of(Source).values()}
    return found | {f"list:{table}": BASE + folder(table) for table in FOLDERS}
