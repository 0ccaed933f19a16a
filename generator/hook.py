"""The only module that knows MkDocs: it checks before the host starts and finishes after it.

The host renders content/ with our theme. Slots of prose pages are filled as they pass; the frame
is kept back and, at the end, joined with every record. Listed under `hooks:` in mkdocs.yml.
"""

from __future__ import annotations

import datetime
import errno
import importlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any, Final

if str(Path(__file__).parents[1]) not in sys.path:  # `mkdocs build` does not know this folder
    sys.path.insert(0, str(Path(__file__).parents[1]))

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage

from generator.checking.content import address, published
from generator.checking.directory import Directory
from generator.checking.project import examine
from generator.checking.prose import SLOT, Prose
from generator.checking.settings import Provider, Publisher, settings
from generator.checking.supplies import FILES, WORDS, Supplies, supplies
from generator.drawings import images
from generator.exports import files as exports
from generator.kinds import linked
from generator.kinds.upkeep import newest
from generator.language import french
from generator.language.french import WordError, Words, grouped, typeset_html
from generator.language.french import date as french_date
from generator.pages.frame import FrameError, cut, slot
from generator.pages.glossary import glossary
from generator.pages.map import Atlas, atlas
from generator.pages.pages import (
    SLOTS,
    Page,
    Site,
    addresses,
    environment,
    image,
    image_path,
    linked_data,
    pages,
    script_words,
    site_card,
    slots,
)
from generator.pages.views import BASE, Link, Repository, Views, external, internal
from generator.reading.files import load_files
from generator.reading.problem import Place, Reading, as_text, close_to
from generator.records.model import IDENTITY, Identity
from generator.search import facets
from generator.search import index as search
from generator.site import Links, files, kept, light, root_of, sign, slim, write

_PROSE_LINK = re.compile(r'href="([a-z]+:[^"/#]+)((?:#[^"]*)?)"')
_NO_HEAD = "---\n{}\n---\n"
"""A head without fields: without a head, the host takes a first line « a: b » for one."""
OWN: Final = f"data/{IDENTITY}.yaml"
_TABLE = re.compile(r'<h[1-6] id="([^"]+)"|<table>|<th>')


