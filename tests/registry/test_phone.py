"""Numbers come in as people write them and go out as people say them."""

import pytest

from services.registry.phone import BadPhone, display_phone, normalise_phone

NUMBERS = [
    ("070-174 06 05", "+46701740605", "070-174 06 05"),
    ("0701740605", "+46701740605", "070-174 06 05"),
    ("+46 70 174 06 05", "+46701740605", "070-174 06 05"),
    ("0046701740605", "+46701740605", "070-174 06 05"),
    ("08–465 004 00", "+46846500400", "08-465 004 00"),
    ("031-390 06 00", "+46313900600", "031-390 06 00"),
    ("040-628 04 00", "+46406280400", "040-628 04 00"),
    ("0980-319 200", "+46980319200", "0980-31 92 00"),
    ("0200-239 500", "+46200239500", "0200-239 500"),
    ("0771-524 524", "+46771524524", "0771-524 524"),
    ("020-819 100", "+4620819100", "020-819 100"),
    ("020-22 22 33", "+4620222233", "020-22 22 33"),
    ("112", "112", "112"),
    ("1177", "1177", "1177"),
    ("90 101", "90101", "90101"),
    ("90390", "90390", "90 390"),
    ("116 016", "116016", "116 016"),
    ("114 14", "11414", "114 14"),
    ("+45 33 12 34 56", "+4533123456", "+45 33 12 34 56"),
]


@pytest.mark.parametrize("written, normal, shown", NUMBERS)
def test_a_number_is_normalised_and_shown(written: str, normal: str, shown: str) -> None:
    assert normalise_phone(written) == normal
    assert display_phone(normal) == shown
    assert normalise_phone(shown) == normal


@pytest.mark.parametrize(
    "text", ["", "ring mig", "12", "118 118", "070", "0" * 40, "070-174 06 05 12"]
)
def test_what_is_not_a_number_is_refused(text: str) -> None:
    with pytest.raises(BadPhone):
        normalise_phone(text)
