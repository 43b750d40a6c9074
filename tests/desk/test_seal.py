"""The seal: opened by those who have the secret, also while it is changed, and by nobody else."""

import pytest

from services.desk.seal import BrokenSeal, Seal

VALUES = {"name": "Åsa", "phone": "+46701740605"}


def test_what_is_sealed_says_nothing_and_comes_back() -> None:
    seal = Seal(["en hemlighet"])
    sealed = seal.close(VALUES)
    assert "46701740605" not in sealed and sealed != seal.close(VALUES)
    assert seal.open(sealed) == VALUES


def test_a_new_secret_opens_what_the_old_one_sealed() -> None:
    sealed = Seal(["gammal"]).close(VALUES)
    both = Seal(["ny", "gammal"])
    assert both.open(sealed) == VALUES
    renewed = both.renewed(sealed)
    assert renewed is not None and Seal(["ny"]).open(renewed) == VALUES
    assert both.renewed(renewed) is None


@pytest.mark.parametrize("sealed", ["", "nonsens", Seal(["annan"]).close(VALUES)])
def test_another_secret_opens_nothing(sealed: str) -> None:
    with pytest.raises(BrokenSeal):
        Seal(["en hemlighet"]).open(sealed)
    assert Seal(["en hemlighet"]).renewed(sealed) is None
