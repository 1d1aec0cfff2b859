"""The JSON of a notebook: whole, mended where only one reading is possible, or what is left of it.

Knows no more of notebooks than which objects are cells.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

DEPTH = 100  # lists in objects in lists; notebooks need about 10, interactive figures 20
CONTAINERS = 1_000_000  # lists and objects: each takes 64 bytes of memory for 3 bytes of file
COMPARED = 4000  # cells of both sides of a merge: comparing takes the square of it
CORRECTIONS = 5  # commas and colons put right before a file counts as damaged
# A broken file is tried again at each cell: this often its size in total, then it is given up.
EFFORT = 4

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_CELL_START = re.compile(
    r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source|input)"\s*:'
)
_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_SIDES = {"<<<<<<<": "ours", "|||||||": "base", "=======": "theirs", ">>>>>>>": "both"}


class TwoReadings(dict[str, Any]):
    """A JSON object that holds a key twice; the last value is kept, as Jupyter does."""


class NoJSONError(Exception):
    """Nothing of a notebook is in this text; the message completes "The file …"."""


@dataclass(frozen=True)
class Parsed:
    """`notes` tell what was put right without loss, `damage` where cells may be lost."""

    document: Any
    notes: tuple[str, ...] = ()
    damage: str = ""


def parse(text: str) -> Parsed:
    """The document in this text. Raises NoJSONError if not even one cell can be read."""
    _require_flat(text)
    try:
        return Parsed(_loads(text))
    except json.JSONDecodeError as error:
        return _merged(text) or _mended(text) or _salvaged(text, error)


def is_cell(value: Any) -> bool:
    """Whether a JSON value looks like a cell of a notebook, version 3 or 4."""
    return isinstance(value, dict) and (
        ("source" in value and ("cell_type" in value or "metadata" in value))
        or ("input" in value and "cell_type" in value)
    )


def whole_cells(text: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Each cell that parses, and where it ends."""
    decoder, position, effort = _decoder(), 0, EFFORT * len(text)
    while effort > 0 and (start := _CELL_START.search(text, position)):
        try:
            value, end = decoder.raw_decode(text, start.start())
        except json.JSONDecodeError as error:
            value, end = None, error.pos
        except RecursionError:  # a flood of brackets behind a lost quote
            return
        effort -= end - start.start()
        if is_cell(value):
            yield value, end
        position = end if is_cell(value) else start.end()


def _loads(text: str, *, strict: bool = True) -> Any:
    try:
        return _decoder(strict=strict).decode(text)
    except RecursionError as error:
        raise NoJSONError("is nested too deeply") from error


def _decoder(*, strict: bool = True) -> json.JSONDecoder:
    return json.JSONDecoder(strict=strict, object_pairs_hook=_object, parse_int=_integer)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    return values if len(values) == len(pairs) else TwoReadings(values)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < 20 else float(digits)  # int refuses 4,301 digits


def _require_flat(text: str) -> None:
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text))
    if len(brackets) > 2 * CONTAINERS:
        raise NoJSONError(f"holds more than {CONTAINERS:,} lists and objects")
    depths = accumulate(1 if each in "[{" else -1 for each in brackets)
    if max(depths, default=0) > DEPTH:
        raise NoJSONError(f"is nested too deeply: more than {DEPTH} levels")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _mended(text: str, *, strict: bool = True) -> Parsed | None:
    """The whole document, if a few commas, colons or a tail stand between us and it."""
    notes = [] if strict else ["the file holds control characters that JSON forbids"]
    for _ in range(CORRECTIONS + 1):
        try:
            return Parsed(_loads(text, strict=strict), tuple(notes))
        except json.JSONDecodeError as error:
            place = f"(line {error.lineno})"
            if error.msg == "Extra data":
                text = text[: error.pos]
                notes.append(f"the file goes on after the end of the notebook {place}")
            elif strict and error.msg.startswith("Invalid control character"):
                return _mended(text, strict=False)
            elif mended := _corrected(text, error):
                text = mended
                notes.append(f"the file lacked a comma or a colon, or had one too many {place}")
            else:
                return None
    return None


