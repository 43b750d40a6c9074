"""The vocabulary as HSDS taxonomies and terms."""

from functools import cache
from typing import Any

from services.registry.label import LABELS
from services.registry.record import id_for
from services.registry.rows import term_id
from services.vocabulary import list_areas, list_stages, list_support_types

TAXONOMIES = {
    "support_type": ("Stödtyper", "Vad en kontakt är."),
    "area": ("Områden", "Vad det handlar om hos den närstående."),
    "stage": ("Skeden", "Var i livet som anhörig man är."),
    "field": ("Fält", "Uppgifter om en kontakt som HSDS inte har plats för."),
}


def taxonomy_rows() -> list[dict[str, Any]]:
    """The taxonomies."""
    return [
        {"id": taxonomy_id(code), "code": code, "name": name, "description": description}
        for code, (name, description) in TAXONOMIES.items()
    ]


def term_rows() -> list[dict[str, Any]]:
    """All terms; a parent comes before its children."""
    rows = [_row("support_type", kind, kind.parent) for kind in list_support_types()]
    rows += [_row("area", area, None) for area in list_areas()]
    rows += [_row("stage", stage, None) for stage in list_stages()]
    return rows + [_field_row(name, label) for name, label in LABELS.items()]


@cache
def term_words(taxonomy: str, code: str) -> tuple[str, str]:
    """The name and description of a term. Raises KeyError."""
    found = {(row["taxonomy_id"], row["code"]): row for row in term_rows()}
    row = found[taxonomy_id(taxonomy), code]
    return row["name"], row["description"]


def taxonomy_id(code: str) -> str:
    """The id of a taxonomy."""
    return id_for(f"taxonomy:{code}")


def _row(taxonomy: str, term: Any, parent: str | None) -> dict[str, Any]:
    return {
        "id": term_id(taxonomy, term.id),
        "taxonomy_id": taxonomy_id(taxonomy),
        "code": term.id,
        "name": term.name,
        "description": term.what,
        "parent_id": term_id(taxonomy, parent) if parent else None,
    }


def _field_row(name: str, label: str) -> dict[str, Any]:
    return {
        "id": term_id("field", name),
        "taxonomy_id": taxonomy_id("field"),
        "code": name,
        "name": label,
        "description": label,
        "parent_id": None,
    }
