"""The seal: what people write is kept encrypted, with a key made from the service's own secret."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"anhoriglots callback"


class BrokenSeal(ValueError):
    """It was sealed with a secret that is no longer known, or has been tampered with."""


class Seal:
    """Seals with the first secret and opens with any of them."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._fernets = MultiFernet([_fernet(secret) for secret in secrets])
        self._newest = _fernet(secrets[0])

    def close(self, values: dict[str, Any]) -> str:
        """The values, sealed."""
        return self._fernets.encrypt(json.dumps(values).encode()).decode()

    def open(self, sealed: str) -> dict[str, Any]:
        """The values. Raises BrokenSeal."""
        try:
            values: dict[str, Any] = json.loads(self._fernets.decrypt(sealed.encode()))
        except InvalidToken:
            raise BrokenSeal from None
        return values

    def renewed(self, sealed: str) -> str | None:
        """The same under the newest secret; None when it already is, or cannot be opened."""
        try:
            self._newest.decrypt(sealed.encode())
            return None
        except InvalidToken:
            pass
        try:
            return self._fernets.rotate(sealed.encode()).decode()
        except InvalidToken:
            return None


def _fernet(secret: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(made))
