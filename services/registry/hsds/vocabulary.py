"""Taxonomies and their terms, as HSDS 3.0 gives them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from services.registry.hsds.page import Json, PageRequest, page_of
from services.registry.models import TaxonomyRow, TaxonomyTermRow


def list_taxonomies(engine: Engine, request: PageRequest) -> Json:
    """A page of taxonomies."""
    return page_of(engine, select(TaxonomyRow.id).order_by(TaxonomyRow.code), request, _taxonomies)


def find_taxonomy(engine: Engine, id: str) -> Json | None:
    """A taxonomy, or None."""
    with Session(engine) as session:
        found = _taxonomies(session, [id])
    return found[0] if found else None


def list_taxonomy_terms(
    engine: Engine, request: PageRequest, *, taxonomy_id: str | None = None
) -> Json:
    """A page of terms, of one taxonomy or of all."""
    query = select(TaxonomyTermRow.id).order_by(TaxonomyTermRow.taxonomy_id, TaxonomyTermRow.code)
    if taxonomy_id:
        query = query.where(TaxonomyTermRow.taxonomy_id == taxonomy_id)
    return page_of(engine, query, request, _terms)


def find_taxonomy_term(engine: Engine, id: str) -> Json | None:
    """A term, or None."""
    with Session(engine) as session:
        found = _terms(session, [id])
    return found[0] if found else None


def _taxonomies(session: Session, ids: Sequence[str]) -> list[Json]:
    query = select(TaxonomyRow).where(TaxonomyRow.id.in_(ids)).order_by(TaxonomyRow.code)
    return [_taxonomy(row) for row in session.scalars(query)]


def _taxonomy(row: TaxonomyRow) -> Json:
    return {"id": row.id, "name": row.name, "description": row.description, "version": "1"}


def _terms(session: Session, ids: Sequence[str]) -> list[Json]:
    query = select(TaxonomyTermRow, TaxonomyRow).join(
        TaxonomyRow, TaxonomyTermRow.taxonomy_id == TaxonomyRow.id
    )
    rows = session.execute(query.where(TaxonomyTermRow.id.in_(ids)))
    found = {term.id: _term(term, taxonomy) for term, taxonomy in rows}
    return [found[id] for id in ids if id in found]


def _term(row: TaxonomyTermRow, taxonomy: TaxonomyRow) -> Json:
    values: dict[str, Any] = {
        "id": row.id,
        "code": row.code,
        "name": row.name,
        "description": row.description,
        "taxonomy": taxonomy.name,
        "taxonomy_id": taxonomy.id,
        "taxonomy_detail": _taxonomy(taxonomy),
        "language": "sv",
    }
    return values | ({"parent_id": row.parent_id} if row.parent_id else {})
