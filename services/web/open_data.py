"""Answers that anyone may read from anywhere: CORS, ETag and how long they hold."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

HOLDS_SECONDS = 300
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
}


def open_json(body: Any) -> Response:
    """JSON that may be kept for a while; 304 when the reader already has it."""
    response = jsonify(body)
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = HOLDS_SECONDS
    return response.make_conditional(request)  # type: ignore[return-value]


def let_anyone_read(response: Response) -> Response:
    """Adds the CORS headers of reading; for a blueprint's after_request."""
    response.headers.update(CORS)
    return response
