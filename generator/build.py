"""One build, without a host: read, check, make, write.

A host renders prose and one frame; it hands over each page as it passes, and what stands in the
slots is asked here. What the host is makes no difference.
"""

from __future__ import annotations

import datetime
import gc
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader

from generator.checking.content import address, published
from generator.checking.directory import Directory
from generator.checking.project import examine
from generator.checking.prose import SLOT, Prose
from generator.checking.settings import Provider, Publisher
from generator.checking.settings import Settings as Written
from generator.checking.supplies import FILES, WORDS, Supplies, supplies
from generator.drawings import images
from generator.drawings.atlas import atlas
from generator.exports.files import dataset, exports
from generator.exports.sitemap import sitemap
from generator.kinds import gaps as _gaps  # noqa: F401 (its slots)
from generator.kinds.upkeep import newest
from generator.language.french import French
from generator.language.language import Language, WordError
from generator.pages.desk import Desk, Kind, Settings
from generator.pages.draw import image, image_path, pages, site_poster
from generator.pages.footer import footer
from generator.pages.frame import EXPECTED, FrameError, cut, slot
from generator.pages.glossary import glossary
from generator.pages.parts import BASE, Link, Output, Page, internal
from generator.pages.prose import addresses, link_records, name_tables
from generator.pages.repository import Repository
from generator.pages.scripts import script_words
from generator.pages.slots import SLOTS
from generator.pages.templates import Templates
from generator.pages.things import crumb_list, script, website
from generator.reading.files import IDENTITY, load_files
from generator.reading.problem import Place, Reading, close_to
from generator.reading.told import as_text
from generator.records.identity import Identity
from generator.records.tables import MENU, TABLES
from generator.records.territory import Territory
from generator.search import facets
from generator.search import index as search
from generator.search.index import Finding
from generator.site import Links, files, kept, light, root_of, sign, slim, write

OWN: Final = f"data/{IDENTITY}.yaml"

LANGUAGES: Final[Mapping[str, type[Language]]] = {French.code: French}
"""The languages that pages can be written in."""


class RefusedError(Exception):
    """A build that stops: what was written must be mended, in the words of the message."""


def kinds() -> Mapping[str, Kind]:
    """What readers get of each table: kinds/<one>.py is its file."""
    return {
        name: import_module(f"generator.kinds.{table.one}").KIND for name, table in TABLES.items()
    }


# ---- read and check


def start(root: Path, url: str, said: Callable[[Reading], Written | None]) -> Build:
    """Read and check a project; `said` gives what its host says of the site.

    Raises RefusedError with every problem, in order.
    """
    to = Reading()
    directory, prose = examine(root / "data", root / "content", to)
    given, written = supplies(load_files(root, FILES), to), said(to)
    own = own_words(directory.identity, given.words, to) if directory and given else {}
    if directory is None or given is None or written is None or to.problems:
        raise RefusedError(as_text(to.sorted()))
    try:
        desk = _desk(root, url, directory, prose, given, own, written)
    except WordError as error:  # scripts say it: it is looked up before any page is drawn
        raise RefusedError(_sentence(error, own, given.places)) from None
    gc.freeze()  # the directory stays: to look through it again and again takes a twentieth
    return Build(root, desk, prose, given, own)


def own_words(identity: Identity, words: Mapping[str, str], to: Reading) -> dict[str, str]:
    """The words of one directory, by their key, after telling the unknown ones."""
    own = dict(identity.words or {})
    for key in sorted(set(own) - set(words)):
        close = close_to(key, words, f"les clés sont dans {WORDS}")
        to.report(Place(OWN), "word-unknown", key=key, close=close)
    about = (
        ("name", identity.name),
        ("short", identity.short_name),
        ("tagline", identity.tagline),
        ("description", identity.description),
    )
    return own | {f"site.{name}": text for name, text in about}


def _desk(
    root: Path,
    url: str,
    directory: Directory,
    prose: Sequence[Prose],
    given: Supplies,
    own: Mapping[str, str],
    written: Written,
) -> Desk:
    language = LANGUAGES["fr"]({**given.words, **own})
    place = given.outlines and given.communes
    return Desk(
        directory=directory,
        language=language,
        settings=_settings(root, url, directory, written, given),
        templates=Templates(FileSystemLoader(root / "theme/pages"), language),
        kinds=kinds(),
        glossary=glossary(directory, given.glossary, language),
        atlas=atlas(given.outlines, given.communes) if place else None,
        articles=_articles(prose),
        prose=_listed(prose, language),
        quality=given.quality,
        nicknames=given.left_out["nicknames"],
    )


