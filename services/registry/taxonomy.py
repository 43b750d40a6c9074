"""The vocabulary as HSDS taxonomies and terms."""

from typing import Any

from services.registry.record import id_for
from services.registry.rows import term_id
from services.vocabulary import list_areas, list_stages, list_support_types

TAXONOMIES = {
    "support_type": ("Stödtyper", "Vad en kontakt är."),
    "area": ("Områden", "Vad det handlar om hos den närstående."),
    "stage": ("Skeden", "Var i livet som anhörig man är."),
}


def taxonomy_rows() -> list[dict[str, Any]]:
    """The three taxonomies."""
    return [
        {"id": taxonomy_id(code), "code": code, "name": name, "description": description}
        for code, (name, description) in TAXONOMIES.items()
    ]


def term_rows() -> list[dict[str, Any]]:
    """All terms; a parent comes before its children."""
    rows = [_row("support_type", kind, kind.parent) for kind in list_support_types()]
    rows += [_row("area", area, None) for area in list_areas()]
    return rows + [_row("stage", stage, None) for stage in list_stages()]


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
