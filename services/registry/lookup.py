"""The directory: everything that can be called from a municipality, in one or two queries."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from threading import Lock

from sqlalchemy import Connection, Engine, bindparam, literal, or_, select

from services.registry.contact import Contact, contact_from
from services.registry.models import EditionRow, ListingRow, MunicipalityRow
from services.registry.municipality import find_municipality

SCOPES_KEPT = 4096

_REGION_SCOPE = (
    select(literal("region:").concat(MunicipalityRow.region_code))
    .where(MunicipalityRow.code == bindparam("code"))
    .scalar_subquery()
)
_EDITIONS = select(EditionRow.scope, EditionRow.version).where(
    or_(
        EditionRow.scope.in_([literal("national"), bindparam("own")]),
        EditionRow.scope == _REGION_SCOPE,
    )
)
_LISTINGS = (
    select(ListingRow.scope, ListingRow.body)
    .where(ListingRow.scope.in_(bindparam("scopes", expanding=True)))
    .order_by(ListingRow.scope, ListingRow.position, ListingRow.service_id)
)


class UnknownMunicipality(LookupError):
    """No municipality has this code."""


class Directory:
    """Contacts by municipality, kept in memory until a write raises their scope's edition.
    Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[str, tuple[int, tuple[Contact, ...]]] = OrderedDict()
        self._names: dict[str, str | None] = {}
        self._lock = Lock()

    def list_contacts(self, municipality: str) -> tuple[Contact, ...]:
        """All active contacts for a municipality (SCB code): its own, then its region's, then
        those of the whole country; each in the order of the vocabulary, grade A before B.
        Raises UnknownMunicipality. One query, two when something has changed."""
        own = f"municipality:{municipality}"
        with self._engine.connect() as connection:
            rows = connection.execute(_EDITIONS, {"own": own, "code": municipality})
            editions = {scope: version for scope, version in rows}
            if own not in editions:
                raise UnknownMunicipality(municipality)
            contacts = self._of_scopes(connection, editions)
        return tuple(
            contact for scope in sorted(editions, key=_order) for contact in contacts[scope]
        )

    def list_national(self) -> tuple[Contact, ...]:
        """The contacts of the whole country, for when the municipality is not known."""
        query = select(EditionRow.scope, EditionRow.version).where(EditionRow.scope == "national")
        with self._engine.connect() as connection:
            editions = {scope: version for scope, version in connection.execute(query)}
            return self._of_scopes(connection, editions).get("national", ())

    def municipality_name(self, code: str | None) -> str | None:
        """The municipality's name, or None for no code or an unknown one. Kept in memory."""
        if code is None:
            return None
        if code not in self._names:
            found = find_municipality(self._engine, code)
            self._names[code] = found.name if found else None
        return self._names[code]

    def _of_scopes(
        self, connection: Connection, editions: Mapping[str, int]
    ) -> dict[str, tuple[Contact, ...]]:
        found = {}
        for scope, version in editions.items():
            kept = self._kept.get(scope)
            if kept and kept[0] == version:
                found[scope] = kept[1]
        missing = [scope for scope in editions if scope not in found]
        if missing:
            read = _read_scopes(connection, missing)
            self._keep({scope: (editions[scope], read[scope]) for scope in missing})
            found |= read
        return found

    def _keep(self, entries: Mapping[str, tuple[int, tuple[Contact, ...]]]) -> None:
        with self._lock:
            for scope, entry in entries.items():
                self._kept[scope] = entry
                self._kept.move_to_end(scope)
            while len(self._kept) > SCOPES_KEPT:
                self._kept.popitem(last=False)


def _read_scopes(connection: Connection, scopes: Iterable[str]) -> dict[str, tuple[Contact, ...]]:
    scopes = list(scopes)
    found: dict[str, list[Contact]] = defaultdict(list)
    for scope, body in connection.execute(_LISTINGS, {"scopes": scopes}):
        found[scope].append(contact_from(body))
    return {scope: tuple(found[scope]) for scope in scopes}


def _order(scope: str) -> int:
    return ("municipality", "region", "national").index(scope.partition(":")[0])
