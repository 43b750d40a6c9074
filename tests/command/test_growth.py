"""The growth of registry and navigator: what is measured, drawn and written, and that a larger
registry is not asked more questions."""

import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from services.command.curve import Curve, Picture, number, spread
from services.command.growth import MEASURES, STEPS, Point, calls, exponent, grow, measure_growth
from services.command.growth_page import BEGINS, ENDS, PAGE, PICTURE, table, write_growth
from services.registry.database import open_database
from services.registry.lookup import Directory
from tests.web.serving import seed

SVG = "{http://www.w3.org/2000/svg}"
STOCKHOLM = "0114"  # the first of the country's municipalities
POINTS = tuple(
    Point(towns, each, {key: 0.1 * (n + 1) * each / 40 for n, key in enumerate(MEASURES)})
    for towns, each in STEPS
)


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_is_the_power(power: float) -> None:
    sizes = (10.0, 40.0, 400.0)
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_the_steps_are_a_country_and_ten_times_as_much() -> None:
    assert (290, 40) in STEPS and STEPS[-1] == (290, 400)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed(tmp_path_factory.mktemp("growth"))


@pytest.fixture
def engine(seeded: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{shutil.copy(seeded, tmp_path / 'lots.db')}")
    yield engine
    engine.dispose()


def statements(engine: Engine, code: str) -> dict[str, int]:
    """How many statements each call needs, once it has been made before."""
    found: list[str] = []
    asked = calls(engine)
    for call in asked.values():
        call(code)
    event.listen(engine, "before_cursor_execute", lambda *told: found.append(told[2]))
    counts = {}
    for name, call in asked.items():
        found.clear()
        call(code)
        counts[name] = len(found)
    return counts


def test_a_larger_registry_is_not_asked_more_often(engine: Engine) -> None:
    """Time is measured by the bench; how many questions are asked is the same on every computer."""
    grow(engine, (0, 0), (2, 10))
    small = statements(engine, STOCKHOLM)
    grow(engine, (2, 10), (5, 60))
    assert statements(engine, STOCKHOLM) == small
    assert small["kept"] == 1 and small["read"] <= 3


def test_it_grows_by_what_is_missing(engine: Engine) -> None:
    grow(engine, (0, 0), (1, 5))
    before = len(Directory(engine).list_contacts(STOCKHOLM))
    grow(engine, (1, 5), (3, 12))
    assert len(Directory(engine).list_contacts(STOCKHOLM)) == before + 7


def test_each_step_is_measured(tmp_path: Path) -> None:
    points = list(measure_growth(tmp_path, ((2, 2), (3, 2)), share=0.0))
    assert [(point.towns, point.each) for point in points] == [(2, 2), (3, 2)]
    assert all(ms > 0 for point in points for ms in point.ms.values())
    assert [set(point.ms) for point in points] == [set(MEASURES)] * 2


def test_the_picture_is_whole_and_says_what_it_shows() -> None:
    curves = (Curve("ett & annat", ((10, 0.02), (1000, 3.0))), Curve("två", ((10, 1), (1000, 3.1))))
    root = ET.fromstring(Picture("Titel", "I ord.", "antal", "ms", curves).svg())
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("Titel", "I ord.")
    texts = {one.text: one for one in root.iter(f"{SVG}text")}
    assert {"ett & annat", "två", "antal", "ms", "0,01", "10", "1 000"} <= set(texts)
    wide, high = float(root.get("width", "")), float(root.get("height", ""))
    for dot in root.iter(f"{SVG}circle"):
        assert 0 < float(dot.get("cx", "")) < wide and 0 < float(dot.get("cy", "")) < high
    apart = float(texts["ett & annat"].get("y", "")) - float(texts["två"].get("y", ""))
    assert abs(apart) >= 16, "names lie beside each other, not on top"


@pytest.mark.parametrize(
    ("value", "said"), [(116_000, "116 000"), (1, "1"), (0.1, "0,1"), (0.001, "0,001")]
)
def test_numbers_are_written_as_in_swedish(value: float, said: str) -> None:
    assert number(value) == said


def test_names_that_have_room_are_left_where_they_are() -> None:
    assert spread([100, 10, 12], 17) == [100, 10, 27]


def test_only_the_section_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    page.write_text(f"# Först\n\n{BEGINS}\ngammalt\n{ENDS}\n\n## Sist\n", encoding="utf-8")
    for _ in range(2):
        write_growth(POINTS, date(2026, 11, 24), page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Först\n") and text.endswith("## Sist\n") and "gammalt" not in text
    assert text.count(BEGINS) == text.count(ENDS) == 1
    assert (
        "| exponent, fler kommuner | 0,00 |" in text and "| exponent, fler i varje | 1,00 |" in text
    )
    assert (tmp_path / "images" / "growth.svg").exists()


@pytest.mark.data
def test_what_is_documented_is_the_whole_measurement() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in table(POINTS)[2:]]
    section = text.partition(BEGINS)[2].partition(ENDS)[0]
    assert [line.split("|")[1].strip() for line in section.splitlines() if line[:2] == "| "][
        1:
    ] == rows
    ET.parse(PICTURE)
