"""HSDS taxonomy, taxonomy_term and attribute; cost_option and service_area."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base


class TaxonomyRow(Base):
    """Support types, areas or stages."""

    __tablename__ = "taxonomy"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str]
    description: Mapped[str]


class TaxonomyTermRow(Base):
    """A word of the vocabulary."""

    __tablename__ = "taxonomy_term"
    __table_args__ = (UniqueConstraint("taxonomy_id", "code"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    taxonomy_id: Mapped[str] = mapped_column(ForeignKey("taxonomy.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str]
    description: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("taxonomy_term.id"))


class AttributeRow(Base):
    """A term that a service carries; `link_type` is the taxonomy's code."""

    __tablename__ = "attribute"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    link_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    link_type: Mapped[str] = mapped_column(String(40))
    taxonomy_term_id: Mapped[str] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    value: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]


class CostOptionRow(Base):
    """What it costs, in words."""

    __tablename__ = "cost_option"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    service_id: Mapped[str] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    amount_description: Mapped[str]


class ServiceAreaRow(Base):
    """Where the people live whom it serves: a municipality, a region, or the country."""

    __tablename__ = "service_area"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    service_id: Mapped[str] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    extent: Mapped[str] = mapped_column(String(20))
    extent_type: Mapped[str] = mapped_column(String(20))
