"""The receipt: a secret in the person's own page, by which they alone reach what they sent."""

from __future__ import annotations

import hashlib
import re
import secrets

FORM = re.compile(r"^[A-Za-z0-9_-]{20,60}$")


def new_receipt() -> str:
    """192 random bits that fit in an address."""
    return secrets.token_urlsafe(24)


def is_receipt(text: str) -> bool:
    """Whether it may be one of ours."""
    return bool(FORM.match(text))


def digest_of(receipt: str) -> str:
    """What a receipt is kept as: whoever reads the database cannot use it."""
    return hashlib.sha256(receipt.encode("utf-8", "replace")).hexdigest()
