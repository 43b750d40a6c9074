"""The vocabulary is the contract's own, whole and in words that people read."""

import pytest

from services import vocabulary
from services.vocabulary import list_support_types, parent_or_self, support_type

PARENTS = {
    "socialtjanst_mottagning": "orosanmalan",
    "bup": "psykiatri",
    "avdelning": "kurator",
    "hemsjukvard": "vardcentral",
    "rehab": "vardcentral",
    "syn_horselcentral": "habilitering",
    "boendestod": "bistandshandlaggare",
    "trygghetsjour": "hemtjanst",
    "traffpunkt": "motesplats",
    "fardtjanst": "kommunens_vaxel",
    "sjukresor": "sjukvard_1177",
    "avgiftshandlaggare": "bistandshandlaggare",
    "ekonomiskt_bistand": "budgetradgivning",
    "konsumentvagledning": "budgetradgivning",
    "familjeratt": "foraldrastod",
    "synpunkter": "patientnamnd",
    "jourhavande_medmanniska": "nationell_stodlinje",
    "tolk": "kommunens_vaxel",
}
COARSE = (
    "larm_112 sjukvard_1177 socialjour polis_114_14 sjalvmordslinjen kvinnofridslinjen "
    "kommunens_vaxel aldrelots anhorigkonsulent enskilt_samtal anhoriggrupp motesplats avlosning "
    "korttidsboende dagverksamhet bistandshandlaggare hemtjanst lss_handlaggare demensteam "
    "minnesmottagning sarskilt_boende sip vardcentral kurator psykiatri psykiatri_akut "
    "personligt_ombud god_man budgetradgivning beroendestod barn_anhorig bris elevhalsa "
    "foraldrastod habilitering orosanmalan palliativ_hemsjukvard hjalpmedel fixartjanst "
    "forsakringskassan efterlevandestod patientnamnd intresseforening nationell_stodlinje"
)

pytestmark = pytest.mark.data


def test_every_type_of_the_contract_is_there_and_no_other() -> None:
    assert [kind.id for kind in list_support_types()] == [*COARSE.split(), *PARENTS]


@pytest.mark.parametrize("kind", list_support_types(), ids=lambda kind: kind.id)
def test_a_type_has_words_and_known_values(kind: vocabulary.SupportType) -> None:
    assert kind.name and kind.ask_for
    for sentence in (kind.what, kind.why):
        assert sentence.endswith(".") and sentence[0].isupper()
    assert kind.say.endswith((".", "?", "…"))
    assert kind.decision in {"none", "bistand", "lss", "remiss"}
    assert kind.audience in {"relative", "close_one", "both"}
    assert set(kind.level) <= {"municipality", "region", "national", "civil"}
    assert kind.parent == PARENTS.get(kind.id)


@pytest.mark.parametrize("kind", list_support_types(), ids=lambda kind: kind.id)
def test_a_local_type_says_how_it_is_reached(kind: vocabulary.SupportType) -> None:
    if kind.id in {"kommunens_vaxel", "sjukvard_1177"}:
        expected = None
    elif kind.level[0] == "municipality":
        expected = "kommunens_vaxel"
    elif kind.level[0] == "region":
        expected = "sjukvard_1177"
    else:
        expected = None
    assert kind.via == expected


@pytest.mark.parametrize("id, parent", PARENTS.items())
def test_a_finer_type_counts_as_its_parent(id: str, parent: str) -> None:
    assert parent_or_self(id) == parent
    assert parent_or_self(parent) == parent


def test_the_social_services_count_as_the_emergency_unit_outside_office_hours() -> None:
    assert parent_or_self("socialtjanst_mottagning", after_hours=True) == "socialjour"
    assert parent_or_self("bup", after_hours=True) == "psykiatri"


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        support_type("tandlakare")
    assert not vocabulary.has_support_type("tandlakare")


@pytest.mark.parametrize(
    "terms, ids",
    [
        (
            vocabulary.AREAS,
            "aldre demens somatisk palliativ psykisk_ohalsa beroende funktionsnedsattning npf "
            "barn_som_anhorig",
        ),
        (vocabulary.STAGES, "borjan vardag tyngre akut sjukhus flytt efterlevande"),
        (vocabulary.TRIAGE, "danger urgent routine"),
    ],
)
def test_the_other_words_are_those_of_the_contract(
    terms: dict[str, vocabulary.Term], ids: str
) -> None:
    assert list(terms) == ids.split()
    assert all(term.name and term.what.endswith(".") for term in terms.values())
    assert all(len(term.label) <= 30 for term in terms.values())
