"""HSDS 3.0 JSON: the services fully nested, in a page of one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.registry.hsds.reading import BadService, fields_from_service
from services.registry.hsds.service import service_json
from services.registry.record import Record
from services.registry.transfer.problem import BadFile, RowProblem


def write_hsds(records: Iterable[Record], scope_names: Mapping[str, str]) -> bytes:
    """The records as HSDS services; `scope_names` says what each scope is called."""
    services = [service_json(record, scope_names[record.scope]) for record in records]
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    return (json.dumps(page, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_hsds(content: bytes) -> Iterator[tuple[int, dict[str, Any] | RowProblem]]:
    """Each service's number and its fields, or what is wrong with it. Raises BadFile."""
    try:
        file = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadFile("Filen är inte JSON i UTF-8.") from None
    return _services(file)


def _services(file: Any) -> Iterator[tuple[int, dict[str, Any] | RowProblem]]:
    services = file.get("contents", file.get("services")) if isinstance(file, dict) else file
    if not isinstance(services, list):
        raise BadFile("Filen har ingen lista med tjänster (contents).")
    for number, service in enumerate(services, start=1):
        try:
            yield number, fields_from_service(service)
        except BadService as error:
            yield number, RowProblem(number, None, str(error))
