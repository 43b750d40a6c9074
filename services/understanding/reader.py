"""Reads a conversation: the one door into the understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from services.understanding.answered import asks_besides, find_question
from services.understanding.asked import weigh_reply
from services.understanding.choice import find_choice
from services.understanding.classifier import Classifier
from services.understanding.concepts import Lexicon
from services.understanding.enough import gave_up, says_little, still_astray, weigh_last
from services.understanding.evidence import borne_out
from services.understanding.heads import Reading
from services.understanding.language import detect_language, language_alarm
from services.understanding.mark import Mark, mark_turn
from services.understanding.memory import Memory
from services.understanding.place import find_municipality
from services.understanding.redaction import unmask
from services.understanding.relation import find_relation
from services.understanding.shares import blend, likely
from services.understanding.situation import Need, Situation, Turn
from services.understanding.support import chosen_first, rank_support, wished_first
from services.understanding.thread import Thread, follow_thread
from services.understanding.thresholds import Thresholds, read_thresholds
from services.understanding.traits import Traits
from services.understanding.triage import Triage, hear_triage, read_triage
from services.understanding.triage_rule import LEVELS
from services.understanding.writer import find_writer

REMEMBERED_TURNS = 8
EXHAUSTED = "carer_exhausted"
CORRECTING_WORDS = 6
# Earlier turns come again with each message; a reading is wanted twice within one.
MARKS_KEPT, READINGS_KEPT = 4096, 32
DETAILS = ("area", "stage")


@dataclass(frozen=True)
class Reader:
    """Everything that reading needs; thread-safe after the first message."""

    classifier: Classifier
    lexicon: Lexicon
    marks: Memory[Mark] = field(default_factory=lambda: Memory(MARKS_KEPT))
    seen: Memory[Reading] = field(default_factory=lambda: Memory(READINGS_KEPT))

    def read(self, turns: Sequence[Turn], page: str | None = None) -> Situation:
        """The situation after the last of ``turns`` (oldest first, at least one).

        ``page`` is the municipality code the page knows; it only helps to tell places apart.
        """
        turns = [replace(turn, text=unmask(turn.text)) for turn in turns[-REMEMBERED_TURNS:]]
        language = detect_language(turns[-1].text)
        if language != "sv":
            return _foreign([turn.text for turn in turns], language)
        return self._swedish(turns, page)

    def _swedish(self, turns: Sequence[Turn], page: str | None) -> Situation:
        limits = read_thresholds()
        texts = [turn.text for turn in turns]
        marks: list[Mark] = []
        for turn in turns:
            marks.append(self._mark(turn, not any(mark.tells for mark in marks)))
        thread = follow_thread(marks)
        last = self._see(texts[-1:])
        told = [texts[place] for place in thread.told]
        whole = self._see(told) if told != texts[-1:] else last
        tone = last if marks[-1].tells else whole
        triage = _triage([texts[place] for place in thread.alarming], whole, tone)
        kind = self._kind(marks[-1], thread, triage, page, texts[-1])
        astray = still_astray(marks, texts) if triage.level == "routine" else None
        concepts = frozenset().union(*(self.lexicon.concepts(text) for text in texts))
        exhausted = EXHAUSTED in concepts
        areas = self._areas(whole, concepts)
        if not areas and thread.earlier:
            areas = self._areas(self._see([texts[place] for place in thread.earlier]), concepts)
        shares = blend(whole.tasks["support"], last.tasks["support"], weigh_last(marks[-1], thread))
        if turns[-1].asked == "need" and marks[-1].tells and len(told) > 1:
            story = self._see(told[:-1]).tasks["support"]
            shares = weigh_reply(story, whole.tasks["support"], last.tasks["support"])
        needs = rank_support(shares, triage.level, own_support_first=exhausted)
        needs, wished = wished_first(needs, self.lexicon.concepts(texts[-1]))
        needs = chosen_first(
            needs, find_choice(turns[-1]) if turns[-1].asked not in DETAILS else None
        )
        sure = wished or (bool(needs) and needs[0].probability >= limits.sure_of_support)
        writer = find_writer(texts, whole, concepts, limits.sure_of_writer)
        # Whoever has no strength left, or is a child, is not asked more than must be.
        sure = sure or ((exhausted or writer == "child") and bool(areas))
        sure = sure and not says_little(told, self.lexicon)
        if not sure and turns[-1].asked is None:
            needs, sure = self._as_before(told, needs, limits)
        if kind == "situation" and triage.level == "routine":
            kind = "question" if asks_besides(texts[-1], last, needs) else kind
        asked = tuple(
            turn.asked
            for turn, mark in zip(turns, marks, strict=True)
            if turn.asked and mark.answers
        )
        asked_enough = len(asked) >= limits.most_questions or gave_up(turns[-1], marks[-1])
        return Situation(
            kind=astray or kind,
            triage=triage.level,
            triage_reason=triage.reason,
            areas=_chosen(turns, "area") or areas,
            stage=next(
                iter(_chosen(turns, "stage") or likely(whole, "stage", limits.sure_of_stage)), None
            ),
            relation=find_relation(texts),
            writer=writer,
            needs=needs,
            confidence=needs[0].probability if needs else 0.0,
            municipality=find_municipality(texts, page).code,
            question=find_question(last, kind),
            # Nothing but the weather: there is no answer that could be enough.
            enough=triage.level != "routine" or (not astray and (sure or asked_enough)),
            unsure_of=None if sure else "need",
            exhausted=exhausted,
            careful=triage.careful,
            concepts=tuple(sorted(concepts)),
            standing=thread.standing,
            asked=asked,
            turns=len(turns),
        )

    def _as_before(
        self, told: Sequence[str], needs: tuple[Need, ...], limits: Thresholds
    ) -> tuple[tuple[Need, ...], bool]:
        """The needs, and whether they are sure: a correction of a few words ("nej, min bror menar
        jag") leaves what was sure before as it was."""
        before = list(told[:-1])
        if not before or len(told[-1].split()) > CORRECTING_WORDS:
            return needs, False
        earlier = rank_support(self._see(before).tasks["support"], "routine")
        earlier, wished = wished_first(earlier, self.lexicon.concepts(before[-1]))
        sure = wished or earlier[0].probability >= limits.sure_of_support
        sure = sure and not says_little(before, self.lexicon)
        return (earlier, True) if sure else (needs, False)

    def _areas(self, reading: Reading, concepts: frozenset[str]) -> tuple[str, ...]:
        areas = likely(reading, "area", read_thresholds().sure_of_area)
        return borne_out(areas, reading.tasks["area"], concepts)

    def _see(self, texts: Sequence[str]) -> Reading:
        return self.seen.get(texts, lambda: self.classifier.read(texts))

    def _mark(self, turn: Turn, first: bool) -> Mark:
        def make() -> Mark:
            if detect_language(turn.text) != "sv":
                return Mark("other_language", language_alarm(turn.text) or "routine")
            return mark_turn(turn, self._see([turn.text]), self.lexicon, first)

        return self.marks.get([turn.text, turn.asked or "", str(first)], make)

    def _kind(self, mark: Mark, thread: Thread, triage: Triage, page: str | None, text: str) -> str:
        if triage.level != "routine":
            return "situation"
        if thread.calmed:
            return "relieved" if mark.ends else "thank_amid_alarm"
        if mark.kind == "outside" and find_municipality([text], page).code:
            return "situation"  # a place by itself answers where, whether or not it was asked
        return mark.kind


def _foreign(texts: Sequence[str], language: str) -> Situation:
    # Swedish in a hurry may look foreign: its own alarms, and those before it, are heard too.
    swedish = read_triage(texts, {})
    level = max(language_alarm(texts[-1]) or "routine", swedish.level, key=LEVELS.index)
    return Situation(
        kind="other_language" if level == "routine" else "situation",
        triage=level,
        triage_reason=swedish.reason,
        language=language,
        enough=True,
        turns=len(texts),
    )


def _triage(alarming: Sequence[str], whole: Reading, last: Reading) -> Triage:
    """The triage of the turns whose alarms may stand; routine when there are none."""
    return hear_triage(alarming, (whole, last)) if alarming else Triage("routine")


def _chosen(turns: Sequence[Turn], thing: str) -> tuple[str, ...]:
    """The area or the stage that was chosen by a button, the latest one; empty without any."""
    chosen = [find_choice(turn) for turn in turns if turn.asked == thing]
    return tuple(choice for choice in chosen[-1:] if choice)


def load_reader(path: Path) -> Reader:
    """A reader with the encoder and the lexicon of data/, and the classifier stored at ``path``.

    Raises FileNotFoundError, or ValueError on another format."""
    lexicon = Lexicon()
    return Reader(Classifier.load(path, Traits(lexicon)), lexicon)
