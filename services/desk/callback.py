"""Wishes to be called: sealed, seen by their own municipality, erased when handled or old."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from services.desk.desk import Desk, insert_once
from services.desk.models import CallbackRow
from services.desk.receipt import digest_of
from services.desk.seal import BrokenSeal
from services.desk.wish import Wish
from services.registry.erasure import erasing
from services.registry.record import new_id

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Callback:
    """Someone who wants to be called. `wish` is None where the seal cannot be opened."""

    id: str
    municipality: str
    created_at: datetime
    wish: Wish | None

    @property
    def erased_at(self) -> datetime:
        """When it is erased if nobody has handled it."""
        return self.created_at + KEPT


def add_callback(desk: Desk, municipality: str, wish: Wish, receipt: str) -> None:
    """Keeps a wish that is tidy and without problems. Sent twice with one receipt it is one. When
    this returns, the wish is on the disk."""
    values = {
        "id": new_id(),
        "municipality_code": municipality,
        "receipt": digest_of(receipt),
        "sealed": desk.seal.close(asdict(wish)),
        "created_at": desk.clock(),
    }
    with desk.begin_lasting() as session:
        insert_once(session, CallbackRow, values)


def has_callback(desk: Desk, receipt: str) -> bool:
    """Whether the wish of this receipt is still kept."""
    with Session(desk.engine) as session:
        return _is_known(session, receipt)


def list_callbacks(desk: Desk, municipality: str) -> tuple[Callback, ...]:
    """A municipality's wishes, the one who has waited longest first."""
    query = (
        select(CallbackRow)
        .where(CallbackRow.municipality_code == municipality)
        .order_by(CallbackRow.created_at, CallbackRow.id)
    )
    with Session(desk.engine) as session:
        return tuple(_callback(desk, row) for row in session.scalars(query))


def count_callbacks(desk: Desk, municipality: str) -> tuple[int, datetime | None]:
    """How many are waiting, and since when."""
    query = select(func.count(), func.min(CallbackRow.created_at)).where(
        CallbackRow.municipality_code == municipality
    )
    with Session(desk.engine) as session:
        count, oldest = session.execute(query).one()
    return count, oldest


def erase_callback(desk: Desk, id: str, municipality: str) -> bool:
    """Erases a handled wish; False when the municipality has none by that id."""
    with erasing(desk.engine) as connection:
        own = CallbackRow.municipality_code == municipality
        return connection.execute(delete(CallbackRow).where(CallbackRow.id == id, own)).rowcount > 0


def withdraw_callback(desk: Desk, receipt: str) -> bool:
    """Erases a wish that the person takes back; False when it was already gone."""
    with erasing(desk.engine) as connection:
        mine = CallbackRow.receipt == digest_of(receipt)
        return connection.execute(delete(CallbackRow).where(mine)).rowcount > 0


def erase_old_callbacks(desk: Desk) -> int:
    """Erases what nobody has handled in thirty days; how many that was."""
    with erasing(desk.engine) as connection:
        old = CallbackRow.created_at <= desk.clock() - KEPT
        return connection.execute(delete(CallbackRow).where(old)).rowcount


def renew_seals(desk: Desk) -> int:
    """Seals anew what was sealed with an older secret; how many that was."""
    with desk.begin() as session:
        rows = session.execute(select(CallbackRow.id, CallbackRow.sealed)).all()
        renewed = [(id, desk.seal.renewed(sealed)) for id, sealed in rows]
        for id, sealed in renewed:
            if sealed:
                session.execute(
                    update(CallbackRow).where(CallbackRow.id == id).values(sealed=sealed)
                )
    return sum(sealed is not None for _, sealed in renewed)


def _is_known(session: Session, receipt: str) -> bool:
    known = exists().where(CallbackRow.receipt == digest_of(receipt))
    return bool(session.scalar(select(known)))


def _callback(desk: Desk, row: CallbackRow) -> Callback:
    try:
        wish = Wish(**desk.seal.open(row.sealed))
    except BrokenSeal:
        wish = None
    return Callback(row.id, row.municipality_code, row.created_at, wish)
