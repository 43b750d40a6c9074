"""Open or closed, on ordinary days, at night, on holidays and when the clock changes."""

from datetime import UTC, date, datetime

import pytest

from services.registry.holiday import holiday_name
from services.registry.hours import STOCKHOLM
from services.registry.hours_notation import parse_hours
from services.registry.hours_text import hours_text, status_text

OFFICE = "mån-fre 09:00-15:00"
LUNCH = "mån-fre 09:00-11:00,13:00-15:00; tors 17:00-19:00"
NIGHT = "alla dagar 21:00-06:00"

MOMENTS = [
    (OFFICE, "2026-11-24 08:59", "öppnar kl. 9"),
    (OFFICE, "2026-11-24 09:00", "öppet nu, stänger kl. 15"),
    (OFFICE, "2026-11-24 14:59", "öppet nu, stänger kl. 15"),
    (OFFICE, "2026-11-24 15:00", "öppnar i morgon kl. 9"),
    (OFFICE, "2026-11-27 15:00", "öppnar på måndag kl. 9"),
    (OFFICE, "2026-11-28 12:00", "öppnar på måndag kl. 9"),
    (OFFICE, "2026-11-29 12:00", "öppnar i morgon kl. 9"),
    (LUNCH, "2026-11-24 11:30", "öppnar kl. 13"),
    (LUNCH, "2026-11-26 16:00", "öppnar kl. 17"),
    (LUNCH, "2026-11-26 18:00", "öppet nu, stänger kl. 19"),
    (NIGHT, "2026-11-24 20:59", "öppnar kl. 21"),
    (NIGHT, "2026-11-24 23:00", "öppet nu, stänger kl. 6"),
    (NIGHT, "2026-11-25 05:59", "öppet nu, stänger kl. 6"),
    (NIGHT, "2026-12-25 02:00", "öppet nu, stänger kl. 6"),
    ("dygnet runt", "2026-12-24 03:00", "dygnet runt"),
    (OFFICE, "2026-12-23 16:00", "öppnar på måndag kl. 9"),
    (OFFICE, "2026-12-24 10:00", "stängt i dag (julafton), öppnar på måndag kl. 9"),
    (OFFICE, "2026-12-31 10:00", "stängt i dag (nyårsafton), öppnar på måndag kl. 9"),
    (OFFICE, "2026-06-19 10:00", "stängt i dag (midsommarafton), öppnar på måndag kl. 9"),
    (OFFICE, "2026-01-06 10:00", "stängt i dag (trettondedag jul), öppnar i morgon kl. 9"),
    (OFFICE, "2026-05-14 10:00", "stängt i dag (kristi himmelsfärdsdag), öppnar i morgon kl. 9"),
    ("mån 09:00-10:00", "2026-12-14 11:00", "öppnar måndag 21 december kl. 9"),
    ("mån 09:00-10:00; 2026-12-21 stängt", "2026-12-14 11:00", "öppnar måndag 28 december kl. 9"),
    (f"{OFFICE}; 2026-11-24 09:00-11:00", "2026-11-24 12:00", "öppnar i morgon kl. 9"),
    (f"{OFFICE}; 2026-12-24 09:00-11:00", "2026-12-24 10:00", "öppet nu, stänger kl. 11"),
    ("mån-fre 09:00-15:00 (2026-06-01 till 2026-08-31)", "2026-11-24 10:00", "stängt"),
    ("mån-fre 09:00-12:30", "2026-11-24 10:00", "öppet nu, stänger kl. 12.30"),
    ("fre 16:00-00:00; lör 00:00-00:00; sön 00:00-12:00", "2026-11-28 03:00", "öppet nu"),
]


def stockholm(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize("hours, moment, expected", MOMENTS)
def test_the_status_at_a_moment(hours: str, moment: str, expected: str) -> None:
    assert status_text(parse_hours(hours), stockholm(moment)) == expected


@pytest.mark.parametrize(
    "utc, open_now",
    [
        ("2026-03-28 08:30", True),  # Saturday, winter time: 9.30
        ("2026-03-29 06:59", False),  # Sunday, summer time has begun: 8.59
        ("2026-03-29 07:00", True),  # 9.00 by the new clock
        ("2026-10-25 07:59", False),  # Sunday, winter time again: 8.59
        ("2026-10-25 08:00", True),
    ],
)
def test_the_clock_changes(utc: str, open_now: bool) -> None:
    hours = parse_hours("alla dagar 09:00-15:00")
    assert hours.status(datetime.fromisoformat(utc).replace(tzinfo=UTC)).open_now is open_now


@pytest.mark.parametrize(
    "utc, expected",
    [
        ("2026-03-28 23:30", "öppet nu, stänger kl. 6"),  # 0.30, before the hour that is missing
        ("2026-03-29 01:00", "öppet nu, stänger kl. 6"),  # 3.00, the hour after 1.59
        ("2026-03-29 03:59", "öppet nu, stänger kl. 6"),  # 5.59 by the new clock
        ("2026-03-29 04:00", "öppnar kl. 21"),
        ("2026-10-25 00:30", "öppet nu, stänger kl. 6"),  # 2.30 for the first time
        ("2026-10-25 01:30", "öppet nu, stänger kl. 6"),  # 2.30 for the second time
        ("2026-10-25 04:59", "öppet nu, stänger kl. 6"),
        ("2026-10-25 05:00", "öppnar kl. 21"),
    ],
)
def test_a_night_line_on_the_night_that_the_clock_changes(utc: str, expected: str) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert status_text(parse_hours(NIGHT), moment) == expected


def test_a_night_with_an_hour_more_is_an_hour_longer() -> None:
    status = parse_hours(NIGHT).status(stockholm("2026-10-24 22:00"))
    assert status.closes_at is not None
    length = status.closes_at.astimezone(UTC) - stockholm("2026-10-24 21:00").astimezone(UTC)
    assert length.total_seconds() == 10 * 3600


@pytest.mark.parametrize(
    "day, name",
    [
        ("2026-12-24", "julafton"),
        ("2026-12-25", "juldagen"),
        ("2026-12-31", "nyårsafton"),
        ("2027-06-25", "midsommarafton"),
        ("2026-06-06", "nationaldagen"),
        ("2026-11-24", None),
        ("2026-12-23", None),
    ],
)
def test_holidays_have_names(day: str, name: str | None) -> None:
    assert holiday_name(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    "notation, text",
    [
        (OFFICE, "mån–fre kl. 9–15"),
        (LUNCH, "mån–fre kl. 9–11 och 13–15, tors kl. 17–19"),
        (
            "mån-tis,tors-fre 10:00-15:00; ons,sön 18:00-21:00",
            "mån–tis, tors–fre kl. 10–15, ons, sön kl. 18–21",
        ),
        (NIGHT, "alla dagar kl. 21–6"),
        ("dygnet runt", "dygnet runt"),
        ("mån 08:30-16:00; 2026-12-23 stängt", "mån kl. 8.30–16"),
    ],
)
def test_hours_in_swedish(notation: str, text: str) -> None:
    assert hours_text(parse_hours(notation)) == text


def test_summer_hours_are_said_in_summer() -> None:
    hours = parse_hours(
        "mån-fre 09:00-15:00 ( till 2026-05-31); mån-fre 10:00-12:00 (2026-06-01 till 2026-08-31)"
    )
    assert hours_text(hours, date(2026, 7, 1)) == "mån–fre kl. 10–12"
    assert hours_text(hours, date(2026, 5, 4)) == "mån–fre kl. 9–15"
