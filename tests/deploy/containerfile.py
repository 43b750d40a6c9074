"""A Containerfile as its stages and instructions, and what the ignore file leaves to copy."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from services.settings import ROOT

DEPLOY = ROOT / "deploy"


@dataclass
class Stage:
    """From one FROM to the next: the image, its name, and (instruction, words) in order."""

    image: str
    name: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    def all(self, instruction: str) -> list[str]:
        return [words for told, words in self.lines if told == instruction]


def read_stages(name: str) -> list[Stage]:
    """The stages of deploy/Containerfile.<name>; lines that go on are one."""
    text = (DEPLOY / f"Containerfile.{name}").read_text(encoding="utf-8")
    whole = re.sub(r"\\\n\s*", "", "\n".join(x for x in text.splitlines() if x[:1] != "#"))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, whole.splitlines())):
        instruction, _, words = line.partition(" ")
        if instruction == "FROM":
            image, _, alias = words.partition(" AS ")
            stages.append(Stage(image, alias))
        else:
            stages[-1].lines.append((instruction, words))
    return stages


def copies(stage: Stage) -> list[tuple[str | None, list[str], str]]:
    """(from where, sources, target) of each COPY; from the build folder where it is None."""
    found = []
    for words in stage.all("COPY"):
        origin = re.match(r"--from=(\S+) ", words)
        *sources, target = words.removeprefix(origin[0] if origin else "").split()
        found.append((origin[1] if origin else None, sources, target))
    return found


@cache
def tracked() -> tuple[str, ...]:
    """What the project keeps, as paths from its root."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for path in told.stdout.splitlines() if (ROOT / path).exists())


def below(source: str) -> list[str]:
    """The project's files that a COPY of the source takes."""
    source = source.removesuffix("/")
    return [path for path in tracked() if path == source or path.startswith(f"{source}/")]


def is_ignored(path: str, file: Path = ROOT / ".containerignore") -> bool:
    """Whether the ignore file keeps the path out: itself or a folder above it is named."""
    patterns = [re.compile(_as_regex(line)) for line in file.read_text("utf-8").split()]
    parts = path.split("/")
    above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return any(pattern.fullmatch(one) for pattern in patterns for one in above)


def _as_regex(pattern: str) -> str:
    """`**/` is any folders or none, `*` anything within a name."""
    anywhere, rest = pattern.startswith("**/"), pattern.removeprefix("**/")
    words = re.escape(rest.removesuffix("/")).replace(r"\*", "[^/]*")
    return ("(?:.*/)?" if anywhere else "") + words
