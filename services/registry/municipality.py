"""Municipalities and regions, as the database has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from services.registry.models import MunicipalityRow, RegionRow

_TOWNS = select(
    MunicipalityRow.code,
    MunicipalityRow.name,
    MunicipalityRow.fictional,
    RegionRow.code,
    RegionRow.name,
    RegionRow.county,
    RegionRow.fictional,
).join(RegionRow, MunicipalityRow.region_code == RegionRow.code)


@dataclass(frozen=True, slots=True)
class Region:
    """A region; `code` is the county code, `county` the county's name."""

    code: str
    name: str
    county: str
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `code` is the SCB code."""

    code: str
    name: str
    region: Region
    fictional: bool = False

    @property
    def county(self) -> str:
        """The county's name."""
        return self.region.county


def find_municipality(engine: Engine, code: str) -> Municipality | None:
    """The municipality with this code, or None."""
    with engine.connect() as connection:
        row = connection.execute(_TOWNS.where(MunicipalityRow.code == code)).first()
    return _municipality(row) if row else None


def list_municipalities(engine: Engine, county: str | None = None) -> tuple[Municipality, ...]:
    """All municipalities, or those of a county code, in the order of their codes."""
    query = _TOWNS.order_by(MunicipalityRow.code)
    if county:
        query = query.where(MunicipalityRow.region_code == county)
    with engine.connect() as connection:
        return tuple(_municipality(row) for row in connection.execute(query))


def find_region(engine: Engine, code: str) -> Region | None:
    """The region with this county code, or None."""
    found = [region for region in list_regions(engine) if region.code == code]
    return found[0] if found else None


def list_regions(engine: Engine) -> tuple[Region, ...]:
    """All regions, in the order of their codes."""
    query = select(RegionRow.code, RegionRow.name, RegionRow.county, RegionRow.fictional)
    with engine.connect() as connection:
        return tuple(Region(*row) for row in connection.execute(query.order_by(RegionRow.code)))


def _municipality(row: Sequence[Any]) -> Municipality:
    code, name, fictional, *region = row
    return Municipality(code, name, Region(*region), fictional)
