"""The application factory."""

from __future__ import annotations

from functools import partial
from threading import Event

from flask import Flask

from services.accounts.office import Office
from services.accounts.provider import read_providers
from services.conversation.store import ConversationStore
from services.desk.demand import count_answer
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.registry.database import open_database
from services.registry.lookup import Directory
from services.settings import Settings, read_settings
from services.web.admin.access import guard_admin
from services.web.assets import serve_assets
from services.web.blueprints import register_blueprints
from services.web.compression import compress_answers
from services.web.context import Lots
from services.web.dialogue import Dialogue
from services.web.engine import Engine
from services.web.fallback import Fallback
from services.web.limit import limit_chat, limit_forms, limit_print, limit_sign_in, make_limiter
from services.web.log import log_plain_facts
from services.web.page import prepare_pages
from services.web.part import list_parts
from services.web.problem import handle_errors
from services.web.retention import erase_hourly
from services.web.security import secure, trust_hosts, trust_proxies
from services.web.watch import Watch

BODY_MOST = 16 * 1024 * 1024
"""Bytes of the largest request that is read."""


def create_app(
    settings: Settings | None = None, *, engine: Engine | None = None, warm: bool = True
) -> Flask:
    """The web application. `engine` is the dialogue engine's client, if not the settings' one.
    `warm` loads the fallback's model and starts the hourly erasing, both in the background."""
    settings = settings or read_settings()
    app = Flask("services.web")
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=BODY_MOST)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    things = gather(settings, app, engine or Engine(settings.rasa_url))
    app.extensions["lots"] = things
    secure(app)
    trust_proxies(app, settings.trusted_proxies)
    trust_hosts(app, settings.trusted_hosts)
    serve_assets(app)
    compress_answers(app)
    handle_errors(app)
    guard_admin(app)
    register_blueprints(app)
    prepare_pages(app)
    limit_chat(app, things.limiter, settings)
    limit_sign_in(app, things.limiter)
    limit_forms(app, things.limiter, settings)
    limit_print(app, things.limiter, settings)
    if warm:
        log_plain_facts()
        things.dialogue.fallback.warm()
        erase_hourly(things.conversations, things.desk)
        things.watch.keep_looking(Event())
    return app


def gather(settings: Settings, app: Flask, engine: Engine) -> Lots:
    """Opens what the pages stand on."""
    database = open_database(settings.database_url, hurried=True)
    directory = Directory(database)
    conversations = ConversationStore(database)
    fallback = Fallback(directory, settings.clock, settings.var / "models" / "understanding.npz")
    seal = Seal([settings.secret_key, *settings.old_secret_keys])
    desk = Desk(database, seal, settings.clock)
    dialogue = Dialogue(engine, fallback, conversations, partial(count_answer, desk))
    return Lots(
        engine=database,
        directory=directory,
        clock=settings.clock,
        settings=settings,
        conversations=conversations,
        dialogue=dialogue,
        limiter=make_limiter(app, settings),
        office=Office(database, settings.secret_key),
        providers=read_providers(settings.oidc_file),
        desk=desk,
        watch=Watch(list_parts(settings, engine, database)),
    )
