"""Every blueprint, and who may enter."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from flask import Blueprint, Flask

EVERYONE = "everyone"
SIGNED_IN = "signed in"
TOKEN = "whoever has a token"


@dataclass(frozen=True)
class Door:
    """A blueprint as "module:name", and who may enter: the blueprint itself turns others away."""

    path: str
    who: str


DOORS = (
    Door("services.web.chat_page:blueprint", EVERYONE),
    Door("services.web.chat_api:blueprint", EVERYONE),
    Door("services.web.browse:blueprint", EVERYONE),
    Door("services.web.embed:blueprint", EVERYONE),
    Door("services.web.slip:blueprint", EVERYONE),
    Door("services.web.checklist:blueprint", EVERYONE),
    Door("services.web.material:blueprint", EVERYONE),
    Door("services.web.municipalities:blueprint", EVERYONE),
    Door("services.web.health:blueprint", EVERYONE),
    Door("services.web.metrics:blueprint", EVERYONE),
    Door("services.web.disclosure:blueprint", EVERYONE),
    Door("services.web.about:blueprint", EVERYONE),
    Door("services.web.language.page:blueprint", EVERYONE),
    Door("services.web.api_docs:blueprint", EVERYONE),
    Door("services.web.appearance:blueprint", EVERYONE),
    Door("services.web.admin.sign_in:blueprint", EVERYONE),
    Door("services.web.admin.activation:blueprint", EVERYONE),
    Door("services.web.admin.single_sign_on:blueprint", EVERYONE),
    Door("services.web.admin.start:blueprint", SIGNED_IN),
    Door("services.web.admin.contacts:blueprint", SIGNED_IN),
    Door("services.web.admin.edit:blueprint", SIGNED_IN),
    Door("services.web.admin.steps:blueprint", SIGNED_IN),
    Door("services.web.admin.history:blueprint", SIGNED_IN),
    Door("services.web.admin.due:blueprint", SIGNED_IN),
    Door("services.web.admin.coverage:blueprint", SIGNED_IN),
    Door("services.web.admin.users:blueprint", SIGNED_IN),
    Door("services.web.admin.log:blueprint", SIGNED_IN),
    Door("services.web.admin.status:blueprint", SIGNED_IN),
    Door("services.web.admin.appearance:blueprint", SIGNED_IN),
    Door("services.web.admin.reports:blueprint", SIGNED_IN),
    Door("services.web.admin.callbacks:blueprint", SIGNED_IN),
    Door("services.web.admin.questions:blueprint", SIGNED_IN),
    Door("services.web.admin.demand:blueprint", SIGNED_IN),
    Door("services.web.admin.transfer:blueprint", SIGNED_IN),
    Door("services.web.admin.tokens:blueprint", SIGNED_IN),
    Door("services.web.hsds_api:blueprint", EVERYONE),
    Door("services.web.registry_api:blueprint", TOKEN),
    Door("services.web.desk.report:blueprint", EVERYONE),
    Door("services.web.desk.callback:blueprint", EVERYONE),
    Door("services.web.desk.question:blueprint", EVERYONE),
)


def register_blueprints(app: Flask) -> None:
    """Registers each door's blueprint."""
    for door in DOORS:
        module, _, name = door.path.partition(":")
        app.register_blueprint(cast(Blueprint, getattr(import_module(module), name)))
