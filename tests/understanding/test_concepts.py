"""The lexicon finds what it should in Swedish as people write it, and nothing else."""

from __future__ import annotations

from time import perf_counter

import pytest

from services.understanding.concept_file import Concept, list_concepts
from services.understanding.concepts import Lexicon
from services.understanding.word import split_words

CONCEPTS = list_concepts()
LEXICON = Lexicon()


@pytest.mark.data
@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_concept_matches_its_own_sentences_and_not_the_others(concept: Concept) -> None:
    assert concept.yes, "needs sentences that should match"
    assert concept.no, "needs sentences that should not match"
    missed = [text for text in concept.yes if concept.id not in LEXICON.concepts(text)]
    wrong = [text for text in concept.no if concept.id in LEXICON.concepts(text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.data
def test_every_concept_has_one_name_a_title_and_patterns() -> None:
    names = [concept.id for concept in CONCEPTS]
    assert len(names) == len(set(names))
    assert all(concept.title and concept.patterns for concept in CONCEPTS)
    assert all(name.isascii() and name == name.lower() for name in names)


@pytest.mark.data
def test_lexicon_keeps_its_size() -> None:
    assert 180 <= len(CONCEPTS) <= 220
    assert 8_000 <= sum(len(concept.patterns) for concept in CONCEPTS) <= 14_000


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("mamas demmens blir värre", "dementia"),
        ("han har altzheimer", "dementia"),
        ("behover hjalpmedel o rullator", "aids"),
        ("vi söker sommarkorttidsboende", "short_stay"),
        ("ja e medberoende", "boundaries"),
        ("hon e medvettslös", "unresponsive"),
        ("hon andas ju inte", "not_breathing"),
        ("nu andas hon inte", "not_breathing"),
        ("MIN MAN ÄR INLAGD", "hospital"),
    ],
)
def test_finds_it_misspelt_inflected_or_in_chat_spelling(text: str, concept: str) -> None:
    assert concept in LEXICON.concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("han är inte dement", "dementia"),
        ("hon har aldrig haft cancer", "cancer"),
        ("han slår mig inte", "violence"),
        ("int dement e hon", "dementia"),
    ],
)
def test_what_is_denied_is_marked_and_left_out(text: str, concept: str) -> None:
    assert any(match.concept == concept and match.negated for match in LEXICON.find(text))
    assert concept not in LEXICON.concepts(text)


@pytest.mark.parametrize(
    "text", ["hon vill inte sova, hon är dement", "inte så bra. Han är dement"]
)
def test_negation_stays_in_its_own_clause(text: str) -> None:
    assert "dementia" in LEXICON.concepts(text)


def test_match_tells_where_it_stands() -> None:
    (match,) = [m for m in LEXICON.find("Hej! Han har Alzheimer nu.") if m.concept == "dementia"]
    assert "Hej! Han har Alzheimer nu."[match.start : match.end] == match.text == "Alzheimer"
    assert match.sentence == 1


@pytest.mark.parametrize("text", ["", "   ", "🙂", "?!", "İİİ", "a" * 5000])
def test_odd_text_is_no_error(text: str) -> None:
    assert isinstance(LEXICON.find(text), tuple)


def test_finding_costs_little_beside_parting_the_words() -> None:
    text = (
        "min mamma har demens och ramlar på nätterna, pappa orkar inte mer och jag bor långt bort"
    )
    LEXICON.find(text)
    assert _best_time(lambda: LEXICON.find(text)) < 40 * _best_time(lambda: split_words(text))


def _best_time(work: object) -> float:
    assert callable(work)
    times = []
    for _ in range(20):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)
