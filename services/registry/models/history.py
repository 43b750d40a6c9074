"""HSDS metadata, which is the history of each field; verifications; error reports."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base, UtcDateTime


class MetadataRow(Base):
    """One field changed once. Values are JSON; rows of one save share `change_id`."""

    __tablename__ = "metadata"
    __table_args__ = (Index("ix_metadata_resource", "resource_id", "last_action_date"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(36))
    resource_type: Mapped[str] = mapped_column(String(40))
    last_action_date: Mapped[datetime] = mapped_column(UtcDateTime)
    last_action_type: Mapped[str] = mapped_column(String(20))
    field_name: Mapped[str] = mapped_column(String(40))
    previous_value: Mapped[str]
    replacement_value: Mapped[str]
    updated_by: Mapped[str]
    change_id: Mapped[str] = mapped_column(String(36), index=True)
    version: Mapped[int]


class VerificationRow(Base):
    """Someone said that it still holds."""

    __tablename__ = "verification"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    service_id: Mapped[str] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    verified_on: Mapped[date]
    verified_by: Mapped[str]
    note: Mapped[str | None]


class ReportRow(Base):
    """Someone said that it does not hold. Nothing personal is kept."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_scope_handled", "scope", "handled_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    service_id: Mapped[str] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    scope: Mapped[str] = mapped_column(String(20))
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handled_by: Mapped[str | None]
