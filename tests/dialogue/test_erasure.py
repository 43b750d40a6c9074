"""What was said to the whole service and taken back is nowhere: not with the engine, not with the
actions, in no log."""

from functools import partial

import httpx

from services.accounts.office import Office
from services.registry.database import open_database
from services.settings import read_settings
from tests.dialogue.conftest import Service
from tests.scale.leaving import remains, tell
from tests.scale.person import Staff


def test_nothing_is_left_of_what_was_taken_back(service: Service) -> None:
    engine = open_database(f"sqlite:///{service.var / 'lots.db'}")
    office = Office(engine, read_settings({"LOTS_VAR": str(service.var)}).secret_key)
    new_client = partial(httpx.Client, base_url=service.address, timeout=60)
    try:
        story = tell(new_client, engine, office, Staff.come_in)
        assert remains(story, service.var, story.gone) == set()
    finally:
        engine.dispose()
    assert {path.name for path in (service.var / "log").iterdir()} >= {"rasa.log", "actions.log"}
