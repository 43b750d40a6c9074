"""One press: still true, copied, ended, undone; and the queue that it empties."""

from flask import Flask

from services.registry.history import list_changes
from services.registry.record import Record
from services.registry.store import Store
from services.web.admin.freshness import freshness
from tests.web.admin.conftest import OWN, SignIn
from tests.web.admin.sample import make_record


def due_of(store: Store) -> list[Record]:
    today = store.clock().date()
    records = store.list_records(municipality="9999")
    return [record for record in records if freshness(record, today).is_due]


def test_the_thursday_round(store: Store, sign_in: SignIn) -> None:
    client, due = sign_in(), due_of(store)
    assert len(due) > 1
    assert (
        f"<strong>{len(due)}</strong> kontakter behöver kontrolleras" in client.get("/admin/").text
    )
    for record in due:
        assert record.name in client.get("/admin/kontrollera").text
        form = {"version": record.version, "till": "/admin/kontrollera"}
        done = client.post(f"/admin/kontakt/{record.id}/stammer", data=form)
        assert done.location == "/admin/kontrollera"
        assert str(store.get_record(record.id).verified_on) == "2026-11-24"
    page = client.get("/admin/kontrollera").text
    assert "Inget behöver kontrolleras i dag" in page


def test_one_does_not_confirm_what_one_has_not_seen(store: Store, sign_in: SignIn) -> None:
    record = due_of(store)[0]
    store.edit(record.id, {"phone": "08-465 004 01"}, by="någon annan")
    done = sign_in().post(
        f"/admin/kontakt/{record.id}/stammer",
        data={"version": record.version},
        follow_redirects=True,
    )
    assert "Någon har ändrat kontakten" in done.text
    assert store.get_record(record.id).verified_on == record.verified_on


def test_a_contact_has_an_interval_of_its_own(store: Store, sign_in: SignIn) -> None:
    record = store.list_records(municipality="9999", status="active")[0]
    store.verify(record.id, by="karin", interval_days=1)
    assert not freshness(store.get_record(record.id), store.clock().date()).is_due
    assert record.name in sign_in().get("/admin/kontrollera").text, "it is due soon"


def test_a_copy_is_a_draft_that_nobody_sees(app: Flask, store: Store, sign_in: SignIn) -> None:
    record = store.list_records(municipality="9999", status="active")[0]
    done = sign_in().post(f"/admin/kontakt/{record.id}/kopiera")
    copy = store.get_record(done.location.split("/")[3])
    assert (copy.status, copy.phone, copy.verified_on) == ("draft", record.phone, None)
    assert copy.name not in app.test_client().get("/stod/9999").text


def test_what_is_ended_is_nowhere_and_comes_back(app: Flask, store: Store, sign_in: SignIn) -> None:
    record = store.list_records(municipality="9999", status="active")[0]
    client, public = sign_in(), f"/stod/9999/{record.id}"
    client.post(f"/admin/kontakt/{record.id}/avsluta", data={"version": record.version})
    assert app.test_client().get(public).status_code == 404
    change = list_changes(store, record.id)[0]
    client.post(f"/admin/kontakt/{record.id}/historik/{change.id}/angra")
    assert app.test_client().get(public).status_code == 200
    assert store.get_record(record.id).status == "active"


def test_a_later_change_is_not_lost_by_undoing_an_earlier(store: Store, sign_in: SignIn) -> None:
    record = store.list_records(municipality="9999", status="active")[0]
    store.edit(record.id, {"phone": "08-465 004 88"}, by="en")
    first = list_changes(store, record.id)[0]
    store.edit(record.id, {"phone": "08-465 004 89"}, by="två")
    path = f"/admin/kontakt/{record.id}/historik/{first.id}/angra"
    assert "Ångra den senaste" in sign_in().post(path, follow_redirects=True).text
    assert store.get_record(record.id).phone == "+46846500489"


def test_a_change_is_undone_on_its_own_contact_only(
    app: Flask, store: Store, sign_in: SignIn
) -> None:
    mine = store.list_records(municipality="9999", status="active")[0]
    other = make_record(app, "municipality:0480")
    change = list_changes(store, other)[0]
    assert sign_in().post(f"/admin/kontakt/{mine.id}/historik/{change.id}/angra").status_code == 404
    assert store.get_record(other).description


def test_the_one_that_made_it_cannot_be_undone(app: Flask, store: Store, sign_in: SignIn) -> None:
    id = make_record(app, OWN)
    made = list_changes(store, id)[-1]
    path = f"/admin/kontakt/{id}/historik/{made.id}/angra"
    assert "Avsluta kontakten" in sign_in().post(path, follow_redirects=True).text


def test_what_is_missing_can_be_filled(store: Store, sign_in: SignIn) -> None:
    client = sign_in("editor", "municipality:0480")
    page = client.get("/admin/tackning").text
    assert "/admin/kontakt/ny?typ=avlosning" in page and "Saknas" in page
    assert "/admin/kontakt/ny?typ=psykiatri_akut" not in page, "the region's to fill"


def test_every_step_is_in_the_log(store: Store, sign_in: SignIn) -> None:
    record = due_of(store)[0]
    sign_in().post(f"/admin/kontakt/{record.id}/stammer", data={"version": record.version})
    page = sign_in("administrator").get("/admin/logg").text
    assert f"kontrollerade kontakten {record.name}" in page
    assert record.name not in sign_in("administrator", "municipality:0480").get("/admin/logg").text


def test_web_addresses_are_tried_also_offline(sign_in: SignIn) -> None:
    page = sign_in().post("/admin/kontrollera/webbadresser").text
    assert "adresser prövades" in page and "inte kontrollerad" in page
