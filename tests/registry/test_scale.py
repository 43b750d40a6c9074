"""A country's registry answers as fast as a small one."""

import shutil
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from services.registry.database import open_database
from services.registry.lookup import Directory
from services.registry.municipality import list_municipalities
from services.registry.scale import fill_registry


@pytest.mark.slow
def test_a_lookup_in_a_whole_country_takes_less_than_two_milliseconds(
    seeded_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "country.db"
    shutil.copy(seeded_file, path)
    engine = open_database(f"sqlite:///{path}")
    assert fill_registry(engine, 40) == 290 * 40
    directory = Directory(engine)
    codes = [town.code for town in list_municipalities(engine)]
    for code in codes:
        directory.list_contacts(code)
    times = []
    for code in codes:
        start = perf_counter()
        assert len(directory.list_contacts(code)) >= 70
        times.append(perf_counter() - start)
    engine.dispose()
    assert median(times) < 0.002
