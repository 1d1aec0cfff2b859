"""Bytes to cells: reads any notebook file as plain data, never runs it, never trusts it.

The only module that knows the keys of the notebook format and of nbgrader's metadata.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.cells import CellType, Kind
from grader.intake.json_text import NoJSONError, TwoReadings, parse, whole_cells
from grader.limits import MIB

NOTEBOOK_BYTES = 20 * MIB
CELLS = 2000
ATTACHMENT_BYTES = 1 * MIB  # of one cell
UNREADABLE_SHARE = 0.1  # of the bytes: beyond it a file is no text at all

Flaw = Literal["", "altered", "lost"]

_NOT_NOTEBOOKS = {
    b"PK\x03\x04": "is a zip archive, not a notebook",
    b"\x1f\x8b": "is a compressed archive, not a notebook",
    b"%PDF": "is a PDF, not a notebook",
    b"<!doctype": "is a web page, not a notebook",
    b"<html": "is a web page, not a notebook",
    b"version https://git-lfs": "is a Git LFS pointer, not the notebook itself",
}


_SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableNotebookError(Exception):
    """A file that is not a notebook; its text follows the file's name in a sentence."""


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in a file; outputs and execution counts are left behind.

    `nbgrader` are the keys of nbgrader's metadata, unchecked. `flaw` says whether the file's
    damage altered the text or lost it.
    """

    cell_type: CellType
    text: str
    cell_id: str = ""
    nbgrader: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, Any] = field(default_factory=dict)
    flaw: Flaw = ""

    @property
    def grade_id(self) -> str:
        """The cell's name in the gradebook, or nothing."""
        name = self.nbgrader.get("grade_id")
        return _clean(name) if isinstance(name, str) else ""

    @property
    def kind(self) -> Kind:
        """What nbgrader takes the cell for, by its flags (schema 1 to 3)."""
        grade, solution, locked, task = (
            bool(self.nbgrader.get(flag)) for flag in ("grade", "solution", "locked", "task")
        )
        if task:
            return "task"
        if solution:
            return "answer" if grade else "solution"
        if grade:
            return "tests"
        return "readonly" if locked else "plain"

    @property
    def points(self) -> float | None:
        """A finite number, not negative; None if there is none."""
        try:
            points = float(self.nbgrader["points"])
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        return points if math.isfinite(points) and points >= 0 else None


@dataclass(frozen=True)
class NotebookFile:
    """What could be read: `notes` are sentences about what was put right without loss.

    `damage` says where cells may be lost, and follows "the file is" in a sentence.
    """

    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    damage: str = ""


def read_notebook(data: bytes, *, limit_bytes: int = NOTEBOOK_BYTES) -> NotebookFile:
    """The cells of a notebook of version 3 or 4. Raises UnreadableNotebookError."""
    _require_notebook(data, limit_bytes)
    text, notes = _decoded(data)
    try:
        parsed = parse(text)
    except NoJSONError as error:
        raise UnreadableNotebookError(str(error)) from error
    listed = _listed(parsed.document)
    found = [cell for cell, _ in whole_cells(text)] if listed is None else listed
    if not found and listed is None:
        raise UnreadableNotebookError("has no list of cells: it is not a notebook")
    if len(found) > CELLS:
        raise UnreadableNotebookError(f"has {len(found)} cells: more than {CELLS} are not read")
    raw_cells = [_upgraded(cell) for cell in found if isinstance(cell, dict)]
    return NotebookFile(
        tuple(map(_cell, raw_cells)),
        _mapping(_mapping(parsed.document).get("metadata")),
        (*notes, *parsed.notes, *_left_out(raw_cells)),
        parsed.damage or _odd(parsed.document, listed),
    )


def _require_notebook(data: bytes, limit_bytes: int) -> None:
    if len(data) > limit_bytes:
        sizes = f"{len(data) / MIB:.1f} MiB, the limit is {limit_bytes / MIB:g} MiB"
        raise UnreadableNotebookError(f"is too large: {sizes}")
    start = data[:1000].strip(b"\0 \t\r\n").lower()
    if not start and not data.strip(b"\0 \t\r\n"):
        raise UnreadableNotebookError("is empty" + (" but for blanks" if data else ""))
    for mark, what in _NOT_NOTEBOOKS.items():
        if start.startswith(mark.lower()):
            raise UnreadableNotebookError(what)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith(b"\0\0\0\0"):  # a crash left them; no encoding begins so
        data = data.lstrip(b"\0")
    encoding = json.detect_encoding(data)  # UTF-8, 16 or 32, by their marks and zeros
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > UNREADABLE_SHARE * len(text):
            raise UnreadableNotebookError("is not text, so not a notebook") from error
        line = data.count(b"\n", 0, error.start) + 1
        return text, [f"the file holds bytes that are no {encoding.upper()} (line {line})"]


