"""A client to an application whose engine obeys the test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.settings import Settings
from tests.web.serving import ObedientEngine, make_app, seed, settings_of


@pytest.fixture(scope="session")
def seeded_web_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed(tmp_path_factory.mktemp("web"))


@pytest.fixture
def settings(seeded_web_file: Path, tmp_path: Path) -> Settings:
    return settings_of(Path(shutil.copy(seeded_web_file, tmp_path / "lots.db")))


@pytest.fixture
def engine(settings: Settings) -> ObedientEngine:
    return ObedientEngine(settings)


@pytest.fixture
def app(settings: Settings, engine: ObedientEngine) -> Iterator[Flask]:
    app = make_app(settings, engine)
    yield app
    app.extensions["lots"].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
