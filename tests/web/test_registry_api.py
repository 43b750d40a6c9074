"""Programs that write: with a token, in its own scope, with the form's own checks and history."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.accounts.token import make_token
from services.registry.history import list_changes
from services.registry.store import Store

CONTACT = {
    "support_type": "anhorigkonsulent",
    "name": "Ett nytt nummer",
    "phone": "070-174 06 05",
    "hours": "mån-fre 9-15",
    "areas": ["demens"],
    "verified_on": "2026-11-01",
    "source": "intranätet",
}
ADDRESS = "/api/registry/contacts"


@pytest.fixture
def store(app: Flask) -> Store:
    return Store(app.extensions["lots"].engine)


@pytest.fixture
def auth(app: Flask) -> dict[str, str]:
    return bearer(app, "municipality:9999")


def bearer(app: Flask, scope: str) -> dict[str, str]:
    secret = make_token(app.extensions["lots"].office, scope=scope, name="Intranätet", by="karin")
    return {"Authorization": f"Bearer {secret}"}


def add(client: FlaskClient, auth: dict[str, str], **more: Any) -> Any:
    response = client.post(ADDRESS, json=CONTACT | more, headers=auth)
    assert response.status_code == 201, response.text
    return response.get_json()


ROUTES = [
    ("GET", ADDRESS),
    ("POST", ADDRESS),
    ("GET", f"{ADDRESS}/x"),
    ("PATCH", f"{ADDRESS}/x"),
    ("DELETE", f"{ADDRESS}/x"),
    ("POST", f"{ADDRESS}/x/verify"),
    ("POST", "/api/registry/import"),
]


def test_every_route_is_tried_without_a_token(app: Flask) -> None:
    routes = {
        (method, rule.rule.replace("<id>", "x"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("registry_api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(ROUTES)


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer lots_nej", "Basic abc", "lots_nej"])
def test_nobody_comes_in_without_a_token(
    client: FlaskClient, method: str, path: str, sent: str
) -> None:
    response = client.open(path, method=method, headers={"Authorization": sent})
    assert response.status_code == 401
    assert response.content_type == "application/problem+json"
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_contact_is_added_with_history(
    client: FlaskClient, store: Store, auth: dict[str, str]
) -> None:
    made = client.post(ADDRESS, json=CONTACT, headers=auth)
    assert made.headers["ETag"] == '"1"'
    record = store.get_record(made.get_json()["id"])
    assert (record.phone, record.hours, record.level, record.municipality) == (
        "+46701740605",
        "mån-fre 09:00-15:00",
        "municipality",
        "9999",
    )
    assert list_changes(store, record.id)[0].by == "Intranätet (nyckel)"
    assert client.get(made.headers["Location"], headers=auth).get_json() == made.get_json()
    page = client.get(f"{ADDRESS}?per_page=10", headers=auth).get_json()
    assert page["size"] == 10 and page["total_items"] > 40


def test_a_contact_is_changed_verified_and_retired(
    client: FlaskClient, store: Store, auth: dict[str, str]
) -> None:
    address = f"{ADDRESS}/{add(client, auth)['id']}"
    changed = client.patch(address, json={"phone": None, "areas": []}, headers=auth)
    assert changed.status_code == 200 and "phone" not in changed.get_json()
    checked = client.post(f"{address}/verify", headers=auth).get_json()
    assert checked["verified_on"] == "2026-11-24"
    gone = client.delete(address, headers=auth).get_json()
    assert gone["status"] == "retired"
    assert [c.action for c in list_changes(store, gone["id"])] == [
        "retire",
        "verify",
        "update",
        "create",
    ]


@pytest.mark.parametrize("step", ["patch", "delete", "verify"])
def test_what_someone_else_has_changed_is_not_written_over(
    client: FlaskClient, store: Store, auth: dict[str, str], step: str
) -> None:
    id = add(client, auth)["id"]
    store.edit(id, {"name": "Karins namn"}, by="karin")
    headers = auth | {"If-Match": '"1"'}
    address = f"{ADDRESS}/{id}"
    tries = {
        "patch": lambda: client.patch(address, json={"name": "Mitt"}, headers=headers),
        "delete": lambda: client.delete(address, headers=headers),
        "verify": lambda: client.post(f"{address}/verify", headers=headers),
    }
    response = tries[step]()
    assert response.status_code == 412
    assert response.get_json(force=True)["current"]["name"] == "Karins namn"
    assert store.get_record(id).version == 2
    bad = client.patch(address, json={"name": "Mitt"}, headers=auth | {"If-Match": "nej"})
    assert bad.status_code == 400


BAD_FIELDS = [
    ("phone", "12", "går att ringa"),
    ("phone", 12, "text"),
    ("support_type", "tandlakare", "finns inte"),
    ("name", "", ""),
    ("name", None, "text"),
    ("hours", "mån 9-12,11-13", "överlappar"),
    ("areas", "demens", "lista"),
    ("areas", ["rymden"], "finns inte"),
    ("verified_on", "i går", "2026-11-24"),
    ("minimum_age", "tolv", "heltal"),
    ("minimum_age", True, "heltal"),
    ("minimum_age", 10**12, "heltal"),
    ("fictional", "ja", "true eller false"),
    ("favorit", "blå", "finns inte"),
    ("url", "javascript:x", "https"),
    ("status", "bra", "Välj ett av"),
]


@pytest.mark.parametrize(("field", "value", "what"), BAD_FIELDS)
def test_a_bad_field_is_named(
    client: FlaskClient, auth: dict[str, str], field: str, value: Any, what: str
) -> None:
    made = client.post(ADDRESS, json=CONTACT | {field: value}, headers=auth)
    id = add(client, auth)["id"]
    changed = client.patch(f"{ADDRESS}/{id}", json={field: value}, headers=auth)
    for response in (made, changed):
        assert response.status_code == 422, response.text
        (error,) = response.get_json(force=True)["errors"]
        assert error["field"] == field and what in error["message"]


@pytest.mark.parametrize("scope", ["municipality:0480", "region:99", "national"])
def test_a_token_reaches_nobody_elses_contacts(
    client: FlaskClient, app: Flask, store: Store, auth: dict[str, str], scope: str
) -> None:
    other, id = bearer(app, scope), add(client, auth)["id"]
    address = f"{ADDRESS}/{id}"
    assert client.get(address, headers=other).status_code == 404
    assert client.patch(address, json={"name": "x"}, headers=other).status_code == 404
    assert client.delete(address, headers=other).status_code == 404
    assert client.post(f"{address}/verify", headers=other).status_code == 404
    page = client.get(f"{ADDRESS}?per_page=200", headers=other).get_json()
    assert id not in {contact["id"] for contact in page["contents"]}
    moved = client.patch(address, json={"municipality": "0480"}, headers=auth)
    assert moved.status_code == 403
    elsewhere = client.post(ADDRESS, json=CONTACT | {"municipality": "9999"}, headers=other)
    assert elsewhere.status_code in (403, 422)
    assert store.get_record(id).version == 1


CSV = "Stödtyp;Namn;Telefon\nanhorigkonsulent;Nya numret;070-174 06 05\n".encode()


def test_a_file_is_tried_and_read_in(client: FlaskClient, auth: dict[str, str]) -> None:
    def send(query: str = "", content: bytes = CSV, kind: str = "text/csv") -> Any:
        address = f"/api/registry/import{query}"
        return client.post(address, data=content, content_type=kind, headers=auth)

    tried = send("?dry_run=true").get_json()
    assert (tried["written"], tried["added"]) == (False, 1)
    assert send().get_json()["written"] is True
    assert send().get_json()["unchanged"] == 1
    wrong = send(content=CSV.replace(b"Telefon", b"Kommun").replace(b"070-174 06 05", b"0480"))
    assert wrong.status_code == 422
    assert "Du får inte ändra" in wrong.get_json()["problems"][0]["message"]
    assert send(content=b"").status_code == 422
    assert send(kind="image/png").status_code == 415
    assert send("?dry_run=kanske").status_code == 400


def test_what_is_not_json_is_refused(client: FlaskClient, auth: dict[str, str]) -> None:
    for data in (b"{", b"[]", b"\xff"):
        response = client.post(ADDRESS, data=data, content_type="application/json", headers=auth)
        assert response.status_code == 400
    big = io.BytesIO(b'{"name": "' + b"x" * 300_000 + b'"}')
    refused = client.post(ADDRESS, data=big, content_type="application/json", headers=auth)
    assert refused.status_code == 413
