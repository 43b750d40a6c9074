"""How much a named place is the close one's home, from the words around it."""

from __future__ import annotations

from services.understanding.place_event import (
    applies,
    happens_elsewhere,
    is_advice,
    is_helper,
    is_long_ago,
    is_ward,
    mover,
    will_move,
)
from services.understanding.place_journey import journey
from services.understanding.place_mention import Mention, Text
from services.understanding.place_name import read_words

DECIDES = 2.0
WARD = 2.2
HOME, CLOSE, MOVED, HOUSEHOLD, ASKED, PLAIN = 9.0, 8.0, 8.5, 6.5, 6.0, 5.0
WRITER, ORIGIN_HOME, VISIT, PASSING = 3.0, 3.5, 2.5, 1.0
CORRECTED, CONTRAST, BARE, APPLIED = 10.0, 3.0, 12.0, 0.8
HELPER, STUDENT, TELLER = -0.7, 5.9, 4.0


def weigh(text: Text, mentions: list[Mention], index: int) -> float:
    """The weight of one of the places of a turn: at least ``DECIDES`` if it may be a home."""
    mention = mentions[index]
    before, after, whole = _around(text, mentions, index)
    if mention.bare and len(mentions) == 1 and not _subject([*before, *after]):
        return ORIGIN_HOME if "från" in text.low else BARE
    if {"inte", "ej"} & set(before[-3 if "kvar" in before[-2:] else -2 :]):
        return 0.0
    if index and _is_joined(text, mentions[index - 1], mention):
        return weigh(text, mentions, index - 1)
    if (leg := journey(text, mentions, index)) is not None:
        return leg
    told_after = _subject_after(after)
    first = told_after if after[:1] == ["bor"] else None
    subject = first or _subject(before) or told_after or _subject(whole)
    weight = _role(text, mention, before, after, subject, whole)
    if "utan" in before and "inte" in whole:
        weight += CONTRAST
    if _is_corrected(text, mention, before, after) and subject != "writer" and weight >= DECIDES:
        weight += CORRECTED
    return weight


def _around(
    text: Text, mentions: list[Mention], index: int
) -> tuple[list[str], list[str], list[str]]:
    """Words back to the place before, words on to the next, and the sentence up to here."""
    mention = mentions[index]
    first, last = text.sentence(mention.start, mention.end)
    if text.at(last) == ")":
        last = text.sentence(last + 1, last + 1)[1]
    left = max([first, *(one.end for one in mentions[:index])])
    right = min([last, *(one.start for one in mentions[index + 1 :])])
    return (
        _words(text, left, mention.start),
        _words(text, mention.end, right),
        _words(text, first, mention.start),
    )


def _is_joined(text: Text, one: Mention, other: Mention) -> bool:
    """Whether two places stand side by side, as in "Säffle Åmål" or "Växjö eller Kalmar"."""
    between = text.low[one.end : other.start]
    return len(between) <= 1 and all(word in ("och", "eller", "el", "o", ",") for word in between)


def _words(text: Text, start: int, end: int) -> list[str]:
    """The words and commas there, without the "jag" of "jag menar" and "jag tror"."""
    said = [at for at in range(start, end) if text.at(at).isalpha() or text.at(at) == ","]
    thinks = {"menar", "menade", "tror"}
    beside = {at for at in said if {text.at(at - 1), text.at(at + 1)} & thinks}
    return [text.at(at) for at in said if not (at in beside and text.at(at) == "jag")]


def _subject(words: list[str]) -> str | None:
    """Whom the words speak of last: "writer", "household" or "close"."""
    groups = read_words()
    for word in reversed(words):
        for name in ("household", "close", "writer"):
            if word in groups[name]:
                return name
    return None


