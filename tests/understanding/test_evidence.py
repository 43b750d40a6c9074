"""An illness that nobody has spoken of is not named."""

import pytest

from services.understanding.concept_file import list_concepts
from services.understanding.evidence import borne_out, read_evidence
from services.vocabulary import AREAS


def test_an_area_without_its_words_is_left_out() -> None:
    assert borne_out(["demens"], {"demens": 0.9}, {"violence", "partner"}) == ()


def test_one_of_its_words_is_enough() -> None:
    assert borne_out(["demens"], {"demens": 0.5}, {"memory_loss"}) == ("demens",)


def test_a_sure_reading_is_enough() -> None:
    assert borne_out(["demens"], {"demens": 0.99}, set()) == ("demens",)


def test_the_others_stay() -> None:
    chances = {"aldre": 0.5, "demens": 0.4}
    assert borne_out(["aldre", "demens"], chances, {"mother"}) == ("aldre",)


@pytest.mark.data
def test_the_file_names_areas_and_concepts_that_exist() -> None:
    known = {concept.id for concept in list_concepts()}
    for area, concepts in read_evidence().concepts.items():
        assert area in AREAS
        assert concepts <= known, concepts - known
