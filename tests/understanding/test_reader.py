"""The whole reading, with the encoder and heads that are shipped."""

import pytest

from services.understanding.concepts import Lexicon
from services.understanding.encoder import FOLDER
from services.understanding.heads import Reading
from services.understanding.mark import mark_turn
from services.understanding.reader import Reader, load_reader
from services.understanding.situation import Situation, Turn


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(FOLDER / "heads.npz")


def read(reader: Reader, *texts: str, page: str | None = None) -> Situation:
    return reader.read([Turn(text) for text in texts], page)


def test_danger_is_heard_and_is_enough(reader: Reader) -> None:
    situation = read(reader, "min man svarar inte och andas knappt")
    assert (situation.triage, situation.enough) == ("danger", True)


def test_danger_in_the_last_turn_is_heard(reader: Reader) -> None:
    texts = ("Hur söker man färdtjänst åt mamma?", "vänta hon har ramlat och svarar inte")
    assert read(reader, *texts).triage == "danger"


@pytest.mark.parametrize("text", ["jag dör av trötthet", "min man dog i våras"])
def test_a_turn_of_phrase_is_no_alarm(text: str, reader: Reader) -> None:
    assert read(reader, text).triage == "routine"


def test_the_worn_out_are_not_asked_more(reader: Reader) -> None:
    situation = read(reader, "orkar inte mer me pappa, han har demens o vägrar all hjälp")
    assert situation.enough
    assert situation.exhausted
    assert situation.areas[0] == "demens"
    assert situation.needs[0].support_type == "anhorigkonsulent"


def test_a_vague_word_is_not_enough(reader: Reader) -> None:
    assert not read(reader, "hej, det är pappa").enough


def test_two_questions_are_the_most(reader: Reader) -> None:
    turns = [Turn("jaha"), Turn("vet ej", "need"), Turn("mja", "area")]
    assert reader.read(turns).enough


def test_the_close_ones_municipality_is_read(reader: Reader) -> None:
    situation = read(reader, "jag bor i Malmö men mamma bor i Kiruna och behöver hemtjänst")
    assert situation.municipality == "2584"


def test_a_foreign_language_is_told_apart(reader: Reader) -> None:
    situation = read(reader, "Hello, my mother is ill and I need help to find someone to call")
    assert (situation.kind, situation.language) == ("other_language", "en")


def test_a_situation_survives_the_way_through_json(reader: Reader) -> None:
    situation = read(reader, "pappa har demens och jag behöver avlösning")
    assert Situation.from_dict(situation.to_dict()) == situation


def test_few_words_of_mum_and_dad_do_not_make_a_child(reader: Reader) -> None:
    assert read(reader, "Min pappa har demens").writer == "adult"
    assert read(reader, "min mamma dricker, jag är 13").writer == "child"


def test_paperwork_that_kills_is_no_suicide(reader: Reader) -> None:
    assert read(reader, "allt pappersarbete tar livet av mig").triage == "routine"
    assert read(reader, "jag tar livet av mig om det fortsätter så här").triage == "urgent"


def test_a_thing_said_in_passing_does_not_end_a_danger(reader: Reader) -> None:
    assert read(reader, "pappa andas inte", "jag är i hallen").triage == "danger"


@pytest.mark.parametrize("reply", ["vet inte", "inget", "nej"])
def test_not_knowing_after_the_weather_shows_nobody_to_call(reply: str, reader: Reader) -> None:
    turns = [Turn("vad blir det för väder i Malmö i morgon"), Turn(reply, "need")]
    situation = reader.read(turns)
    assert (situation.kind, situation.enough) == ("outside", False)


@pytest.mark.parametrize("told", ["det är jobbigt", "mamma", "jag vet inte var jag ska börja"])
def test_not_knowing_is_enough_from_somebody_who_has_it_hard(told: str, reader: Reader) -> None:
    situation = reader.read([Turn(told), Turn("vet inte", "need")])
    assert (situation.kind, situation.enough) == ("dont_know", True)


@pytest.mark.parametrize(
    "text",
    [
        "allt är skit",
        "kan inte mer",
        "jag är ledsen",
        "jag vet inte vad jag ska göra",
        "usch så tungt",
    ],
)
def test_a_few_heavy_words_begin_a_talk(text: str, reader: Reader) -> None:
    assert read(reader, text).kind == "situation"


@pytest.mark.parametrize("text", ["dumma bot, allt är skit", "vad jobbigt du svarar, idiot"])
def test_words_thrown_at_the_service_stay_what_they_are(text: str) -> None:
    flat = {"support": {"sip": 1.0}, "stage": {"vardag": 1.0}, "triage": {"routine": 1.0}}
    reading = Reading({**flat, "kind": {"abuse": 0.99, "situation": 0.01}})
    assert mark_turn(Turn(text), reading, Lexicon(), True).kind == "abuse"


@pytest.mark.parametrize(
    "text",
    [
        "vänta hon har ramlat och svarar inte 2090",
        "han ligger på golvet och kommer inte upp, hon skriker när vi rör benet",
        "han säger att han inte vill leva längre och har samlat tabletter",
    ],
)
def test_what_the_rules_know_as_danger_is_danger(text: str, reader: Reader) -> None:
    assert read(reader, text).triage == "danger"
