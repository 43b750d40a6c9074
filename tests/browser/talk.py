"""What every browser test does: say something, wait for the answer, ask axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

STATES = {"question": "en fråga", "answer": "jag orkar inte", "crisis": "han andas inte"}


def say(page: Page, text: str) -> None:
    """Types and sends."""
    page.fill("#message", text)
    page.keyboard.press("Enter")


def answered(page: Page, number: int = 1) -> None:
    """Waits until so many turns stand there."""
    expect(page.locator(".turn .reply")).to_have_count(number)


def assert_accessible(page: Page) -> None:
    """No violation that axe finds."""
    results = Axe().run(page)
    found = [
        (one["id"], node["html"]) for one in results.response["violations"] for node in one["nodes"]
    ]
    assert found == []
