"""Reads a conversation: the one door into the understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.understanding.concepts import Lexicon
from services.understanding.encoder import Encoder
from services.understanding.heads import Heads, Reading
from services.understanding.language import detect_language, language_alarm
from services.understanding.place import find_municipality
from services.understanding.relation import find_relation
from services.understanding.situation import Situation, Turn
from services.understanding.support import rank_support
from services.understanding.thresholds import Thresholds, read_thresholds
from services.understanding.triage import Triage, read_triage

REMEMBERED_TURNS = 8
EXHAUSTED = "carer_exhausted"
CHILD = "writer_is_child"
# Fewer words than this do not tell a child from a grown-up who speaks of mum and dad.
TELLING_WORDS = 12


@dataclass(frozen=True)
class Reader:
    """Everything that reading needs; thread-safe after the first message."""

    encoder: Encoder
    heads: Heads
    lexicon: Lexicon

    def read(self, turns: Sequence[Turn], page: str | None = None) -> Situation:
        """The situation after the last of ``turns`` (oldest first, at least one).

        ``page`` is the municipality code the page knows; it only helps to tell places apart.
        """
        texts = [turn.text for turn in turns][-REMEMBERED_TURNS:]
        language = detect_language(texts[-1])
        if language != "sv":
            return self._foreign(texts[-1], language)
        return self._swedish(turns, texts, page)

    def _foreign(self, text: str, language: str) -> Situation:
        # Swedish in a hurry may look foreign: its own alarms are heard too.
        swedish = read_triage([text], {})
        level = language_alarm(text) or swedish.level
        kind = "other_language" if level == "routine" else "situation"
        return Situation(
            kind=kind,
            triage=level,
            triage_reason=swedish.reason,
            language=language,
            enough=True,
        )

    def _swedish(self, turns: Sequence[Turn], texts: list[str], page: str | None) -> Situation:
        limits = read_thresholds()
        last = self.heads.read(self.encoder.encode(texts[-1:]))
        whole = self.heads.read(self.encoder.encode(texts)) if len(texts) > 1 else last
        triage = read_triage(texts, _gravest(whole, last))
        if _is_over(triage, texts, last):
            triage = Triage("routine")
        municipality = find_municipality(texts, page).code
        kind = self._kind(turns, last, triage, limits)
        if kind == "outside" and find_municipality(texts[-1:], page).code:
            kind = "situation"  # a place by itself answers where, whether or not it was asked
        concepts = frozenset().union(*(self.lexicon.concepts(text) for text in texts))
        exhausted = EXHAUSTED in concepts
        areas = _likely(whole, "area", limits.sure_of_area)
        needs = rank_support(whole.tasks["support"], triage.level, own_support_first=exhausted)
        asked = sum(1 for turn in turns if turn.asked)
        gave_up = bool(turns[-1].asked) and last.best("kind")[0] == "dont_know"
        # The place is asked for beside an answer: what was enough then is enough now.
        gave_up = gave_up or turns[-1].asked == "municipality"
        sure = bool(needs) and needs[0].probability >= limits.sure_of_support
        # Whoever has no strength left is not asked more than must be.
        sure = sure or (exhausted and bool(areas))
        return Situation(
            kind=kind,
            triage=triage.level,
            triage_reason=triage.reason,
            areas=areas,
            stage=next(iter(_likely(whole, "stage", limits.sure_of_stage)), None),
            relation=find_relation(texts),
            writer=_writer(texts, whole, concepts, limits),
            needs=needs,
            confidence=needs[0].probability if needs else 0.0,
            municipality=municipality,
            question=self._question(last, kind, limits),
            enough=triage.level != "routine" or sure or gave_up or asked >= limits.most_questions,
            unsure_of=None if sure else "need",
            exhausted=exhausted,
            careful=triage.careful,
            concepts=tuple(sorted(concepts)),
        )

    def _kind(
        self, turns: Sequence[Turn], last: Reading, triage: Triage, limits: Thresholds
    ) -> str:
        if triage.level != "routine":
            return "situation"
        kind, chance = last.best("kind")
        if turns[-1].asked and kind not in ("want_human", "outside", "question"):
            return "situation"
        return kind if chance >= limits.sure_of_kind else "situation"

    def _question(self, last: Reading, kind: str, limits: Thresholds) -> str | None:
        if kind != "question" or "question" not in last.tasks:
            return None
        question, chance = last.best("question")
        return question if chance >= limits.sure_of_question else None


def _writer(
    texts: Sequence[str], whole: Reading, concepts: frozenset[str], limits: Thresholds
) -> str:
    """Who writes. A child sounds like one, and either says so or has said enough to be heard."""
    writer = next(iter(_likely(whole, "writer", limits.sure_of_writer)), "adult")
    words = sum(len(text.split()) for text in texts)
    told = CHILD in concepts or words >= TELLING_WORDS
    return "adult" if writer == "child" and not told else writer


def _is_over(triage: Triage, texts: Sequence[str], last: Reading) -> bool:
    """Whether an earlier alarm is over: the latest turn only thanks or says goodbye, and neither
    its words nor their tone give any alarm of their own."""
    if triage.level == "routine" or len(texts) == 1:
        return False
    calm = read_triage(texts[-1:], last.tasks["triage"]).level == "routine"
    return calm and last.best("kind")[0] in ("thank", "goodbye")


def _gravest(whole: Reading, last: Reading) -> dict[str, float]:
    """The triage of the conversation, or of its last turn alone where that is graver: danger comes
    suddenly, in the middle of something else."""
    both = [dict(reading.tasks["triage"]) for reading in (whole, last)]
    return min(both, key=lambda chance: chance.get("routine", 0.0))


def _likely(reading: Reading, task: str, limit: float) -> tuple[str, ...]:
    """Labels that are likely enough: the best, and any other almost as likely."""
    chances = reading.tasks.get(task, {})
    best = max(chances.values(), default=0.0)
    if best < limit:
        return ()
    return tuple(label for label, chance in chances.items() if chance >= max(0.25, best / 2))


def make_reader(heads: Heads) -> Reader:
    """A reader with the encoder and the lexicon of data/, and these heads."""
    return Reader(Encoder(), heads, Lexicon())
