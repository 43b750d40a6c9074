"""When a conversation has said enough, and when it has said nothing that points to care."""

import pytest

from services.understanding.enough import still_astray
from services.understanding.mark import Mark

WEATHER = (Mark("outside", astray=True), "vad blir det för väder i morgon")
KEYS = (Mark("noise", astray=True), "asdfgh")
SCOLD = (Mark("abuse", astray=True), "dumma maskin")
HI = (Mark("greet"), "hej")
MUM = (Mark("situation"), "det är mamma")
WIFE = (Mark("outside"), "min fru")
VAGUE = (Mark("situation"), "det är synd om honom")
DANGER = (Mark("situation", "danger", "medical"), "andas inte")
NO_IDEA = (Mark("dont_know"), "vet inte")
NOTHING = (Mark("situation"), "Inget.")
NO_THANKS = (Mark("situation"), "nej tack")
LOST = (Mark("dont_know"), "jag vet inte var jag ska börja")
HELP = (Mark("situation"), "städhjälp")


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        ([WEATHER, NO_IDEA], "outside"),
        ([WEATHER, NOTHING], "outside"),
        ([WEATHER, NO_THANKS, NO_IDEA], "outside"),
        ([HI, WEATHER, NO_IDEA], "outside"),
        ([KEYS, NO_IDEA], "noise"),
        ([WEATHER, SCOLD, NOTHING], "abuse"),
    ],
)
def test_nothing_but_the_weather_stays_beside_care(
    turns: list[tuple[Mark, str]], kind: str
) -> None:
    marks, texts = zip(*turns, strict=True)
    assert still_astray(marks, texts) == kind


@pytest.mark.parametrize(
    "turns",
    [
        [NO_IDEA],
        [HI, NO_IDEA],
        [MUM, NO_IDEA],
        [VAGUE, NO_IDEA],
        [WIFE, NO_IDEA],
        [LOST, NO_IDEA],
        [LOST, NOTHING],
        [WEATHER, MUM, NO_IDEA],
        [WEATHER, LOST],
        [WEATHER, HELP],
        [WEATHER, DANGER, NO_IDEA],
        [WEATHER],
    ],
)
def test_whoever_told_the_least_thing_is_not_turned_away(turns: list[tuple[Mark, str]]) -> None:
    marks, texts = zip(*turns, strict=True)
    assert still_astray(marks, texts) is None
