"""The registry for programs that write to it: with a token, in the token's own scope."""

from services.web.registry_api.contacts import blueprint

__all__ = ["blueprint"]
