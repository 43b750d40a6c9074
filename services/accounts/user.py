"""The user: a person, a role, and whose contacts they keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.accounts.models import AccountRow

ROLES = ("reader", "editor", "administrator")
ROLE_NAMES = {"reader": "läsare", "editor": "redaktör", "administrator": "administratör"}


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who is signed in. `scope` is the one scope they belong to: "municipality:9999",
    "region:99" or "national"."""

    id: str
    username: str
    name: str
    scope: str
    role: str
    has_password: bool = False
    two_step: bool = False
    single_sign_on: bool = False
    signed_in_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def municipality(self) -> str | None:
        """The SCB code of the user's municipality, None for those of a region or the country."""
        return self._code("municipality")

    @property
    def region(self) -> str | None:
        """The county code of the user's region, None for those of a municipality or the country."""
        return self._code("region")

    @property
    def role_name(self) -> str:
        """The role in Swedish."""
        return ROLE_NAMES[self.role]

    def may(self, role: str) -> bool:
        """Whether the user's role is this one or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def owns(self, scope: str) -> bool:
        """Whether the scope is the user's own. Nobody owns anyone else's."""
        return self.scope == scope

    def _code(self, kind: str) -> str | None:
        own, _, code = self.scope.partition(":")
        return code if own == kind else None


def user_from(row: AccountRow) -> User:
    """The user of an account."""
    return User(
        id=row.id,
        username=row.username,
        name=row.name,
        scope=row.scope,
        role=row.role,
        has_password=row.password_hash is not None,
        two_step=row.totp_secret is not None,
        single_sign_on=row.subject is not None,
        signed_in_at=row.signed_in_at,
        closed_at=row.closed_at,
    )
