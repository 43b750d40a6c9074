"""Tokens for programs that sync a municipality's contacts from a system of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from services.accounts.audit import note_in
from services.accounts.office import Office, digest_of, new_token
from services.registry.models import Base
from services.registry.models.base import UtcDateTime
from services.registry.record import new_id

PREFIX = "lots_"
VALID = timedelta(days=365)
NOTED_EVERY = timedelta(minutes=5)


class TokenRow(Base):
    """A token, kept as a digest."""

    __tablename__ = "api_token"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scope: Mapped[str] = mapped_column(String(20), index=True)
    name: Mapped[str] = mapped_column(String(100))
    created_by: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed; the secret itself was shown once."""

    id: str
    scope: str
    name: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None

    @property
    def by(self) -> str:
        """Who it is in the history of a contact."""
        return f"{self.name} (nyckel)"


def make_token(office: Office, *, scope: str, name: str, by: str) -> str:
    """A new secret for a scope, returned this once."""
    secret, at = PREFIX + new_token(), office.clock()
    name = " ".join(name.split())[:100]
    row = TokenRow(
        id=new_id(),
        digest=digest_of(secret),
        scope=scope,
        name=name,
        created_by=by,
        created_at=at,
        expires_at=at + VALID,
    )
    with office.begin() as session:
        session.add(row)
        note_in(session, office, by, scope, "gjorde nyckeln", name)
    return secret


def list_tokens(office: Office, scope: str) -> tuple[Token, ...]:
    """The tokens of a scope, by name."""
    query = select(TokenRow).where(TokenRow.scope == scope)
    with Session(office.engine) as session:
        return tuple(_token(row) for row in session.scalars(query.order_by(TokenRow.name)))


def find_token(office: Office, secret: str) -> Token | None:
    """The token of a secret; None when it was removed, is too old or unknown."""
    at = office.clock()
    query = select(TokenRow).where(
        TokenRow.digest == digest_of(secret),
        TokenRow.expires_at > at,
    )
    with Session(office.engine) as session:
        row = session.scalar(query)
        if row is None:
            return None
        token = _token(row)
        if token.used_at is None or at - token.used_at >= NOTED_EVERY:
            session.execute(update(TokenRow).where(TokenRow.id == row.id).values(used_at=at))
            session.commit()
    return token


def remove_token(office: Office, id: str, scope: str, *, by: str) -> bool:
    """Lets a token in no more; False when the scope has none by that id."""
    with office.begin() as session:
        own = (TokenRow.id == id) & (TokenRow.scope == scope)
        name = session.scalar(delete(TokenRow).where(own).returning(TokenRow.name))
        if name is not None:
            note_in(session, office, by, scope, "tog bort nyckeln", name)
    return name is not None


def _token(row: TokenRow) -> Token:
    return Token(
        id=row.id,
        scope=row.scope,
        name=row.name,
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
