"""Each environment has a lock file that says what its project asks for, with digests."""

import re

import pytest

from services.settings import ROOT
from tests.deploy.locks import PROJECTS, lock_of, packages, project_of

FOLDERS = list(PROJECTS.values())
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def asked(text: str) -> tuple[str, str]:
    """Name and specifier of "psycopg[binary]>=3.2", the specifier in one order."""
    name, rest = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?(.*)", text.replace(" ", "")).groups()
    return name.lower(), ",".join(sorted(rest.split(",")))


@pytest.mark.data
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_lock_says_what_the_project_asks_for(folder: str) -> None:
    (own,) = [one for one in lock_of(folder)["package"] if one["source"] == {"virtual": "."}]
    locked = {
        (one["name"], ",".join(sorted(one.get("specifier", "").replace(" ", "").split(","))))
        for one in own["metadata"]["requires-dist"]
    }
    project = project_of(folder)
    assert locked == {asked(text) for text in project["project"]["dependencies"]}
    assert lock_of(folder)["requires-python"] == project["project"]["requires-python"]


@pytest.mark.data
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_comes_from_one_place_and_has_a_digest(folder: str) -> None:
    places = {one["source"]["registry"] for any_of in FOLDERS for one in packages(any_of)}
    assert len(places) == 1 and next(iter(places)).startswith("https://")
    for one in packages(folder):
        files = [*one.get("wheels", []), *([one["sdist"]] if "sdist" in one else [])]
        assert files and all(DIGEST.fullmatch(file["hash"]) for file in files), one["name"]


@pytest.mark.data
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_version_of_python_is_one_that_the_project_takes(folder: str) -> None:
    version = (ROOT / folder / ".python-version").read_text(encoding="ascii").strip()
    takes = lock_of(folder)["requires-python"]
    assert takes in (f">={version}", f"=={version}.*")
