"""HSDS 3.0's published schemas, where the shared material lies beside the checkout."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

BESIDE = [folder / "shared" / "hsds" / "schema" for folder in Path(__file__).resolve().parents[3:]]
SCHEMAS = next((folder for folder in BESIDE if folder.is_dir()), BESIDE[0])
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the HSDS schemas are not beside the checkout (shared/hsds/schema)"
)


@cache
def schema(name: str) -> Draft202012Validator:
    """The validator of one schema, which refers to the others by file name."""

    def retrieve(uri: str) -> Resource[Any]:
        text = (SCHEMAS / uri.rsplit("/", 1)[-1]).read_text(encoding="utf-8")
        return Resource.from_contents(json.loads(text), default_specification=DRAFT202012)

    return Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")),
        registry=Registry(retrieve=retrieve),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def faults(name: str, thing: object) -> list[str]:
    """What the schema has against the thing, as it is sent."""
    as_sent = json.loads(json.dumps(thing))
    return [f"{list(e.path)}: {e.message}" for e in schema(name).iter_errors(as_sent)]
