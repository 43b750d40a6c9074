"""The identity providers of municipalities and regions, from one file that the operator keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NEEDED = ("id", "name", "scope", "issuer", "client_id", "client_secret")
SCOPE = re.compile(r"^(municipality:\d{4}|region:\d\d|national)$")
ID = re.compile(r"^[a-z0-9-]{1,40}$")
# Over plain http only to this very computer, for tests.
ADDRESS = re.compile(r"^(https://|http://(127\.0\.0\.1|localhost)[:/])")


class BadProvider(ValueError):
    """The file cannot be used; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider. It signs in the accounts of one scope, and no others."""

    id: str
    name: str
    scope: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


def read_providers(path: Path | None) -> tuple[Provider, ...]:
    """The providers of a YAML file, none where there is no file. Raises BadProvider."""
    if path is None:
        return ()
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, yaml.YAMLError) as error:
        raise BadProvider(f"Filen {path} gick inte att läsa.") from error
    if not isinstance(rows, list):
        raise BadProvider(f"Filen {path} ska vara en lista.")
    return tuple(_provider(row) for row in rows)


def _provider(row: Any) -> Provider:
    if not isinstance(row, dict) or set(row) != set(NEEDED):
        raise BadProvider(f"En inloggning ska ha just fälten {', '.join(NEEDED)}.")
    values = {name: str(row[name]).strip() for name in NEEDED}
    for name, form in (("id", ID), ("scope", SCOPE), ("issuer", ADDRESS)):
        if not form.match(values[name]):
            raise BadProvider(f"Fältet {name} kan inte vara ”{values[name]}”.")
    return Provider(**values | {"issuer": values["issuer"].rstrip("/")})
