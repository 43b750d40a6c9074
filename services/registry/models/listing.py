"""The listing: each contact that can be shown, in one piece, so that a lookup is one query."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base


class ListingRow(Base):
    """A projection of the HSDS tables, written in the same transaction as they are."""

    __tablename__ = "listing"
    __table_args__ = (Index("ix_listing_scope_position", "scope", "position"),)

    service_id: Mapped[str] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    scope: Mapped[str] = mapped_column(String(20))
    support_type: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class EditionRow(Base):
    """How many times the contacts of a scope have changed; caches compare it."""

    __tablename__ = "edition"

    scope: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int]
