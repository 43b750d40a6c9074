"""A QR code, as a picture that scales."""

from __future__ import annotations

import io

import segno


def code_svg(address: str) -> str:
    """The SVG of a QR code for a web address, black on white, the quiet zone included."""
    out = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(out, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True)
    return out.getvalue().decode()
