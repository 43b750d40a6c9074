"""A real OpenID Connect provider on loopback, built of authlib's server parts."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "anhoriglots", "leverantorens hemlighet"


@dataclass
class Client(ClientMixin):  # type: ignore[misc]
    """The one client that the provider knows."""

    redirects: list[str] = field(default_factory=list)
    client_id: str = CLIENT_ID
    id_token_signed_response_alg: str = "RS256"

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirects[0]

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirects

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code:
    """An authorization code and what it was given for."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class RunningProvider:
    """The provider. `claims` is who has signed in there; `key` signs, `shown_key` is published."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "4711", "email": "karin@kommun.example"}
        self.changed: dict[str, Any] = {}
        self.client = Client()
        self.codes: dict[str, Code] = {}
        self.key = self.shown_key = new_key()
        self.server = make_server("127.0.0.1", 0, self._application(), threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _application(self) -> Flask:
        app = Flask("provider")
        oidc = AuthorizationServer(app, lambda id: self._find(id), lambda token, request: None)
        oidc.register_grant(self._grant(), [self._tokens(), CodeChallenge(required=True)])

        @app.get("/.well-known/openid-configuration")
        def metadata() -> Any:
            return jsonify(self.metadata())

        @app.get("/keys")
        def keys() -> Any:
            return jsonify({"keys": [self.shown_key.as_dict(private=False)]})

        @app.get("/authorize")
        def authorize() -> Any:
            grant = oidc.get_consent_grant(end_user=self.claims)
            return oidc.create_authorization_response(
                request=None, grant_user=self.claims, grant=grant
            )

        @app.post("/token")
        def token() -> Any:
            return oidc.create_token_response()

        return app

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.changed

    def _find(self, client_id: str) -> Client | None:
        return self.client if client_id == CLIENT_ID else None

    def _grant(self) -> type:
        provider = self

        class Grant(grants.AuthorizationCodeGrant):  # type: ignore[misc]
            def save_authorization_code(self, code: str, request: Any) -> None:
                data = request.payload.data
                provider.codes[code] = Code(
                    code,
                    data["redirect_uri"],
                    data["scope"],
                    data["nonce"],
                    data["code_challenge"],
                    data["code_challenge_method"],
                )

            def query_authorization_code(self, code: str, client: Client) -> Code | None:
                return provider.codes.get(code)

            def delete_authorization_code(self, code: Code) -> None:
                provider.codes.pop(code.code)

            def authenticate_user(self, code: Code) -> dict[str, Any]:
                return provider.claims

        return Grant

    def _tokens(self) -> OpenIDCode:
        provider = self

        class Tokens(OpenIDCode):  # type: ignore[misc]
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return any(code.nonce == nonce for code in provider.codes.values())

            def resolve_client_private_key(self, client: Client) -> Any:
                return provider.key

            def get_client_algorithm(self, client: Client) -> str:
                return "RS256"

            def get_client_claims(self, client: Client) -> dict[str, Any]:
                return {"iss": provider.issuer, "aud": [CLIENT_ID]}

            def get_encode_header(self, client: Client) -> dict[str, Any]:
                return {"alg": "RS256", "kid": provider.key.kid}

            def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
                return UserInfo(**user)

        return Tokens(require_nonce=True)


def new_key() -> RSAKey:
    """A signing key with an id."""
    return RSAKey.generate_key(2048, {"kid": str(time.time()), "use": "sig"})


def providers_file(provider: RunningProvider, scope: str) -> str:
    """The operator's file that names the provider."""
    row = {
        "id": "exempel",
        "name": "Exempelkommuns inloggning",
        "scope": scope,
        "issuer": provider.issuer,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
    }
    return json.dumps([row])
