"""The navigation of the admin: one row an entry, shown to those it admits."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from services.accounts.user import User


@dataclass(frozen=True)
class NavigationEntry:
    """A page of the admin. `role` is the least that may open it; `kinds` are the scopes that
    have such a page: municipality, region, national."""

    endpoint: str
    label: str
    role: str = "reader"
    kinds: tuple[str, ...] = ("municipality", "region", "national")


ENTRIES = (
    NavigationEntry("admin_start.show", "Start"),
    NavigationEntry("admin_contacts.show", "Kontakter"),
    NavigationEntry("admin_due.show", "Att kontrollera"),
    NavigationEntry("admin_coverage.show", "Täckning", kinds=("municipality", "region")),
    NavigationEntry("admin_reports.show", "Stämmer inte"),
    NavigationEntry("admin_callbacks.show", "Ring upp", "editor", ("municipality",)),
    NavigationEntry("admin_questions.show", "Frågor", "editor", ("municipality",)),
    NavigationEntry("admin_demand.show", "Efterfrågan", kinds=("municipality",)),
    NavigationEntry("admin_transfer.show", "In och ut", "editor"),
    NavigationEntry("admin_tokens.show", "Nycklar", "administrator"),
    NavigationEntry("admin_appearance.show", "Utseende", "administrator", ("municipality",)),
    NavigationEntry("admin_users.show", "Användare", "administrator"),
    NavigationEntry("admin_log.show", "Logg", "administrator"),
    NavigationEntry("admin_status.show", "Driftläge"),
)


def list_entries(user: User) -> tuple[NavigationEntry, ...]:
    """The entries that the user may open, in order; a page that is not there is left out."""
    kind = user.scope.partition(":")[0]
    return tuple(
        entry
        for entry in ENTRIES
        if entry.endpoint in current_app.view_functions
        and user.may(entry.role)
        and kind in entry.kinds
    )
