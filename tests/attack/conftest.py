"""The application as the web's own tests serve it."""

from tests.web.conftest import app, client, engine, seeded_web_file, settings

__all__ = ["app", "client", "engine", "seeded_web_file", "settings"]
