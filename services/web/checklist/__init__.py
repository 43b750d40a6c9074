"""The staff's checklist: pages that work in a kitchen without a network, and keep nothing."""

from services.web.checklist.pages import blueprint

__all__ = ["blueprint"]
