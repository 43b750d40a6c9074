"""Which account an identity signs in: one that was invited, in the provider's own scope."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.audit import note_in
from services.accounts.models import AccountRow
from services.accounts.office import Office
from services.accounts.provider import Provider
from services.accounts.user import User, user_from


class SignOnFailed(Exception):
    """The provider did not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the visitor's own session keeps between going and coming back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it is: `subject` never changes, `names` are what the account may be
    called by."""

    issuer: str
    subject: str
    names: tuple[str, ...]


class NoAccount(Exception):
    """Nobody has invited this person, or the account is closed."""


def account_for(office: Office, provider: Provider, identity: Identity) -> User:
    """The account that is tied to the identity; the first time, the invited one of the same
    name in the provider's scope is tied to it for good. Raises NoAccount."""
    with office.begin() as session:
        row = _tied(session, identity) or _invited(session, provider, identity)
        if row is None or row.closed_at is not None or row.scope != provider.scope:
            raise NoAccount
        if row.subject is None:
            row.issuer, row.subject = identity.issuer, identity.subject
            note_in(session, office, row.username, row.scope, "account_ready", row.username)
        return user_from(row)


def _tied(session: Session, identity: Identity) -> AccountRow | None:
    return session.scalar(
        select(AccountRow).where(
            AccountRow.issuer == identity.issuer, AccountRow.subject == identity.subject
        )
    )


def _invited(session: Session, provider: Provider, identity: Identity) -> AccountRow | None:
    query = select(AccountRow).where(
        AccountRow.username.in_(identity.names),
        AccountRow.scope == provider.scope,
        AccountRow.subject.is_(None),
    )
    return session.scalars(query).first()
