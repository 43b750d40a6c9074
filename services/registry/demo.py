"""Takes the fictional municipality away."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from services.registry.models import (
    EditionRow,
    MunicipalityRow,
    OrganizationRow,
    RegionRow,
    ServiceRow,
)
from services.registry.record import scope_of


def remove_demo(session: Session) -> bool:
    """Deletes what is fictional, unless a person has changed any of it; says whether it did."""
    if session.scalar(select(exists().where(ServiceRow.fictional, ServiceRow.edited))):
        return False
    towns = list(session.scalars(select(MunicipalityRow.code).where(MunicipalityRow.fictional)))
    regions = list(session.scalars(select(RegionRow.code).where(RegionRow.fictional)))
    session.execute(delete(ServiceRow).where(ServiceRow.fictional))
    session.execute(
        delete(OrganizationRow).where(
            OrganizationRow.municipality_code.in_(towns) | OrganizationRow.region_code.in_(regions)
        )
    )
    session.execute(delete(MunicipalityRow).where(MunicipalityRow.code.in_(towns)))
    session.execute(delete(RegionRow).where(RegionRow.code.in_(regions)))
    scopes = [scope_of(code, None) for code in towns] + [scope_of(None, code) for code in regions]
    session.execute(delete(EditionRow).where(EditionRow.scope.in_(scopes)))
    return bool(towns)
