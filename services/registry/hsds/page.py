"""Pages of the open registry, as HSDS 3.0's API gives them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session

Json = dict[str, Any]
T = TypeVar("T")
MOST_PER_PAGE = 200


class BadPage(ValueError):
    """The page or its size is out of range; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page, from 1, of how many things each. Raises BadPage."""

    page: int = 1
    per_page: int = 50

    def __post_init__(self) -> None:
        if self.page < 1 or self.page > 1_000_000:
            raise BadPage("Sidan ska vara 1 eller mer.")
        if not 1 <= self.per_page <= MOST_PER_PAGE:
            raise BadPage(f"per_page ska vara mellan 1 och {MOST_PER_PAGE}.")


def page_of(
    engine: Engine,
    query: Select[T],
    request: PageRequest,
    contents: Callable[[Session, Sequence[T]], list[Json]],
) -> Json:
    """The paging object with its contents; the query selects one ordered column of keys."""
    with Session(engine) as session:
        total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
        start = (request.page - 1) * request.per_page
        keys = list(session.scalars(query.offset(start).limit(request.per_page)))
        return _page(total or 0, request, contents(session, keys))


def paged(things: Sequence[Json], request: PageRequest) -> Json:
    """The paging object of things that are all at hand."""
    start = (request.page - 1) * request.per_page
    return _page(len(things), request, list(things[start : start + request.per_page]))


def _page(total: int, request: PageRequest, contents: list[Json]) -> Json:
    pages = -(-total // request.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": request.page,
        "size": len(contents),
        "first_page": request.page == 1,
        "last_page": request.page >= pages,
        "empty": not contents,
        "contents": contents,
    }
