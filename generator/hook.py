"""The only module that knows MkDocs: its events, handed over to a build.

Listed under `hooks:` in mkdocs.yml. `mkdocs serve` keeps this module for good: each build is made
by our code as it then is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if str(Path(__file__).parents[1]) not in sys.path:  # `mkdocs build` does not know this folder
    sys.path.insert(0, str(Path(__file__).parents[1]))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.serving import Code, UnservableError, check_address

NO_HEAD = "---\n{}\n---\n"
"""A head without fields: without a head, the host takes a first line « a: b » for one."""


class Host:
    """The build in charge, from the host's first event to its last."""

    code = Code(Path(__file__).parent)
    serves_soon = False
    build: Any = None
    written: Any = None


def on_startup(command: str, **_: Any) -> None:
    """Once, before the first build."""
    Host.serves_soon = command == "serve"


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Before anything is written: check. A problem leaves the old site as it was."""
    if Host.serves_soon:
        _check_address(config)
        Host.serves_soon = False
    Host.build = None
    Host.code.renew()
    from generator.build import RefusedError, start
    from generator.checking.settings import settings

    file = Path(config.config_file_path).resolve()
    text, url = file.read_text("utf-8"), (config.site_url or "/").rstrip("/") + "/"
    try:
        Host.build = start(file.parent, url, lambda to: settings(file.name, text, config.extra, to))
    except RefusedError as refused:
        raise Abort(str(refused)) from None
    Host.written = {page.file: page for page in Host.build.prose}
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Ship what was checked, and our own static files: Material's stay at home."""
    from generator.checking.content import published

    content, static = Path(config.docs_dir), Path(config.theme.custom_dir or "theme") / "static"
    for file in list(files):
        folders = Path(str(file.abs_src_path)).parents
        checked = f"{content.name}/{file.src_uri}" in Host.written or published(file.src_uri)
        if not (checked if content in folders else static in folders):
            files.remove(file)
    return files


def on_env(env: Environment, **_: Any) -> Environment:
    """What main.html needs; the host's templates do not escape, so they use |e."""
    env.globals |= Host.build.globals
    env.filters["typeset"] = Host.build.desk.language.typeset_html
    return env


def _written(page: Page) -> Any:
    """A page as it was checked."""
    return Host.written[f"content/{page.file.src_uri}"]


def on_page_read_source(page: Page, **_: Any) -> str:
    """The text of a page without its front matter, which the host would read otherwise."""
    return NO_HEAD + str(_written(page).body)


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


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Finish: records, data, search, site map; then every link is checked."""
    from generator.build import RefusedError

    try:
        Host.build.finish(Path(config.site_dir))
    except RefusedError as refused:
        raise Abort(str(refused)) from None


def on_build_error(error: Exception, **_: Any) -> None:
    """What maintainers wrote otherwise than a page needs: one sentence, no traceback."""
    if told := Host.build and Host.build.told(error):
        raise Abort(told) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Once, after the first build; `mkdocs serve --clean` starts as a build does."""
    _check_address(config)
    return server


def _check_address(config: MkDocsConfig) -> None:
    try:
        check_address(*config.dev_addr)
    except UnservableError as error:
        raise Abort(str(error)) from None
