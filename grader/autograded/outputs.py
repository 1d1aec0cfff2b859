"""What a student's cells printed and drew, as it may be shown: of known kinds, small, and inert.

Outputs come from an untrusted process. Formgrader and the feedback page show them in the browser
of a person who may change grades.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from grader.limits import MIB
from grader.autograded.images import KINDS, clean_picture
from grader.autograded.legible import legible, without_colours
from grader.autograded.markup import clean_html, clean_markdown, clean_svg

Output = dict[str, Any]

MOST_OUTPUTS = 1000
HTML_BYTES = 200_000  # of a cell; to parse 1 MB that was written to be slow takes 5 s
ERROR_LINES = 200
ERROR_CHARACTERS = 20_000
NAME_CHARACTERS = 100
LONGEST_SIDE = 4000  # of a picture on the page, in pixels
SECRET_CHARACTERS = 12  # of a line that is looked for in outputs: shorter ones stand anywhere

HTML = "text/html"
_CLEANERS: Mapping[str, Callable[[str], str | None]] = {
    "text/plain": legible,
    "text/latex": lambda text: _formula(without_colours(legible(text))),
    "text/markdown": lambda text: clean_markdown(without_colours(legible(text))),
    HTML: lambda text: clean_html(without_colours(legible(text))),
    "image/svg+xml": clean_svg,
    **{kind: partial(clean_picture, kind) for kind in KINDS},
}
_MIME = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,60}", re.ASCII)


def _formula(text: str) -> str | None:
    """TeX that no page can take for markup; nbconvert puts it into the page as it is."""
    if "](" in text or "javascript:" in text.lower():
        return None
    return text.replace("<", r"\lt ")


def clean(outputs: Iterable[Mapping[str, Any]], cap_bytes: int = MIB) -> list[Output]:
    """The outputs of one cell in the notebook format; `cap_bytes` is the room for all of them.

    What does not fit is cut, and a last line says so. Of errors the last one is kept, behind
    everything else, whatever was printed before. Anything may be given.
    """
    listed = [output for output in outputs if isinstance(output, Mapping)]
    room = _Room(cap_bytes)
    joined = list(_joined(listed))
    kept = [shown for output in joined[:MOST_OUTPUTS] if (shown := _shown(output, room))]
    if room.is_full or len(joined) > MOST_OUTPUTS:
        kept.append(printed(f"[output cut after {_in_words(cap_bytes)}]\n"))
    errors = [output for output in listed if output.get("output_type") == "error"]
    return kept + [_error(output) for output in errors[-1:]]


def printed(text: str, name: str = "stdout") -> Output:
    """A text that a cell printed."""
    return {"output_type": "stream", "name": name, "text": text}


def failed(ename: str, message: str) -> Output:
    """An error that consists of its message."""
    said = legible(message)
    traceback = [f"✗ {said}"]
    return {"output_type": "error", "ename": ename, "evalue": said, "traceback": traceback}


def without_lines(output: Output, secrets: Collection[str]) -> Output:
    """The output without each line of text that holds one of the secret lines."""
    long = [secret for secret in secrets if len(secret) >= SECRET_CHARACTERS]
    if not long:
        return output
    hide = partial(_without_lines, secrets=long)
    hidden: Output = {key: hide(output[key]) for key in ("text", "evalue") if key in output}
    if "traceback" in output:
        hidden["traceback"] = [hide(line) for line in output["traceback"]]
    if "data" in output:
        data = output["data"].items()
        hidden["data"] = {k: hide(v) if k.startswith("text/") else v for k, v in data}
    return output | hidden


class _Room:
    """The bytes that are left for a cell's outputs."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.html_left = HTML_BYTES
        self.is_full = False

    def beginning(self, text: str) -> str:
        """As much of a text as fits."""
        data = text.encode("utf-8", "replace")
        fits = data[: max(self.left, 0)]
        self.left -= len(fits)
        if len(fits) == len(data):
            return text
        self.is_full = True
        return fits.decode("utf-8", "ignore")

    def holds(self, text: str) -> bool:
        """Take the place of a whole text, if there is one."""
        size = len(text.encode("utf-8", "replace"))
        if size > self.left:
            self.is_full = True
            return False
        self.left -= size
        return True

    def parses(self, html: str) -> bool:
        """Take the time to parse a text, if there is enough left."""
        self.html_left -= len(html)
        return self.html_left >= 0


