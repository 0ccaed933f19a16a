"""The only module that knows MkDocs: its events, handed over to a build.

`mkdocs serve` keeps this module for good: each build is made by our code as it then is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if str(Path(__file__).parents[1]) not in sys.path:  # `mkdocs build` does not know this folder
    sys.path.insert(0, str(Path(__file__).parents[1]))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig as Config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer as Server
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.serving import Code, unservable


class Host:
    """The build in charge, its pages as they were checked, and our code as it was read."""

    build: Any = None
    written: Any = None
    code = Code(Path(__file__).parent)
    serves_soon = False


def on_startup(command: str, **_: Any) -> None:
    """Once, before the first build."""
    Host.serves_soon = command == "serve"


def on_config(config: Config, **_: Any) -> Config:
    """Before anything is written: check. A problem leaves the old site as it was."""
    if Host.serves_soon and (said := unservable(*config.dev_addr)):
        raise Abort(said)
    Host.serves_soon, Host.build = False, None
    Host.code.renew()
    from generator.build import start
    from generator.checking.settings import settings

    file = Path(config.config_file_path).resolve()
    text, url = file.read_text("utf-8"), (config.site_url or "/").rstrip("/") + "/"
    Host.build = start(file.parent, url, lambda to: settings(file.name, text, config.extra, to))
    Host.written = {page.file: page for page in Host.build.prose}
    return config


def on_files(files: Files, config: Config, **_: Any) -> Files:
    """Ship what was checked, and our own static files: Material's stay at home."""
    content, static = Path(config.docs_dir), Path(config.theme.custom_dir or "theme") / "static"
    for file in list(files):
        folders = Path(str(file.abs_src_path)).parents
        if not (Host.build.ships(file.src_uri) if content in folders else static in folders):
            files.remove(file)
    return files


def on_env(env: Environment, **_: Any) -> Environment:
    """What main.html needs; the host's templates do not escape, so they use |e."""
    env.globals |= Host.build.globals
    env.filters["typeset"] = Host.build.desk.language.typeset_html
    return env


def _written(page: Page) -> Any:
    return Host.written[f"content/{page.file.src_uri}"]


def on_page_read_source(page: Page, **_: Any) -> str:
    """The text of a page without its front matter, which the host would read otherwise."""
    return str(_written(page).without_head)


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """The front matter as it was checked: `title: On` is no boolean."""
    written = _written(page)
    page.meta = {**written.values, "title": written.title}
    return markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Spaces, links to records, abbreviations, slots."""
    return str(Host.build.body(html, _written(page), page.url))


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Keep the frame back; give every other page its way back to the root."""
    return str(Host.build.take(output, _written(page), page.file.dest_uri))


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """The 404 page is served anywhere: its addresses begin at the root."""
    return str(Host.build.take_template(output_content, template_name))


def on_post_build(config: Config, **_: Any) -> None:
    """Finish: records, data, search, site map; then every link is checked."""
    Host.build.finish(Path(config.site_dir))


def on_build_error(error: Exception, **_: Any) -> None:
    """What must be mended before a site is made: sentences, no traceback."""
    from generator.build import told

    if said := told(error, Host.build):
        raise Abort(said) from None


def on_serve(server: Server, config: Config, **_: Any) -> Server:
    """Once, after the first build; `mkdocs serve --clean` starts as a build does."""
    if said := unservable(*config.dev_addr):
        raise Abort(said)
    return server
