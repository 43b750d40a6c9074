"""The surface of a text as numbers, and what is made of it."""

from pathlib import Path

import numpy as np
import pytest

from services.understanding.asked import weigh_reply
from services.understanding.classifier import Classifier
from services.understanding.concepts import Lexicon
from services.understanding.encoder import Encoder
from services.understanding.example import Example
from services.understanding.heads import Heads, Reading
from services.understanding.softmax import Softmax
from services.understanding.traits import BUCKETS, Traits
from services.understanding.triage import hear_triage
from services.understanding.triage_alarm import find_alarm
from services.understanding.triage_judge import judge, read_signs
from services.understanding.triage_rule import read_limits
from services.understanding.wording import Wording, weigh
from services.understanding.wording_training import fit_wording

EXAMPLES = [
    *(
        Example((text,), first=("avlosning",), area=("demens",), stage="tyngre")
        for text in ("någon som tar över några timmar", "behöver avlösning hemma", "vila en stund")
    ),
    *(
        Example(
            (text,),
            first=("fixartjanst",),
            area=("aldre",),
            stage="vardag",
            kind="question",
            question=f"q{len(text) % 2}",
        )
        for text in ("byta glödlampa i taket", "lampan i hallen är trasig", "hjälp med gardiner")
    ),
    Example(("han andas inte",), first=("larm_112",), triage="danger"),
    Example(("hon vill inte leva",), first=("sjalvmordslinjen",), triage="urgent"),
]


@pytest.fixture(scope="module")
def traits() -> Traits:
    return Traits(Lexicon())


@pytest.fixture(scope="module")
def wording(traits: Traits) -> Wording:
    return fit_wording(EXAMPLES * 3, traits)


def test_traits_are_the_same_for_the_same_words_and_fall_in_buckets(traits: Traits) -> None:
    one, other = traits.of(["Mamma ramlar"]), traits.of(["mamma  RAMLAR!"])
    for (buckets, counts), (again, _) in zip(one, other, strict=True):
        assert buckets.tolist() == again.tolist()
        assert ((buckets >= 0) & (buckets < BUCKETS)).all()
        assert (counts >= 1).all()


def test_a_text_without_words_has_no_traits_and_does_no_harm(
    traits: Traits, wording: Wording
) -> None:
    assert all(buckets.size == 0 for buckets, _ in traits.of(["!!! …"]))
    assert set(wording.score(traits, ["?"])["support"]) >= {"avlosning", "fixartjanst"}


def test_each_block_weighs_the_same(traits: Traits) -> None:
    blocks = traits.of(["behöver avlösning hemma för min man som har demens"])
    _, values = weigh(blocks, np.ones(BUCKETS, np.float32))
    filled = sum(1 for buckets, _ in blocks if buckets.size)
    assert float((values**2).sum()) == pytest.approx(filled, abs=1e-4)


def test_the_wording_knows_its_examples_and_their_like(traits: Traits, wording: Wording) -> None:
    scores = wording.score(traits, ["glödlampan i taket"])["support"]
    assert max(scores, key=lambda label: scores[label]) == "fixartjanst"


def test_heads_and_wording_outlive_the_file(
    traits: Traits, wording: Wording, tmp_path: Path
) -> None:
    labels = tuple(sorted(wording.labels["support"]))
    softmax = Softmax(labels, np.zeros((384, len(labels))), np.zeros(len(labels)))
    Classifier(Encoder(), Heads({"support": softmax}), traits, wording).save(tmp_path / "x.npz")
    stored = Classifier.load(tmp_path / "x.npz", traits)
    reading = stored.read(["byta glödlampa"])
    assert reading.best("support")[0] == "fixartjanst"
    assert sum(reading.tasks["support"].values()) == pytest.approx(1)
    assert set(reading.margins) == {"support", "triage", "kind", "area", "stage", "question"}


def _reading(danger: float, urgent: float, margin: float) -> Reading:
    chances = {"danger": danger, "urgent": urgent, "routine": 1 - danger - urgent}
    margins = {"triage": {"danger": margin, "urgent": -1.0, "routine": -margin}}
    return Reading({"triage": chances}, margins)


@pytest.mark.parametrize(
    ("text", "reading", "least", "most"),
    [
        ("han andas inte", _reading(0.98, 0.01, 1.0), 0.8, 1.0),
        ("vi dog av skratt", _reading(0.001, 0.001, -1.2), 0.0, 0.1),
        ("en mening", _reading(0.97, 0.02, -1.2), 0.0, read_limits().danger),
    ],
    ids=["all agree on danger", "all agree on none", "a sure encoder alone"],
)
def test_danger_takes_more_than_one_voice(
    text: str, reading: Reading, least: float, most: float
) -> None:
    chance = judge(read_signs([reading], find_alarm([text]), exhausted=False))
    assert least <= chance["danger"] <= most
    assert sum(chance.values()) == pytest.approx(1)


@pytest.mark.parametrize(("text", "level"), [("jag är helt slut", "routine"), ("hej", "urgent")])
def test_exhaustion_alone_takes_more_to_alarm(text: str, level: str) -> None:
    chances = {"danger": 0.03, "urgent": 0.80, "routine": 0.17}
    margins = {"triage": {"danger": -1.1, "urgent": 0.3, "routine": -0.1}}
    assert hear_triage([text], [Reading({"triage": chances}, margins)]).level == level


def test_the_reply_to_the_question_turns_an_undecided_story() -> None:
    story = {"avlosning": 0.45, "hemtjanst": 0.55}
    whole = {"avlosning": 0.5, "hemtjanst": 0.5}
    reply = {"avlosning": 0.9, "hemtjanst": 0.1}
    shares = weigh_reply(story, whole, reply)
    assert shares["avlosning"] > 0.6
    assert sum(shares.values()) == pytest.approx(1)
