"""The names of places: municipalities, nicknames, districts and villages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.understanding.place_spelling import agrees, fold, modern, plain
from services.understanding.word_form import ORDINARY

FOLDER = Path(__file__).resolve().parents[2] / "data" / "places"
SHORTEST_MISSPELT = 5
LONG_NAME = 8


@dataclass(frozen=True)
class PlaceName:
    """One name of a place: ``codes`` has more than one where the name is found in many places."""

    name: str
    codes: tuple[str, ...]
    district: bool = False


@dataclass(frozen=True)
class PlaceNames:
    """All names, by their folded form (lower case, without diacritics, blanks for hyphens)."""

    by_key: dict[str, tuple[PlaceName, ...]]
    municipalities: dict[str, str]
    counties: dict[str, str]
    first_words: frozenset[str]

    def find(self, words: Sequence[str]) -> PlaceName | None:
        """The place that these words name, in any case; diacritics, genitive s may lack."""
        text = " ".join(words).casefold()
        exact = self._exact(text) or (self._exact(text[:-1]) if text.endswith("s") else None)
        return exact or self._old(fold(text))

    def _old(self, key: str) -> PlaceName | None:
        fits = [name for now in modern(key) for name in self.by_key.get(now, ())]
        return fits[0] if fits else None

    def _exact(self, text: str) -> PlaceName | None:
        fits = [name for name in self.by_key.get(fold(text), ()) if agrees(text, name.name)]
        fits.sort(key=lambda name: plain(name.name) != text)
        return fits[0] if fits else None

    def may_begin(self, word: str) -> bool:
        """Whether some name begins with this word: a quick no for most words."""
        key = fold(word)
        forms = (key, key.removesuffix("s"), *modern(key))
        return any(form in self.first_words for form in forms)

    def short(self, word: str) -> PlaceName | None:
        """The one municipality whose name begins so: "Hässle", "Oskarsh"."""
        key = fold(word)
        if len(key) < SHORTEST_MISSPELT:
            return None
        hits = {code for code, name in self.municipalities.items() if fold(name).startswith(key)}
        return PlaceName(word, tuple(hits)) if len(hits) == 1 else None

    def near(self, word: str, most: int = 2) -> PlaceName | None:
        """The one place that a misspelt word must mean, or None: ``most`` letters may be wrong."""
        key = fold(word)
        for form in (key, key[:-1]) if key.endswith("s") else (key,):
            if len(form) >= SHORTEST_MISSPELT and (found := self._nearest(form, most)):
                return found
        return None

    def _is_nickname(self, key: str, place: PlaceName) -> bool:
        """Whether it is a short form, too near to many words to be sought by likeness."""
        code = place.codes[0]
        return (
            len(key) < LONG_NAME and not place.district and self.municipalities[code] != place.name
        )

    def _nearest(self, key: str, most: int) -> PlaceName | None:
        most = most if len(key) >= LONG_NAME else 1
        hits = process.extract(key, self.by_key.keys(), scorer=OSA.distance, score_cutoff=most)
        places = [
            (far, place)
            for name, far, _ in hits
            for place in self.by_key[name]
            if _may_be(key, name, place, int(far)) and not self._is_nickname(name, place)
        ]
        best = [place for far, place in places if far == min(far for far, _ in places)]
        towns = [place for place in best if not place.district] or best
        return towns[0] if len({place.codes for place in towns}) == 1 else None


def _may_be(key: str, name: str, place: PlaceName, far: int) -> bool:
    if len(name) < SHORTEST_MISSPELT or (far > 1 and len(name) < LONG_NAME):
        return False
    if (far > 1 or place.district) and key[0] != name[0]:
        return False
    longer = key.startswith(name) and key[len(name) :] in ("en", "n", "et", "na", "are", "bo")
    return not longer and not (place.district and far > 1)


@cache
def read_names() -> PlaceNames:
    """The names of data/places, read once."""
    rows = read_places("municipalities")
    districts = read_places("districts")
    names = [PlaceName(name, (row["code"],)) for row in rows for name in _names(row)]
    names += [
        PlaceName(name, (code,), True)
        for code, listed in districts["districts"].items()
        for name in listed
    ]
    names += [PlaceName(name, tuple(codes), True) for name, codes in districts["ambiguous"].items()]
    index: dict[str, tuple[PlaceName, ...]] = {}
    for name in names:
        index[fold(name.name)] = (*index.get(fold(name.name), ()), name)
    return PlaceNames(
        index,
        {row["code"]: row["name"] for row in rows},
        {row["code"]: row["county"] for row in rows},
        frozenset(key.split()[0] for key in index),
    )


def _names(row: dict[str, Any]) -> list[str]:
    names = [row["name"], *row.get("also", [])]
    regular = row["genitive"] in (row["name"], row["name"] + "s")
    return names if regular else [*names, row["genitive"]]


def read_places(name: str) -> Any:
    """What stands in data/places/<name>.yml."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=loader)


@cache
def read_words() -> dict[str, frozenset[str]]:
    """The words around a place, by group."""
    return {group: frozenset(words) for group, words in read_places("words").items()}


@cache
def read_ordinary() -> frozenset[str]:
    """Words that are right as they stand, never a misspelt name."""
    return frozenset(ORDINARY.read_text(encoding="utf-8").split())
