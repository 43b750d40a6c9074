"""HSDS organization: the municipality, region, authority or association behind a service."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base


class OrganizationRow(Base):
    """Who runs a service."""

    __tablename__ = "organization"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    website: Mapped[str | None]
    level: Mapped[str]
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
