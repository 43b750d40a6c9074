"""Texts that lie in data/ and are always the same: in the reader's language where there are words
for them, else marked as what they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from services.navigator.wording import find
from services.web.language.catalogue import gettext
from services.web.language.choice import current_language

ENGLISH = "small_talk.other_language"


@dataclass(frozen=True)
class Told:
    """A text with its language where that is not the page's (`lang`), and how it runs."""

    text: str
    lang: str | None = None
    dir: str | None = None

    @property
    def attributes(self) -> Markup:
        """` lang="ar" dir="rtl"` for the element that holds it; nothing where all is as around."""
        parts = (("lang", self.lang), ("dir", self.dir))
        return Markup("").join(
            Markup(' {}="{}"').format(name, value) for name, value in parts if value
        )


def told(text: str) -> Told:
    """A text of data/ as it is shown on this page."""
    foreign = _foreign().get(text.strip())
    if foreign:
        return foreign
    translated = gettext(text)
    if translated != text or not text:
        return Told(translated)
    return Told(text, **swedish())


def swedish() -> dict[str, str]:
    """The marks of Swedish words: none on a page that is in Swedish."""
    return {} if current_language().tag == "sv" else {"lang": "sv"}


def sv() -> Markup:
    """` lang="sv"` on a page that is not in Swedish."""
    return Told("", **swedish()).attributes


@cache
def _foreign() -> dict[str, Told]:
    rows = {
        row["text"]: Told(row["text"], row["lang"], "rtl" if row["dir"] == "rtl" else None)
        for row in find("languages").values()
    }
    return rows | {find(ENGLISH): Told(find(ENGLISH), "en")}
