"""Logos that are safe to show: a PNG is left with its picture, an SVG with its shapes."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

PNG, SVG = "image/png", "image/svg+xml"
MOST_BYTES = 200 * 1024
MOST_PIXELS = 2000
MOST_COPIES = 20  # shapes that copy shapes that copy shapes make a small file endless
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"}
NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = (
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line"),
    *("polyline", "polygon", "title", "desc", "text", "tspan", "linearGradient"),
    *("radialGradient", "stop", "clipPath", "mask"),
)
DRAWING = (
    *("id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r"),
    *("rx", "ry", "fx", "fy", "d", "points", "transform", "fill", "fill-rule"),
    *("fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    *("stroke-miterlimit", "stroke-opacity", "stroke-dasharray", "opacity", "clip-path"),
    *("clip-rule", "mask", "offset", "stop-color", "stop-opacity", "gradientUnits"),
    *("gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits"),
    *("preserveAspectRatio", "font-family", "font-size", "font-weight", "text-anchor"),
    *("version"),
)
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
INSIDE = re.compile(r"^#[\w.-]+$")
# A value may point at a shape of the picture itself, and at nothing else.
OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|[a-z]+script:|data:|@import|&#|\\", re.IGNORECASE)


class BadLogo(ValueError):
    """The file cannot be a logo; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A cleaned picture; `media_type` is image/png or image/svg+xml."""

    content: bytes
    media_type: str


def clean_logo(content: bytes) -> Logo:
    """The picture with everything taken out that is not picture. Raises BadLogo."""
    if len(content) > MOST_BYTES:
        raise BadLogo("Bilden är för stor. Den får vara högst 200 kB.")
    if content.startswith(SIGNATURE):
        return Logo(_clean_png(content), PNG)
    if b"<svg" in content[:2000] or b":svg" in content[:2000]:
        return Logo(_clean_svg(content), SVG)
    raise BadLogo("Bilden ska vara en PNG eller en SVG.")


def _clean_png(content: bytes) -> bytes:
    kept, at, kinds = [SIGNATURE], len(SIGNATURE), []
    while at + 12 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        kind, end = content[at + 4 : at + 8], at + 12 + size
        chunk = content[at:end]
        if len(chunk) < 12 + size or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise BadLogo("Bilden är skadad. Spara den på nytt och försök igen.")
        if kind in KEPT_CHUNKS:
            kept.append(chunk)
            kinds.append(kind)
        at = end
        if kind == b"IEND":
            break
    _require_picture(kinds, kept)
    return b"".join(kept)


def _require_picture(kinds: list[bytes], kept: list[bytes]) -> None:
    whole = kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"] and b"IDAT" in kinds
    if not whole:
        raise BadLogo("Bilden är skadad. Spara den på nytt och försök igen.")
    width, height = struct.unpack(">II", kept[1][8:16])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise BadLogo(f"Bilden får vara högst {MOST_PIXELS} bildpunkter bred och hög.")


def _clean_svg(content: bytes) -> bytes:
    try:
        root = fromstring(content, forbid_dtd=False)
        if _name(root) != "svg" or len(list(root.iter(f"{{{NAMESPACE}}}use"))) > MOST_COPIES:
            raise ValueError("not a plain drawing")
        register_namespace("", NAMESPACE)
        return bytes(tostring(_clean_element(root), encoding="utf-8"))
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise BadLogo("Bilden gick inte att läsa. Spara den på nytt som enkel SVG.") from None


def _clean_element(element: Element) -> Element:
    clean = Element(f"{{{NAMESPACE}}}{_name(element)}", _clean_attributes(element))
    clean.text, clean.tail = element.text, element.tail
    clean.extend([_clean_element(child) for child in element if _is_shape(child)])
    return clean


def _clean_attributes(element: Element) -> dict[str, str]:
    kept = _style_of(element)
    for name, value in element.attrib.items():
        if name in DRAWING and not OUTSIDE.search(value):
            kept[name] = value
        elif name in HREFS and INSIDE.match(value):
            kept["href"] = value
    return kept


def _style_of(element: Element) -> dict[str, str]:
    """What drawing programs write in `style`, as the attributes that it stands for."""
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    found = {name.strip(): value.strip() for name, _, value in pairs}
    return {n: v for n, v in found.items() if n in DRAWING and v and not OUTSIDE.search(v)}


def _is_shape(element: Element) -> bool:
    return isinstance(element.tag, str) and _name(element) in SHAPES


def _name(element: Element) -> str:
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in ("", "{" + NAMESPACE) else ""
