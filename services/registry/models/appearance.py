"""What a municipality wants its own pages and papers to look like."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.models.base import Base, UtcDateTime


class AppearanceRow(Base):
    """Name, logo and colour, each of which may be missing. `logo` has been cleaned."""

    __tablename__ = "appearance"

    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str | None] = mapped_column(String(80))
    colour: Mapped[str | None] = mapped_column(String(7))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_type: Mapped[str | None] = mapped_column(String(20))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(100))
