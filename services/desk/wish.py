"""A wish to be called, as the person writes it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.registry.phone import BadPhone, normalise_phone
from services.understanding.redaction import clean, mask

LONGEST = {"name": 100, "times": 200, "about": 500}
WORDS = {"name": "Namnet", "times": "Tiderna", "about": "Texten"}
SHORT_NUMBER = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for. `phone` is E.164 once it has been through `tidy`."""

    name: str
    phone: str
    times: str
    about: str


def tidy(wish: Wish) -> Wish:
    """Plain text without personal numbers, and a number in its one form where it can be read."""
    return Wish(
        name=clean(wish.name).replace("\n", " "),
        phone=_phone(wish.phone) or clean(wish.phone),
        times=clean(wish.times).replace("\n", " "),
        about=mask(clean(wish.about)),
    )


def problems(wish: Wish, *, consent: bool) -> dict[str, str]:
    """What is wrong, in Swedish, by field. Empty when the wish can be taken."""
    return dict(_problems(wish, consent))


def _problems(wish: Wish, consent: bool) -> Iterator[tuple[str, str]]:
    if not wish.name:
        yield "name", "Skriv vad du heter. Det räcker med förnamnet."
    if _phone(wish.phone) is None:
        yield "phone", "Skriv ett telefonnummer som går att ringa, till exempel 070-123 45 67."
    for field, most in LONGEST.items():
        if len(getattr(wish, field)) > most:
            yield field, f"{WORDS[field]} får vara högst {most} tecken."
    if not consent:
        yield "consent", "Kryssa i rutan, annars får vi inte spara ditt nummer."


def _phone(text: str) -> str | None:
    try:
        number = normalise_phone(text)
    except BadPhone:
        return None
    return number if len(number) > SHORT_NUMBER else None
