"""A browser, and the real site served as GitHub Pages serves it: under /depot/, with a 404 page."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from built import real_site
from chrome import find
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    sync_playwright,
)

PREFIX = "/depot/"


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site's folder under PREFIX; anything else is the 404 page."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (real_site() / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the served site, with its last slash."""
    handler = functools.partial(Handler, directory=str(real_site()))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests, without its own calls home."""
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
        yield opened
        opened.close()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens a page of the site; the test fails on any console error or foreign request."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            trouble.append(said.text)

    def failed(error: Error) -> None:
        trouble.append(str(error))

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            trouble.append(f"asked for {request.url}")

    def opened(path: str, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", failed)
        page.on("request", asked)
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        assert context.cookies() == []
        context.close()
    ours = [one for one in trouble if "404 (Not Found)" not in one]
    assert ours == []
