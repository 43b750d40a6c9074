"""Days when Swedish offices are closed: public holidays, and the three eves."""

from datetime import date
from functools import cache

import holidays

EVES = {(12, 24): "julafton", (12, 31): "nyårsafton"}


@cache
def _public_holidays(year: int) -> dict[date, str]:
    days = holidays.country_holidays("SE", years=year, language="sv")
    return {day: name.lower() for day, name in days.items()}


def holiday_name(day: date) -> str | None:
    """The Swedish name of the holiday or eve, None on an ordinary day."""
    if name := EVES.get((day.month, day.day)):
        return name
    if _is_midsummer_eve(day):
        return "midsommarafton"
    return _public_holidays(day.year).get(day)


def _is_midsummer_eve(day: date) -> bool:
    return day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
