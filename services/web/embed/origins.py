"""Which sites may show the chat in a frame."""

from __future__ import annotations

from services.web.context import lots

SHIPPED = {"9999": ("*",)}
"""The fictional municipality may be shown anywhere: a demonstration needs no permission."""
NOBODY = ("'self'",)


def origins_of(code: str | None) -> tuple[str, ...]:
    """The origins that may frame the chat of a municipality: those of LOTS_EMBED_ORIGINS, else
    none but our own."""
    allowed = {**SHIPPED, **lots().settings.embed_origins}
    return allowed.get(code or "", NOBODY)
