"""The main job in a real browser: write, read the answer, tap the number."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talk import answered, say
from tests.web.serving import ObedientEngine

pytestmark = pytest.mark.browser


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


def test_a_quick_reply_goes_on(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "en fråga")
    answered(phone)
    phone.locator(".quick button").first.click()
    answered(phone, 2)
    expect(phone.locator(".call.big")).to_be_visible()
    expect(phone.locator(".quick")).to_have_count(0)


def test_the_conversation_survives_a_reload(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.reload()
    answered(phone)
    say(phone, "något mer")
    answered(phone, 2)


def test_erasing_says_so(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.get_by_role("button", name="Radera samtalet").click()
    expect(phone.get_by_text("Samtalet är raderat")).to_be_visible()
    expect(phone.locator(".turn")).to_have_count(0)


def test_writing_that_it_should_be_erased_erases(phone: Page, engine: ObedientEngine) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "jag orkar inte")
    answered(phone)
    before = len(engine.forgotten)
    say(phone, "Radera samtalet")
    expect(phone.get_by_text("Samtalet är raderat")).to_be_visible()
    expect(phone.locator(".turn")).to_have_count(0)
    expect(phone.locator("#message")).to_have_value("")
    assert len(engine.forgotten) == before + 1
    say(phone, "något nytt")
    answered(phone)


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
