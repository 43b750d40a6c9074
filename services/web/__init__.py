"""The public port: chat, pages and the open interface."""

from services.web.application import create_app

__all__ = ["create_app"]
