"""The memory: makes a thing once, keeps the latest, and never the words."""

from services.understanding.memory import Memory


def test_a_thing_is_made_once() -> None:
    memory: Memory[int] = Memory(4)
    made: list[int] = []
    for _ in range(3):
        memory.get(["mamma"], lambda: made.append(1) or len(made))
    assert made == [1]


def test_the_oldest_is_forgotten() -> None:
    memory: Memory[str] = Memory(2)
    for word in ("a", "b", "c"):
        memory.get([word], lambda word=word: word)
    assert memory.get(["a"], lambda: "ny") == "ny"
    assert memory.get(["c"], lambda: "ny") == "c"


def test_texts_are_told_apart_by_where_they_end() -> None:
    memory: Memory[int] = Memory(4)
    assert memory.get(["a", "b"], lambda: 1) == 1
    assert memory.get(["ab"], lambda: 2) == 2


def test_the_words_are_not_kept() -> None:
    memory: Memory[int] = Memory(4)
    memory.get(["min hemlighet"], lambda: 1)
    assert "hemlighet" not in repr(vars(memory))


def test_half_a_character_is_no_trouble() -> None:
    assert Memory[int](1).get(["\ud83d"], lambda: 1) == 1
