"""Adding, editing, and two at once: errors at the field, nothing lost, what the chat would say."""

import re
from html import unescape

import pytest
from flask import Flask

from services.registry.history import list_changes
from services.registry.lookup import Directory
from services.registry.record import Record
from services.registry.store import Store
from tests.web.admin.conftest import OTHER, OWN, SignIn, form_of
from tests.web.test_pages import assert_whole


def edit_path(record: Record) -> str:
    return f"/admin/kontakt/{record.id}/andra"


def test_a_form_sent_as_it_was_changes_nothing(
    store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    client = sign_in()
    for record in store.list_records(municipality="9999"):
        assert client.post(edit_path(record), data=form_of(record)).status_code == 303
        assert store.get_record(record.id) == record


def test_what_is_saved_is_in_the_answer_and_in_the_history(
    app: Flask, store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    client = sign_in()
    form = form_of(konsulent, phone="070-174 06 99", hours="mån-tors 10-12", areas=["demens"])
    done = client.post(edit_path(konsulent), data=form, follow_redirects=True)
    assert "Sparat." in done.text and "070-174 06 99" in done.text
    found = Directory(app.extensions["lots"].engine).list_contacts("9999")
    now = next(contact for contact in found if contact.id == konsulent.id)
    assert (now.phone, now.areas) == ("+46701740699", ("demens",))
    change = list_changes(store, konsulent.id)[0]
    assert {one.field for one in change.fields} == {"phone", "hours", "areas"}
    page = client.get(f"/admin/kontakt/{konsulent.id}/historik").text
    assert "mån-tors 10:00-12:00" in page and change.by in page


WRONG = [
    ("phone", "12", "inte ett telefonnummer"),
    ("hours", "mån 9-12; mån 11-13", "överlappar varandra på mån"),
    ("hours", "när det passar", "när det passar"),
    ("email", "karin", "inte en e-postadress"),
    ("url", "kommunen", "börja med https"),
    ("name", " ", "Namnet saknas"),
    ("postal_code", "12", "fem siffror"),
    ("interval_days", "snart", "Skriv ett tal"),
    ("interval_days", "0", "1 till 3650 dagar"),
    ("source_date", "i våras", "2026-11-24"),
    ("minimum_age", "-1", "Skriv ett tal"),
    ("group_dates", "på torsdag", "inte en träff"),
    ("languages", "svenska!", "inte en språkkod"),
    ("level", "national", "Välj ett av alternativen"),
    ("support_type", "larm_112", "Välj ett av alternativen"),
    ("status", "verified", "Välj ett av alternativen"),
    ("description", "x" * 2001, "högst 2000"),
    ("areas", "rymden", "finns inte"),
]


@pytest.mark.parametrize(("field", "typed", "said"), WRONG)
def test_an_error_is_at_its_field_and_nothing_is_lost(
    store: Store, konsulent: Record, sign_in: SignIn, field: str, typed: str, said: str
) -> None:
    form = form_of(konsulent, what_happens="Ett långt stycke <om> vad som händer.")
    response = sign_in().post(edit_path(konsulent), data=form | {field: typed})
    assert response.status_code == 422
    assert_whole(response.text)
    page = unescape(response.text)
    error = re.search(rf'id="{field}-error">([^<]+)<', response.text)
    assert error and said in unescape(error[1])
    assert re.search(rf'id="{field}"[^>]*{field}-error', page), "the field points at its error"
    assert "Ett långt stycke <om> vad som händer." in page
    assert typed.strip() in page or field in ("level", "support_type", "status", "areas")
    assert store.get_record(konsulent.id) == konsulent


def test_what_was_typed_outlives_the_session(
    app: Flask, store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    form = form_of(konsulent, description='Rad ett "citat"\nrad två', areas=["demens", "aldre"])
    response = app.test_client().post(edit_path(konsulent), data=form)
    assert response.status_code == 401
    assert_whole(response.text)
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.text)
    kept: dict[str, list[str]] = {}
    for name, value in pairs:
        kept.setdefault(name, []).append(unescape(value))
    assert kept == {n: v if isinstance(v, list) else [v] for n, v in form.items() if v != []}
    assert store.get_record(konsulent.id) == konsulent
    assert sign_in().post(edit_path(konsulent), data=kept).status_code == 303
    assert store.get_record(konsulent.id).description == 'Rad ett "citat"\nrad två'


def test_a_new_contact_belongs_to_its_maker(store: Store, sign_in: SignIn) -> None:
    client = sign_in()
    assert 'value="avlosning" selected' in client.get("/admin/kontakt/ny?typ=avlosning").text
    form = form_of(Record(id="", support_type="avlosning", level="municipality", name="Avlösarna"))
    done = client.post("/admin/kontakt/ny", data=form | {"do": "verify", "phone": "08-465 004 99"})
    assert done.status_code == 303
    record = store.get_record(done.location.rpartition("/")[2])
    assert (record.municipality, record.fictional, record.version) == ("9999", True, 2)
    assert str(record.verified_on) == "2026-11-24" and record.verified_by == "editor-" + OWN + "-0"


def test_a_new_contact_cannot_be_put_in_another_municipality(store: Store, sign_in: SignIn) -> None:
    form = form_of(Record(id="", support_type="avlosning", level="municipality", name="Smyg"))
    done = sign_in().post("/admin/kontakt/ny", data=form | {"municipality": "0480", "region": ""})
    assert store.get_record(done.location.rpartition("/")[2]).scope == OWN


def test_what_a_new_one_lacks_is_said_and_the_rest_kept(sign_in: SignIn) -> None:
    form = form_of(Record(id="", support_type="avlosning", level="municipality", name=""))
    response = sign_in().post("/admin/kontakt/ny", data=form | {"place": "Storgatan vid torget"})
    assert response.status_code == 422 and "Namnet saknas" in response.text
    assert "Storgatan vid torget" in response.text


def test_two_at_once_lose_nothing(store: Store, konsulent: Record, sign_in: SignIn) -> None:
    karin, samir = sign_in(), sign_in()
    first = form_of(konsulent, phone="070-174 06 99", cost="Det är gratis.")
    assert karin.post(edit_path(konsulent), data=first).status_code == 303
    second = form_of(konsulent, phone="070-174 06 98", place="Biblioteket")
    response = samir.post(edit_path(konsulent), data=second)
    assert response.status_code == 409
    assert_whole(response.text)
    page = unescape(response.text)
    for text in ("070-174 06 99", "070-174 06 98", "Biblioteket", "Det är gratis."):
        assert text in page
    meant = dict(re.findall(r'name="keep-(\w+)" value="(\w+)" checked', page))
    assert meant == {"phone": "mine", "cost": "theirs", "place": "mine"}
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    kept = {f"keep-{field}": which for field, which in meant.items()}
    again = second | kept | {"version": version[1], "keep-phone": "theirs"}
    assert samir.post(edit_path(konsulent), data=again).status_code == 303
    now = store.get_record(konsulent.id)
    assert (now.phone, now.cost, now.place) == ("+46701740699", "Det är gratis.", "Biblioteket")


def test_a_third_who_saves_meanwhile_is_seen_too(
    store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    store.edit(konsulent.id, {"phone": "08-465 004 01"}, by="en")
    form = form_of(konsulent, phone="08-465 004 02") | {"version": str(konsulent.version + 1)}
    store.edit(konsulent.id, {"cost": "Gratis"}, by="två")
    assert sign_in().post(edit_path(konsulent), data=form).status_code == 409


def test_the_preview_answers_with_what_is_typed_and_saves_nothing(
    store: Store, konsulent: Record, sign_in: SignIn
) -> None:
    form = form_of(konsulent, name="Den nya anhörigkonsulenten", phone="070-174 06 99")
    case = {"do": "preview", "case-area": "demens", "case-stage": "tyngre", "case-when": "dag"}
    response = sign_in().post(edit_path(konsulent), data=form | case)
    assert response.status_code == 200
    assert_whole(response.text)
    answer = response.text[response.text.index('id="svar"') : response.text.index('class="edit"')]
    assert "Den nya anhörigkonsulenten" in answer and "070-174 06 99" in answer
    assert "Den här kontakten" in answer
    assert 'value="demens" selected' in response.text and 'value="dag" selected' in response.text
    assert store.get_record(konsulent.id) == konsulent


def test_a_retired_draft_is_not_in_the_preview(konsulent: Record, sign_in: SignIn) -> None:
    form = form_of(konsulent, phone="nej") | {"do": "preview"}
    response = sign_in().post(edit_path(konsulent), data=form)
    assert 'id="svar"' not in response.text and "phone-error" in response.text


@pytest.mark.parametrize("scope", ["region:99", "national"])
def test_those_of_a_region_and_the_country_preview_too(
    store: Store, sign_in: SignIn, scope: str
) -> None:
    own = store.list_records(region="99") if scope == "region:99" else store.list_national()
    response = sign_in("editor", scope).post(
        edit_path(own[0]), data=form_of(own[0]) | {"do": "preview"}
    )
    assert 'id="svar"' in response.text


def test_a_web_address_is_tried_before_saving(
    konsulent: Record, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = {200: "svarar.", 404: "svarar inte.", None: "inte kontrollerad."}
    client = sign_in()
    for status, said in states.items():
        monkeypatch.setattr("services.registry.link.fetch_status", lambda url, s=status: fetch(s))
        form = form_of(konsulent, url="https://kommunen.example/x") | {"do": "link"}
        assert f"Webbadressen {said}" in client.post(edit_path(konsulent), data=form).text


def fetch(status: int | None) -> int:
    from services.registry.link import NoAnswer

    if status is None:
        raise NoAnswer
    return status


def test_regional_contacts_are_edited_once_and_shared(
    app: Flask, store: Store, sign_in: SignIn
) -> None:
    record = store.list_records(region="99", status="active")[0]
    form = form_of(record, phone="08-465 004 77")
    assert sign_in("editor", "region:99").post(edit_path(record), data=form).status_code == 303
    found = Directory(app.extensions["lots"].engine).list_contacts("9999")
    assert next(one for one in found if one.id == record.id).phone == "+46846500477"
    assert sign_in().post(edit_path(record), data=form).status_code == 404
    assert record.name in sign_in().get("/admin/kontakter").text
    assert sign_in("editor", OTHER).get(edit_path(record)).status_code == 404