def _corrected(text: str, error: json.JSONDecodeError) -> str | None:
    """The text with one comma or colon put right, if that is what the parser wants here.

    Strings stay untouched: a lost quote cannot be mended so, since quotes come in pairs.
    """
    before, after = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    if before.endswith(",") and after[:1] in ("]", "}", ","):
        return before[:-1] + after
    for wanted in (",", ":"):
        if error.msg == f"Expecting '{wanted}' delimiter" and after:
            starts_value = after[0] in '"{[-' or after[0].isalnum()
            return before + wanted + (after if starts_value else after[1:])
    return None


def _merged(text: str) -> Parsed | None:
    """Both sides of an unfinished git merge: the cells that differ come one after the other.

    Line breaks inside JSON strings are written as \\n: these markers are never a student's text.
    """
    marker = _MARKER.search(text)
    if marker is None:
        return None
    parsed = [_one_side(_side(text, side)) for side in ("ours", "theirs")]
    documents = [each.document for each in parsed if each is not None]
    if not documents:
        return None
    cells = _both(*[_cells(document) for document in documents[:1] + documents[-1:]])
    line = _line(text, marker.start())
    notes = {note: None for each in parsed if each for note in each.notes}
    damages = [each.damage for each in parsed if each and each.damage]
    if len(documents) < 2:
        damages.append(f"one side of the git merge at line {line} cannot be read")
    note = f"the file holds an unfinished git merge (line {line}): both versions are read"
    return Parsed(documents[0] | {"cells": cells}, (note, *notes), "".join(damages[:1]))


def _side(text: str, side: str) -> str:
    lines, now = [], "both"
    for line in text.splitlines(keepends=True):
        marker = _MARKER.match(line.rstrip("\r\n"))
        if marker:
            now = _SIDES[marker[1]]
        elif now in ("both", side):
            lines.append(line)
    return "".join(lines)


def _one_side(text: str) -> Parsed | None:
    try:
        found = _mended(text)
        if found is None:
            _loads(text)
    except json.JSONDecodeError as error:
        try:
            found = _salvaged(text, error)
        except NoJSONError:
            return None
    return found if found and isinstance(found.document, dict) else None


def _cells(document: dict[str, Any]) -> list[Any]:
    cells = document.get("cells")
    return cells if isinstance(cells, list) else []


def _both(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    if len(ours) + len(theirs) > COMPARED:
        return [*ours, *theirs]
    matcher = SequenceMatcher(None, [*map(_key, ours)], [*map(_key, theirs)], autojunk=False)
    cells: list[Any] = []
    for same, a, b, c, d in matcher.get_opcodes():
        cells += ours[a:b] if same == "equal" else [*ours[a:b], *theirs[c:d]]
    return cells


def _key(cell: Any) -> str:
    """What makes two versions of a cell the same for grading: not outputs, not counts."""
    if not isinstance(cell, dict):
        return repr(cell)
    metadata = cell.get("metadata")
    keys = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return json.dumps([cell.get("cell_type"), cell.get("source"), keys], default=str)


def _salvaged(text: str, error: json.JSONDecodeError) -> Parsed:
    """The cells that are whole in a damaged text."""
    found = list(whole_cells(text))
    if not found:
        raise NoJSONError(f"is damaged: no valid JSON at line {error.lineno} ({error.msg})")
    document = {"cells": [cell for cell, _ in found], "nbformat": 4}
    before = sum(end <= error.pos for _, end in found)
    place = f"after cell {before} (line {error.lineno})" if before else f"at line {error.lineno}"
    if before == len(found) and text[found[-1][1] :].lstrip().startswith("]"):
        return Parsed(document, (f"the file is damaged {place}, behind its last cell",))
    return Parsed(document, damage=f"damaged {place}, {len(found)} of its cells can be read")
