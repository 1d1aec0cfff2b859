"""The notebook that instructors and students see after grading: what was handed in, and what came.

nbgrader's formgrader and feedback read it. It never holds a hidden test, and nbgrader's own rule
(`determine_grade`) gives its grade cells the points that they got.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.execution.job import StepOutcome
from grader.limits import MIB
from grader.cells import Rebuilt, RebuiltCell, SourceCell, SourceNotebook, checksum
from grader.autograded.images import clean_attachments
from grader.autograded.markup import clean_markdown
from grader.autograded.outputs import Output, clean, failed, printed, without_lines
from grader.autograded.whole_folder import write_folder
from grader.records import CellResult

Notebook = dict[str, Any]
Cell = dict[str, Any]

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&-])")
_NAMES = {"error": "TestFailed", "stopped": "Stopped", "not run": "NotRun", "ok": "TestFailed"}


def autograded_notebook(
    source: SourceNotebook,
    rebuilt: Rebuilt,
    steps: Iterable[StepOutcome],
    results: Iterable[CellResult],
    notes: Iterable[str] = (),
    cap_bytes: int = MIB,
) -> Notebook:
    """The notebook in the format 4.5, with nbgrader's metadata of version 3.

    `results` of other notebooks are passed over. The repairs and `notes` are sentences for the
    student, told in a first cell that nbgrader does not know; `cap_bytes` is the room for the
    outputs of one cell.
    """
    writer = _Writer(source, steps, results, cap_bytes)
    told = [_told(sentences)] if (sentences := [*rebuilt.repairs, *notes]) else []
    return {
        "cells": told + [writer.cell(n, cell) for n, cell in enumerate(rebuilt.cells, start=1)],
        "metadata": _metadata(source.metadata),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write_autograded(
    folder: Path, notebooks: Mapping[str, Notebook], files: Mapping[str, bytes]
) -> None:
    """Make the folder hold a submission's notebooks, by name, and the files beside them.

    The files are those of the student, under the instructor's and with `timestamp.txt`.
    """
    written = {f"{name}.ipynb": to_bytes(notebook) for name, notebook in notebooks.items()}
    write_folder(folder, {**files, **written})


def to_bytes(notebook: Notebook) -> bytes:
    """The file's content, in the layout of Jupyter."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"  # half a surrogate pair becomes "?"


class _Writer:
    """Makes the cells one after another; counts what was executed."""

    def __init__(
        self,
        source: SourceNotebook,
        steps: Iterable[StepOutcome],
        results: Iterable[CellResult],
        cap_bytes: int,
    ) -> None:
        self._steps = {step.name: step for step in steps}
        self._results = {r.grade_id: r for r in results if r.notebook in ("", source.name)}
        self._secrets = frozenset(_secrets(source))
        self._cap_bytes = cap_bytes
        self._count = 0
        self._ids: set[str] = set()

    def cell(self, number: int, rebuilt: RebuiltCell) -> Cell:
        is_code = rebuilt.cell_type == "code"
        attachments = {} if is_code else clean_attachments(rebuilt.attachments)
        cell: Cell = {
            "cell_type": rebuilt.cell_type,
            "id": self._id(number, rebuilt),
            "metadata": _cell_metadata(rebuilt.origin),
            "source": _shown_text(rebuilt, attachments),
        }
        if not is_code:
            return cell | ({"attachments": attachments} if attachments else {})
        step = self._steps.get(rebuilt.name)
        if step and step.ended != "not run":
            self._count += 1
        count = self._count if step and step.ended != "not run" else None
        outputs = [without_lines(o, self._secrets) for o in self._outputs(rebuilt, step)]
        numbered = [_numbered(output, count) for output in outputs]
        return cell | {"execution_count": count, "outputs": numbered}

    def _outputs(self, cell: RebuiltCell, step: StepOutcome | None) -> list[Output]:
        shown = clean(step.outputs, self._cap_bytes) if step else []
        if cell.kind == "tests":
            result = self._results.get(cell.name)
            return [*_without_verdict(shown), *_verdict(step, result)]
        if step and step.message and not any(o["output_type"] == "error" for o in shown):
            return [*shown, failed(_NAMES[step.ended], step.message)]
        return shown

    def _id(self, number: int, cell: RebuiltCell) -> str:
        wanted = cell.origin.cell_id if cell.origin else ""
        if not _CELL_ID.fullmatch(wanted) or wanted in self._ids:
            wanted = f"cell-{number}"
        while wanted in self._ids:
            wanted = f"{wanted[:60]}-1"
        self._ids.add(wanted)
        return wanted


