"""A short run of schemathesis: what the description allows and what it does not, never a 500."""

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings


def test_every_operation_keeps_standing(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=8,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            answer = case.call()
            assert answer.status_code < 500, f"{case.method} {case.path}"

        holds()
        tried += 1
    assert tried > 10