def _settings(
    root: Path, url: str, directory: Directory, written: Written, given: Supplies
) -> Settings:
    return Settings(
        url=url,
        repository=Repository(written.repository or ""),
        as_of=day_of(root, directory),
        images=bool(written.images and given.letters),
        publisher=written.publisher or Publisher(),
        host=written.host or Provider(),
    )


def _listed(prose: Sequence[Prose], language: Language) -> list[Link]:
    """The prose pages by title, in order; neither the frame nor the home page."""
    links = [
        _link(page) for page in prose if not page.is_frame and address(page.file) != "index.html"
    ]
    return sorted(links, key=lambda link: language.sort_key(link.text))


def _link(page: Prose) -> Link:
    return Link(page.title, internal(_address(page)))


def _address(page: Prose) -> str:
    """The path of a page's folder in the site."""
    return address(page.file).removesuffix("index.html")


def _articles(prose: Sequence[Prose]) -> dict[tuple[str, str], list[Link]]:
    articles: dict[tuple[str, str], list[Link]] = {}
    for page in prose:
        for table, id in page.about():
            articles.setdefault((table, id), []).append(_link(page))
    return articles


# ---- the day


def day_of(root: Path, directory: Directory) -> str:
    """The day the site is built for: SOURCE_DATE_EPOCH, else the last commit, else the data's own.

    Never the clock: the same input gives the same bytes.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # the host takes an empty one for a number
        return _day(_last_commit(root)) or newest(directory)
    if day := _day(epoch):
        return day
    raise RefusedError(
        f"SOURCE_DATE_EPOCH : « {epoch} » n’est pas un nombre de secondes depuis 1970\n"
        "  conseil : effacez cette variable, ou donnez-lui celui de « git log -1 --format=%ct »"
    )


def _day(epoch: str) -> str:
    """The day of a number of seconds, in this century; nothing when it is no such number."""
    if not re.fullmatch("[0-9]{1,10}", epoch):
        return ""
    day = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return day.isoformat() if day.year <= 2100 else ""


def _last_commit(root: Path) -> str:
    command = ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%ct"]
    try:
        run = subprocess.run(  # noqa: S603 (the words are ours)
            command, cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:  # no git on this machine
        return ""
    return run.stdout.strip()


# ---- make and write


@dataclass(slots=True)
class Build:
    """One build, from a checked project to its site; the host hands over what it renders."""

    root: Path
    desk: Desk
    prose: Sequence[Prose]
    given: Supplies
    own: Mapping[str, str]
    frame: str = ""
    pages: list[Page] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    addresses: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.addresses = addresses(self.desk.directory)

    # ---- what the host asks

    @property
    def globals(self) -> Mapping[str, Any]:
        """What the frame's template needs; the host's templates do not escape: they use |e."""
        desk = self.desk
        return {
            "slot": slot,
            "words": desk.words,
            "suggest_words": script_words(desk.language, "suggestions"),
            "base": BASE,
            "address": desk.url,
            "identity": desk.directory.identity,
            "language": desk.language.code,
            "locale": self._locale(),
            "menu": MENU,
            "footer": [*footer(desk, {_address(page) for page in self.prose})],
            "repository": desk.settings.repository,
            "page_data": self.page_data,
            "written_date": lambda written: desk.language.date(str(written)),
        }

    def _locale(self) -> str:
        """The language and the country of the directory: « fr_BE »."""
        home = self.desk.directory.identity.country
        code = self.desk.directory.of(Territory)[home].code if home else None
        return f"{self.desk.language.code}_{code}" if code else self.desk.language.code

    def ships(self, path: str) -> bool:
        """Whether a file of content/ is of the site: a page that was checked, or a document."""
        return any(page.file == f"content/{path}" for page in self.prose) or published(path)

    def body(self, html: str, written: Prose, path: str) -> str:
        """The body of a page that the host rendered: spaces, links, abbreviations, slots."""
        html = name_tables(self.desk.language.typeset_html(html))
        html = link_records(html, self.addresses)
        if not written.is_frame:
            self._remember(html, written, path)
            html = self.desk.glossary.html(html)
        return SLOT.sub(lambda match: self._slot(match[1]), html)

    def _slot(self, name: str) -> str:
        return slot("body") if name == "body" else SLOTS[name](self.desk)

    def _remember(self, html: str, written: Prose, path: str) -> None:
        """Have search find a page, unless its head says that nothing does."""
        synonyms = written.values.get("search")
        if synonyms is False:
            return
        text = unescape(" ".join(re.sub(r"<[^>]+>", " ", SLOT.sub("", html)).split()))
        finding = search.prose(self.desk, path, written.title, text, synonyms or ())
        self.findings.append(finding)

    def take(self, html: str, written: Prose, path: str) -> str:
        """A whole page that the host rendered: the frame is kept back, nothing is left of it."""
        if written.is_frame:
            self.frame = html
            return ""
        html = html.replace(BASE, "../" * path.count("/") or "./")
        self.pages.append(Page(path, html, str(written.values.get("updated") or "")))
        return html

    def take_template(self, html: str, path: str) -> str:
        """A page that is served at any address (404): its own addresses begin at the root."""
        if path == "sitemap.xml":
            return ""  # ours says when each record changed
        html = html.replace(BASE, root_of(self.desk.url))
        if path.endswith(".html"):
            self.pages.append(Page(path, html, indexed=False))
        return html

    def page_data(self, path: str, title: str) -> str:
        """What stands in the head of a prose page: the site's image, and linked data."""
        data = script(self._thing(path, title))
        return f"{image(self.desk, '', '')}\n{data}" if self.desk.settings.images else data

    def _thing(self, path: str, title: str) -> Mapping[str, Any]:
        """A prose page as schema.org says it."""
        desk, words = self.desk, self.desk.words
        if not path:
            about = desk.language.typeset(words("site.description"))
            return website(desk.url, title, about, desk.language.code)
        if path == "donnees-ouvertes/":
            return dataset(desk)
        crumbs = (Link(words("nav.home"), internal("")), Link(title))
        return crumb_list(desk.url, path, crumbs)

    # ---- the site

    def finish(self, out: Path) -> None:
        """Write all that is made, then check every link. Raises RefusedError when one is broken."""
        links = Links(root_of(self.desk.url))
        changed: list[tuple[str, str]] = []
        for page in self.pages:
            _note(page, links, changed)
        for page in pages(self.desk, cut(self.frame, EXPECTED)):
            write(out, page.path, page.text.encode())
            _note(page, links, changed)
            if page.poster and self.desk.settings.images:
                path = image_path(page.path.removesuffix("index.html"))
                write(out, path, self._image(page.poster))
        for path, data in self.outputs(changed):
            write(out, path, data)
        _lighten(out)
        if broken := links.broken(files(out)):
            raise RefusedError("\n".join(map(str, broken)))
        sign(out)

    def outputs(self, changed: Sequence[tuple[str, str]]) -> Iterator[Output]:
        """Every file that is no page; `changed` has the pages, with the day each changed."""
        desk = self.desk
        if desk.settings.images:
            yield image_path(""), self._image(site_poster(desk))
        yield from search.index(desk, [*search.findings(desk), *self.findings], self.given.left_out)
        yield from facets.files(desk)
        yield from exports(desk)
        yield "sitemap.xml", sitemap(desk.url, changed)
        if root_of(desk.url) == "/":  # under a project path nobody reads it
            robots = f"User-agent: *\nAllow: /\nSitemap: {desk.url}sitemap.xml\n"
            yield "robots.txt", robots.encode()

    def _image(self, poster: images.Poster) -> bytes:
        """An image, drawn once: it is kept outside the site for the next build."""
        letters = self.given.letters
        file = self.root / ".cache" / "images" / f"{images.key(poster, letters)}.png"
        return kept(file, lambda: images.draw(images.read(letters), poster))


