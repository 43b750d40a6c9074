"""The settings: what the environment may say, and that each is documented."""

import re
import stat
from datetime import datetime
from pathlib import Path

import pytest

from services import settings as module
from services.settings import ROOT, STOCKHOLM, SettingError, kept_secret, read_settings

SOURCES = ["services", "actions", "bot/components", "migrations"]


def written_in_code() -> set[str]:
    files = [path for room in SOURCES for path in (ROOT / room).rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r"[\"'](LOTS_[A-Z_]+)[\"']", text))


def test_defaults_need_nothing_outside(tmp_path: Path) -> None:
    read = read_settings({"LOTS_VAR": str(tmp_path)})
    assert read.database_url == f"sqlite:///{tmp_path / 'lots.db'}"
    assert (read.port, read.rasa_workers, read.redis_url, read.now) == (8000, 1, None, None)
    assert read.chat_rate_limit


def test_every_setting_is_read_from_the_environment(tmp_path: Path) -> None:
    read = read_settings(
        {
            "LOTS_VAR": str(tmp_path),
            "LOTS_DATABASE_URL": "postgresql+psycopg:///lots",
            "LOTS_REDIS_URL": "redis://localhost",
            "LOTS_SECRET_KEY": "hemlig",
            "LOTS_PORT": "8123",
            "LOTS_RASA_URL": "http://127.0.0.1:6005/",
            "LOTS_ACTIONS_URL": "http://127.0.0.1:6055/webhook",
            "LOTS_RASA_WORKERS": "2",
            "LOTS_CHAT_RATE_LIMIT": "off",
            "LOTS_NOW": "2026-11-24T02:00",
            "LOTS_TRUSTED_PROXIES": "1",
            "LOTS_EMBED_ORIGINS": "2180 https://www.gavle.se https://*.gavle.se:8443; 9999 *",
        }
    )
    assert read.trusted_proxies == 1
    assert read.embed_origins["2180"] == ("https://www.gavle.se", "https://*.gavle.se:8443")
    assert read.embed_origins["9999"] == ("*",)
    assert read.database_url == "postgresql+psycopg:///lots"
    assert (read.secret_key, read.port, read.rasa_workers) == ("hemlig", 8123, 2)
    assert read.rasa_url == "http://127.0.0.1:6005"
    assert read.chat_rate_limit is None
    assert read.clock() == datetime(2026, 11, 24, 2, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOTS_PORT", "åttatusen"),
        ("LOTS_PORT", "0"),
        ("LOTS_PORT", "70000"),
        ("LOTS_PORT", "-1"),
        ("LOTS_RASA_WORKERS", "0"),
        ("LOTS_NOW", "i går"),
        ("LOTS_TRUSTED_PROXIES", "-1"),
        ("LOTS_TRUSTED_HOSTS", "https://lots.kommunen.example"),
        ("LOTS_EMBED_ORIGINS", "2180"),
        ("LOTS_EMBED_ORIGINS", "Gävle https://www.gavle.se"),
        ("LOTS_EMBED_ORIGINS", "2180 https://www.gavle.se/sida"),
        ("LOTS_EMBED_ORIGINS", "2180 'none'; script-src *"),
    ],
)
def test_a_wrong_value_is_told_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({"LOTS_VAR": str(tmp_path), name: value})


def test_a_time_with_a_zone_keeps_its_moment(tmp_path: Path) -> None:
    read = read_settings({"LOTS_VAR": str(tmp_path), "LOTS_NOW": "2026-07-01T10:00:00+00:00"})
    assert read.clock().hour == 12


def test_the_secret_is_made_once_and_kept_for_the_owner(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "new")
    assert len(first) >= 48
    assert kept_secret(tmp_path / "new") == first
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret_key"]


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    assert "hemlig" not in repr(
        read_settings({"LOTS_VAR": str(tmp_path), "LOTS_SECRET_KEY": "hemlig"})
    )


def test_every_setting_in_the_code_is_named_here_and_in_the_table() -> None:
    table = re.findall(r"^\| `(LOTS_[A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.M)
    assert table == sorted(table) == list(module.NAMES)
    assert written_in_code() <= set(module.NAMES)
