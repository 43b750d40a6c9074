"""Regions and municipalities: whose people a contact serves."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base


class RegionRow(Base):
    """A county and its region; `code` is the county code."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str]
    county: Mapped[str]
    fictional: Mapped[bool] = mapped_column(default=False)


class MunicipalityRow(Base):
    """A municipality; `code` is the SCB code."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    fictional: Mapped[bool] = mapped_column(default=False)
