"""Style sheets and scripts: found, kept by browsers, sent in few bytes."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.web.assets import FOLDER

IMPORT = re.compile(r"from \"\./([\w.-]+)\"")
GZIP = {"Accept-Encoding": "gzip"}


def addresses(page: str) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', page)


def test_a_versioned_file_is_kept_for_a_year(client: FlaskClient) -> None:
    for address in addresses(client.get("/").text):
        cached = client.get(address).headers["Cache-Control"]
        assert "max-age=31536000" in cached and "immutable" in cached, address


def test_a_script_imports_files_of_its_own_version(client: FlaskClient) -> None:
    script = next(one for one in addresses(client.get("/").text) if one.endswith("chat.js"))
    for name in IMPORT.findall(client.get(script).text):
        assert client.get(script.replace("chat.js", name)).status_code == 200, name


def test_without_a_version_it_is_asked_for_anew(client: FlaskClient) -> None:
    assert "no-cache" in client.get("/static/css/base.css").headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/static/v-00000000/nej.css", "/static/v-00000000/../view.py", "/static/%2e%2e/view.py"],
)
def test_nothing_else_is_given_out(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_first_page_is_light(client: FlaskClient) -> None:
    page = client.get("/?kommun=9999", headers=GZIP)
    weight = len(page.data)
    scripts = [path for path in FOLDER.rglob("*.js") if path.name != "embed.js"]
    found = addresses(page.text) + [f"/static/js/{path.name}" for path in scripts]
    weight += sum(len(client.get(one, headers=GZIP).data) for one in set(found))
    assert weight < 100_000


@pytest.mark.parametrize("path", ["/stod/9999", "/embed.js", "/static/css/base.css"])
def test_what_holds_no_secret_is_compressed(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("path", ["/", "/embed?kommun=9999", "/om"])
def test_a_page_with_a_session_is_not(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers=GZIP).headers


def test_every_file_is_used() -> None:
    web = Path(__file__).parents[2] / "services" / "web"
    sources = [
        *web.rglob("*.html"),
        *web.rglob("*.webmanifest"),
        *web.rglob("*.js"),
        *web.rglob("*.py"),
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [path.name for path in FOLDER.rglob("*.*") if path.name not in text] == []
