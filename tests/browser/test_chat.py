"""The main job in a real browser: write, read the answer, tap the number."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.serving import ObedientEngine

pytestmark = pytest.mark.browser


def say(page: Page, text: str) -> None:
    page.fill("#message", text)
    page.keyboard.press("Enter")


def answered(page: Page, number: int = 1) -> None:
    expect(page.locator(".turn .reply")).to_have_count(number)


def assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    found = [
        (one["id"], node["html"]) for one in results.response["violations"] for node in one["nodes"]
    ]
    assert found == []


def test_write_read_and_tap(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "Mamma har fått demens och jag orkar inte mer")
    call = phone.locator(".call.big")
    expect(call).to_be_visible()
    assert (call.get_attribute("href") or "").startswith("tel:+46")
    box = call.bounding_box()
    assert box is not None and box["height"] >= 48
    call.click()
    expect(phone.locator("#message")).to_have_value("")


def test_every_state_is_accessible(phone: Page, engine: ObedientEngine) -> None:
    phone.goto("/?kommun=9999")
    assert_accessible(phone)
    for number, text in enumerate(["en fråga", "jag orkar inte", "han andas inte"], 1):
        say(phone, text)
        answered(phone, number)
        assert_accessible(phone)
    phone.context.set_offline(True)
    say(phone, "hallå")
    expect(phone.locator("#problem")).to_contain_text("112")
    assert_accessible(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/om", "/stod", "/stod/9999", "/tillganglighet", "/api/docs", "/finns-inte"]
)
def test_every_page_is_accessible(phone: Page, path: str, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    phone.goto(path)
    assert_accessible(phone)


def test_a_quick_reply_goes_on(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "en fråga")
    answered(phone)
    phone.locator(".quick button").first.click()
    answered(phone, 2)
    expect(phone.locator(".call.big")).to_be_visible()
    expect(phone.locator(".quick")).to_have_count(0)


def test_one_announcement_for_each_message(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    phone.evaluate(
        """() => { window.heard = [];
        const place = document.querySelector('#announcer');
        new MutationObserver(() => window.heard.push(place.textContent))
          .observe(place, {childList: true}); }"""
    )
    say(phone, "jag orkar inte")
    answered(phone)
    phone.wait_for_timeout(300)
    heard = phone.evaluate("window.heard")
    assert len(heard) == 1 and "Ring" in heard[0]


def test_the_conversation_survives_a_reload(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.reload()
    answered(phone)
    say(phone, "något mer")
    answered(phone, 2)


def test_nothing_is_lost_when_the_network_is(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.context.set_offline(True)
    say(phone, "en lång berättelse")
    expect(phone.locator("#problem")).to_contain_text("finns kvar")
    expect(phone.locator("#message")).to_have_value("en lång berättelse")
    expect(phone.locator(".call.big")).to_be_visible()
    phone.context.set_offline(False)
    phone.keyboard.press("Enter")
    answered(phone, 2)
    expect(phone.locator("#message")).to_have_value("")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_reflows(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    phone.goto("/?kommun=9999")
    for number, text in enumerate(["en fråga", "jag orkar inte", "han andas inte"], 1):
        say(phone, text)
        answered(phone, number)
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_text_spacing_loses_nothing(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important;' +
          'word-spacing: .16em !important} p {margin-bottom: 2em !important}');
        document.adoptedStyleSheets = [sheet]; }"""
    )
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_goes_all_the_way(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    phone.keyboard.press("Tab")
    expect(phone.locator(".skip")).to_be_focused()
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.id") == "message":
            break
    phone.keyboard.type("jag orkar inte")
    phone.keyboard.press("Enter")
    answered(phone)
    expect(phone.locator("#message")).to_be_focused()
    for _ in range(20):
        phone.keyboard.press("Shift+Tab")
        if phone.evaluate("document.activeElement.matches('.call.big')"):
            return
    raise AssertionError("the number cannot be reached")


def test_erasing_says_so(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.get_by_role("button", name="Radera samtalet").click()
    expect(phone.get_by_text("Samtalet är raderat")).to_be_visible()
    expect(phone.locator(".turn")).to_have_count(0)


def test_leaving_quickly_erases_and_leaves_no_way_back(phone: Page, engine: ObedientEngine) -> None:
    phone.goto("/om")
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    before = len(engine.forgotten)
    phone.route("https://www.smhi.se/**", lambda route: route.fulfill(body="Vädret"))
    phone.evaluate("document.querySelector('[data-exit]').href = '/om?neutral'")
    phone.locator("[data-exit]").click()
    phone.wait_for_url("**/om?neutral")
    phone.go_back()
    assert phone.url.endswith("/om"), "the chat is not in the history"
    assert len(engine.forgotten) == before + 1
    phone.goto("/")
    expect(phone.locator(".turn")).to_have_count(0)


def test_it_works_without_scripts(phone: Page, address: str) -> None:
    browser = phone.context.browser
    assert browser is not None
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    page.goto("/?kommun=9999")
    page.fill("#message", "jag orkar inte")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(".call.big")).to_be_visible()
    page.context.close()
