"""The registry's tables, in the terms of HSDS 3.0."""

from services.registry.models.appearance import AppearanceRow
from services.registry.models.base import Base
from services.registry.models.history import MetadataRow, ReportRow, VerificationRow
from services.registry.models.listing import EditionRow, ListingRow
from services.registry.models.location import (
    AccessibilityRow,
    AddressRow,
    LocationRow,
    ServiceAtLocationRow,
)
from services.registry.models.municipality import MunicipalityRow, RegionRow
from services.registry.models.organization import OrganizationRow
from services.registry.models.reach import ContactRow, LanguageRow, PhoneRow, ScheduleRow
from services.registry.models.service import ServiceRow
from services.registry.models.terms import (
    AttributeRow,
    CostOptionRow,
    ServiceAreaRow,
    TaxonomyRow,
    TaxonomyTermRow,
)

__all__ = [
    "AccessibilityRow",
    "AddressRow",
    "AppearanceRow",
    "AttributeRow",
    "Base",
    "ContactRow",
    "CostOptionRow",
    "EditionRow",
    "LanguageRow",
    "ListingRow",
    "LocationRow",
    "MetadataRow",
    "MunicipalityRow",
    "OrganizationRow",
    "PhoneRow",
    "RegionRow",
    "ReportRow",
    "ScheduleRow",
    "ServiceAreaRow",
    "ServiceAtLocationRow",
    "ServiceRow",
    "TaxonomyRow",
    "TaxonomyTermRow",
    "VerificationRow",
]
