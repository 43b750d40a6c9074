"""Reads a conversation: the one door into the understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from services.understanding.answered import asks_besides, find_question
from services.understanding.asked import weigh_reply
from services.understanding.care import names_only
from services.understanding.classifier import Classifier
from services.understanding.concepts import Lexicon
from services.understanding.enough import gave_up, says_little, still_astray, weigh_last
from services.understanding.evidence import borne_out
from services.understanding.foreign import read_foreign
from services.understanding.heads import Reading
from services.understanding.heard import Heard
from services.understanding.language import detect_language, language_alarm
from services.understanding.mark import Mark, mark_turn
from services.understanding.memory import Memory
from services.understanding.place import find_municipality
from services.understanding.redaction import unmask
from services.understanding.relation import find_relation
from services.understanding.shares import Shares, blend, likely
from services.understanding.situation import Need, Situation, Turn
from services.understanding.support import chosen_first, rank_support, wished_first
from services.understanding.thread import follow_thread
from services.understanding.thresholds import read_thresholds
from services.understanding.traits import Traits
from services.understanding.triage import Triage, hear_triage
from services.understanding.writer import find_writer

REMEMBERED_TURNS = 8
# "nej, min bror menar jag"; and with a place in it: "nej vänta, hon bor i Nybro, jag i Kalmar".
CORRECTING_WORDS, WORDS_OF_PLACE = 6, 15
# Earlier turns come again with each message; a reading is wanted twice within one.
MARKS_KEPT, READINGS_KEPT = 4096, 32


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
            return read_foreign([turn.text for turn in turns], language)
        return self._swedish(turns, page)

    def _swedish(self, turns: Sequence[Turn], page: str | None) -> Situation:
        heard = self._hear(turns)
        triage = _triage(heard)
        astray = still_astray(heard.marks, heard.texts) if triage.level == "routine" else None
        areas = self._areas(heard)
        writer = self._writer(heard)
        needs, sure = self._needs(heard, triage.level, _spared(heard, writer, areas))
        kind = astray or self._kind(heard, triage, page, needs)
        return Situation(
            kind=kind,
            triage=triage.level,
            triage_reason=triage.reason,
            areas=heard.chosen("area") or areas,
            stage=_stage(heard),
            relation=find_relation(heard.texts),
            writer=writer,
            needs=needs,
            confidence=needs[0].probability if needs else 0.0,
            municipality=find_municipality(heard.texts, page).code,
            question=find_question(heard.last, kind),
            # Nothing but the weather: there is no answer that could be enough.
            enough=triage.level != "routine" or (not astray and (sure or _asked_enough(heard))),
            unsure_of=None if sure else "need",
            exhausted=heard.exhausted,
            careful=triage.careful,
            concepts=tuple(sorted(heard.concepts)),
            standing=heard.thread.standing,
            asked=heard.asked,
            turns=len(turns),
        )

    def _hear(self, turns: Sequence[Turn]) -> Heard:
        texts = [turn.text for turn in turns]
        marks: list[Mark] = []
        for turn in turns:
            marks.append(self._mark(turn, not any(mark.tells for mark in marks)))
        thread = follow_thread(marks)
        told = [texts[place] for place in thread.told]
        replied = turns[-1].asked == "need" and marks[-1].tells and len(told) > 1
        return Heard(
            turns=turns,
            marks=marks,
            thread=thread,
            told=told,
            last=self._see(texts[-1:]),
            whole=self._see(told),
            story=self._see(told[:-1]) if replied else None,
            concepts=frozenset().union(*(self.lexicon.concepts(text) for text in texts)),
            little=says_little(told, self.lexicon),
        )

    def _needs(self, heard: Heard, level: str, spared: bool) -> tuple[tuple[Need, ...], bool]:
        """The needs, likeliest first, and whether they are sure enough to answer.

        Whoever is ``spared`` is not asked more than must be."""
        needs = rank_support(_shares(heard), level, own_support_first=heard.exhausted)
        needs, wished = wished_first(needs, self.lexicon.concepts(heard.texts[-1]))
        needs = chosen_first(needs, heard.choice)
        sure = wished or spared or _is_sure(needs)
        sure = sure and not heard.little
        if sure or heard.turns[-1].asked is not None:
            return needs, sure
        return self._as_before(heard.told, needs)

    def _as_before(
        self, told: Sequence[str], needs: tuple[Need, ...]
    ) -> tuple[tuple[Need, ...], bool]:
        """The needs, and whether they are sure: a correction leaves what was sure before as it
        was."""
        before = list(told[:-1])
        if not before or not _corrects(told[-1]):
            return needs, False
        earlier = rank_support(self._see(before).tasks["support"], "routine")
        earlier, wished = wished_first(earlier, self.lexicon.concepts(before[-1]))
        sure = (wished or _is_sure(earlier)) and not says_little(before, self.lexicon)
        return (earlier, True) if sure else (needs, False)

    def _areas(self, heard: Heard) -> tuple[str, ...]:
        """What it is about; nothing while only a person has been named."""
        if heard.little:
            return ()
        areas = self._borne_out(heard.whole, heard.concepts)
        if areas or not heard.thread.earlier:
            return areas
        earlier = [heard.texts[place] for place in heard.thread.earlier]
        return self._borne_out(self._see(earlier), heard.concepts)

    def _borne_out(self, reading: Reading, concepts: frozenset[str]) -> tuple[str, ...]:
        areas = likely(reading, "area", read_thresholds().sure_of_area)
        return borne_out(areas, reading.tasks["area"], concepts)

    def _writer(self, heard: Heard) -> str:
        limit = read_thresholds().sure_of_writer
        return find_writer(heard.texts, heard.whole, heard.concepts, limit)

    def _see(self, texts: Sequence[str]) -> Reading:
        return self.seen.get(texts, lambda: self.classifier.read(texts))

    def _mark(self, turn: Turn, first: bool) -> Mark:
        def make() -> Mark:
            if detect_language(turn.text) != "sv":
                return Mark("other_language", language_alarm(turn.text) or "routine")
            return mark_turn(turn, self._see([turn.text]), self.lexicon, first)

        return self.marks.get([turn.text, turn.asked or "", str(first)], make)

    def _kind(self, heard: Heard, triage: Triage, page: str | None, needs: Sequence[Need]) -> str:
        mark, text = heard.marks[-1], heard.texts[-1]
        if triage.level != "routine":
            return "situation"
        if heard.thread.calmed:
            return "relieved" if mark.ends else "thank_amid_alarm"
        if mark.kind == "outside" and find_municipality([text], page).code:
            return "situation"  # a place by itself answers where, whether or not it was asked
        if mark.kind == "situation" and asks_besides(text, heard.last, needs):
            return "question"
        return mark.kind


def _triage(heard: Heard) -> Triage:
    """The triage of the turns whose alarms may stand; routine when there are none, or when all
    that is told is whom it is about."""
    if names_only(" ".join(heard.told), heard.concepts):
        return Triage("routine")
    alarming = [heard.texts[place] for place in heard.thread.alarming]
    return hear_triage(alarming, (heard.whole, heard.tone)) if alarming else Triage("routine")


def _shares(heard: Heard) -> Shares:
    whole, last = heard.whole.tasks["support"], heard.last.tasks["support"]
    if heard.story is not None:
        return weigh_reply(heard.story.tasks["support"], whole, last)
    return blend(whole, last, weigh_last(heard.marks[-1], heard.thread))


def _stage(heard: Heard) -> str | None:
    heard_of = () if heard.little else likely(heard.whole, "stage", read_thresholds().sure_of_stage)
    found = heard.chosen("stage") or heard_of
    return next(iter(found), None)


def _spared(heard: Heard, writer: str, areas: Sequence[str]) -> bool:
    """Whoever has no strength left, or is a child, is answered as soon as the area is known."""
    return bool(areas) and (heard.exhausted or writer == "child")


def _is_sure(needs: Sequence[Need]) -> bool:
    return bool(needs) and needs[0].probability >= read_thresholds().sure_of_support


def _corrects(text: str) -> bool:
    words = len(text.split())
    return words <= CORRECTING_WORDS or (
        words <= WORDS_OF_PLACE and find_municipality([text]).code is not None
    )


def _asked_enough(heard: Heard) -> bool:
    asked = len(heard.asked) >= read_thresholds().most_questions
    return asked or gave_up(heard.turns[-1], heard.marks[-1])


def load_reader(path: Path) -> Reader:
    """A reader with the encoder and the lexicon of data/, and the classifier stored at ``path``.

    Raises FileNotFoundError, or ValueError on another format."""
    lexicon = Lexicon()
    return Reader(Classifier.load(path, Traits(lexicon)), lexicon)
