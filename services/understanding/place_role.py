"""How much a named place is the close one's home, from the words around it."""

from __future__ import annotations

from services.understanding.place_around import (
    find_subject,
    subject_after,
    words_around,
    words_between,
)
from services.understanding.place_event import (
    applies,
    happens_elsewhere,
    is_advice,
    is_long_ago,
    is_ward,
    mover,
    will_move,
)
from services.understanding.place_home import weigh_destination, weigh_origin, weigh_resident
from services.understanding.place_journey import journey
from services.understanding.place_name import read_words
from services.understanding.place_text import Mention, Text
from services.understanding.place_weight import (
    BARE,
    CONTRAST,
    CORRECTED,
    DECIDES,
    ORIGIN_HOME,
    PASSING,
    PLAIN,
    WARD,
)


def weigh(text: Text, mentions: list[Mention], index: int) -> float:
    """The weight of one of the places of a turn: at least ``DECIDES`` if it may be a home."""
    mention = mentions[index]
    before, after, whole = words_around(text, mentions, index)
    if mention.bare and len(mentions) == 1 and not find_subject([*before, *after]):
        return ORIGIN_HOME if "från" in text.low else BARE
    if {"inte", "ej"} & set(before[-3 if "kvar" in before[-2:] else -2 :]):
        return 0.0
    if _is_dated(text, mention) and not set(whole) & read_words()["moved"]:
        return PASSING
    if index and _is_joined(text, mentions[index - 1], mention):
        return weigh(text, mentions, index - 1)
    if (leg := journey(text, mentions, index)) is not None:
        return leg
    told_after = subject_after(after)
    first = told_after if after[:1] == ["bor"] else None
    subject = first or find_subject(before) or told_after or find_subject(whole)
    weight = _role(text, mention, before, after, subject, whole)
    if "utan" in before and "inte" in whole:
        weight += CONTRAST
    if _is_corrected(text, mention, before, after) and subject != "writer" and weight >= DECIDES:
        weight += CORRECTED
    return weight


def _is_dated(text: Text, mention: Mention) -> bool:
    """Whether a year of old days follows, as in "Falun 1974"."""
    year = text.at(mention.end)
    return len(year) == 4 and year.startswith("19")


def _is_joined(text: Text, one: Mention, other: Mention) -> bool:
    """Whether two places stand side by side, as in "Säffle Åmål" or "Växjö eller Kalmar"."""
    between = text.low[one.end : other.start]
    return len(between) <= 1 and all(word in ("och", "eller", "el", "o", ",") for word in between)


def _role(
    text: Text,
    mention: Mention,
    before: list[str],
    after: list[str],
    subject: str | None,
    whole: list[str],
) -> float:
    groups = read_words()
    near = frozenset(before[-7:])
    prep = before[-1] if before else ""
    home = bool(near & groups["home"]) or {"där", "bor"} <= set(after[:4])
    if _is_passing(before, after, subject, home, whole):
        return PASSING
    if prep in ("från", "ifrån", "frå", "ifrå"):
        far = near & {"mil", "närheten", "långt"}
        return PLAIN if far else weigh_origin(before, after, subject)
    if _is_goal(before) and not mention.kommun:
        subject = find_subject(mover(before)) or find_subject(mover(whole)) or subject
        return weigh_destination(near | frozenset(whole[-7:]), subject, applies(text.low))
    if prep == "mot" or ("på" in near and "väg" in near):
        return PASSING
    journey = near & groups["trip"] or {"semester", "besök", "kurs", "konferens"} & set(after[:3])
    own = subject == "close" and (find_subject(before) or before == whole)
    if journey and not own and not home and not mention.kommun:
        return PASSING
    if _is_care(before, home) and not mention.kommun:
        return WARD if is_ward(near) else PASSING
    return weigh_resident(text, mention, before, after, subject, home)


def _is_passing(
    before: list[str], after: list[str], subject: str | None, home: bool, whole: list[str]
) -> bool:
    near = set(before[-7:])
    if near & read_words()["past"] and not near & {"bor", "flyttat", "har"}:
        return True
    if before[-1:] == ["på"] and near & {"hejar", "håller"}:
        return True
    if {"tror", "att"} <= near and subject == "close":
        return True
    if is_long_ago(after) and not {*near, *whole[-9:]} & {"bor", "flyttade", "flyttat"}:
        return True
    return happens_elsewhere(before, home, subject) or is_advice(before, after)


def _is_care(before: list[str], home: bool) -> bool:
    """Whether it is the care that is there, and not a person named right before the place."""
    groups = read_words()
    near = set(before[-7:])
    told = set(before[-2:-1]) & groups["close"] and before[-3:-2] != ["på"]
    return bool(near & groups["care"] and not near & groups["scene"]) and not home and not told


def _is_goal(before: list[str]) -> bool:
    """Whether one goes or moves to the place; "bor ti" is where one lives."""
    led = before[-1:] and before[-1] in ("till", "te", "ti") and "bor" not in before[-3:]
    return bool(led) or will_move(before)


def _is_corrected(text: Text, mention: Mention, before: list[str], after: list[str]) -> bool:
    """Whether words of correction stand around the place, and no other place comes after them."""
    words = read_words()["correction"]
    start, end = text.sentence(mention.start, mention.end)
    last = len(after) >= len(words_between(text, mention.end, end)) or "inte" in after
    follows = set(after[:4]) & words or after[:2] in (["ska", "det"], ["skulle", "det"])
    ahead = set(before) | set(text.low[max(0, start - 4) : start])
    return bool((follows and last) or ahead & words)
