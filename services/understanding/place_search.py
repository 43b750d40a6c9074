"""Finds municipalities by what a person types into a search field."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from services.understanding.place_name import read_names
from services.understanding.place_spelling import fold

MOST = 8
CLOSE_ENOUGH = 75.0
LONGEST = 60
_ENDINGS = (" kommuns", " kommun", " stad")


def search_municipalities(words: str, most: int = MOST) -> tuple[str, ...]:
    """The codes that ``words`` may mean, likeliest first.

    ``words`` is a code, or a name, nickname or district, or something near one.
    """
    names = read_names()
    sought = _bare(words)
    if sought in names.municipalities:
        return (sought,)
    if not sought:
        return ()
    exact = [
        code
        for form in (sought, sought.removesuffix("s"))
        for place in names.by_key.get(form, ())
        for code in place.codes
    ]
    starts = [
        (len(name), code)
        for code, name in names.municipalities.items()
        if fold(name).startswith(sought)
    ]
    ranked = [*exact, *(code for _, code in sorted(starts)), *_near(sought, most)]
    return tuple(dict.fromkeys(ranked))[:most]


def _bare(words: str) -> str:
    sought = " ".join(fold(words[:LONGEST]).split())
    for ending in _ENDINGS:
        sought = sought.removesuffix(ending)
    return sought


def _near(sought: str, most: int) -> list[str]:
    if len(sought) < 3:
        return []
    by_key = read_names().by_key
    hits = process.extract(
        sought, by_key.keys(), scorer=fuzz.ratio, limit=2 * most, score_cutoff=CLOSE_ENOUGH
    )
    ordered = sorted(hits, key=lambda hit: (-hit[1], by_key[hit[0]][0].district))
    return [code for name, _, _ in ordered for place in by_key[name] for code in place.codes]
