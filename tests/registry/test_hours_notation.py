"""Hours are read as people write them and kept in one form."""

import pytest

from services.registry.group_date import format_group_date, parse_group_date
from services.registry.hours_notation import BadHours, format_hours, parse_hours

READ = [
    ("mån-fre 9-15", "mån-fre 09:00-15:00"),
    ("Måndag–fredag kl. 9–15", "mån-fre 09:00-15:00"),
    ("mån – fre 9.00 – 15.30", "mån-fre 09:00-15:30"),
    ("vardagar 9-11 och 13-15", "mån-fre 09:00-11:00,13:00-15:00"),
    ("vardagar kl 9-11", "mån-fre 09:00-11:00"),
    ("Måndagar och onsdagar kl. 10-12", "mån,ons 10:00-12:00"),
    ("mån,ons,fre 10:00-12:00\ntors 17-19", "mån,ons,fre 10:00-12:00; tors 17:00-19:00"),
    ("Dygnet runt", "dygnet runt"),
    ("alla dagar 0-24", "dygnet runt"),
    ("alla dagar 21-06", "mån-sön 21:00-06:00"),
    ("mån 9-12; 2026-12-23 stängt", "mån 09:00-12:00; 2026-12-23 stängt"),
    ("mån 9-12; 2026-12-21 10-11", "mån 09:00-12:00; 2026-12-21 10:00-11:00"),
    (
        "mån 9-12 (2026-06-01 till 2026-08-31)",
        "mån 09:00-12:00 (2026-06-01 till 2026-08-31)",
    ),
]

REFUSED = [
    ("", "tom"),
    ("måx 9-15", "veckodag"),
    ("mån 9", "klockslag"),
    ("hej", "klockslag"),
    ("mån 9-25", "finns inte"),
    ("mån 9-9", "samma tid"),
    ("fre-mån 9-15", "följd"),
    ("mån-fre 9-12; ons 11-13", "överlappar"),
    ("2026-13-01 stängt", "finns inte"),
]


@pytest.mark.parametrize("text, notation", READ)
def test_hours_are_read(text: str, notation: str) -> None:
    assert format_hours(parse_hours(text)) == notation
    assert parse_hours(notation) == parse_hours(text)


@pytest.mark.parametrize("text, word", REFUSED)
def test_what_cannot_be_read_says_why(text: str, word: str) -> None:
    with pytest.raises(BadHours, match=word):
        parse_hours(text)


@pytest.mark.parametrize(
    "text", ["2026-12-03 14:00-16:00 Demensgruppen", "2026-12-03", "2026-12-03 Utflykt"]
)
def test_group_dates_keep_their_form(text: str) -> None:
    assert format_group_date(parse_group_date(text)) == text


@pytest.mark.parametrize("text", ["3 december", "2026-02-30", "2026-12-03 25:00-26:00 Café"])
def test_a_group_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadHours):
        parse_group_date(text)
