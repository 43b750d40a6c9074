"""Whose paper it is: a name, a colour and a logo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

OWN_COLOUR = "#143e3a"


@dataclass(frozen=True)
class Look:
    """`colour` is "#rrggbb" and must be readable on white. `logo` is the bytes of a picture whose
    `form` is "png" or "svg"; None where there is none."""

    name: str | None = None
    colour: str = OWN_COLOUR
    logo: bytes | None = None
    form: str = "svg"

    def values(self) -> dict[str, Any]:
        """As a template reads it: bytes as numbers, since the values travel as JSON."""
        logo = list(self.logo) if self.logo else None
        return {"name": self.name, "colour": self.colour, "logo": logo, "form": self.form}
