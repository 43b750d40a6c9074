"""Passwords: argon2id, long rather than strange."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
# What everyone tries first, in the language of those who choose here.
COMMON = (
    *("lösenord", "losenord", "password", "qwerty", "sommar", "vinter", "välkommen", "anhörig"),
    *("anhorig", "kommun", "123456", "abcdef"),
)


class BadPassword(ValueError):
    """The password is too easy to guess; the message is Swedish."""


def check_password(password: str, username: str) -> None:
    """Raises BadPassword for one that is short, common or the user's own name."""
    if len(password) < SHORTEST:
        raise BadPassword(f"Lösenordet ska ha minst {SHORTEST} tecken. Skriv gärna några ord.")
    if len(password) > LONGEST:
        raise BadPassword(f"Lösenordet får ha högst {LONGEST} tecken.")
    if len(set(password)) < 5:
        raise BadPassword("Lösenordet upprepar samma tecken. Skriv gärna några ord.")
    if _bare(password, username) < SHORTEST // 2:
        raise BadPassword("Lösenordet är lätt att gissa. Välj ord som bara du kommer på.")


def hash_password(password: str) -> str:
    """The password as it is kept."""
    return hasher().hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long where none is kept."""
    try:
        return hasher().verify(kept or nobody(), password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def hasher() -> PasswordHasher:
    """Argon2id at the library's own cost, which follows RFC 9106."""
    return PasswordHasher()


@cache
def nobody() -> str:
    """What is compared where there is no account, so that time tells nothing."""
    return hasher().hash("nobody")


def _bare(password: str, username: str) -> int:
    """How much is left without what everyone tries first."""
    rest = password.casefold()
    for word in (username.casefold(), *username.casefold().split("@"), *COMMON):
        rest = rest.replace(word, "") if len(word) > 2 else rest
    return len(rest.strip("0123456789!?.-_ "))
