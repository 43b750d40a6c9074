"""Headers that keep a page to itself, and the one cookie."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


OWN_HOSTS = ("localhost", "127.0.0.1")
A_YEAR = "max-age=31536000"


class CookieSession(SecureCookieSessionInterface):
    """The session cookie travels over https only, wherever the page itself does."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether this very request came over https."""
        return request.is_secure


def secure(app: Flask) -> None:
    """One strictly needed cookie, and the headers on every answer."""
    app.session_interface = CookieSession()
    app.config.update(
        SESSION_COOKIE_NAME="lots",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.after_request(add_headers)


def trust_proxies(app: Flask, count: int) -> None:
    """Takes address, protocol and host from so many proxies in front, and from nobody else."""
    if count:
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = fixed  # type: ignore[method-assign]


def trust_hosts(app: Flask, hosts: Sequence[str]) -> None:
    """Answers only to these host names, and to this machine's own for its probes; to all when
    none is given. A page never builds a link out of a host that somebody made up."""
    if hosts:
        app.config["TRUSTED_HOSTS"] = [*hosts, *OWN_HOSTS]


def add_headers(response: Response) -> Response:
    """Adds what is not already set: a page that may be framed says so itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", A_YEAR)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def policy(**changed: str) -> str:
    """The content security policy, with some directives changed (`frame_ancestors="…"`)."""
    directives = POLICY | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())