def _joined(outputs: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The outputs other than errors; what was printed in pieces becomes one text."""
    for name, group in groupby(outputs, key=_stream_name):
        if name:
            yield printed("".join(_text(output.get("text")) or "" for output in group), name)
        else:
            yield from (output for output in group if output.get("output_type") in _DISPLAYS)


_DISPLAYS = ("display_data", "execute_result")


def _stream_name(output: Mapping[str, Any]) -> str:
    name = output.get("name")
    is_stream = output.get("output_type") == "stream"
    return str(name) if is_stream and name in ("stdout", "stderr") else ""


def _shown(output: Mapping[str, Any], room: _Room) -> Output | None:
    if output["output_type"] == "stream":
        text = legible(room.beginning(output["text"]))
        return printed(text, output["name"]) if text else None
    given = output.get("data")
    data = _data(given, room) if isinstance(given, Mapping) else {}
    if not data:
        return None
    shown: Output = {"output_type": output["output_type"], "data": data}
    shown["metadata"] = _metadata(output.get("metadata"), data)
    return shown | ({"execution_count": None} if "result" in shown["output_type"] else {})


def _data(given: Mapping[Any, Any], room: _Room) -> dict[str, str]:
    """Each representation that is known and fits; if none does, a line that says what there was."""
    data = {}
    for kind, cleaner in _CLEANERS.items():
        text = _text(given.get(kind))
        fits = text is not None and room.holds(text) and (kind != HTML or room.parses(text))
        cleaned = cleaner(text) if text is not None and fits else None
        if cleaned:
            data[kind] = cleaned
    names = [kind for kind in given if isinstance(kind, str) and _MIME.fullmatch(kind)]
    if not data and names and not room.is_full:
        data["text/plain"] = f"[left out: {', '.join(names[:5])}]"
    return data


def _metadata(given: object, data: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The sides of pictures; nothing else, since nbconvert takes file names from here."""
    sizes = {}
    for kind in KINDS:
        size = given.get(kind) if isinstance(given, Mapping) and kind in data else None
        sides = size.items() if isinstance(size, Mapping) else ()
        kept = {side: n for side, n in sides if side in ("width", "height") and _is_side(n)}
        if kept:
            sizes[kind] = kept
    return sizes


def _is_side(pixels: object) -> bool:
    return type(pixels) is int and 0 < pixels <= LONGEST_SIDE


def _error(output: Mapping[str, Any]) -> Output:
    lines = output.get("traceback")
    listed = lines if isinstance(lines, list | tuple) else []
    traceback, left = [], ERROR_CHARACTERS
    for line in listed[:ERROR_LINES]:
        if isinstance(line, str) and left > 0:
            traceback.append(legible(line[:left]))
            left -= len(line)
    ename, evalue = (_text(output.get(key)) or "" for key in ("ename", "evalue"))
    return {
        "output_type": "error",
        "ename": legible(ename[:NAME_CHARACTERS]),
        "evalue": legible(evalue[:ERROR_CHARACTERS]),
        "traceback": traceback,
    }


def _text(value: object) -> str | None:
    """A text, which the notebook format also allows to be a list of lines."""
    if isinstance(value, list | tuple) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value if isinstance(value, str) else None


def _without_lines(text: str, secrets: Collection[str]) -> str:
    plain = without_colours(text)
    if not any(secret in plain for secret in secrets):
        return text
    lines = [(line, without_colours(line)) for line in text.split("\n")]
    return "\n".join(line for line, bare in lines if not any(s in bare for s in secrets))


def _in_words(size_bytes: int) -> str:
    return f"{size_bytes / MIB:g} MB" if size_bytes >= MIB else f"{size_bytes / 1024:.3g} kB"
