"""A visit in a kitchen: ticks, notes, a slip, and a network that comes and goes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.talk import assert_accessible
from tests.paper.picture import codes, read_png
from tests.paper.reading import read

pytestmark = pytest.mark.browser

VISIT = "/checklista/demens/tyngre?kommun=9999"


@pytest.fixture
def sent(phone: Page) -> Iterator[list[Request]]:
    """Everything that the page asks the server for."""
    requests: list[Request] = []
    phone.context.on("request", lambda request: requests.append(request))
    yield requests


def open_ready(page: Page, address: str = VISIT) -> None:
    """Opens a list and waits until the worker keeps it."""
    page.goto(address)
    expect(page.locator("[data-keeping]")).to_be_visible()


def tick(page: Page, *numbers: int) -> None:
    for number in numbers:
        page.locator("[name=k]").nth(number).check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/checklista",
        VISIT,
        "/checklista/barn_som_anhorig/akut?kommun=0480",
        "/checklista/utan-nat",
        "/material?kommun=9999",
        "/material/forvantningar",
    ],
)
def test_every_page_is_accessible(phone: Page, path: str, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    phone.goto(path)
    assert_accessible(phone)


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/checklista", VISIT, "/material?kommun=9999"])
def test_it_reflows(phone: Page, path: str, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_ticked_and_noted_is_never_sent(phone: Page, sent: list[Request]) -> None:
    open_ready(phone)
    phone.locator("#how_are_you").check()
    phone.fill("#anteckningar", "Bergitta sover inte")
    tick(phone, 0, 1)
    with phone.context.expect_page() as opened:
        phone.get_by_role("button", name="Gör lapp").click()
    slip = opened.value
    expect(slip.locator(".contacts > li")).to_have_count(2)
    expect(phone.locator("#anteckningar")).to_have_value("Bergitta sover inte")
    said = [one.url + (one.post_data or "") for one in sent]
    assert said and not any("Bergitta" in one or "how_are_you" in one for one in said)
    kept = phone.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert "Bergitta" not in kept


def test_the_code_on_the_slip_opens_the_same_slip(phone: Page) -> None:
    phone.goto(VISIT)
    tick(phone, 0, 2)
    with phone.context.expect_page() as opened:
        phone.get_by_role("button", name="Gör lapp").click()
    slip = opened.value
    names = slip.locator(".contacts h2").all_text_contents()
    (found,) = codes(read_png(slip.locator("figure.code").screenshot()))
    phone.goto(found)
    assert phone.locator(".contacts h2").all_text_contents() == names


def test_five_is_the_most(phone: Page) -> None:
    phone.goto(VISIT)
    tick(phone, 0, 1, 2, 3, 4)
    expect(phone.locator("[data-count]")).to_have_text("Du har valt 5 av 5.")
    expect(phone.locator("[name=k]:not(:checked)").first).to_be_disabled()
    phone.locator("[name=k]").nth(0).uncheck()
    expect(phone.locator("[name=k]:not(:checked)").first).to_be_enabled()


def test_clearing_leaves_nothing(phone: Page) -> None:
    phone.goto(VISIT)
    phone.locator("#how_are_you").check()
    phone.fill("#anteckningar", "något")
    tick(phone, 0, 1, 2, 3, 4)
    phone.get_by_role("button", name="Visa lappen här").click()
    phone.get_by_role("button", name="Rensa kryss och anteckningar").click()
    expect(phone.locator("input:checked")).to_have_count(0)
    expect(phone.locator("#anteckningar")).to_have_value("")
    expect(phone.locator("#lappen")).to_be_hidden()
    expect(phone.locator("[name=k]").nth(6)).to_be_enabled()


def test_the_network_drops(phone: Page) -> None:
    open_ready(phone)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator(".kept")).to_contain_text("Nätet är borta")
    expect(phone.locator(".kept")).to_contain_text("24 november 2026 kl. 10.00")
    assert_accessible(phone)
    phone.locator("#how_are_you").check()
    tick(phone, 0, 1)
    phone.get_by_role("button", name="Gör lapp").click()
    expect(phone.locator("#lappen li")).to_have_count(2)
    expect(phone.locator("#lappen .number").first).to_contain_text("070-174")
    expect(phone.locator("[data-away]")).to_be_visible()
    assert_accessible(phone)
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator(".kept")).to_be_hidden()


def test_a_page_from_before_a_renewal_has_its_style(phone: Page) -> None:
    open_ready(phone)
    phone.context.set_offline(True)
    fetched = "path => fetch(path).then(answer => answer.ok, () => false)"
    assert phone.evaluate(fetched, "/static/v-00000000/css/checklist.css")
    assert phone.evaluate(fetched, "/static/v-00000000/js/chosen.js")
    assert not phone.evaluate(fetched, "/static/v-00000000/css/unknown.css")
    phone.context.set_offline(False)


def test_what_was_not_kept_says_so_and_what_was_can_be_opened(phone: Page) -> None:
    open_ready(phone)
    phone.context.set_offline(True)
    phone.goto("/checklista/npf/akut?kommun=9999")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("inte sparad")
    link = phone.locator("[data-kept-list] a")
    expect(link).to_have_text("Minne och demens: det blir tyngre (Exempelkommun)")
    link.click()
    expect(phone.locator(".kept")).to_be_visible()
    phone.context.set_offline(False)


@pytest.mark.slow
def test_all_lists_can_be_kept_and_forgotten(phone: Page) -> None:
    open_ready(phone)
    phone.get_by_role("button", name="Spara alla checklistor").click()
    expect(phone.locator("[data-kept-count]")).to_contain_text("Alla 63", timeout=60000)
    phone.context.set_offline(True)
    phone.goto("/checklista/npf/akut?kommun=9999")
    expect(phone.locator(".item").first).to_be_visible()
    phone.goto(VISIT)
    phone.get_by_role("button", name="Ta bort det som är sparat").click()
    expect(phone.locator("[data-kept-count]")).to_contain_text("borttaget")
    phone.context.set_offline(False)


def test_a_sentence_to_a_slip_without_scripts(phone: Page, address: str) -> None:
    browser = phone.context.browser
    assert browser is not None
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    page.goto("/checklista")
    page.get_by_label("Minne och demens").check()
    page.get_by_label("Det blir tyngre").check()
    page.locator("#kommun-val").fill("Exempelkommun")
    page.get_by_role("button", name="Visa checklistan").nth(1).click()
    page.locator("[name=k]").nth(0).check()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Gör lapp").click()
    expect(opened.value.locator(".contacts > li")).to_have_count(1)
    page.context.close()


def test_the_printed_list_has_no_buttons(phone: Page) -> None:
    phone.goto(VISIT)
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button", name="Gör lapp")).to_be_hidden()
    expect(phone.get_by_text("Hur mår du själv?")).to_be_visible()


def pages_of(page: Page, paper: str) -> int:
    page.emulate_media(media="print")
    return len(read(page.pdf(format=paper, prefer_css_page_size=False)).pages)


@pytest.mark.parametrize(
    "path",
    ["demens/tyngre", "funktionsnedsattning/tyngre", "barn_som_anhorig/efterlevande"],
)
def test_the_printed_list_is_three_pages_of_a4_at_most(phone: Page, path: str) -> None:
    phone.goto(f"/checklista/{path}?kommun=9999")
    tick(phone, 0, 1)
    assert pages_of(phone, "A4") <= 3


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (3, 1), (5, 2)])
def test_the_printed_slip_fits_a5(phone: Page, count: int, pages: int) -> None:
    phone.goto(VISIT)
    keys = [phone.locator("[name=k]").nth(n).get_attribute("value") for n in range(count)]
    phone.goto("/lapp?kommun=9999&" + "&".join(f"k={key}" for key in keys))
    assert pages_of(phone, "A5") <= pages


def test_it_can_be_installed(phone: Page) -> None:
    open_ready(phone)
    devtools = phone.context.new_cdp_session(phone)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == [] and manifest["url"].endswith("/checklista/app.webmanifest")
    problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A test's window is private, and nothing is installed from one.
    assert [one["errorId"] for one in problems if one["errorId"] != "in-incognito"] == []
