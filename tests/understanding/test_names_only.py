"""A few words that say whom it is about, and nothing else."""

import pytest

from services.understanding.care import names_only
from services.understanding.concepts import Lexicon

LEXICON = Lexicon()


@pytest.mark.parametrize(
    "text", ["det är min mamma", "min sambo", "det gäller farfar", "om pappa", "mamma och pappa"]
)
def test_only_a_person_is_named(text: str) -> None:
    assert names_only(text, LEXICON.concepts(text))


@pytest.mark.parametrize(
    "text",
    [
        "mamma har demens",
        "pappa dog i natt",
        "vem ringer jag",
        "mamma brinner",
        "min fru blöder",
        "farfar sluddrar",
        "hjälp mamma",
        "det är om min mamma som bor i samma hus som vi",
    ],
)
def test_more_than_a_person_is_said(text: str) -> None:
    assert not names_only(text, LEXICON.concepts(text))
