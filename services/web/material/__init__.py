"""Printed matter: posters, brochures and the expectations sheet, all from the registry."""

from services.web.material.pages import blueprint

__all__ = ["blueprint"]
