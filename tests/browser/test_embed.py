"""The widget on a host page whose style sheet is hostile."""

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

pytestmark = pytest.mark.browser

HOST = """<!doctype html><html lang="sv"><head><title>Kommunen</title><style>
* {{ font-size: 5px !important; color: red !important; }}
button, iframe {{ display: none !important; }}
body {{ transform: none; margin: 0; }}</style></head>
<body><main><h1>Kommunen</h1><p id="own">Egen text</p></main>
<script src="{address}/embed.js" data-municipality="9999" defer></script></body></html>"""


@pytest.fixture
def host(phone: Page, address: str) -> Iterator[Page]:
    """A page of another origin, from a server of its own."""
    page = Response(HOST.format(address=address), content_type="text/html; charset=utf-8")
    server = make_server("127.0.0.1", 0, page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    phone.goto(f"http://localhost:{server.port}/kommun")
    yield phone
    server.shutdown()


def test_it_opens_answers_and_keeps_its_state(host: Page) -> None:
    button = host.get_by_role("button", name="Vem ska jag ringa?")
    expect(button).to_be_visible()
    button.focus()
    host.keyboard.press("Enter")
    frame = host.frame_locator("iframe")
    expect(frame.get_by_text("Påhittad kommun")).to_be_visible()
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