def _told(sentences: Iterable[str]) -> Cell:
    """What was put right, as a plain cell: nbgrader passes over cells without its metadata."""
    lines = [_MARKDOWN.sub(r"\\\1", " ".join(sentence.split())) for sentence in sentences]
    text = "**About this notebook, from the grader**\n\n" + "\n".join(f"- {s}" for s in lines)
    return {"cell_type": "markdown", "id": "put-right", "metadata": {}, "source": text}


def _metadata(source: Mapping[str, Any]) -> dict[str, Any]:
    return {key: source[key] for key in ("kernelspec", "language_info") if key in source}


def _cell_metadata(cell: SourceCell | None) -> dict[str, Any]:
    """nbgrader's keys of a named cell; of what students may have set nothing stays."""
    if cell is None or not cell.is_named:
        return {}
    keys: dict[str, Any] = {"schema_version": 3, "grade_id": cell.name, **_flags(cell)}
    if keys["grade"] or keys["task"]:
        keys["points"] = int(cell.points) if cell.points.is_integer() else cell.points
    keys |= {"cell_type": cell.cell_type, "checksum": checksum(cell, cell.released)}
    return {"nbgrader": keys}


def _flags(cell: SourceCell) -> dict[str, bool]:
    solution = cell.kind in ("solution", "answer")
    grade = cell.kind in ("tests", "answer")
    return {
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "task": cell.kind == "task",
    }


def _shown_text(cell: RebuiltCell, attached: Mapping[str, object]) -> str:
    """What was handed in; the mark scheme of a task, for who grades it, as nbgrader shows it."""
    if cell.origin and cell.kind == "task":
        return cell.origin.source
    is_instructors = cell.origin and (not cell.touched or cell.kind in ("tests", "readonly"))
    if cell.cell_type != "markdown" or is_instructors:
        return cell.text
    return clean_markdown(cell.text, attached)


def _secrets(source: SourceNotebook) -> Iterator[str]:
    """The lines of the tests that students did not get."""
    for cell in source.cells:
        if cell.kind == "tests":
            released = {line.strip() for line in cell.released.split("\n")}
            yield from {line.strip() for line in cell.source.split("\n")} - released


def _without_verdict(outputs: Iterable[Output]) -> Iterator[Output]:
    """What a test showed, without what nbgrader would take for a grade: errors, stderr, a value."""
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            yield output | {"name": "stdout"}
        elif kind == "execute_result":
            yield {"output_type": "display_data", "data": output["data"], "metadata": {}}
        elif kind != "error":
            yield output


def _verdict(step: StepOutcome | None, result: CellResult | None) -> Iterator[Output]:
    """What nbgrader reads the points from: an error for none, a number for some of them."""
    ended = step.ended if step else "not run"
    score, message = (result.score, result.message) if result else (None, "")
    if ended != "ok":
        told = message or (step.message if step else "") or "The test did not pass."
        yield failed(_NAMES[ended], told)
    elif step and step.partial is not None and score is not None:
        data = {"text/plain": repr(score)}
        yield {"output_type": "execute_result", "data": data, "metadata": {}}
    if ended == "ok" and message:
        yield printed(f"{message}\n")


def _numbered(output: Output, count: int | None) -> Output:
    is_result = output["output_type"] == "execute_result"
    return output | {"execution_count": count} if is_result else output
