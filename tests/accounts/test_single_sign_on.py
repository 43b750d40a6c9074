"""Single sign-on against a real OpenID Connect provider, and against one that lies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from services.accounts.account import add_account, close_account, find_account
from services.accounts.identity import Identity, NoAccount, SignOnFailed, Ticket, account_for
from services.accounts.office import Office
from services.accounts.provider import BadProvider, Provider, read_providers
from services.accounts.single_sign_on import begin_sign_on, finish_sign_on
from tests.accounts.conftest import SCOPE
from tests.accounts.provider import RunningProvider, new_key, providers_file

BACK = "https://lots.example/admin/organisation/exempel/svar"
EMAIL = "karin@kommun.example"


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningProvider]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the provider's, on loopback
    running = RunningProvider()
    running.client.redirects = [BACK]
    yield running
    running.stop()


@pytest.fixture
def provider(running: RunningProvider, tmp_path: Path) -> Provider:
    file = tmp_path / "oidc.yml"
    file.write_text(providers_file(running, SCOPE), encoding="utf-8")
    return read_providers(file)[0]


def go_there(address: str) -> str:
    """What the browser does: the address that the provider sends it back to."""
    response = httpx.get(address, trust_env=False)
    assert response.status_code == 302, response.text
    return response.headers["location"]


def sign_on(provider: Provider) -> Identity:
    address, ticket = begin_sign_on(provider, BACK)
    return finish_sign_on(provider, BACK, go_there(address), ticket)


def test_the_whole_way_there_and_back(provider: Provider, running: RunningProvider) -> None:
    address, ticket = begin_sign_on(provider, BACK)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["code_challenge_method"] == "S256" and asked["state"] == ticket.state
    assert asked["scope"] == "openid email profile" and asked["nonce"] == ticket.nonce
    assert ticket.verifier not in address and provider.client_secret not in address
    identity = finish_sign_on(provider, BACK, go_there(address), ticket)
    assert identity == Identity(running.issuer, "4711", (EMAIL,))


def test_an_answer_is_good_once(provider: Provider) -> None:
    address, ticket = begin_sign_on(provider, BACK)
    came_by = go_there(address)
    finish_sign_on(provider, BACK, came_by, ticket)
    with pytest.raises(SignOnFailed):
        finish_sign_on(provider, BACK, came_by, ticket)


@pytest.mark.parametrize("part", ["state", "nonce", "verifier"])
def test_an_answer_to_another_visitor_is_refused(provider: Provider, part: str) -> None:
    address, ticket = begin_sign_on(provider, BACK)
    stolen: Ticket = replace(ticket, **{part: "x" * 64})
    with pytest.raises(SignOnFailed):
        finish_sign_on(provider, BACK, go_there(address), stolen)


LIES = [
    {"aud": ["någon annan"]},
    {"iss": "https://evil.example"},
    {"exp": 1},
    {"nonce": "en annan"},
]


@pytest.mark.parametrize("claims", LIES)
def test_a_token_for_something_else_is_refused(
    provider: Provider, running: RunningProvider, claims: dict[str, object]
) -> None:
    running.claims |= claims
    with pytest.raises(SignOnFailed):
        sign_on(provider)


def test_a_token_that_another_key_signed_is_refused(
    provider: Provider, running: RunningProvider
) -> None:
    running.key = new_key()
    with pytest.raises(SignOnFailed):
        sign_on(provider)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_has_changed_is_refused(
    provider: Provider, running: RunningProvider, changed: dict[str, object]
) -> None:
    running.changed = changed
    with pytest.raises(SignOnFailed):
        begin_sign_on(provider, BACK)


def test_a_provider_that_is_away_is_said_to_be(provider: Provider) -> None:
    away = replace(provider, issuer="http://127.0.0.1:9")
    with pytest.raises(SignOnFailed):
        begin_sign_on(away, BACK)


def test_a_wrong_secret_and_a_no_are_refused(provider: Provider, running: RunningProvider) -> None:
    with pytest.raises(SignOnFailed):
        sign_on(replace(provider, client_secret="fel"))
    _, ticket = begin_sign_on(provider, BACK)
    denied = f"{BACK}?error=access_denied&state={ticket.state}"
    with pytest.raises(SignOnFailed):
        finish_sign_on(provider, BACK, denied, ticket)


def test_the_one_who_was_invited_is_tied_to_the_identity(
    office: Office, provider: Provider, running: RunningProvider
) -> None:
    user = add_account(office, EMAIL, scope=SCOPE, role="editor", by="provet")
    assert account_for(office, provider, sign_on(provider)).id == user.id
    running.claims = {"sub": "4711", "email": "nytt-namn@kommun.example"}
    assert account_for(office, provider, sign_on(provider)).id == user.id
    running.claims = {"sub": "4712", "email": EMAIL}
    with pytest.raises(NoAccount):
        account_for(office, provider, sign_on(provider))


NOT_LET_IN = [
    {"sub": "1"},
    {"sub": "1", "email": "okand@kommun.example"},
    {"sub": "1", "email": EMAIL, "email_verified": False},
]


@pytest.mark.parametrize("claims", NOT_LET_IN)
def test_nobody_comes_in_uninvited(
    office: Office, provider: Provider, running: RunningProvider, claims: dict[str, object]
) -> None:
    add_account(office, EMAIL, scope=SCOPE, role="editor", by="provet")
    running.claims = claims
    with pytest.raises(NoAccount):
        account_for(office, provider, sign_on(provider))


def test_a_provider_signs_in_its_own_scope_only(office: Office, provider: Provider) -> None:
    identity = Identity(provider.issuer, "4711", (EMAIL,))
    user = add_account(office, EMAIL, scope="municipality:0480", role="editor", by="provet")
    with pytest.raises(NoAccount):
        account_for(office, provider, identity)
    other = replace(provider, scope="municipality:0480")
    account_for(office, other, identity)
    with pytest.raises(NoAccount):
        account_for(office, provider, identity)
    close_account(office, user.id, by="provet")
    with pytest.raises(NoAccount):
        account_for(office, other, identity)
    assert find_account(office, EMAIL)


GOOD = {
    "id": "gavle",
    "name": "Gävle",
    "scope": "municipality:2180",
    "issuer": "https://login.gavle.example/",
    "client_id": "x",
    "client_secret": "hemlig",
}
BAD_ROWS = [
    {"issuer": "http://login.gavle.example"},
    {"scope": "municipality:21"},
    {"id": "Gävle kommun"},
    {"extra": "x"},
]


def test_the_operators_file(tmp_path: Path) -> None:
    file = tmp_path / "oidc.yml"
    assert read_providers(None) == ()
    file.write_text(json.dumps([GOOD]), encoding="utf-8")
    (found,) = read_providers(file)
    assert found.issuer == "https://login.gavle.example" and "hemlig" not in repr(found)
    for changed in BAD_ROWS:
        file.write_text(json.dumps([GOOD | changed]), encoding="utf-8")
        with pytest.raises(BadProvider):
            read_providers(file)
    for content in ("{", "a: b", "- x"):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(BadProvider):
            read_providers(file)
    with pytest.raises(BadProvider):
        read_providers(tmp_path / "finns-inte.yml")
