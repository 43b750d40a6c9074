"""Style sheets, scripts and icons, at addresses that change when they do."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flask import Flask, Response, current_app, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"
VERSIONED = re.compile(r"v-[0-9a-f]{8}/(?P<name>.+)", re.DOTALL)
YEAR = 365 * 24 * 3600


def serve_assets(app: Flask) -> None:
    """Answers for `/static/…`, with and without a version first."""
    app.extensions["assets_version"] = version()
    app.view_functions["static"] = send_asset


def asset(name: str) -> str:
    """The address of a static file. The version is a folder, so that a script's relative imports
    carry it too."""
    made = version() if current_app.debug else current_app.extensions["assets_version"]
    return url_for("static", filename=f"v-{made}/{name}")


def send_asset(filename: str) -> Response:
    """A file: kept for a year under its version, asked for anew without one."""
    found = VERSIONED.fullmatch(filename)
    if found is None:
        return send_from_directory(FOLDER, filename)
    response = send_from_directory(FOLDER, found["name"], max_age=YEAR)
    response.cache_control.immutable = True
    return response


def version() -> str:
    """Eight signs of what all the files hold."""
    whole = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.*")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:8]
