"""The description of the open interface tells of every route, with examples that hold."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from services.registry.record import FIELD_NAMES
from services.web.api_docs import description, resolve

HTTP = {"get", "post", "put", "patch", "delete"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            if method in HTTP:
                yield path, method, operation


def test_every_route_of_the_interface_is_described(app: Flask) -> None:
    described = {(path, method.upper()) for path, method, _ in operations()}
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint.split(".")[0] != "api_docs"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routes


def test_every_operation_has_a_name_of_its_own_and_a_known_tag() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in description()["tags"]}
    assert {tag for _, _, operation in operations() for tag in operation["tags"]} == tags


def test_every_reference_points_at_something() -> None:
    found = list(references(description()))
    assert found and all(resolve({"$ref": one}) for one in found)


def test_every_example_follows_its_schema() -> None:
    whole = {"components": description()["components"]}
    checked = 0
    for content in contents(description()):
        schema, example = content.get("schema"), content.get("example")
        if schema and example is not None:
            validator = Draft202012Validator({**whole, **schema})
            assert [error.message for error in validator.iter_errors(example)] == []
            checked += 1
    assert checked >= 8


def test_every_field_of_a_contact_is_described(client: FlaskClient) -> None:
    fields = description()["components"]["schemas"]["Contact"]["properties"]
    assert set(fields) == set(FIELD_NAMES)
    page = client.get("/api/docs").text
    assert all(f"<code>{name}</code>" in page for name in FIELD_NAMES)


def test_the_page_names_each_path(client: FlaskClient) -> None:
    page = client.get("/api/docs").text
    assert all(path in page for path, _, _ in operations())


READ = [
    path
    for path, method, operation in operations()
    if method == "get" and "{" not in path and "security" not in operation
]


@pytest.mark.parametrize("path", READ)
def test_what_may_be_read_answers_as_described(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    described = description()["paths"][path]["get"]["responses"]
    assert str(response.status_code) in described
    if response.status_code == 200:
        schema = resolve(described["200"])["content"]["application/json"]["schema"]
        whole = {"components": description()["components"], **schema}
        assert list(Draft202012Validator(whole).iter_errors(response.get_json())) == []


def references(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        yield from (value for key, value in thing.items() if key == "$ref")
    for part in thing.values() if isinstance(thing, dict) else thing:
        if isinstance(part, dict | list):
            yield from references(part)


def contents(thing: Any) -> Iterator[dict[str, Any]]:
    if isinstance(thing, dict) and "content" in thing:
        yield from thing["content"].values()
    for part in thing.values() if isinstance(thing, dict) else thing:
        if isinstance(part, dict | list):
            yield from contents(part)
