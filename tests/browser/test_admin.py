"""The admin in a real browser: by keyboard, without scripts, on a phone, and for everyone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from services.registry.store import Store
from services.web.admin.access import COOKIE
from tests.browser.conftest import PATIENCE
from tests.web.admin.conftest import OWN, signed_in_client
from tests.web.serving import make_app, seed, settings_of

pytestmark = pytest.mark.browser
PAGES = (
    "/admin/",
    "/admin/kontakter",
    "/admin/kontakt/ny",
    "/admin/kontakt/{id}",
    "/admin/kontakt/{id}/andra",
    "/admin/kontakt/{id}/historik",
    "/admin/kontrollera",
    "/admin/tackning",
    "/admin/anvandare",
    "/admin/utseende",
    "/admin/logg",
    "/admin/status",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(settings_of(Path(seed(tmp_path_factory.mktemp("admin")))))


@pytest.fixture(scope="module")
def site(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture(scope="module")
def cookie(app: Flask) -> str:
    client = signed_in_client(app, "administrator", OWN)
    found = client.get_cookie(COOKIE, path="/admin")
    assert found
    return found.value


def open_context(browser: Browser, site: str, cookie: str, **options: object) -> BrowserContext:
    context = browser.new_context(base_url=site, **options)  # type: ignore[arg-type]
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": f"{site}/admin"}])
    context.set_default_timeout(PATIENCE)
    return context


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_for_everyone(
    browser: Browser, app: Flask, site: str, cookie: str, width: int
) -> None:
    id = Store(app.extensions["lots"].engine).list_records(municipality="9999")[0].id
    size = {"width": width, "height": 800}
    context = open_context(browser, site, cookie, viewport=size, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(path.format(id=id))
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def press_until(page: Page, words: str) -> None:
    """Goes on with the tabulator until what has the focus says the words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.locator(":focus").first.text_content():
            return
    pytest.fail(f"the keyboard never reaches {words}")


def test_the_round_by_keyboard_and_without_scripts(
    browser: Browser, site: str, cookie: str
) -> None:
    context = open_context(browser, site, cookie, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/kontrollera")
    press_until(page, "Stämmer fortfarande")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=är kontrollerad i dag")
    context.close()