class Host:
    """One build, from the host's first event to its last."""

    site: Site
    views: Views

    def on_config(self, config: MkDocsConfig, **_: Any) -> MkDocsConfig:
        """Before anything is written: check. A problem leaves the old site as it was."""
        root = Path(config.config_file_path).resolve().parent
        to = Reading()
        directory, prose = examine(root / "data", root / "content", to)
        given = supplies(load_files(root, FILES), to)
        file = Path(config.config_file_path)
        told = settings(file.name, file.read_text("utf-8"), config.extra, to)
        own = _own_words(directory.identity, given.words, to) if directory and given else {}
        if directory is None or given is None or told is None or to.problems:
            raise Abort(as_text(to.sorted()))
        words = given.words.with_own(own)
        self.places = {key: place for key, place in given.places.items() if key not in own}
        env = environment(FileSystemLoader(root / "theme/pages"), words)
        self.settings = told
        self.url = (config.site_url or "/").rstrip("/") + "/"
        letters = given.letters if told.images else b""
        self.site = Site(
            directory=directory,
            words=words,
            env=env,
            url=self.url,
            repository=Repository(told.repository or ""),
            as_of=day_of(root, directory),
            articles=_articles(prose),
            glossary=glossary(directory, given.glossary),
            atlas=_atlas(given),
            images=bool(letters),
        )
        self.letters = letters
        self.drawn = root / ".cache" / "images"
        self.views = self.site.views()
        self.addresses = addresses(directory)
        self.quality = given.quality
        self.listed = _listed(prose)
        self.written = {page.file: page for page in prose}
        self.slots: Mapping[str, Callable[[], str]] = {
            **slots(self.site, self.views),
            "publisher": self._publisher,
            "host": self._host,
            "exports": self._exports,
            "pages": self._pages,
            "quality": self._quality,
            "quality-tools": self._quality_tools,
            "quality-pages": self._quality_pages,
            "weights": self._weights,
            "body": lambda: slot("body"),
        }
        self.left_out = given.left_out
        self.outputs: dict[str, bytes] = {}
        self.frame = ""
        self.prose: list[Page] = []
        self.entries: list[search.Entry] = []
        return config

    def on_files(self, files: Files, config: MkDocsConfig, **_: Any) -> Files:
        """Ship what was checked, and our own static files: Material's stay at home."""
        content, static = Path(config.docs_dir), Path(config.theme.custom_dir or "theme") / "static"
        for file in list(files):
            folders = Path(str(file.abs_src_path)).parents
            name = f"{content.name}/{file.src_uri}"
            checked = name in self.written or published(file.src_uri)
            if not (checked if content in folders else static in folders):
                files.remove(file)
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
        """What main.html needs; the host's templates do not escape, so they use |e."""
        env.globals |= {
            "slot": slot,
            "words": self.site.words,
            "suggest_words": script_words(self.site.words, "suggestions"),
            "base": BASE,
            "address": self.url,
            "identity": self.site.directory.identity,
            "locale": self.site.locale,
            "repository": self.site.repository,
            "page_data": self._page_data,
            "french_date": lambda written: french_date(str(written)),
        }
        env.filters["typeset"] = typeset_html
        return env

    def on_page_read_source(self, page: HostPage, **_: Any) -> str:
        """The text of a page without its front matter, which the host would read otherwise."""
        return _NO_HEAD + self.written[f"content/{page.file.src_uri}"].body

    def on_page_markdown(self, markdown: str, page: HostPage, **_: Any) -> str:
        """The front matter as it was checked: `title: On` is no boolean."""
        written = self.written[f"content/{page.file.src_uri}"]
        page.meta = {**written.values, "title": written.title}
        return markdown

    def on_page_content(self, html: str, page: HostPage, **_: Any) -> str:
        """French spaces, names of tables, then links to records, then slots."""
        html = _named_tables(typeset_html(html))
        html = _PROSE_LINK.sub(self._prose_link, html)
        if not page.meta.get("frame"):
            self._remember(page, html)
            html = self.site.glossary.html(html)
        return SLOT.sub(lambda match: self.slots[match[1]](), html)

    def _prose_link(self, match: re.Match[str]) -> str:
        address = self.addresses.get(match[1])
        return f'href="{external(address)}{match[2]}"' if address else match[0]

    def _remember(self, page: HostPage, html: str) -> None:
        if page.meta.get("search") is False:
            return
        text = " ".join(re.sub(r"<[^>]+>", " ", SLOT.sub("", html)).split())
        title, synonyms = str(page.title), page.meta.get("search") or ()
        kind = self.site.words("kind.page")
        self.entries.append(search.prose(page.url, title, kind, unescape(text), synonyms))

    def on_post_page(self, output: str, page: HostPage, **_: Any) -> str:
        """Keep the frame back; give every other page its way back to the root."""
        if page.meta.get("frame"):
            self.frame = output
            return ""
        path = page.file.dest_uri
        output = output.replace(BASE, "../" * path.count("/") or "./")
        updated = str(page.meta.get("updated") or "")
        self.prose.append(Page(path, output, updated))
        return output

    def on_post_template(self, output_content: str, template_name: str, **_: Any) -> str:
        """The 404 page is served anywhere: its addresses begin at the root."""
        if template_name == "sitemap.xml":
            return ""  # ours says when each record changed
        output = output_content.replace(BASE, root_of(self.url))
        if template_name.endswith(".html"):
            self.prose.append(Page(template_name, output, indexed=False))
        return output

    def on_post_build(self, config: MkDocsConfig, **_: Any) -> None:
        """Finish: records, data, search, site map; then every link is checked."""
        out = Path(config.site_dir)
        links = Links(root_of(self.url))
        changed: list[tuple[str, str]] = []
        for page in self.prose:
            _note(page, links, changed)
        for page in pages(self.site, self.views, cut(self.frame, SLOTS)):
            write(out, page.path, page.text.encode())
            _note(page, links, changed)
            if page.image and self.letters:
                path = image_path(page.path.removesuffix("index.html"))
                write(out, path, self._image(page.image))
        if self.letters:
            write(out, image_path(""), self._image(site_card(self.site.words)))
        found = [*search.entries(self.views, self.left_out["nicknames"]), *self.entries]
        for path, data in search.index(found, self.views, self.left_out):
            write(out, path, data)
        for path, data in facets.files(self.views, search.labs(self.views)):
            write(out, path, data)
        for path, data in self._data().items():
            write(out, path, data)
        write(out, "sitemap.xml", exports.sitemap(self.url, changed))
        if root_of(self.url) == "/":  # under a project path nobody reads it
            robots = f"User-agent: *\nAllow: /\nSitemap: {self.url}sitemap.xml\n"
            write(out, "robots.txt", robots.encode())
        for file in sorted((out / "static").glob("*.[jc]s*")):
            lighter = slim if file.suffix == ".css" else light
            write(out, f"static/{file.name}", lighter(file.read_text("utf-8")).encode())
        broken = links.broken(files(out))
        if broken:
            raise Abort("\n".join(str(one) for one in broken))
        sign(out)

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """What maintainers wrote otherwise than a page needs: one sentence, no traceback."""
        to = Reading()
        if isinstance(error, WordError):
            blanks = ", ".join(f"{{{name}}}" for name in error.blanks)
            at = self.places.get(error.key, Place(OWN if error.code != "word-missing" else WORDS))
            to.report(at, error.code, key=error.key, blanks=blanks)
        elif isinstance(error, FrameError):
            to.report(Place("theme/main.html"), "theme-slot", slot=error.slot)
        if to.problems:
            raise Abort(as_text(to.sorted())) from None

    def _image(self, card: images.Card) -> bytes:
        """An image, drawn once: it is kept outside the site for the next build."""
        file = self.drawn / f"{images.key(card, self.letters)}.png"
        return kept(file, lambda: images.draw(images.read(self.letters), card))

    def _page_data(self, page: HostPage) -> str:
        """The image of a prose page, and the page as schema.org says it."""
        data = self._prose_data(page)
        return f"{image(self.site, '', '')}\n{data}" if self.site.images else data

    def _prose_data(self, page: HostPage) -> str:
        name, url = str(page.title), self.url + page.url
        if page.is_homepage:
            about = self.site.words("site.description")
            return linked_data(linked.website(url, name, french.typeset(about)))
        if page.url == "donnees-ouvertes/":
            files = [path for path in self._data() if path.count("/") < 3]
            updated = max((lab.checked or "" for lab in self.views.all("labs")), default="")
            return linked_data(linked.dataset(self.views, files, updated))
        crumbs = (Link(self.site.words("nav.home"), internal("")), Link(name))
        return linked_data(self.views.crumb_list(page.url, crumbs))

    # ---- slots that depend on the configuration

    def _data(self) -> dict[str, bytes]:
        if not self.outputs:
            self.outputs = dict(exports.exports(self.site.directory, self.url))
        return self.outputs

    def _exports(self) -> str:
        words, data = self.site.words, self._data()
        rows = []
        for path in [p for p in data if p.count("/") < 3]:
            name = Path(path).stem
            label = (
                words("exports.csv_labs")
                if path.endswith(".csv")
                else words("exports.records", title=words(f"exports.tables.{name}"))
            )
            rows.append((Link(path, internal(path)), label, _size(len(data[path]))))
        return self._drawn("exports", rows=rows)

    def _publisher(self) -> str:
        publisher = self.settings.publisher or Publisher()
        rows = [
            (self.site.words(f"publisher.{name}"), text)
            for name in Publisher.model_fields
            if (text := getattr(publisher, name))
        ]
        return self._drawn("publisher", rows=rows)

    def _host(self) -> str:
        return self._drawn("host", host=self.settings.host or Provider())

    # ---- slots that depend on the other pages, and on what the tests found

    def _pages(self) -> str:
        return self._drawn("pages", links=self.listed)

    def _quality(self) -> str:
        words, found = self.site.words, self.quality
        checks = [words(f"quality.{name}") for name in found["checks"]] if found else []
        return self._drawn("quality", checks=checks)

    def _quality_tools(self) -> str:
        found = self.quality
        told = self.site.words("quality.run", date=french_date(found["date"])) if found else ""
        return self._drawn("quality", checks=[*found["tools"], told] if found else [])

    def _quality_pages(self) -> str:
        paths = [f"/{path}" for path in self.quality["pages"]] if self.quality else []
        return self._drawn("quality", checks=paths)

    def _weights(self) -> str:
        found = self.quality
        if not found:
            return self._drawn("quality", checks=[])
        rows = [
            {**row, "name": self.site.words(f"weights.{name}"), "size": _size(row["bytes"])}
            for name, row in found["weights"].items()
        ]
        return self._drawn("weights", rows=rows, date=french_date(found["date"]))

    def _drawn(self, name: str, **values: Any) -> str:
        return self.site.env.get_template(f"slots/{name}.html").render(values)


