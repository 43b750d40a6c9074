"""Every route, asked by a stranger: the headers are there, and nothing breaks."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.web.security import HEADERS

GUESSES: dict[str, Any] = {
    "code": "9999", "county": "99", "area": "demens", "stage": "tyngre", "language": "en",
    "filename": "css/base.css", "format": "csv",
}  # fmt: skip
ANYWHERE = {"embed.show", "embed.script"}


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Each rule once with every method that it takes."""
    found = []
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: GUESSES.get(name, "0" * 8) for name in rule.arguments}
        try:
            path = adapter.build(rule.endpoint, values, force_external=False)
        except Exception:
            path = str(rule).replace("<", "").replace(">", "")
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [(method, path) for method in methods]
    return found


def test_every_route_carries_the_headers(app: Flask, client: FlaskClient) -> None:
    wrong = []
    for method, path in addresses(app):
        answer = client.open(path, method=method)
        bare = [name for name in HEADERS if name not in answer.headers]
        policy = answer.headers.get("Content-Security-Policy", "")
        if bare or "default-src 'none'" not in policy or "unsafe" in policy:
            wrong.append((method, path, bare, policy))
        if answer.status_code >= 500:
            wrong.append((method, path, [str(answer.status_code)], ""))
    assert wrong == []


def test_only_the_embedded_chat_may_be_framed(app: Flask, client: FlaskClient) -> None:
    framed = {
        path
        for method, path in addresses(app)
        if method == "GET"
        and "frame-ancestors 'none'" not in client.get(path).headers["Content-Security-Policy"]
    }
    assert all(path.startswith("/embed") for path in framed), framed


TRAVERSALS = [
    "/static/../../settings.py",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/static/..%2f..%2fapplication.py",
    "/static/v-00000000/../../application.py",
    "/static/v-00000000/..%2f..%2fapplication.py",
    "/static//etc/passwd",
    "/static/css/%00base.css",
    "/stod/..%2f..%2f..%2fetc%2fpasswd",
    "/material/affisch/..%2f..%2fetc%2fpasswd.pdf",
    "/material/broschyr/%2e%2e%2f99.pdf",
    "/utseende/..%2f..%2fvar%2fsecret_key",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {301, 302, 303, 308, 400, 404}
    assert b"root:" not in answer.data and b"def create_app" not in answer.data


ELSEWHERE = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "/%09/evil.example", "javascript:alert(1)", "/\t/evil.example",
    "/admin/../..//evil.example", "http:///evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_redirect_leads_out(app: Flask, client: FlaskClient, target: str) -> None:
    names = ("till", "next", "tillbaka", "back", "url", "kommun", "q")
    for method, path in addresses(app):
        if path.startswith("/static"):
            continue
        answer = client.open(path, method=method, query_string=dict.fromkeys(names, target))
        location = answer.headers.get("Location", "/")
        assert location.startswith("/") and not location.startswith(("//", "/\\", "/\t")), path
