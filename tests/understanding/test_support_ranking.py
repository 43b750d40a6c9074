"""From shares over support types to ordered needs."""

from services.understanding.support import rank_support


def test_a_family_is_as_likely_as_its_members_together() -> None:
    ranked = rank_support({"psykiatri": 0.3, "bup": 0.2, "vardcentral": 0.4}, "routine")
    assert [need.support_type for need in ranked] == ["psykiatri", "vardcentral"]


def test_the_finer_type_is_named_where_it_holds_most_of_the_family() -> None:
    ranked = rank_support({"psykiatri": 0.1, "bup": 0.6}, "routine")
    assert ranked[0].support_type == "bup"


def test_112_is_the_alarms_to_give() -> None:
    shares = {"larm_112": 0.9, "vardcentral": 0.1}
    assert rank_support(shares, "routine")[0].support_type == "vardcentral"
    assert rank_support(shares, "danger")[0].support_type == "larm_112"


def test_own_support_goes_before_what_is_about_as_likely() -> None:
    shares = {"anhorigkonsulent": 0.3, "bistandshandlaggare": 0.35}
    worn_out = rank_support(shares, "routine", own_support_first=True)
    assert worn_out[0].support_type == "anhorigkonsulent"
    assert rank_support(shares, "routine")[0].support_type == "bistandshandlaggare"
