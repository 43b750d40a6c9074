"""The archive: one zip with the content of a database and a manifest that says what it is."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shutil import copyfileobj
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
CONTENT = "content"
CHUNK = 1 << 20
TEMPORARY = ("conversation", "conversation_turn", "account_session", "sign_in_failure")
"""Tables whose rows are never copied: a conversation is erased within a day and on request, and a
session that was ended must not come back with an old copy."""


class BadArchive(Exception):
    """The file is not a whole backup of ours; the text is Swedish."""


@dataclass(frozen=True)
class Manifest:
    """What lies in the archive. `counts` are rows by table; `secret` is a salted fingerprint of
    the key that callbacks and two-step codes are locked with, never the key itself."""

    made_at: str
    kind: str
    revision: str
    counts: dict[str, int]
    secret: str
    digest: str = ""
    format: int = field(default=FORMAT)


def fingerprint(secret: str, salt: str | None = None) -> str:
    """A slow digest, "salt:hex": it tells whether a key is the same, and helps nobody to guess."""
    salt = salt or secrets.token_hex(8)
    made = hashlib.scrypt(secret.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=16)
    return f"{salt}:{made.hex()}"


def is_known_secret(mark: str, known: Sequence[str]) -> bool:
    """Whether one of the known keys has this fingerprint."""
    salt = mark.partition(":")[0]
    return any(hmac.compare_digest(fingerprint(key, salt), mark) for key in known)


def write_archive(path: Path, manifest: Manifest, content: Path) -> None:
    """Writes the whole file beside `path` and puts it in place when it lies on the disk. Only the
    owner may read it. Raises OSError."""
    made = asdict(manifest) | {"digest": digest_of(content)}
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(made, indent=1, sort_keys=True))
                archive.write(content, CONTENT)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def read_archive(path: Path, content: Path) -> Manifest:
    """Takes the content out to `content` and checks every byte of it. Raises BadArchive."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != [CONTENT, MANIFEST]:
                raise BadArchive("Filen är ingen säkerhetskopia från tjänsten.")
            manifest = read_manifest(archive.read(MANIFEST))
            with archive.open(CONTENT) as packed, content.open("wb") as out:
                copyfileobj(packed, out, CHUNK)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, TypeError) as error:
        raise BadArchive(f"Säkerhetskopian går inte att läsa ({type(error).__name__}).") from None
    if not hmac.compare_digest(digest_of(content), manifest.digest):
        raise BadArchive("Säkerhetskopian är skadad: innehållet är inte det som skrevs.")
    return manifest


def read_manifest(data: bytes) -> Manifest:
    """The manifest; raises BadArchive for a format that this version does not know."""
    said = json.loads(data)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BadArchive("Säkerhetskopian är gjord av en version som inte känns igen.")
    return Manifest(**said)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
