"""The contact slip: chosen contacts on one page, to print, to save, to open in a phone."""

from services.web.slip.pages import blueprint

__all__ = ["blueprint"]
