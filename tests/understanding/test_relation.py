"""Whom the conversation is about."""

from __future__ import annotations

import pytest

from services.understanding.relation import RELATIONS, find_relation


@pytest.mark.parametrize(
    ("texts", "relation"),
    [
        (["Min mamma har demens"], "mother"),
        (["farsan ramlar hela tiden"], "father"),
        (["min man är frisk men mamma har fått demens"], "mother"),
        (["mamma säger att min bror dricker för mycket"], "sibling"),
        (["min son har autism", "nej, min bror menar jag"], "sibling"),
        (["frun har fått cancer"], "partner"),
        (["vår vuxna son på 27 har schizofreni"], "adult_child"),
        (["granntanten går ut på natten"], "friend"),
        (["mormor bor på äldreboende", "vad kostar det"], "grandparent"),
        (["vad kostar det"], None),
        ([], None),
    ],
)
def test_finds_the_one_in_need(texts: list[str], relation: str | None) -> None:
    assert find_relation(texts) == relation


def test_relations_have_names_of_their_own() -> None:
    assert len(RELATIONS) == len(set(RELATIONS))
