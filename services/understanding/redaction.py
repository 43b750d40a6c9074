"""Takes out of a message what must never be stored: numbers of people, phones, mail, cards."""

from __future__ import annotations

import re

LONGEST = 2000

# What is not text: control characters, halves of characters, and marks that show nothing.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^[\s/]+")

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[A-Za-z0-9ÅÄÖåäö-]{1,63}(?:\.[A-Za-zÅÄÖåäö0-9-]{1,63}){1,4}"
)
_IBAN = re.compile(
    r"(?<!\w)(?:[A-Za-z]{2}\d{2}(?: ?\d{4}){3,7}(?: ?\d{1,3})?"
    r"|[A-Za-z]{2}\d{2}[A-Za-z0-9]{11,30})(?!\w)"
)
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![ -]?\d)")
_ACCOUNT = re.compile(
    r"\b((?:bankgiro|plusgiro|postgiro|bg|pg|konto|bankkonto|clearing)(?:nummer|numret|nr)?"
    r"[ :.]{0,3}(?:nummer|numret|nr|är)?[ :.]{0,3})\d(?:[ .,-]{0,2}\d){4,17}",
    re.IGNORECASE,
)
# Year, month and day of birth (day + 60 for a samordningsnummer), then four digits.
_PERSON = re.compile(
    r"(?<![\d-])(?:(?:18|19|20)[ -]?)?\d{2}[ -]?(?:0[1-9]|1[0-2])"
    r"[ -]?(?:[06][1-9]|[1278]\d|[39][01]) ?[-+–]? ?\d{4}(?![ -]?\d)"
)
_DATE = r"(?!(?:0[1-9])[-/ ](?:0[1-9]|1[0-2])[-/ ](?:18|19|20)\d\d(?!\d))"
_HOURS = r"(?!0\d[0-5]\d ?[-–] ?(?:[01]\d|2[0-4])[0-5]\d(?!\d))"
_GAP = r"(?: ?[-–/] ?| {0,2})"
_PHONE = re.compile(
    rf"(?<![\d.,:+-]){_DATE}{_HOURS}"
    rf"(?:(?:\+|00)46{_GAP}(?:\(0\))?{_GAP}\d(?:{_GAP}\d){{6,10}}|\+\d(?:[ -]?\d){{7,13}}"
    rf"|\(?0[1-9]\d{{0,2}}\)?(?:{_GAP}\d){{5,9}})(?![-/]?\d)(?! ?(?:kr|kronor)\b)"
)


_COVERED = re.compile(r" ?\[(?:personnummer|telefon|e-post|kortnummer|konto)\] ?")


def mask(text: str) -> str:
    """``text`` with "[personnummer]", "[telefon]", "[e-post]", "[kortnummer]" or "[konto]" instead.

    Short codes, years, ages, times, doses, amounts and dates stay as they are.
    """
    text = _MAIL.sub("[e-post]", text)
    text = _IBAN.sub(lambda found: "[konto]" if _is_iban(found[0]) else found[0], text)
    text = _CARD.sub(lambda found: "[kortnummer]" if _is_card(found[0]) else found[0], text)
    text = _ACCOUNT.sub(r"\1[konto]", text)
    text = _PERSON.sub(lambda found: found[0] if _is_mobile(found[0]) else "[personnummer]", text)
    return _PHONE.sub(lambda found: "[telefon]" if _is_phone(found[0]) else found[0], text)


def unmask(text: str) -> str:
    """``text`` without what ``mask`` put in: a covered number tells nothing of the situation."""
    return _COVERED.sub(" ", text).strip() or text


def clean(text: str, limit: int = LONGEST) -> str:
    """``text`` as plain text: no tags, nothing unseen, no leading "/", at most ``limit`` long.

    Runs of white space become one space, or one line break where there was one.
    """
    text = _TAG.sub(" ", _UNSEEN.sub("", text))
    text = _SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", text)
    return _LEADING.sub("", text)[:limit].rstrip()


def _digits(text: str) -> list[int]:
    return [int(letter) for letter in text if letter.isdecimal()]


def _is_mobile(text: str) -> bool:
    """Whether ten digits in a row are more like a mobile number than like someone born in 2007."""
    return text.startswith("07") and text.isdecimal()


def _is_phone(text: str) -> bool:
    return 7 <= len(_digits(text)) <= 15


def _is_card(text: str) -> bool:
    digits = _digits(text)[::-1]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_iban(text: str) -> bool:
    plain = "".join(text.split()).upper()
    if not plain.isascii():
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
