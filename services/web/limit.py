"""How many messages a visitor may send."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask
from flask.typing import RouteCallable
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from services.settings import Settings

CHAT = ("chat_api.chat", "chat_page.send", "checklist.read")
PRINT = (
    *("slip.pdf", "material.poster", "material.brochure"),
    *("material.expectations_empty", "material.expectations_filled"),
)
PRINT_LIMIT = "60 per minute; 600 per hour"
SIGN_IN = ("admin_sign_in.enter", "admin_sign_in.enter_code", "admin_activation.redeem_link")
FORMS = ("callback.send", "question.send", "report.send")
FORMS_LIMIT = "10 per minute; 60 per hour"
REDIS_PATIENCE: dict[str, Any] = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
"""Seconds: a Redis that hangs is left as one that is down."""
SIGN_IN_LIMIT = "30 per minute; 300 per hour"


def make_limiter(app: Flask, settings: Settings) -> Limiter:
    """The application's limiter, in Redis where there is one. A limiter that is down lets
    people in: they come before the counting."""
    return Limiter(
        get_remote_address,
        app=app,
        storage_uri=settings.redis_url or "memory://",
        storage_options=REDIS_PATIENCE if settings.redis_url else {},
        strategy="fixed-window",
        headers_enabled=True,
        swallow_errors=True,
        in_memory_fallback_enabled=bool(settings.redis_url),
    )


def limit_chat(app: Flask, limiter: Limiter, settings: Settings) -> None:
    """One limit shared by all the ways in to the chat; LOTS_CHAT_RATE_LIMIT=off has none."""
    if settings.chat_rate_limit is None:
        return
    shared = limiter.shared_limit(settings.chat_rate_limit, scope="chat")
    for endpoint in CHAT:
        app.view_functions[endpoint] = cast(RouteCallable, shared(app.view_functions[endpoint]))


def limit_sign_in(app: Flask, limiter: Limiter) -> None:
    """One limit shared by the ways in to the admin. It is wide, since a whole town hall may come
    from one address: each user name has a narrow one of its own."""
    shared = limiter.shared_limit(SIGN_IN_LIMIT, scope="sign in")
    for endpoint in SIGN_IN:
        if endpoint in app.view_functions:
            view = app.view_functions[endpoint]
            app.view_functions[endpoint] = cast(RouteCallable, shared(view))


def limit_forms(app: Flask, limiter: Limiter, settings: Settings) -> None:
    """One limit shared by what people leave with a municipality; none where the chat has none."""
    if settings.chat_rate_limit is None:
        return
    shared = limiter.shared_limit(FORMS_LIMIT, scope="forms")
    for endpoint in FORMS:
        app.view_functions[endpoint] = cast(RouteCallable, shared(app.view_functions[endpoint]))


def limit_print(app: Flask, limiter: Limiter, settings: Settings) -> None:
    """One limit shared by what is printed, which is work; none where the chat has none."""
    if settings.chat_rate_limit is None:
        return
    shared = limiter.shared_limit(PRINT_LIMIT, scope="print")
    for endpoint in PRINT:
        app.view_functions[endpoint] = cast(RouteCallable, shared(app.view_functions[endpoint]))
