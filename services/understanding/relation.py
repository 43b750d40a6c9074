"""Who the conversation is about, seen from the one who writes: "mother", "partner", "son" …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from services.understanding.concepts import Lexicon, Match

RELATIONS = (
    "mother",
    "father",
    "parents",
    "partner",
    "son",
    "daughter",
    "adult_child",
    "child",
    "sibling",
    "grandparent",
    "grandchild",
    "other_kin",
    "friend",
)
# What shows that a person is the one in need, and that a person is not.
NEEDS = frozenset(
    (
        "dementia",
        "memory_loss",
        "stroke",
        "cancer",
        "heart_disease",
        "lung_or_kidney_disease",
        "diabetes",
        "neurological_disease",
        "fracture",
        "frailty",
        "depression",
        "psychotic_illness",
        "bipolar",
        "anxiety",
        "self_harm",
        "eating_disorder",
        "autism",
        "adhd",
        "intellectual_disability",
        "physical_disability",
        "deaf_or_blind",
        "alcohol",
        "drugs",
        "medicine_abuse",
        "gambling",
        "gaming",
        "pain",
        "fever_or_infection",
        "falls",
        "wandering",
        "aggression",
        "incontinence",
        "eats_badly",
        "hygiene",
        "hospital",
        "discharge",
        "care_home",
        "home_help",
        "refuses_help",
        "death",
        "death_wish",
        "violence",
        "missing",
        "unresponsive",
        "lives_alone",
        "end_of_life",
    )
)
CORRECTIONS = ("menar jag", "jag menar", "jag menade", "menade jag", "fel av mig", "nej det är min")
WELL = ("frisk", "mår bra", "är pigg", "hjälper till", "hjälper mig", "ringde", "säger", "sa att")


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


def find_relation(texts: Sequence[str]) -> str | None:
    """The relation that the turns (oldest first) are about, one of ``RELATIONS``, or None.

    A later turn that corrects ("nej, min bror menar jag") wins; else the person with most signs of
    need beside them, and among equals the one named first.
    """
    best: tuple[float, str] | None = None
    for text in texts:
        scores = _scores(text)
        if scores and (best is None or _corrects(text)):
            best = max(scores, key=lambda row: row[0])
        elif scores and best is not None:
            best = max([best, *scores], key=lambda row: row[0])
    return best[1] if best else None


def _scores(text: str) -> list[tuple[float, str]]:
    """Each person named, in order, with the weight of what is told of them."""
    found = _lexicon().find(text)
    people = [match for match in found if match.concept in RELATIONS]
    rows = []
    for place, person in enumerate(people):
        clause = _clause(text, person, people[place + 1 :])
        rows.append((_weight(clause, person, found, len(clause)), person.concept))
    return rows


def _clause(text: str, person: Match, later: Sequence[Match]) -> str:
    """From the person on to the next person or the end of the sentence."""
    end = next((match.start for match in later if match.start >= person.end), len(text))
    stops = [
        place for mark in (".", "!", "?", " men ") if (place := text.find(mark, person.end)) > 0
    ]
    return text[person.start : min([end, *stops])]


def _weight(clause: str, person: Match, found: Sequence[Match], length: int) -> float:
    end = person.start + length
    inside = [m for m in found if person.start <= m.start < end and not m.negated]
    signs = len({match.concept for match in inside if match.concept in NEEDS})
    well = any(word in clause.lower() for word in WELL)
    return signs - 1.0 * well + (0.5 if clause.lower().startswith("min") else 0.0)


def _corrects(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in CORRECTIONS) or lower.startswith(("nej", "nä "))


def list_people(text: str) -> Iterator[Match]:
    """Every person named in a text, in order."""
    return (match for match in _lexicon().find(text) if match.concept in RELATIONS)
