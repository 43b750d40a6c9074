"""What must never be stored is masked, and nothing else is touched."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.understanding.redaction import LONGEST, clean, mask

PERSONS = """480312-1234
480312+1234
4803121234
480312 1234
480312 - 1234
19480312-1234
194803121234
19480312 1234
1948-03-12-1234
1948 03 12 1234
48 03 12-1234
480372-1234
19480372-1234
200101611234
070123-4567""".splitlines()

PHONES = """070-123 45 67
0701234567
070 123 45 67
070-1234567
+46701234567
+46 70 123 45 67
+46 (0)70 123 45 67
0046701234567
0046 70-123 45 67
08-123 45 67
08 12 34 56 78
0480-12 34 56
0480 - 123 45
(0480) 12 34 56
026/17 80 00
+358 40 123 4567""".splitlines()

OTHERS = [
    ("anna.b@exempel.se", "[e-post]"),
    ("a+b@mail.exempel.com", "[e-post]"),
    ("4539 1488 0343 6467", "[kortnummer]"),
    ("4539148803436467", "[kortnummer]"),
    ("SE35 5000 0000 0549 1000 0003", "[konto]"),
    ("SE3550000000054910000003", "[konto]"),
    ("bankgiro 5050-1055", "bankgiro [konto]"),
    ("bg: 123-4567", "bg: [konto]"),
    ("kontonummer 8327-9 123 456 789-0", "kontonummer [konto]"),
]

UNTOUCHED = """ring 112
1177 svarade inte
90101
116 111
116 016
113 13 eller 114 14
sedan 1998-2004
hon är 84, han 87
kl 08:30-16:00
öppet 0800-1600
klockan 07.30
62 000 kr
1 200 000 kr
2026-11-24
2026-11-24 14:30
24/11 2026
01-02-2026
den 5/6 och den 7/8
Waran 2,5 mg 3 gånger om dagen
Alvedon 500 mg 2x4
37,5 timmar
född 1948
född 480312
född 19480312
75 % av 4 000
postnummer 123 45
rum 14, avdelning 73
mål 1234-19
10-12 kilo på 3 veckor
2 000-3 000 kr i månaden
0,5 mg
paragraf 13 kap. 9 §
blodtryck 180/110
1, 2, 3, 4, 5, 6, 7, 8""".splitlines()


@pytest.mark.parametrize("number", PERSONS)
def test_a_personal_number_is_masked(number: str) -> None:
    assert mask(f"mamma {number} bor här") == "mamma [personnummer] bor här"


@pytest.mark.parametrize("number", PHONES)
def test_a_phone_number_is_masked(number: str) -> None:
    assert mask(f"ring mig på {number}, tack") == "ring mig på [telefon], tack"


@pytest.mark.parametrize(("text", "masked"), OTHERS)
def test_other_numbers_of_people_are_masked(text: str, masked: str) -> None:
    assert mask(f"Det är {text}.") == f"Det är {masked}."


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_tells_the_situation_stays(text: str) -> None:
    assert mask(text) == text


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", "-", "+", " "]), st.booleans())
def test_every_birthday_is_masked_in_every_spelling(born, last, mark, century) -> None:  # type: ignore[no-untyped-def]
    day = f"{born.year:04d}{born.month:02d}{born.day:02d}"
    if century and day[:2] not in ("18", "19", "20"):
        return
    number = f"{day if century else day[2:]}{mark}{last:04d}"
    assert str(number) not in mask(f"hon heter Eva {number} och")


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once) <= LONGEST and not once.startswith("/")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("/intent{'a': 1}", "intent{'a': 1}"),
        (" / /restart", "restart"),
        ("<b>mamma</b> är sjuk", "mamma är sjuk"),
        ("<script>alert(1)</script>hej", "alert(1) hej"),
        ("5 < 6 och <3 mamma", "5 < 6 och <3 mamma"),
        ("mam\x00ma\x07 \u200bbor  \t här", "mamma bor här"),
        ("hej\r\n\n  då", "hej\ndå"),
        ("x" * 5000, "x" * LONGEST),
        ("", ""),
        ("\ud800hej", "hej"),
    ],
)
def test_a_message_becomes_plain_text(text: str, plain: str) -> None:
    assert clean(text) == plain


PIECES = ["0", "1", "9", "-0", "0-", "+4", "a.", "@a", "<a", "</", "S1", "bg"]


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(PIECES), st.integers(1, 3))
def test_long_input_takes_no_time(piece: str, width: int) -> None:
    started = time.perf_counter()
    mask(clean(piece * width * 20_000, limit=40_000))
    assert time.perf_counter() - started < 1.0
