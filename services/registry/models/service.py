"""HSDS service: what one can ring about, with the columns of our own that HSDS has no room for."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base, UtcDateTime


class ServiceRow(Base):
    """A contact's centre. `edited` is true once a person has changed it; `origin` is the digest
    of the file row it came from, so that the seed never writes over a person."""

    __tablename__ = "service"
    __table_args__ = (
        Index("ix_service_municipality_status", "municipality_code", "status"),
        Index("ix_service_region_status", "region_code", "status"),
        Index("ix_service_next_check", "next_check"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    description: Mapped[str | None]
    url: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(20))
    interpretation_services: Mapped[str | None]
    application_process: Mapped[str | None]
    eligibility_description: Mapped[str | None]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    assured_date: Mapped[date | None]
    assured_by: Mapped[str | None]
    last_modified: Mapped[datetime] = mapped_column(UtcDateTime)

    support_type: Mapped[str] = mapped_column(String(40), index=True)
    level: Mapped[str] = mapped_column(String(20))
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    audience: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(20))
    what_happens: Mapped[str | None]
    why: Mapped[str | None]
    say: Mapped[str | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    grade: Mapped[str] = mapped_column(String(1))
    interval_days: Mapped[int]
    next_check: Mapped[date | None]
    fictional: Mapped[bool]
    version: Mapped[int]
    edited: Mapped[bool]
    origin: Mapped[str | None] = mapped_column(String(64))
