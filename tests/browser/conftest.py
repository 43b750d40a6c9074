"""A real Chromium in front of a real server, whose engine obeys the test."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.web.serving import ObedientEngine, make_app, seed, settings_of

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PATIENCE = 20_000  # milliseconds: other work may share the machine
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ObedientEngine]]:
    settings = settings_of(seed(tmp_path_factory.mktemp("browser")))
    engine = ObedientEngine(settings)
    server = make_server("127.0.0.1", 0, make_app(settings, engine), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}", engine
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium saknas: apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(served: tuple[str, ObedientEngine]) -> str:
    return served[0]


@pytest.fixture
def engine(served: tuple[str, ObedientEngine]) -> ObedientEngine:
    served[1].down = False
    return served[1]


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A phone's screen; any request to another site fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    yield page
    context.close()
    ours = (address, "tel:", "http://localhost:")
    assert [url for url in asked if not url.startswith(ours)] == []
