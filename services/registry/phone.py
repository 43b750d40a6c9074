"""One door for phone numbers: E.164 or a known short number in, the way people say it out."""

import re
from functools import cache, lru_cache
from pathlib import Path

import phonenumbers
import yaml

NUMBERS = Path(__file__).resolve().parents[2] / "data" / "registry" / "numbers.yml"
SIX_DIGIT_SERVICE = re.compile(r"^\+46(200|77\d)(\d{3})(\d{3})$")


class BadPhone(ValueError):
    """The text is not a phone number that can be called from Sweden."""


@cache
def _numbers() -> dict[str, dict[str, str]]:
    with NUMBERS.open(encoding="utf-8") as file:
        numbers: dict[str, dict[str, str]] = yaml.safe_load(file)
    return numbers


@lru_cache(maxsize=4096)
def normalise_phone(text: str) -> str:
    """E.164 ("+46701740605") or the bare digits of a known short number ("112").
    Raises BadPhone for anything else."""
    digits = re.sub(r"[\s\-–]", "", text)
    if digits in _numbers()["short"]:
        return digits
    try:
        number = phonenumbers.parse(text.replace("–", "-"), "SE")
    except phonenumbers.NumberParseException as error:
        raise BadPhone(text) from error
    if number.extension or not phonenumbers.is_valid_number(number):
        raise BadPhone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@cache
def display_phone(phone: str) -> str:
    """A normalised number as people in Sweden write it: "070-174 06 05", "90 390"."""
    known = _numbers()
    if phone in known["short"]:
        return known["short"][phone]
    if phone in known["written"]:
        return known["written"][phone]
    if match := SIX_DIGIT_SERVICE.match(phone):
        return f"0{match[1]}-{match[2]} {match[3]}"
    return _display_by_plan(phone)


def _display_by_plan(phone: str) -> str:
    number = phonenumbers.parse(phone)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if number.country_code == 46
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)
