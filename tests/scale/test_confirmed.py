"""The web killed the moment it has confirmed something: what it confirmed lies in the file."""

from pathlib import Path

import httpx
import pytest

from services.accounts.office import Office
from services.accounts.token import make_token
from services.desk.callback import list_callbacks
from services.desk.desk import Desk
from services.desk.seal import Seal
from services.registry.database import open_database
from services.registry.history import list_changes
from services.registry.store import Store
from tests.web.server_process import Web, serving
from tests.web.serving import seed, settings_of
from tests.web.test_desk_pages import WISH

KEY = "not a secret"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return seed(tmp_path)


def make_key(database: Path) -> dict[str, str]:
    engine = open_database(f"sqlite:///{database}")
    secret = make_token(Office(engine, KEY), scope="municipality:9999", name="Provet", by="provet")
    engine.dispose()
    return {"Authorization": f"Bearer {secret}"}


def ask_to_be_called(web: Web) -> None:
    with web.client() as client:
        assert client.post("/ring-mig", data=WISH).status_code == 303
        web.kill()


def edit_a_contact(web: Web, key: dict[str, str]) -> str:
    """The contact that was confirmed to have a new name."""
    with web.client() as client:
        address = "/api/registry/contacts"
        first = client.get(address, headers=key).json()["contents"][0]
        found = client.get(f"{address}/{first['id']}", headers=key)
        match = {"If-Match": found.headers["ETag"]}
        body = {"name": "Bekräftat namn"}
        edited = client.patch(f"{address}/{first['id']}", json=body, headers=key | match)
        web.kill()
    assert edited.status_code == 200, edited.text
    return str(first["id"])


def test_a_wish_that_was_confirmed_is_in_the_file(database: Path) -> None:
    with serving(database) as web:
        ask_to_be_called(web)
        with pytest.raises(httpx.TransportError):
            httpx.get(web.address, trust_env=False)
    settings = settings_of(database)
    engine = open_database(settings.database_url)
    (kept,) = list_callbacks(Desk(engine, Seal([KEY]), settings.clock), "9999")
    engine.dispose()
    assert kept.wish and kept.wish.phone == "+46701740605"


def test_an_edit_that_was_confirmed_is_in_the_file_with_its_history(database: Path) -> None:
    key = make_key(database)
    with serving(database) as web:
        changed = edit_a_contact(web, key)
    engine = open_database(f"sqlite:///{database}")
    assert Store(engine).get_record(changed).name == "Bekräftat namn"
    newest = list_changes(Store(engine), changed)
    engine.dispose()
    assert any("Bekräftat namn" in str(change) for change in newest)
