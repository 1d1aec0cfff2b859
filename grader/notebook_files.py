"""Reads notebooks as plain JSON: never runs them, never trusts them.

The only module that knows nbgrader's keys in a cell's metadata.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

Cell = MutableMapping[str, Any]

MESSAGE_LINES = 3
MESSAGE_CHARACTERS = 300
# CSI (colours, cursor) and OSC (titles, links): a student's message must not drive a terminal.
_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)")


class UnreadableNotebookError(Exception):
    """A file that is not a notebook; its text follows the file's name in a sentence."""


def read_cells(path: Path) -> list[Cell]:
    """The cells of a version 4 notebook."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableNotebookError(f"cannot be opened ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebookError(f"is damaged: no valid JSON ({error})") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise UnreadableNotebookError("has no list of cells: it is not a version 4 notebook")
    return cells


def grade_id(cell: Cell) -> str | None:
    """The cell's name in the gradebook, if it has one."""
    name = _nbgrader(cell).get("grade_id")
    return name if isinstance(name, str) else None


def is_locked_test(cell: Cell) -> bool:
    """Has points and is graded by running it: the student's copy is overwritten."""
    keys = _nbgrader(cell)
    return bool(keys.get("grade")) and not keys.get("solution")


def is_manual_answer(cell: Cell) -> bool:
    """Has points and is written by the student."""
    keys = _nbgrader(cell)
    return bool(keys.get("grade")) and bool(keys.get("solution"))


def source(cell: Cell) -> str:
    """The cell's text; on disk it is often a list of lines."""
    return _joined(cell.get("source", ""))


def locked_tests(path: Path) -> dict[str | None, str]:
    """The text of each test in a source notebook; those nbgrader generates are left out."""
    try:
        cells = read_cells(path)
    except UnreadableNotebookError:
        return {}
    texts = {grade_id(cell): source(cell) for cell in cells if is_locked_test(cell)}
    return {name: text for name, text in texts.items() if "AUTOTEST" not in text}


def why_not_gradable(folder: Path, expected: Mapping[str, Collection[str]]) -> str | None:
    """What stops this submission from being graded fairly, or None.

    `expected` maps each notebook of the assignment, without `.ipynb`, to its grade ids.
    """
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        return f"the folder cannot be read ({error.strerror})"
    for name, grade_ids in expected.items():
        if f"{name}.ipynb" not in found:
            return f"{name}.ipynb is missing; {_found(found)}"
        problem = _problem(folder / f"{name}.ipynb", grade_ids)
        if problem:
            return f"{name}.ipynb {problem}"
    return None


def failure_message(cell: Cell) -> str:
    """Why an executed cell got no points, for the student; empty if it does not say."""
    outputs = cell.get("outputs", [])
    errors = [output for output in outputs if output["output_type"] == "error"]
    if errors:  # the last: an interrupted cell holds KeyboardInterrupt, then our sentence
        return _sentence(errors[-1]["ename"], errors[-1]["evalue"])
    warnings = [_joined(output["text"]) for output in outputs if output.get("name") == "stderr"]
    if warnings:
        return f"Output on stderr counts as a failure: {printable(warnings[0])}"
    return ""


def printable(text: str) -> str:
    """The first lines of a message, without anything that could drive a terminal."""
    plain = _ESCAPES.sub("", text)
    lines = ("".join(filter(str.isprintable, line)).strip() for line in plain.splitlines())
    kept = "\n".join([line for line in lines if line][:MESSAGE_LINES])
    return kept if len(kept) <= MESSAGE_CHARACTERS else kept[: MESSAGE_CHARACTERS - 1] + "…"


def one_line(text: str) -> str:
    """The same in a single line, as a reason or a table wants it."""
    return printable(text).replace("\n", " ")


def _nbgrader(cell: Cell) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    keys = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return keys if isinstance(keys, Mapping) else {}


def _problem(path: Path, grade_ids: Collection[str]) -> str | None:
    try:
        cells = read_cells(path)
    except UnreadableNotebookError as error:
        return str(error)
    if grade_ids and not any(grade_id(cell) in grade_ids for cell in cells):
        return "has lost its cell metadata: nothing says which cell is graded"
    for name in _repeated(cells):
        return f"holds the answer {name!r} twice: delete the copy that does not count"
    return None


def _repeated(cells: Sequence[Cell]) -> Iterator[str]:
    """Answers that are there twice; a repeated test is no harm, it is overwritten."""
    names = [grade_id(cell) for cell in cells if is_manual_answer(cell)]
    return (name for n, name in enumerate(names) if name is not None and name in names[:n])


def _found(names: Sequence[str]) -> str:
    return f"the folder holds {one_line(', '.join(names))}" if names else "the folder is empty"


def _sentence(ename: str, evalue: str) -> str:
    said = printable(evalue)
    if ename in ("AssertionError", "CellTimeoutError") and said:
        return said
    return f"{ename}: {said}" if said else ename


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
