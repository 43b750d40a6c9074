"""The words of the contract: support types, areas, stages and triage, read from data/vocabulary."""

from collections.abc import Mapping

from services.vocabulary.support_type import (
    SupportType,
    has_support_type,
    list_support_types,
    parent_or_self,
    support_type,
)
from services.vocabulary.term import Term, list_areas, list_stages, list_triages

AREAS: Mapping[str, Term]
STAGES: Mapping[str, Term]
TRIAGE: Mapping[str, Term]
SUPPORT_TYPES: Mapping[str, SupportType]

__all__ = [
    "AREAS",
    "STAGES",
    "SUPPORT_TYPES",
    "TRIAGE",
    "SupportType",
    "Term",
    "has_support_type",
    "list_areas",
    "list_stages",
    "list_support_types",
    "list_triages",
    "parent_or_self",
    "support_type",
]


def __getattr__(name: str) -> Mapping[str, Term] | Mapping[str, SupportType]:
    """The four mappings, id -> term, read when first asked for, so that import does no work."""
    if name == "SUPPORT_TYPES":
        return {kind.id: kind for kind in list_support_types()}
    readers = {"AREAS": list_areas, "STAGES": list_stages, "TRIAGE": list_triages}
    if name not in readers:
        raise AttributeError(name)
    return {term.id: term for term in readers[name]()}
