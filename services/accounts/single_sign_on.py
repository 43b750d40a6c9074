"""Single sign-on: OpenID Connect's code flow with PKCE, state and nonce, through authlib."""

from __future__ import annotations

from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from services.accounts.identity import Identity, SignOnFailed, Ticket
from services.accounts.provider import ADDRESS, Provider

WELL_KNOWN = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10.0
LEEWAY_SECONDS = 60
# Signatures with the provider's own key; never "none", never a shared secret.
ALGORITHMS = ("RS256", "PS256", "ES256")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def begin_sign_on(provider: Provider, return_address: str) -> tuple[str, Ticket]:
    """The address at the provider to send the visitor to, and their ticket. Raises SignOnFailed."""
    metadata = _metadata(provider)
    ticket = Ticket(generate_token(32), generate_token(32), generate_token(64))
    with _client(provider, return_address) as client:
        address, _ = client.create_authorization_url(
            metadata["authorization_endpoint"],
            state=ticket.state,
            nonce=ticket.nonce,
            code_verifier=ticket.verifier,
        )
    return str(address), ticket


def finish_sign_on(
    provider: Provider, return_address: str, came_by: str, ticket: Ticket
) -> Identity:
    """Who it is, from the address that the visitor came back by. Raises SignOnFailed."""
    metadata = _metadata(provider)
    try:
        with _client(provider, return_address, ticket.state) as client:
            token = client.fetch_token(
                metadata["token_endpoint"],
                authorization_response=came_by,
                code_verifier=ticket.verifier,
            )
            keys = _get_json(client, metadata["jwks_uri"])
        claims = _claims(provider, token, keys, ticket.nonce)
    except (AuthlibBaseError, JoseError, httpx.HTTPError, ValueError, KeyError) as error:
        raise SignOnFailed(type(error).__name__) from error
    return Identity(provider.issuer, str(claims["sub"]), _names(claims))


def _client(provider: Provider, return_address: str, state: str | None = None) -> OAuth2Client:
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        scope="openid email profile",
        redirect_uri=return_address,
        code_challenge_method="S256",
        state=state,
        timeout=TIMEOUT_SECONDS,
        trust_env=False,
    )


def _metadata(provider: Provider) -> dict[str, Any]:
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            metadata = _get_json(client, provider.issuer + WELL_KNOWN)
        if str(metadata["issuer"]).rstrip("/") != provider.issuer:
            raise ValueError("another issuer")
        if not all(ADDRESS.match(str(metadata[name])) for name in ENDPOINTS):
            raise ValueError("an endpoint without https")
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise SignOnFailed(type(error).__name__) from error
    return metadata


def _get_json(client: httpx.Client, address: str) -> dict[str, Any]:
    response = client.request("GET", address)
    response.raise_for_status()
    return dict(response.json())


def _claims(provider: Provider, token: dict[str, Any], keys: Any, nonce: str) -> CodeIDToken:
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    decoded = jwt.decode(token["id_token"], key=KeySet.import_key_set(keys), registry=registry)
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        {
            "iss": {"essential": True, "values": [provider.issuer, provider.issuer + "/"]},
            "aud": {"essential": True, "values": [provider.client_id]},
        },
        {
            "nonce": nonce,
            "client_id": provider.client_id,
            "access_token": token.get("access_token"),
        },
    )
    claims.validate(leeway=LEEWAY_SECONDS)
    return claims


def _names(claims: dict[str, Any]) -> tuple[str, ...]:
    """An address that the provider itself has not verified is no name."""
    fields = ["preferred_username", "upn"]
    if claims.get("email_verified") is not False:
        fields.insert(0, "email")
    return tuple(str(claims[name]).strip().casefold() for name in fields if claims.get(name))
