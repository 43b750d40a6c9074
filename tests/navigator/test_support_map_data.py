"""The support map as data: every order is sound, and every word is said as one says it."""

import re

import pytest

from services.navigator.need import Words, list_needs, needs_by_type, words_for
from services.vocabulary import AREAS, STAGES, SUPPORT_TYPES

WORDS = [
    pytest.param(key, words, id=key) for need in list_needs() for key, words in need.words.items()
]
EVERYWHERE = [(area, stage) for area in (*AREAS, None) for stage in (*STAGES, None)]
RELIEF = {"avlosning", "korttidsboende", "dagverksamhet"}
MOST_WHY, MOST_SAY = 150, 190


def in_order(need: str, area: str | None = None, stage: str | None = None) -> tuple[str, ...]:
    found = {need.id: need for need in list_needs()}
    return found[need].order(area, stage)


@pytest.mark.data
@pytest.mark.parametrize("kind", list(SUPPORT_TYPES))
def test_every_support_type_belongs_to_one_need_and_has_words(kind: str) -> None:
    assert [need.id for need in list_needs() if kind in need.types] == [needs_by_type()[kind].id]
    words = words_for(kind, None, None)
    assert words.why
    assert words.say


@pytest.mark.data
@pytest.mark.parametrize("need", list_needs(), ids=lambda need: need.id)
def test_every_area_and_stage_has_someone_beside_the_first(need: object) -> None:
    for area, stage in EVERYWHERE:
        order = need.order(area, stage)  # type: ignore[attr-defined]
        assert len(order) >= 2, (area, stage)
        assert set(order) <= set(SUPPORT_TYPES)
        assert len(order) == len(set(order))


@pytest.mark.data
@pytest.mark.parametrize("need", list_needs(), ids=lambda need: need.id)
def test_a_rule_names_known_areas_and_stages_and_three_to_six_types(need: object) -> None:
    for rule in need.rules:  # type: ignore[attr-defined]
        assert rule.areas <= {*AREAS, None}
        assert rule.stages <= {*STAGES, None}
        assert 2 <= len(rule.order) <= 6


@pytest.mark.data
@pytest.mark.parametrize("need", list_needs(), ids=lambda need: need.id)
def test_no_one_is_offered_relief_after_a_death(need: object) -> None:
    for area in (*AREAS, None):
        assert not RELIEF & set(need.order(area, "efterlevande"))  # type: ignore[attr-defined]


@pytest.mark.data
@pytest.mark.parametrize("need", list_needs(), ids=lambda need: need.id)
def test_112_stands_beside_nothing_but_danger(need: object) -> None:
    if need.id == "emergency":  # type: ignore[attr-defined]
        return
    for area, stage in EVERYWHERE:
        assert "larm_112" not in need.order(area, stage)  # type: ignore[attr-defined]


@pytest.mark.data
@pytest.mark.parametrize(
    ("need", "area", "stage", "first"),
    [
        ("relief", "demens", "tyngre", ["avlosning", "korttidsboende"]),
        ("relief", "npf", "vardag", ["avlosning", "lss_handlaggare"]),
        ("relief", None, "efterlevande", ["efterlevandestod", "anhorigkonsulent"]),
        ("relief", "demens", "efterlevande", ["efterlevandestod", "anhorigkonsulent"]),
        ("relief", "aldre", "flytt", ["sarskilt_boende"]),
        ("own_support", "beroende", "tyngre", ["beroendestod", "anhorigkonsulent"]),
        ("own_support", "psykisk_ohalsa", None, ["anhorigkonsulent", "enskilt_samtal"]),
        ("own_support", None, "efterlevande", ["efterlevandestod"]),
        ("home_help", "aldre", "sjukhus", ["kurator", "bistandshandlaggare"]),
        ("home_help", "funktionsnedsattning", "vardag", ["lss_handlaggare"]),
        ("care_home", "aldre", "flytt", ["sarskilt_boende", "anhorigkonsulent"]),
        ("dementia", "demens", "borjan", ["vardcentral", "demensteam"]),
        ("child", "beroende", "vardag", ["barn_anhorig", "bris", "elevhalsa"]),
        ("mental_care", "barn_som_anhorig", None, ["bup", "elevhalsa"]),
        ("violence", "barn_som_anhorig", "akut", ["bris"]),
        ("coordination", None, "sjukhus", ["kurator"]),
        ("money", "palliativ", "tyngre", ["forsakringskassan"]),
        ("complaint", "psykisk_ohalsa", None, ["patientnamnd"]),
    ],
)
def test_the_order_is_the_one_a_konsulent_would_give(
    need: str, area: str | None, stage: str | None, first: list[str]
) -> None:
    assert list(in_order(need, area, stage))[: len(first)] == first


@pytest.mark.data
@pytest.mark.parametrize(("key", "words"), WORDS)
def test_words_belong_to_a_type_of_the_need_and_a_known_place(key: str, words: Words) -> None:
    kind, _, place = key.partition(".")
    assert key in needs_by_type()[kind].words
    assert place in {"", "child", *AREAS, *STAGES}


@pytest.mark.data
@pytest.mark.parametrize(("key", "words"), WORDS)
def test_words_are_plain_whole_sentences(key: str, words: Words) -> None:
    for text, most in ((words.why, MOST_WHY), (words.say, MOST_SAY)):
        assert text
        assert len(text) <= most
        assert text[0].isupper()
        assert text[-1] in ".?"
        assert not re.search(r"[0-9§!;…]|  ", text)
        assert not re.search(r"kontakta oss|enligt lag|m\.m\.|t\.ex\.|bl\.a\.", text, re.I)


@pytest.mark.data
@pytest.mark.parametrize(("key", "words"), WORDS)
def test_why_is_one_sentence_and_say_is_the_relatives_own(key: str, words: Words) -> None:
    assert len(re.findall(r"[.?]", words.why or "")) == 1
    assert 1 <= len(re.findall(r"[.?]", words.say or "")) <= 3
    assert not re.search(r"\b(du|dig) (hjälper|stöttar)\b", words.say or "", re.I)


@pytest.mark.data
@pytest.mark.parametrize(("key", "words"), [w for w in WORDS if str(w.id).endswith(".child")])
def test_a_child_is_written_to_as_a_child(key: str, words: Words) -> None:
    both = f"{words.why} {words.say}".lower()
    assert not re.search(r"närstående|handläggare|ansök|insats|anhörig", both)


@pytest.mark.data
@pytest.mark.parametrize(
    ("kind", "area", "stage", "said"),
    [
        ("psykiatri", None, None, "tystnadsplikt"),
        ("avdelning", "psykisk_ohalsa", None, "tystnadsplikt"),
        ("anhorigkonsulent", None, "tyngre", "frivilligt"),
        ("kurator", None, "sjukhus", "frivilligt"),
        ("anhorigkonsulent", "aldre", None, "nej till allt"),
        ("trygghetsjour", None, None, "natten"),
        ("efterlevandestod", "palliativ", None, "Leva vidare"),
        ("beroendestod", None, "tyngre", "paus"),
        ("anhorigkonsulent", "beroende", None, "gränser"),
        ("forsakringskassan", None, None, "jobbet"),
        ("kommunens_vaxel", None, None, "kommunen eller regionen"),
        ("patientnamnd", None, None, "ingen lyssnar"),
    ],
)
def test_what_the_sources_ask_for_is_said(
    kind: str, area: str | None, stage: str | None, said: str
) -> None:
    words = words_for(kind, area, stage)
    assert said in f"{words.why} {words.say}"
