"""The slip: one tagged A5 page whatever is on it."""

import shutil
import subprocess

import pytest

from services.paper import Slip, SlipContact, slip_pdf

HOSTILE = '#panic("x") *stjärna* $math$ #include "/etc/passwd" </svg> \\ "]'
NEEDS_READER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils saknas")


def contact(name: str = "Anhörigkonsulent", **changed: object) -> SlipContact:
    values: dict[str, object] = {
        "name": name,
        "number": "08-465 004 00",
        "hours": "mån–fre kl. 9–11",
        "way": None,
        "why": "Där finns någon som lyssnar.",
        "say": "Jag stöttar min mamma och börjar bli trött.",
        "dated": "Kontrollerat 1 november 2026.",
        "fresh": True,
    }
    return SlipContact(**(values | changed))  # type: ignore[arg-type]


def slip(*contacts: SlipContact) -> Slip:
    return Slip("Exempelkommun", "24 november 2026", "https://lots.example/lapp", contacts)


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type /Page\n")


LONG = contact("Samordnad individuell plan för anhöriga " * 4, say="Jag vill veta mer. " * 20)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("one", [contact(), LONG], ids=["short", "long"])
def test_everything_is_on_one_page(one: SlipContact, count: int) -> None:
    assert pages_of(slip_pdf(slip(*[one] * count))) == 1


def test_the_page_can_be_read_aloud() -> None:
    pdf = slip_pdf(slip(contact()))
    assert b"/MarkInfo" in pdf and b"/StructTreeRoot" in pdf
    assert b"/Lang(sv-SE)" in pdf.replace(b" ", b"")


def test_what_the_registry_holds_is_only_text() -> None:
    assert pages_of(slip_pdf(slip(contact(HOSTILE, say=HOSTILE, dated=HOSTILE)))) == 1


@NEEDS_READER
def test_the_text_is_text() -> None:
    text = text_of(slip_pdf(slip(contact(HOSTILE), contact(fresh=False, dated="Gammal."))))
    assert "08-465 004 00" in text and "#panic" in text and "Obs! Gammal." in text
