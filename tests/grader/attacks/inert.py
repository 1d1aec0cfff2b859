"""Whether a script that a student planted would run where an instructor looks."""

import base64
import binascii
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

MARK = "pwned"
ACTIVE = {"script", "iframe", "object", "embed", "base", "form", "meta", "link", "style", "applet"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "x:href", "poster"}
SAFE_SCHEMES = {"http", "https", "mailto", "attachment", ""}
PICTURES = {"image/png", "image/jpeg", "image/gif"}
SHOWN_AS_TEXT = {"text/plain", "text/latex", "application/json"}
RICH = {"text/html", "image/svg+xml", "text/markdown"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Reader(HTMLParser):
    """Collects what would act, if it carries the mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.live: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag if tag in ACTIVE else ""
        for name, value in attrs:
            if MARK in (value or "") and (tag in ACTIVE or _acts(name, value or "")):
                self.live.append(f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within and MARK in data:
            self.live.append(f"<{self._within}>")


def _acts(name: str, value: str) -> bool:
    scheme = re.sub(r"[\s\x00-\x1f]", "", value).partition(":")
    dangerous = scheme[1] and scheme[0].lower() not in SAFE_SCHEMES
    if name.rpartition(":")[2] in {each.rpartition(":")[2] for each in ADDRESSES}:
        return bool(dangerous)
    return name.startswith("on") or name == "srcdoc" or (name == "style" and "url" in value)


def live_in_html(text: str) -> list[str]:
    """The places in a page where something marked would act."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.live


def live_in_markdown(text: str) -> list[str]:
    """The same for Markdown, which may hold HTML and links."""
    links = re.findall(r"\]\(\s*<?(?:javascript|vbscript|data):[^)]*" + MARK, text, re.I)
    return live_in_html(text) + [f"link {link[:30]}" for link in links]


def live_in_notebook(notebook: Any) -> list[str]:
    """What would act when the notebook is opened, or made a page."""
    found = [f"metadata {key}" for key in notebook["metadata"] if MARK in str(notebook["metadata"])]
    for n, cell in enumerate(notebook["cells"]):
        found += [f"cell {n}: {what}" for what in _live_in_cell(cell)]
    return found


def _live_in_cell(cell: Any) -> Iterator[str]:
    if "</script" in str(cell["metadata"]):
        yield "metadata"
    for bundle in cell.get("attachments", {}).values():
        yield from _live_in_bundle(bundle)
    if cell["cell_type"] == "markdown":
        yield from live_in_markdown("".join(cell["source"]))
    for output in cell.get("outputs", []):
        yield from _live_in_bundle(output.get("data", {}))


def _live_in_bundle(bundle: dict[str, Any]) -> Iterator[str]:
    for kind, content in bundle.items():
        text = "".join(content) if isinstance(content, list) else str(content)
        if kind in RICH:
            yield from (f"{kind} {what}" for what in live_in_markdown(text))
        elif kind in PICTURES:
            yield from [] if _is_base64(text) else [f"{kind} is no picture"]
        elif kind not in SHOWN_AS_TEXT and MARK in text:
            yield kind


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