def _listed(document: Any) -> list[Any] | None:
    """The cells of a document: version 4 has one list, version 3 one in each worksheet."""
    cells = _mapping(document).get("cells")
    if isinstance(cells, list):
        return cells
    sheets = _mapping(document).get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [_mapping(sheet).get("cells") for sheet in sheets]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _odd(document: Any, listed: Sequence[Any] | None) -> str:
    """How a file that is valid JSON may have lost cells all the same."""
    if listed is None:
        return "damaged: it has no list of cells, those that can be found are read"
    if isinstance(document, TwoReadings):
        return "damaged: it holds its parts twice"
    places = [str(n) for n, cell in enumerate(listed, start=1) if not isinstance(cell, dict)]
    return f"damaged: number {', '.join(places[:5])} in its list is no cell" if places else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _upgraded(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell of version 3 as one of version 4, which it may be already."""
    if "input" in cell and "source" not in cell:
        return cell | {"source": cell["input"]}
    if cell.get("cell_type") not in ("heading", "html"):
        return cell
    level = cell.get("level")
    marks = "#" * level + " " if isinstance(level, int) and 0 < level < 7 else ""
    text = cell.get("source")
    prefixed = text if _is_odd(text) else marks + _joined(text)
    return cell | {"cell_type": "markdown", "source": prefixed}


def _cell(raw: Mapping[str, Any]) -> Cell:
    metadata = _mapping(raw.get("metadata"))
    nbgrader = _mapping(metadata.get("nbgrader"))
    text = _joined(raw.get("source"))
    clean = _clean(text)
    cell_id = raw.get("id")
    return Cell(
        _cell_type(raw, nbgrader),
        clean.replace("\r\n", "\n").replace("\r", "\n"),
        _clean(cell_id) if isinstance(cell_id, str) else "",
        nbgrader,
        _attachments(raw),
        _flaw(raw, changed=clean != text or "\ufffd" in text),
    )


def _cell_type(raw: Mapping[str, Any], nbgrader: Mapping[str, Any]) -> CellType:
    """As it says; else as nbgrader noted, else code if it has been run, else raw."""
    for said in (raw.get("cell_type"), nbgrader.get("cell_type")):
        if said == "code":
            return "code"
        if said == "markdown":
            return "markdown"
        if said == "raw":
            return "raw"
    return "code" if "outputs" in raw or "execution_count" in raw else "raw"


def _flaw(raw: Mapping[str, Any], *, changed: bool) -> Flaw:
    if _is_odd(raw.get("source")):
        return "lost"
    return "altered" if changed or isinstance(raw, TwoReadings) else ""


def _is_odd(source: Any) -> bool:
    """Whether this is no text, neither in one piece nor in lines."""
    lines = source if isinstance(source, list) else [source]
    return not all(isinstance(line, str) for line in lines)


def _joined(source: Any) -> str:
    """A cell's text; on disk it is often a list of lines."""
    if isinstance(source, str):
        return source
    lines: Iterable[Any] = source if isinstance(source, list) else ()
    return "".join(line for line in lines if isinstance(line, str))


def _clean(text: str) -> str:
    """Text that can be encoded: JSON may escape one half of a character."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _attachments(raw: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Pictures in a cell's text, by name and type; all of them or, if too large, none."""
    bundles = _mapping(raw.get("attachments"))
    kept = {
        _clean(name): {_clean(kind): _clean(_joined(data)) for kind, data in bundle.items()}
        for name, bundle in bundles.items()
        if isinstance(bundle, dict)
    }
    size = sum(len(data) for bundle in kept.values() for data in bundle.values())
    return kept if size <= ATTACHMENT_BYTES else {}


def _left_out(cells: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"the attachments of cell {n} of the file are left out: more than 1 MiB"
        for n, raw in enumerate(cells, start=1)
        if raw.get("attachments") and not _attachments(raw)
    ]
