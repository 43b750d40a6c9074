"""The QR code scales with its place on the page."""

import re

from services.paper.code import code_svg


def test_the_code_has_a_measure_of_its_own_and_no_fixed_size() -> None:
    opening = re.search(r"<svg[^>]*>", code_svg("https://example.org/lapp?kommun=9999&k=abc"))
    assert opening
    assert "viewBox=" in opening[0]
    assert not re.search(r"\s(width|height)=", opening[0])
