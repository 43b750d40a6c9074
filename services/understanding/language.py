"""Hears which language a message is in, and danger told in another language than Swedish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "languages"
LATIN = ("en", "fi", "so", "es", "bs", "de", "other")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINK = re.compile(r"\S*(?:://|www\.|@)\S*")
_SCRIPTS = (
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_PERSIAN = re.compile(r"[پچژگکی]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_SERBIAN = re.compile(r"[ђјљњћџ]")
_FINNISH = re.compile(r"\w{4,}(?:ssa|ssä|lla|llä|sta|stä|lta|ltä|lle|mme|nsa|nsä|inen|nen|isen)$")
MOST_LETTERS = 2000
ENOUGH = 2.0
SHARE = 0.25
LONG_CRY = 8


def detect_language(text: str) -> str:
    """ "sv", one of en, fi, ar, so, uk, fa, es, bs (also Croatian and Serbian) and de, or "other".

    Whatever is not clearly another language is Swedish.
    """
    text = _LINK.sub(" ", text[:MOST_LETTERS]).casefold()
    letters = sum(letter.isalpha() for letter in text)
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS}
    counts["none"] = letters - sum(counts.values())
    script = max(counts, key=lambda name: counts[name])
    if letters == 0 or (counts["latin"] and 2 * counts[script] <= letters):
        return "sv"
    words = _WORD.findall(text)
    if script == "latin":
        return _latin(text, words)
    if script == "none":
        return "other" if letters > 1 else "sv"
    return _arabic(text, words) if script == "arabic" else _cyrillic(text, words)


def language_alarm(text: str) -> str | None:
    """ "danger" or "urgent" if words for it stand in ``text``, in the nine languages; else None."""
    plain = _plain(text[:MOST_LETTERS].casefold())
    for cry in _cries():
        if cry.is_in(plain):
            return cry.level
    return None


@dataclass(frozen=True)
class _Cry:
    """A phrase of danger: ``sought`` is how it stands in plain text."""

    level: str
    language: str
    sought: str

    def is_in(self, plain: str) -> bool:
        return self.sought in plain

    @property
    def tells_language(self) -> bool:
        """Whether it is two words, or one long word that is not English."""
        phrase = self.sought.strip()
        return " " in phrase or (self.language != "en" and len(phrase) >= LONG_CRY)


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


@cache
def _cries() -> tuple[_Cry, ...]:
    """The phrases, danger first; those that are not plain ASCII may have an ending after them."""
    return tuple(
        _Cry(level, language, _plain(phrase) if phrase.isascii() else _plain(phrase).rstrip())
        for level, languages in _read("alarms").items()
        for language, phrases in languages.items()
        for phrase in phrases
    )


@cache
def _telling_cries() -> tuple[_Cry, ...]:
    return tuple(cry for cry in _cries() if cry.tells_language)


def _latin(text: str, words: list[str]) -> str:
    groups = _groups()
    own = _count(words, groups["sv"] | groups["sv_common"]) + 2 * sum("å" in word for word in words)
    scores = {name: _score(name, words) for name in LATIN}
    best = max(LATIN, key=lambda name: scores[name])
    if best not in ("fi", "de"):
        own += sum("ä" in word or "ö" in word for word in words)
    enough = scores[best] >= ENOUGH and scores[best] >= SHARE * len(words)
    if enough and scores[best] > 1.5 * own:
        return best
    cry = _by_alarm(text)
    return cry if own <= (0.0 if cry == "en" else scores.get(cry, 0.0)) else "sv"


def _score(name: str, words: list[str]) -> float:
    groups = _groups()
    score = _count(words, groups[name])
    score += sum(word in groups["strong"] and word in groups[name] for word in words)
    if name == "fi":
        score += 0.7 * sum(
            bool(_FINNISH.match(word)) and word not in groups["fi"] for word in words
        )
    return score


def _count(words: list[str], group: frozenset[str]) -> float:
    return float(sum(word in group for word in words))


def _by_alarm(text: str) -> str:
    """The language of a short cry for help, or Swedish."""
    plain = _plain(text)
    return next((cry.language for cry in _telling_cries() if cry.is_in(plain)), "sv")


def _arabic(text: str, words: list[str]) -> str:
    groups = _groups()
    persian = _count(words, groups["fa"]) + 0.5 * len(_PERSIAN.findall(text))
    arabic = _count(words, groups["ar"]) + 0.5 * len(re.findall(r"[ةىأإيك]", text))
    return "fa" if persian > arabic else "ar"


def _cyrillic(text: str, words: list[str]) -> str:
    groups = _groups()
    if _SERBIAN.search(text) or _by_alarm(text) == "bs":
        return "bs"
    ukrainian = _count(words, groups["uk"]) + 2 * len(_UKRAINIAN.findall(text))
    russian = _count(words, groups["ru"]) + 2 * len(re.findall(r"[ыэъё]", text))
    return "uk" if ukrainian >= russian else "other"


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {name: frozenset(str(word) for word in words) for name, words in _read("words").items()}


@cache
def _read(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=loader)
