"""Pictures from strangers: is it what it says, and small enough for a browser?"""

import base64
import binascii
import struct
from collections.abc import Mapping
from typing import Any

KINDS = ("image/png", "image/jpeg")
PIXELS = 40_000_000  # a PNG of 1 MB may unfold to a thousand times that, in the reader's browser

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def clean_picture(kind: str, text: object) -> str | None:
    """The picture in base64 on one line, or None if it is not a picture of this MIME type."""
    if not isinstance(text, str):
        return None
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(data).decode() if _is_picture(kind, data) else None


def clean_data_url(url: str) -> str | None:
    """A `data:` address that holds a picture, or None."""
    head, comma, text = url.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    if not comma or head != f"data:{kind};base64":
        return None
    cleaned = clean_picture(kind, text)
    return f"{head},{cleaned}" if cleaned else None


def clean_attachments(attachments: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """The pictures among a cell's attachments, by name."""
    kept = {}
    for name, bundle in attachments.items():
        if not isinstance(name, str) or not isinstance(bundle, Mapping):
            continue
        pictures = {kind: clean_picture(kind, bundle.get(kind)) for kind in KINDS}
        found = {kind: picture for kind, picture in pictures.items() if picture}
        if found:
            kept[name] = found
    return kept


def _is_picture(kind: str, data: bytes) -> bool:
    if kind == "image/png":
        return data.startswith(_PNG) and _pixels(data) <= PIXELS
    # A JPEG needs a bit for 64 pixels: what fits in a cell's output does not unfold.
    return kind == "image/jpeg" and data.startswith(_JPEG)


def _pixels(png: bytes) -> int:
    """Width times height, from the header that every PNG begins with."""
    if png[12:16] != b"IHDR" or len(png) < 24:
        return PIXELS + 1
    width, height = struct.unpack(">II", png[16:24])
    return int(width * height)
