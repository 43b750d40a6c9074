"""What a record must be: canonical form, and problems in Swedish, each at its field."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from services.registry.group_date import format_group_date, parse_group_date
from services.registry.hours_notation import BadHours, format_hours, parse_hours
from services.registry.phone import BadPhone, normalise_phone
from services.registry.record import (
    AUDIENCES,
    DECISIONS,
    FIELD_NAMES,
    GRADES,
    LEVELS,
    STATUSES,
    Record,
)
from services.vocabulary import AREAS, STAGES, has_support_type

LONGEST = 2000
EMPTY_IS_NONE = frozenset(f.name for f in fields(Record) if f.default is None)
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
POSTAL_CODE = re.compile(r"^\d{3} ?\d{2}$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field; the message is a Swedish sentence."""

    field: str
    message: str


def canonical(record: Record) -> Record:
    """The record with numbers, hours and group dates in their one form and texts without empty
    ends; what cannot be read is left as it is, for `problems` to name."""
    texts = {name: getattr(record, name) for name in FIELD_NAMES}
    tidy: dict[str, Any] = {n: _tidy_text(n, v) for n, v in texts.items() if isinstance(v, str)}
    record = replace(record, **tidy)
    return replace(
        record,
        phone=_tidied(record.phone, normalise_phone),
        hours=_tidied(record.hours, lambda text: format_hours(parse_hours(text))),
        visiting=_tidied(record.visiting, lambda text: format_hours(parse_hours(text))),
        group_dates=tuple(_tidied(text, _tidy_group) or text for text in record.group_dates),
    )


def problems(record: Record) -> tuple[Problem, ...]:
    """Everything that is wrong with a record, in the order of its fields. Empty when it is fit to
    be saved."""
    found = [problem for check in CHECKS for problem in check(record)]
    return tuple(sorted(found, key=lambda problem: FIELD_NAMES.index(problem.field)))


def _tidy_text(name: str, text: str) -> str | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text or (None if name in EMPTY_IS_NONE else "")


def _tidied(text: str | None, tidy: Callable[[str], str]) -> str | None:
    if not text:
        return None
    try:
        return tidy(text)
    except (BadPhone, BadHours):
        return text


def _tidy_group(text: str) -> str:
    return format_group_date(parse_group_date(text))


def _check_choices(record: Record) -> Iterator[Problem]:
    choices = {
        "level": LEVELS,
        "status": STATUSES,
        "audience": AUDIENCES,
        "decision": DECISIONS,
        "grade": GRADES,
    }
    for name, allowed in choices.items():
        if (value := getattr(record, name)) not in allowed:
            yield Problem(name, f"”{value}” går inte. Välj ett av: {', '.join(allowed)}.")
    if not has_support_type(record.support_type):
        yield Problem("support_type", f"Stödtypen ”{record.support_type}” finns inte.")


def _check_terms(record: Record) -> Iterator[Problem]:
    for name, known, word in (("areas", AREAS, "Området"), ("stages", STAGES, "Skedet")):
        values = getattr(record, name)
        yield from (Problem(name, f"{word} ”{v}” finns inte.") for v in values if v not in known)
        if len(set(values)) < len(values):
            yield Problem(name, "Samma ord står två gånger.")
    for code in record.languages:
        if not LANGUAGE.match(code):
            yield Problem("languages", f"”{code}” är inte en språkkod. Skriv till exempel sv, fi.")


def _check_place(record: Record) -> Iterator[Problem]:
    if record.municipality and record.region:
        yield Problem("region", "Ange kommun eller region, inte båda.")
    if record.level == "municipality" and not record.municipality:
        yield Problem("municipality", "En kommunal kontakt behöver en kommunkod.")
    if record.postal_code and not POSTAL_CODE.match(record.postal_code):
        yield Problem("postal_code", "Postnumret har fem siffror, till exempel 123 45.")


def _check_phone(record: Record) -> Iterator[Problem]:
    if not record.phone:
        return
    try:
        normalise_phone(record.phone)
    except BadPhone:
        yield Problem("phone", f"”{record.phone}” är inte ett telefonnummer som går att ringa.")


def _check_hours(record: Record) -> Iterator[Problem]:
    for name in ("hours", "visiting"):
        if text := getattr(record, name):
            try:
                parse_hours(text)
            except BadHours as error:
                yield Problem(name, str(error))
    for text in record.group_dates:
        try:
            parse_group_date(text)
        except BadHours as error:
            yield Problem("group_dates", str(error))


def _check_addresses(record: Record) -> Iterator[Problem]:
    if record.email and not EMAIL.match(record.email):
        yield Problem("email", f"”{record.email}” är inte en e-postadress.")
    if record.url and not _is_web_address(record.url):
        yield Problem("url", "Webbadressen ska börja med https:// eller http://.")


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"\s", url)


def _check_text(record: Record) -> Iterator[Problem]:
    if not record.name.strip():
        yield Problem("name", "Namnet saknas.")
    for name in FIELD_NAMES:
        value = getattr(record, name)
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if isinstance(text, str) and (len(text) > LONGEST):
                yield Problem(name, f"Texten är {len(text)} tecken. Den får vara högst {LONGEST}.")
            elif isinstance(text, str) and CONTROL.search(text):
                yield Problem(name, "Texten innehåller tecken som inte går att visa.")


def _check_numbers(record: Record) -> Iterator[Problem]:
    if not 1 <= record.interval_days <= 3650:
        yield Problem("interval_days", "Kontrollera igen efter 1 till 3650 dagar.")
    for name in ("minimum_age", "maximum_age"):
        age = getattr(record, name)
        if age is not None and not 0 <= age <= 120:
            yield Problem(name, "Åldern ska vara mellan 0 och 120 år.")
    if _is_turned(record.minimum_age, record.maximum_age):
        yield Problem("maximum_age", "Den högsta åldern är lägre än den lägsta.")
    for name in ("verified_on", "source_date"):
        day = getattr(record, name)
        if day is not None and not date(2000, 1, 1) <= day <= date(2100, 1, 1):
            yield Problem(name, f"Datumet {day} är inte rimligt.")


def _is_turned(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and high < low


CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    _check_choices,
    _check_terms,
    _check_place,
    _check_phone,
    _check_hours,
    _check_addresses,
    _check_text,
    _check_numbers,
)