# ---- what went wrong


def told(error: Exception, build: Build | None) -> str:
    """What must be mended before a site is made, in sentences; nothing for a mistake of ours."""
    if isinstance(error, RefusedError):
        return str(error)
    return _sentence(error, build.own, build.given.places) if build else ""


def _sentence(error: Exception, own: Mapping[str, str], places: Mapping[str, Place]) -> str:
    to = Reading()
    if isinstance(error, WordError):
        blanks = ", ".join(f"{{{name}}}" for name in error.blanks)
        written = {} if error.key in own else places
        elsewhere = Place(OWN if error.code != "word-missing" else WORDS)
        place = written.get(error.key, elsewhere)
        to.report(place, error.code, key=error.key, blanks=blanks)
    elif isinstance(error, FrameError):
        to.report(Place("theme/main.html"), "theme-slot", slot=error.slot)
    return as_text(to.sorted())


def _note(page: Page, links: Links, changed: list[tuple[str, str]]) -> None:
    links.add(page.path, page.text)
    if page.indexed:
        changed.append((page.path.removesuffix("index.html"), page.updated))


def _lighten(out: Path) -> None:
    """Scripts and style sheets without what is there for those who write them."""
    for file in sorted((out / "static").glob("*.[jc]s*")):
        lighter = slim if file.suffix == ".css" else light
        write(out, f"static/{file.name}", lighter(file.read_text("utf-8")).encode())
