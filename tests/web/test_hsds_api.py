"""The open registry over HTTP: every answer follows HSDS 3.0, and anyone may read it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.registry.rows import term_id
from tests.registry.hsds_schema import faults, needs_schemas

LISTS = {
    "services": "service_list",
    "service_at_locations": "service_at_location_list",
    "organizations": "organization_list",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
SINGLE = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGE = {
    *("total_items", "total_pages", "page_number", "size"),
    *("first_page", "last_page", "empty", "contents"),
}


def get(client: FlaskClient, path: str, **query: object) -> Any:
    response = client.get(f"/api/hsds/{path}", query_string=query)
    assert response.status_code == 200, response.text
    return response.get_json()


def everything(client: FlaskClient, path: str, **query: object) -> list[Any]:
    found, number = [], 1
    while True:
        page = get(client, path, page=number, per_page=150, **query)
        assert set(page) == PAGE and page["page_number"] == number
        found += page["contents"]
        if page["last_page"]:
            assert len(found) == page["total_items"]
            return found
        number += 1


@needs_schemas
@pytest.mark.parametrize(("path", "schema"), LISTS.items())
def test_every_list_follows_its_schema(client: FlaskClient, path: str, schema: str) -> None:
    things = everything(client, path)
    assert things and [fault for thing in things for fault in faults(schema, thing)] == []


@needs_schemas
def test_every_full_service_follows_the_schema(client: FlaskClient) -> None:
    services = everything(client, "services", full="true")
    assert len(services) > 100
    assert [fault for service in services for fault in faults("service", service)] == []


@needs_schemas
@pytest.mark.parametrize(("path", "schema"), SINGLE.items())
def test_each_thing_on_its_own_follows_its_schema(
    client: FlaskClient, path: str, schema: str
) -> None:
    for thing in get(client, path, per_page=20)["contents"]:
        assert faults(schema, get(client, f"{path}/{thing['id']}")) == []


def test_the_root_says_the_version_and_where_it_is_described(client: FlaskClient) -> None:
    about = get(client, "")
    assert about["version"] == "3.0" and about["openapi_url"].endswith("/api/openapi.json")


def test_an_organization_has_its_services(client: FlaskClient) -> None:
    service = get(client, "services", municipality="9999")["contents"][0]
    organization = get(client, f"organizations/{service['organization_id']}")
    assert service["id"] in {own["id"] for own in organization["services"]}


NARROWED = [
    ({"search": "ANHÖRIGKONSULENT"}, 1),
    ({"search": "anhörigkonsulent Exempelkommun finnsinte"}, 0),
    ({"search": "100%"}, 0),
    ({"taxonomy_term_id": term_id("support_type", "anhorigkonsulent")}, 1),
    ({"taxonomy_term_id": "finns-inte"}, 0),
    ({"taxonomy_id": "finns-inte"}, 0),
    ({"municipality": "9999"}, 40),
    ({"modified_after": "2000-01-01"}, 100),
    ({"modified_after": "2999-01-01T00:00:00Z"}, 0),
    ({"minimal": "true", "municipality": "9999"}, 40),
]


@pytest.mark.parametrize(("query", "least"), NARROWED)
def test_the_list_is_narrowed_down(client: FlaskClient, query: dict[str, str], least: int) -> None:
    total = get(client, "services", **query)["total_items"]
    assert total >= least if least else total == 0


def test_places_are_narrowed_down_alike(client: FlaskClient) -> None:
    everywhere = get(client, "service_at_locations")["total_items"]
    group = term_id("support_type", "anhoriggrupp")
    assert get(client, "service_at_locations", taxonomy_term_id=group)["total_items"] > 0
    assert get(client, "service_at_locations", taxonomy_term_id=group)["total_items"] < everywhere
    assert get(client, "service_at_locations", search="finnsinte")["empty"] is True


BAD = [
    ("services?page=0", 400),
    ("services?page=x", 400),
    ("services?page=-1", 400),
    ("services?page=²", 400),
    ("services?page=99999999999999999999", 400),
    ("services?per_page=201", 400),
    ("services?per_page=0", 400),
    ("services?full=kanske", 400),
    ("services?modified_after=igar", 400),
    ("services?search=" + "a" * 201, 400),
    ("services/finns-inte", 404),
    ("organizations/finns-inte", 404),
    ("service_at_locations/finns-inte", 404),
    ("taxonomies/finns-inte", 404),
    ("taxonomy_terms/finns-inte", 404),
    ("finns-inte", 404),
]


@pytest.mark.parametrize(("path", "status"), BAD)
def test_what_cannot_be_answered_is_a_problem(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(f"/api/hsds/{path}")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = response.get_json(force=True)
    assert problem["status"] == status and problem["detail"].endswith(".")


OPEN = ["/api/hsds/", "/api/hsds/services", "/api/municipalities?q=gavle", "/api/openapi.json"]


@pytest.mark.parametrize("path", OPEN)
def test_anyone_may_read_and_keep_it_a_while(client: FlaskClient, path: str) -> None:
    first = client.get(path, headers={"Origin": "https://nagon.example"})
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in first.headers
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"annat"'}).status_code == 200
    asked = client.options(path, headers={"Origin": "https://nagon.example"})
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]


def test_a_mistake_may_be_read_from_anywhere_too(client: FlaskClient) -> None:
    assert client.get("/api/hsds/services?page=0").headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_changed_has_another_etag(client: FlaskClient, app: Any) -> None:
    from services.registry.store import Store

    before = client.get("/api/hsds/services?municipality=9999")
    store = Store(app.extensions["lots"].engine)
    id = before.get_json()["contents"][0]["id"]
    store.edit(id, {"name": "Ett nytt namn"}, by="karin")
    after = client.get("/api/hsds/services?municipality=9999")
    assert before.headers["ETag"] != after.headers["ETag"]
