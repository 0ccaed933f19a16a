"""A browser, and a site served as GitHub Pages serves it: under /depot/, with a 404 page."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from chrome import find
from kinds import site
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

PREFIX = "/depot/"
TEXTS = (".css", ".csv", ".html", ".js", ".json", ".svg", ".xml")


@functools.cache
def packed(file: Path) -> bytes:
    """A file as GitHub Pages sends it."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site's folder under PREFIX, texts packed; anything else is the 404 page."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        if file.suffix not in TEXTS or not file.is_file():
            return super().send_head()
        return self.answer(200, file)

    def answer(self, code: int, file: Path) -> io.BytesIO:
        body = packed(file)
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.copyfile(self.answer(code, Path(self.directory) / "404.html"), self.wfile)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's site, with its last slash."""
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without its own calls home."""
    path = find()
    assert path, "no browser: run tests/browser/install.py"
    with sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the served site, with its last slash."""
    with served(site()) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as opened:
        yield opened


class Tab:
    """A page of a browser that hears what is said, and what is asked of others."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page = context.new_page()
        self.address = address
        self.trouble: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and "404 (Not Found)" not in said.text:
            self.trouble.append(said.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.trouble.append(f"asked for {request.url}")

    def calm(self) -> None:
        """Fail on any trouble since the last time, and on anything that is kept."""
        heard, self.trouble = self.trouble, []
        assert heard == []
        assert self.page.context.cookies() == []


Tabs = Callable[[bool], Tab]


@pytest.fixture(scope="session")
def tabs(browser: Browser, address: str) -> Tabs:
    """Two tabs that tests take in turn, with scripts and without: opening one costs a second."""

    @functools.cache
    def tab(script: bool) -> Tab:
        return Tab(browser.new_context(java_script_enabled=script), address)

    return tab


Opener = Callable[..., Page]


@pytest.fixture
def open_page(tabs: Tabs) -> Iterator[Opener]:
    """Opens a page of the site; the test fails on any console error or foreign request."""
    used: list[Tab] = []

    def opened(path: str, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        tab = tabs(script)
        used.append(tab)
        page = tab.page
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(
            media="screen",
            color_scheme="dark" if dark else "light",
            forced_colors="none",
            reduced_motion="no-preference",
        )
        page.goto(tab.address + path)
        return page

    yield opened
    for tab in used:
        tab.calm()