def _own_words(identity: Identity, words: Words, to: Reading) -> dict[str, str]:
    """The words of one directory, by their key, after telling the unknown ones."""
    own = identity.words or {}
    for key in sorted(set(own) - set(words.by_key)):
        close = close_to(key, words.by_key, f"les clés sont dans {WORDS}")
        to.report(Place(OWN), "word-unknown", key=key, close=close)
    about = {"name": identity.name, "short": identity.short_name, "tagline": identity.tagline,
             "description": identity.description}  # fmt: skip
    return {**own, **{f"site.{name}": text for name, text in about.items()}}


def _listed(prose: list[Prose]) -> list[Link]:
    """The prose pages by title, in French order; neither the frame nor the home page."""
    links = [
        _link(page) for page in prose if not page.is_frame and address(page.file) != "index.html"
    ]
    return sorted(links, key=lambda link: french.sort_key(link.text))


def _link(page: Prose) -> Link:
    return Link(page.title, internal(address(page.file).removesuffix("index.html")))


def _named_tables(html: str) -> str:
    """The tables of prose, named by the heading above them; their first row heads columns."""
    heading = ""

    def named(match: re.Match[str]) -> str:
        nonlocal heading
        if match[1]:
            heading = match[1]
            return match[0]
        if match[0] == "<th>":
            return '<th scope="col">'
        return f'<table aria-labelledby="{heading}">' if heading else match[0]

    return _TABLE.sub(named, html)


