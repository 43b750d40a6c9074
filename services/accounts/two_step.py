"""The second step: a code of six digits from an app, each good once."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECONDS = 30
DRIFT = (0, -1, 1)
ISSUER = "Anhöriglotsen"


def new_secret() -> str:
    """A secret to share with an app, base32."""
    return pyotp.random_base32()


def app_address(secret: str, username: str) -> str:
    """The otpauth address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The half minute whose code this is, now or one to the side; None when it is wrong."""
    digits = "".join(sign for sign in code if not sign.isspace())
    now = int(at.timestamp()) // SECONDS
    totp = pyotp.TOTP(secret)
    for step in (now + drift for drift in DRIFT):
        if hmac.compare_digest(totp.at(step * SECONDS).encode(), digits.encode()):
            return step
    return None


def seal(key: str, secret: str) -> str:
    """The secret as it is kept: encrypted with a key made from the service's own."""
    return _cipher(key).encrypt(secret.encode()).decode()


def unseal(key: str, sealed: str) -> str:
    """The secret back. Raises cryptography's InvalidToken when the service's key has changed."""
    return _cipher(key).decrypt(sealed.encode()).decode()


def _cipher(key: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"anhoriglots two-step")
    return Fernet(base64.urlsafe_b64encode(made.derive(key.encode())))
