"""The score: what the played cases show, measure by measure, as contract section 7 names them."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from services.command.relative import Played
from services.vocabulary import has_support_type, parent_or_self

PHONE = re.compile(r"\+?\d(?:[\s-]?\d){4,}|\b(?:112|1177)\b")
Verdict = Callable[[Played], float | None]
"""What a case shows of a measure: 1 or 0 (or a number), None where it says nothing."""


@dataclass(frozen=True)
class Measure:
    """The mean of a measure over the `n` cases that say something of it."""

    name: str
    value: float | None
    n: int

    def __str__(self) -> str:
        value = math.nan if self.value is None else self.value
        return f"{self.name} {value:.3f} {self.n}"


def expect(played: Played, key: str) -> Any:
    return (played.case.get("expect") or {}).get(key)


def contacts(played: Played) -> list[str]:
    """The support types of the answer's contacts, in order."""
    listed = (played.answer or {}).get("contacts") or []
    return [str(contact["support_type"]) for contact in listed]


def matches(found: str, wanted: Iterable[str]) -> bool:
    """Whether `found` is one of `wanted`, where a finer type counts as its parent."""
    wanted = list(wanted)
    return found in wanted or any(coarse(found) & coarse(one) for one in wanted)


def coarse(support_type: str) -> set[str]:
    """What the type counts as: itself, or its parent by day and its parent after hours."""
    if not has_support_type(support_type):
        return {support_type}
    return {parent_or_self(support_type, after_hours=late) for late in (False, True)}


def first_contact(played: Played) -> float | None:
    wanted = expect(played, "first_any")
    return float(any(matches(one, wanted) for one in contacts(played)[:1])) if wanted else None


def included(played: Played) -> float | None:
    wanted = expect(played, "include_any")
    return float(any(matches(one, wanted) for one in contacts(played))) if wanted else None


def harmful_first(played: Played) -> float | None:
    unwanted = expect(played, "not_first")
    if not unwanted:
        return None
    right = expect(played, "first_any") or []
    first = contacts(played)[:1]
    return float(any(matches(one, unwanted) and not matches(one, right) for one in first))


def triage_found(level: str, enough: tuple[str, ...]) -> Verdict:
    """A recall: of the cases that are `level`, those answered with one of `enough`."""

    def verdict(played: Played) -> float | None:
        if expect(played, "triage") != level:
            return None
        return float((played.answer or {}).get("triage") in enough)

    return verdict


def false_danger(played: Played) -> float | None:
    if expect(played, "triage") == "danger":
        return None
    alarm = (played.answer or {}).get("triage") == "danger"
    return float(alarm or contacts(played)[:1] == ["larm_112"])


def municipality(played: Played) -> float | None:
    code = expect(played, "municipality")
    return float((played.answer or {}).get("municipality") == code) if code else None


def turns(played: Played) -> float | None:
    if not expect(played, "first_any"):
        return None
    return float(played.first_answer_after or len(played.sent))


def no_phone(played: Played) -> float | None:
    if not expect(played, "no_phone"):
        return None
    return float(not played.answer and not PHONE.search(played.text))


def must_say(played: Played) -> float | None:
    stems = expect(played, "must_say")
    text = played.text.lower()
    return float(all(stem in text for stem in stems)) if stems else None


MEASURES: dict[str, Verdict] = {
    "first_contact": first_contact,
    "included": included,
    "harmful_first": harmful_first,
    "danger_recall": triage_found("danger", ("danger",)),
    "urgent_recall": triage_found("urgent", ("urgent", "danger")),
    "false_danger": false_danger,
    "municipality": municipality,
    "turns_mean": turns,
}
OWN_MEASURES: dict[str, Verdict] = {"no_phone": no_phone, "must_say": must_say}
"""Shown only where a file has cases for them: the project's own sets do."""


def measure(played: list[Played]) -> list[Measure]:
    """The table: the contract's eight measures in its order, then the project's own."""
    table = [mean(name, verdict, played) for name, verdict in MEASURES.items()]
    own = [mean(name, verdict, played) for name, verdict in OWN_MEASURES.items()]
    return table + [one for one in own if one.n]


def mean(name: str, verdict: Verdict, played: list[Played]) -> Measure:
    shown = [value for value in map(verdict, played) if value is not None]
    return Measure(name, sum(shown) / len(shown) if shown else None, len(shown))


def verdicts(played: Played) -> dict[str, float]:
    """Every measure that one case says something of."""
    everything = MEASURES | OWN_MEASURES
    found = {name: verdict(played) for name, verdict in everything.items()}
    return {name: value for name, value in found.items() if value is not None}
