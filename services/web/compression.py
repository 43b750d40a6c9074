"""Sends text in fewer bytes, where nothing secret lies beside what a visitor may choose."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

ENDPOINTS = {"static", "embed.script", "browse.choose", "browse.show", "browse.contact"}
"""The chat's pages are left out: they hold the session beside words that another site may send
along, and the length of compressed text gives a secret away bit by bit (BREACH)."""
KINDS = ("text/", "application/json", "image/svg+xml", "application/javascript")
LEAST_BYTES = 700


def compress_answers(app: Flask) -> None:
    """Compresses for whoever takes gzip."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """The same answer, in gzip where it may be and helps."""
    if request.endpoint not in ENDPOINTS or not response.content_type.startswith(KINDS):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST_BYTES:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.content_encoding = "gzip"
    return response
