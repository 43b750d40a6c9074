"""Which services a reader of the open registry wants."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, exists, or_
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from services.registry.models import AttributeRow, ServiceRow, TaxonomyTermRow

T = TypeVar("T")
Searched = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
MOST_WORDS = 10
SEARCHED = (ServiceRow.name, ServiceRow.description, ServiceRow.what_happens, ServiceRow.why)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every part narrows the list down; None does not. `search` is words that all have to occur,
    `municipality` an SCB code, `modified_after` an aware moment."""

    search: str | None = None
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    municipality: str | None = None
    modified_after: datetime | None = None

    def narrow(self, query: Select[T]) -> Select[T]:
        """The query, which has the service in it, narrowed down to what is wanted."""
        return query.where(*self._conditions())

    def _conditions(self) -> list[ColumnElement[bool]]:
        found = [has_word(word, SEARCHED) for word in words_of(self.search)]
        found += [_carries(self.taxonomy_term_id)] if self.taxonomy_term_id else []
        found += [_carries_any_of(self.taxonomy_id)] if self.taxonomy_id else []
        equal = {
            ServiceRow.organization_id: self.organization_id,
            ServiceRow.municipality_code: self.municipality,
        }
        found += [column == value for column, value in equal.items() if value]
        if self.modified_after:
            found.append(ServiceRow.last_modified >= self.modified_after)
        return found


def words_of(search: str | None) -> list[str]:
    """The words of a search, as many as anyone needs."""
    return (search or "").split()[:MOST_WORDS]


def has_word(word: str, columns: tuple[Searched, ...]) -> ColumnElement[bool]:
    """Whether a column holds the word. SQLite knows upper and lower case of a to z only, so the
    forms that a Swedish word may have are all asked for."""
    forms = dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    patterns = [f"%{_escaped(form)}%" for form in forms]
    return or_(*(column.ilike(pattern, escape="\\") for column in columns for pattern in patterns))


def _carries(term: str) -> ColumnElement[bool]:
    return exists().where(
        AttributeRow.link_id == ServiceRow.id, AttributeRow.taxonomy_term_id == term
    )


def _carries_any_of(taxonomy: str) -> ColumnElement[bool]:
    return exists().where(
        AttributeRow.link_id == ServiceRow.id,
        AttributeRow.taxonomy_term_id == TaxonomyTermRow.id,
        TaxonomyTermRow.taxonomy_id == taxonomy,
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
