"""The widget on a host page whose style sheet is hostile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytestmark = pytest.mark.browser

HOST = """<!doctype html><html lang="sv"><head><title>Kommunen</title><style>
* {{ font-size: 5px !important; color: red !important; visibility: hidden !important;
  pointer-events: none !important; direction: rtl !important; }}
button, iframe, section, anhorig-lots {{ display: none !important; position: absolute !important;
  transform: scale(.1) !important; opacity: 0 !important; }}
body {{ margin: 0; }}</style></head>
<body><main><h1>Kommunen</h1><p id="own">Egen text</p><a id="before" href="#">Före</a></main>
<script src="{address}/embed.js" data-municipality="{code}"
  data-language="{language}" defer></script>
</body></html>"""


@pytest.fixture
def opened(phone: Page, address: str) -> Iterator[Callable[..., Page]]:
    """Opens the page of another origin, from a server of its own."""
    wanted = {"address": address, "code": "9999", "language": "sv"}

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        page = Response(HOST.format(**wanted), content_type="text/html; charset=utf-8")
        return page(environ, start)

    server = make_server("127.0.0.1", 0, answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    phone.add_init_script("window.told = []; addEventListener('message', e => told.push(e.data));")

    def open_with(**changed: str) -> Page:
        wanted.update(changed)
        phone.goto(f"http://localhost:{server.port}/kommun")
        return phone

    yield open_with
    server.shutdown()


@pytest.fixture
def host(opened: Callable[..., Page]) -> Page:
    return opened()


def wait_until_ready(page: Page) -> None:
    """Until the frame listens: before that, Enter in its box is a new line and sends nothing."""
    page.wait_for_function("told.includes('anhoriglots-ready')")


def test_it_opens_answers_and_keeps_its_state(host: Page) -> None:
    button = host.get_by_role("button", name="Vem ska jag ringa?")
    expect(button).to_be_visible()
    button.focus()
    host.keyboard.press("Enter")
    frame = host.frame_locator("iframe")
    expect(frame.get_by_text("Påhittad kommun")).to_be_visible()
    wait_until_ready(host)
    frame.locator("#message").fill("jag orkar inte")
    frame.locator("#message").press("Enter")
    expect(frame.locator(".call.big")).to_be_visible()
    host.reload()
    expect(host.frame_locator("iframe").locator(".call.big")).to_be_visible()
    host.frame_locator("iframe").locator("#message").press("Escape")
    expect(host.get_by_role("button", name="Vem ska jag ringa?")).to_be_visible()


def test_it_erases_in_the_frame(host: Page) -> None:
    host.get_by_role("button", name="Vem ska jag ringa?").click()
    frame = host.frame_locator("iframe")
    wait_until_ready(host)
    frame.locator("#message").fill("jag orkar inte")
    frame.locator("#message").press("Enter")
    frame.get_by_role("button", name="Radera samtalet").click()
    expect(frame.get_by_text("Samtalet är raderat")).to_be_visible()
    expect(frame.locator(".turn")).to_have_count(0)


def test_it_leaves_the_host_as_it_was(host: Page) -> None:
    host.get_by_role("button", name="Vem ska jag ringa?").click()
    assert host.evaluate("document.styleSheets.length + document.adoptedStyleSheets.length") == 1
    assert host.evaluate("getComputedStyle(document.getElementById('own')).fontSize") == "5px"


def test_it_is_accessible(host: Page) -> None:
    host.get_by_role("button", name="Vem ska jag ringa?").click()
    expect(host.frame_locator("iframe").locator("h1")).to_be_visible()
    violations = Axe().run(host, context="anhorig-lots").response["violations"]
    assert [one["id"] for one in violations] == []


def test_the_keyboard_goes_in_and_out(host: Page) -> None:
    host.locator("#before").evaluate("one => one.focus()")
    button = host.get_by_role("button", name="Vem ska jag ringa?")
    button.focus()
    host.keyboard.press("Enter")
    frame = host.frame_locator("iframe")
    wait_until_ready(host)
    for _ in range(20):
        host.keyboard.press("Tab")
        if frame.locator("#message").evaluate("one => document.activeElement === one"):
            break
    host.keyboard.type("jag orkar inte")
    host.keyboard.press("Enter")
    expect(frame.locator(".call.big")).to_be_visible()
    host.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_site_that_may_not_show_it_gets_the_numbers(opened: Callable[..., Page]) -> None:
    page = opened(code="0480")
    page.get_by_role("button", name="Vem ska jag ringa?").click()
    told = page.locator("anhorig-lots [role=alert]")
    expect(told).to_contain_text("112", timeout=9000)
    links = [one.get_attribute("href") or "" for one in told.locator("a").all()]
    assert links[:2] == ["tel:112", "tel:1177"] and "/?kommun=0480" in links[2]


def test_it_speaks_the_language_of_the_site(opened: Callable[..., Page]) -> None:
    page = opened(language="fi")
    page.get_by_role("button", name="Kenelle soitan?").click()
    frame = page.frame_locator("iframe")
    wait_until_ready(page)
    frame.locator("#message").fill("jag orkar inte")
    frame.locator("#message").press("Enter")
    expect(frame.get_by_text("Soita ensin").first).to_be_visible()
    frame.get_by_role("link", name="Svenska", exact=True).click()
    expect(frame.get_by_text("Ring först").first).to_be_visible()
    page.reload()
    expect(page.frame_locator("iframe").locator(".call.big")).to_be_visible()


def test_the_session_is_told_to_the_site_alone(host: Page) -> None:
    host.get_by_role("button", name="Vem ska jag ringa?").click()
    frame = host.frame_locator("iframe")
    wait_until_ready(host)
    frame.locator("#message").fill("jag orkar inte")
    frame.locator("#message").press("Enter")
    expect(frame.locator(".call.big")).to_be_visible()
    told = host.evaluate("window.told")
    assert told[0] == "anhoriglots-ready" and told[-1].startswith("anhoriglots-session:")