def _subject_after(words: list[str]) -> str | None:
    """Whom "i Kiruna bor mamma" speaks of: the verb must follow at once."""
    verbs = ("bor", "har", "finns", "är", "sitter", "lever")
    return _subject(words[1:4][::-1]) if words[:1] and words[0] in verbs else None


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
        return PLAIN if far else _origin(near, after, subject)
    if _is_goal(before) and not mention.kommun:
        subject = _subject(mover(before)) or _subject(mover(whole)) or subject
        return _destination(near | frozenset(whole[-7:]), subject, applies(text.low))
    if prep == "mot" or ("på" in near and "väg" in near):
        return PASSING
    if _is_care(before, home) and not mention.kommun:
        return WARD if is_ward(near) else PASSING
    journey = near & groups["trip"] or {"semester", "besök", "kurs", "konferens"} & set(after[:3])
    own = subject == "close" and (_subject(before) or before == whole)
    if journey and not own and not home and not mention.kommun:
        return PASSING
    return _resident(text, mention, before, after, subject, home)


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
    told = before[-2:-1] and before[-2] in groups["close"]
    return bool(near & groups["care"] and not near & groups["scene"]) and not home and not told


def _is_goal(before: list[str]) -> bool:
    """Whether one goes or moves to the place; "bor ti" is where one lives."""
    led = before[-1:] and before[-1] in ("till", "te", "ti") and "bor" not in before[-3:]
    return bool(led) or will_move(before)


def _origin(near: frozenset[str], after: list[str], subject: str | None) -> float:
    if subject == "close" and "kommer" in near:
        return PASSING
    if near & read_words()["from_home"]:
        return PASSING if {"till", "bor"} & set(after) else ORIGIN_HOME
    return PASSING


def _destination(near: frozenset[str], subject: str | None, asked: bool) -> float:
    words = read_words()
    if near & words["moved"] and not near & {"inte", "aldrig"}:
        if subject == "writer" and near & words["close"] and "från" not in near:
            subject = "close"
        weight = {"writer": WRITER + 0.5, "household": HOUSEHOLD + 0.5}.get(subject or "", MOVED)
        # Who applies for a place where one means to move is answered there.
        planned = near & {"ska", "skall", "flyttar", "flyttas"} and not near & words["wish"]
        if asked or planned:
            return weight + APPLIED
        return min(weight, PLAIN - 1) if near & words["wish"] else weight
    return PLAIN if "hör" in near else PASSING


def _resident(
    text: Text,
    mention: Mention,
    before: list[str],
    after: list[str],
    subject: str | None,
    home: bool,
) -> float:
    words = read_words()
    near = before[-5:]
    if "hemma" in near or "hem" in near:
        return WRITER if subject == "writer" and "hemma" not in near[-2:] else HOME
    if {"hos"} & set(near) and subject in ("writer", "close", "household"):
        guest = set(near) & words["host"] and not {"bor"} & set(before)
        return VISIT if guest or "sitter" in before else CLOSE
    extra = 0.5 if home else 0.0
    if subject == "close":
        return _close(text, before, after) + extra
    if subject == "household":
        return HOUSEHOLD + extra
    if subject == "writer":
        return WRITER + extra
    if mention.kommun or set(near) & words["ask"]:
        return ASKED
    return PLAIN + extra


def _close(text: Text, before: list[str], after: list[str]) -> float:
    """The weight of a close one's place: least where that one only helps, tells or studies."""
    words = read_words()
    if is_helper(before, after):
        return PASSING if set(text.low) & words["partners"] else TELLER
    if set(before[-6:]) & words["studies"]:
        return STUDENT if set(text.low) & words["partners"] else CLOSE + HELPER
    named = [word for word in before[-5:] if word in words["close"]]
    return CLOSE + HELPER if named and named[-1] in words["helpers"] else CLOSE


def _is_corrected(text: Text, mention: Mention, before: list[str], after: list[str]) -> bool:
    """Whether words of correction stand around the place, and no other place comes after them."""
    words = read_words()["correction"]
    start, end = text.sentence(mention.start, mention.end)
    last = len(after) >= len(_words(text, mention.end, end)) or "inte" in after
    follows = set(after[:4]) & words or after[:2] in (["ska", "det"], ["skulle", "det"])
    ahead = set(before) | set(text.low[max(0, start - 4) : start])
    return bool((follows and last) or ahead & words)
