"""What a turn looks like to the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from babel.dates import format_date
from markupsafe import Markup, escape

from services.conversation.store import KeptTurn
from services.settings import STOCKHOLM
from services.web.language.choice import current_language

# Numbers in running text: short codes, and what is written as a Swedish number.
NUMBER = re.compile(
    r"(?<![\d-])(?:\+46[\d -]{7,13}\d|0\d{1,3}-[\d ]{5,11}\d"
    r"|11[246] ?\d\d\d|90101|1177|112)(?![\d-])"
)


@dataclass(frozen=True)
class TurnView:
    """What the person wrote, and the reply in the contract's shapes."""

    text: str
    replies: list[dict[str, Any]]
    asks: str | None
    answer: dict[str, Any] | None
    degraded: bool

    @property
    def first(self) -> dict[str, Any] | None:
        """The contact to call first."""
        contacts = self.answer["contacts"] if self.answer else []
        return contacts[0] if contacts else None

    @property
    def others(self) -> list[dict[str, Any]]:
        """The alternatives."""
        return list(self.answer["contacts"][1:]) if self.answer else []

    def repeats_card(self, line: str) -> bool:
        """Whether a line of the reply says what stands largest on the card under it."""
        number = (self.first or {}).get("phone_display")
        return bool(self.first and number and number in line and self.first["name"] in line)

    @property
    def triage(self) -> str:
        """The triage level."""
        return str(self.answer["triage"]) if self.answer else "routine"

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The quick replies under the turn."""
        return [button for reply in self.replies for button in reply.get("buttons") or []]


def turn_view(text: str, reply: dict[str, Any]) -> TurnView:
    """A turn as it is shown."""
    names = ("replies", "asks", "answer", "degraded")
    return TurnView(text, **{name: reply[name] for name in names})


def list_views(turns: Iterable[KeptTurn]) -> list[TurnView]:
    """Kept turns as they are shown."""
    return [turn_view(turn.text, turn.reply) for turn in turns]


def swedish_date(iso: str | date | None) -> str:
    """ "2026-11-01" as "1 november 2026"; "" for none."""
    if not iso:
        return ""
    day = iso if isinstance(iso, date) else date.fromisoformat(iso)
    return format_date(day, "d MMMM y", locale="sv")


def day(iso: str | date | None) -> str:
    """The same in the language of the page."""
    if current_language().tag == "sv" or not iso:
        return swedish_date(iso)
    when = iso if isinstance(iso, date) else date.fromisoformat(iso)
    return format_date(when, "d MMMM y", locale=current_language().tag)


def clock(time_of_day: time) -> str:
    """ "18", "18.30": as one says it."""
    return f"{time_of_day.hour}" + (f".{time_of_day.minute:02}" if time_of_day.minute else "")


def swedish_day(at: datetime) -> str:
    """An aware moment as the Swedish day it falls on, "1 november 2026"."""
    return swedish_date(at.astimezone(STOCKHOLM).date())


def swedish_moment(at: datetime) -> str:
    """An aware moment as "24 november 2026 kl. 10.05", in Swedish time."""
    local = at.astimezone(STOCKHOLM)
    return f"{swedish_date(local.date())} kl. {local:%H.%M}"


def safe_url(url: str | None) -> str | None:
    """A web address that may become a link; the registry's content is not to be trusted."""
    return url if url and url.startswith(("https://", "http://")) else None


def tel(phone: str) -> str:
    """The address of a phone link: digits and a leading plus, nothing else."""
    return "tel:" + "".join(sign for sign in phone if sign in "+0123456789")


def phone_links(text: str) -> Markup:
    """Running text with its phone numbers as links; everything is escaped."""
    parts: list[str] = []
    end = 0
    for found in NUMBER.finditer(text):
        number = found.group()
        parts.append(str(escape(text[end : found.start()])))
        parts.append(f'<a href="{escape(tel(number))}">{escape(number)}</a>')
        end = found.end()
    parts.append(str(escape(text[end:])))
    return Markup("".join(parts))


def quoted(text: str) -> str:
    """Words to say, in Swedish quotation marks whatever marks they came with."""
    return "”" + text.strip().strip('"”“') + "”"


def hours_phrase(contact: dict[str, Any]) -> str:
    """When someone answers, beside the mark that says whether it is open."""
    hours, now = str(contact.get("hours") or ""), str(contact.get("hours_now") or "")
    if hours == "dygnet runt" or not now:
        return hours
    for state in ("öppet nu", "stängt nu", "stängt"):
        now = now.removeprefix(state).removeprefix(",").strip()
    return now or hours
