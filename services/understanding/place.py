"""Reads which municipality the close one lives in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.understanding.place_mention import mentions_of
from services.understanding.place_name import PlaceName, read_names
from services.understanding.place_role import weigh
from services.understanding.place_weight import DECIDES, WARD


@dataclass(frozen=True)
class PlaceReading:
    """A municipality read from text.

    ``code`` (SCB) and ``name`` are None where none is named as a home; ``ambiguous`` holds the
    codes that the words may mean; ``quote`` the words themselves.
    """

    code: str | None = None
    name: str | None = None
    ambiguous: tuple[str, ...] = ()
    quote: str | None = None


@dataclass(frozen=True)
class _Weighed:
    weight: float
    turn: int
    place: PlaceName
    quote: str


def find_municipality(turns: Sequence[str], page: str | None = None) -> PlaceReading:
    """The close one's municipality after ``turns`` (oldest first).

    ``page`` is the code the page knows; it helps to tell places of one name apart, and outweighs
    a town where a hospital is all that is named.
    """
    weighed = [
        _Weighed(weigh(text, found, index), turn, mention.place, mention.quote(text))
        for turn, text, found in mentions_of(turns)
        for index, mention in enumerate(found)
    ]
    # What the page knows is worth more than the town of a hospital.
    least = DECIDES if page is None else WARD + 0.1
    homes = [one for one in weighed if one.weight >= least]
    if not homes:
        return PlaceReading()
    best = max((one.weight, one.turn) for one in homes)
    top = [one for one in homes if (one.weight, one.turn) == best]
    named = {code for one in weighed if len(one.place.codes) == 1 for code in one.place.codes}
    return _decide(top, named, page)


def _decide(top: list[_Weighed], named: set[str], page: str | None) -> PlaceReading:
    codes = tuple(dict.fromkeys(code for one in top for code in one.place.codes))
    quote = top[-1].quote
    known = [code for code in codes if code == page]
    if len(top) == 1 and len(codes) > 1:
        known += [code for code in codes if code in named] + _in_county(codes, page)
    shared = [code for code in codes if all(code in one.place.codes for one in top)]
    if len(shared) == 1 or known:
        code = (known or shared)[0]
        return PlaceReading(code, read_names().municipalities[code], (), quote)
    return PlaceReading(None, None, codes, quote)


def _in_county(codes: tuple[str, ...], page: str | None) -> list[str]:
    """The one candidate in the county of the page, if there is just one."""
    counties = read_names().counties
    near = [code for code in codes if page and counties[code] == counties.get(page)]
    return near if len(near) == 1 else []
