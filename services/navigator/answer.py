"""The answer to "vem ska jag ringa?": the contract's shape, as dataclasses."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class AnswerContact:
    """One contact as the contract names its fields.

    ``phone`` is E.164, a short code or None. ``via`` names the line that leads there when the
    registry has no contact of this type. ``hours_now`` is a Swedish phrase for this very moment
    ("öppnar i morgon kl. 9"); ``open_now`` is None where the hours are not known. ``note`` warns of
    an old or unconfirmed fact. Dates are ISO 8601.
    """

    support_type: str
    level: str
    name: str
    phone: str | None
    phone_display: str | None
    url: str | None
    hours: str | None
    open_now: bool | None
    why: str
    say: str
    verified_on: str | None
    source: str | None
    via: str | None = None
    id: str | None = None
    hours_now: str | None = None
    email: str | None = None
    place: str | None = None
    note: str | None = None
    fictional: bool = False

    @property
    def callable_now(self) -> bool:
        """Whether someone can be expected to answer at this moment."""
        return self.phone is not None and self.open_now is True


@dataclass(frozen=True)
class Answer:
    """Ordered contacts, one to five, with what the answer is built on."""

    triage: str
    area: tuple[str, ...]
    stage: str | None
    municipality: str | None
    contacts: tuple[AnswerContact, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        data = asdict(self)
        data["area"] = list(self.area)
        data["contacts"] = [asdict(contact) for contact in self.contacts]
        return data
