"""Municipalities and regions in a file: by code or by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Engine

from services.registry.municipality import list_municipalities, list_regions
from services.registry.record import Record


class Places:
    """The codes that there are, and the names that stand for them."""

    def __init__(self, engine: Engine) -> None:
        towns = list_municipalities(engine)
        regions = list_regions(engine)
        self._towns = {town.code for town in towns}
        self._regions = {region.code for region in regions}
        self._town_names = {town.name.lower(): town.code for town in towns}
        self._region_names = {region.name.lower(): region.code for region in regions}
        self.names = {"national": "Sverige"}
        self.names |= {f"municipality:{town.code}": town.name for town in towns}
        self.names |= {f"region:{region.code}": region.name for region in regions}

    def located(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with codes in place of names; a code that lost its zero gets it back."""
        found = dict(values)
        if town := found.get("municipality"):
            found["municipality"] = self._town_names.get(town.lower(), _padded(town, 4))
        if region := found.get("region"):
            found["region"] = self._region_names.get(region.lower(), _padded(region, 2))
        return found

    def problems(self, record: Record) -> Iterator[tuple[str, str]]:
        """Fields whose code is not there, and a Swedish sentence about it."""
        if record.municipality and record.municipality not in self._towns:
            yield "municipality", f"Kommunen ”{record.municipality}” finns inte."
        if record.region and record.region not in self._regions:
            yield "region", f"Regionen ”{record.region}” finns inte."


def _padded(code: str, length: int) -> str:
    return code.zfill(length) if code.isdigit() else code
