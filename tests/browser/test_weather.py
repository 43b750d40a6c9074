"""Bad weather: the network goes, the server is down, messages are too many or too long."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.talk import answered, say

pytestmark = pytest.mark.browser


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
    expect(phone.locator("#problem")).to_be_hidden()


def test_the_numbers_stay_when_the_server_is_down(phone: Page) -> None:
    phone.goto("/")
    assert phone.locator("#switchboard").get_attribute("hidden") is not None
    phone.locator("#chat").evaluate("one => one.dataset.municipality = '9999'")
    say(phone, "jag orkar inte")
    answered(phone)
    phone.route("**/api/chat*", lambda route: route.fulfill(status=502, body="<h1>Bad"))
    say(phone, "hallå")
    lines = phone.locator("#problem #lines")
    expect(lines).to_contain_text("Exempelkommuns växel")
    tied = [one.get_attribute("href") or "" for one in lines.locator("a").all()]
    assert tied[:2] == ["tel:112", "tel:1177"] and tied[2].startswith("tel:+46")
    expect(phone.locator(".call.big")).to_be_visible()


def test_a_quick_reply_that_fails_is_kept_as_text(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    say(phone, "en fråga")
    answered(phone)
    phone.context.set_offline(True)
    phone.locator(".quick button").first.click()
    expect(phone.locator("#problem")).to_be_visible()
    assert phone.locator("#message").input_value()
    expect(phone.locator(".quick")).to_be_visible()


PROBLEMS = [
    (429, {"Retry-After": "20"}, "{}", "många meddelanden på kort tid. Försök igen om 20 sekunder"),
    (429, {"Retry-After": "600"}, "{}", "Försök igen om 10 minuter"),
    (413, {}, '{"detail": "Det som skickades är för stort. Skriv kortare."}', "Skriv kortare"),
    (422, {}, '{"detail": "Meddelandet är för långt."}', "för långt"),
    (500, {}, '{"detail": "Felet har noterats."}', "1177"),
]


@pytest.mark.parametrize(("status", "headers", "body", "told"), PROBLEMS)
def test_what_went_wrong_is_told_in_plain_words(
    phone: Page, status: int, headers: dict[str, str], body: str, told: str
) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body=body)

    phone.route("**/api/chat*", refuse)
    phone.goto("/?kommun=9999")
    say(phone, "en lång berättelse")
    expect(phone.locator("#problem")).to_contain_text(told)
    expect(phone.locator("#problem")).to_contain_text("Det du skrev finns kvar.")
    expect(phone.locator("#message")).to_have_value("en lång berättelse")
    expect(phone.locator("#message")).to_have_attribute("aria-invalid", "true")


def test_what_is_written_while_waiting_stays(phone: Page) -> None:
    phone.goto("/?kommun=9999")

    def slow(route: Route) -> None:
        phone.fill("#message", "och en sak till")
        route.continue_()

    phone.route("**/api/chat*", slow)
    say(phone, "jag orkar inte")
    answered(phone)
    expect(phone.locator("#message")).to_have_value("och en sak till")


def test_a_draft_survives_a_reload(phone: Page) -> None:
    phone.goto("/?kommun=9999")
    phone.locator("#message").press_sequentially("halvfärdigt")
    phone.reload()
    expect(phone.locator("#message")).to_have_value("halvfärdigt")


def test_nothing_moves_while_the_page_loads(phone: Page) -> None:
    phone.add_init_script(
        """window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => {
        window.moved += one.value; })).observe({type: 'layout-shift', buffered: true});"""
    )
    for path in ("/?kommun=9999", "/stod/9999", "/om"):
        phone.goto(path, wait_until="networkidle")
        phone.wait_for_timeout(300)
        assert phone.evaluate("window.moved") < 0.001, path