def _note(page: Page, links: Links, changed: list[tuple[str, str]]) -> None:
    links.add(page.path, page.text)
    if page.indexed:
        changed.append((page.path.removesuffix("index.html"), page.updated))


def _size(size: int) -> str:
    return f"{grouped(max(1, round(size / 1000)))} ko"


def _articles(prose: list[Prose]) -> dict[tuple[str, str], list[Link]]:
    found: dict[tuple[str, str], list[Link]] = {}
    for page in prose:
        for table, id in page.about():
            found.setdefault((table, id), []).append(_link(page))
    return found


def _atlas(given: Supplies) -> Atlas | None:
    return atlas(given.outlines, given.communes) if given.outlines and given.communes else None


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
    raise Abort(
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
    try:
        run = subprocess.run(
            ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%ct"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:  # no git on this machine
        return ""
    return run.stdout.strip()


# ---- what the host calls

# `mkdocs serve` keeps this module for good: its events go to the Host of the code as it now is.


def _code() -> list[tuple[str, int]]:
    """Our source files, and when each was last written."""
    folder = Path(__file__).parent
    return sorted((str(file), file.stat().st_mtime_ns) for file in folder.rglob("*.py"))


class _Current:
    """The Host in charge, and what it was made from."""

    host: Any = Host()
    code = _code()
    serves_soon = False

    @classmethod
    def renew(cls) -> None:
        """Read our modules again after one was changed: a server would build with the old code."""
        code = _code()
        if code == cls.code:
            return
        for name in [name for name in sys.modules if f"{name}.".startswith("generator.")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        silent, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it is watched, too
        try:
            cls.host = importlib.import_module("generator.hook").Host()
        finally:
            sys.dont_write_bytecode = silent
        cls.code = code


def on_startup(command: str, **_: Any) -> None:
    """Once, before the first build."""
    _Current.serves_soon = command == "serve"


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Before each build."""
    if _Current.serves_soon:
        check_address(*config.dev_addr)
        _Current.serves_soon = False
    _Current.renew()
    renewed: MkDocsConfig = _Current.host.on_config(config)
    return renewed


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Once, after the first build; `mkdocs serve --clean` starts as a build does."""
    check_address(*config.dev_addr)
    return server


def check_address(name: str, port: int) -> None:
    """Tell an address at which nothing can be served, before the server fails at it."""
    said = f"on ne peut pas servir le site à l’adresse {name}:{port}"
    try:
        family = socket.getaddrinfo(name, None)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((name, port))
    except (OSError, OverflowError) as error:
        taken = getattr(error, "errno", None) == errno.EADDRINUSE
        why = "elle est déjà prise, peut-être par un autre « make serve »" if taken else str(error)
        other = port + 1 if port < 65535 else 8001
        raise Abort(
            f"{said} : {why}\n  conseil : choisissez un autre port, "
            f"« make serve PORT={other} » ou « mkdocs serve -a 127.0.0.1:{other} »"
        ) from None


def _later(event: str) -> Callable[..., Any]:
    return lambda *given, **named: getattr(_Current.host, event)(*given, **named)


on_files = _later("on_files")
on_env = _later("on_env")
on_page_read_source = _later("on_page_read_source")
on_page_markdown = _later("on_page_markdown")
on_page_content = _later("on_page_content")
on_post_page = _later("on_post_page")
on_post_template = _later("on_post_template")
on_post_build = _later("on_post_build")
on_build_error = _later("on_build_error")
