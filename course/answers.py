"""The answers beside each assignment: named mistakes and other correct solutions, as py:percent.

A cell of `wrong_answers.py` is what a student would write into one solution cell:

    # %% wrong="missing_half" solution="kl" loses="kl_by_hand kl_random" symptom="twice too large"

`loses` names exactly the grade cells that fail, `symptom` a part of the message of one of them. A
cell of `right_answers.py` (`right="loops" solution="kl"`) must keep every point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from course.cells import BEGIN_SOLUTION, END_SOLUTION
from course.errors import AuthorError
from course.files import Layout
from course.text import TextCell, read_cells

KEYS = {
    "wrong": {"wrong", "solution", "loses", "symptom"},
    "right": {"right", "solution"},
}


@dataclass(frozen=True)
class Answer:
    """What a student may write into the solution cell `solution`."""

    assignment: str
    name: str
    solution: str
    source: str
    loses: tuple[str, ...] = ()
    symptom: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it must keep every point."""
        return not self.loses


def read_answers(layout: Layout, assignment: str, which: str) -> list[Answer]:
    """Read `wrong` or `right` answers of an assignment; raises AuthorError for bad keys."""
    path = layout.answers(assignment, which)
    cells = [c for c in read_cells(path, layout.shown(path)) if c.cell_type == "code"]
    answers = [_answer(cell, assignment, which) for cell in cells]
    seen: set[str] = set()
    for answer, cell in zip(answers, cells, strict=True):
        if answer.name in seen:
            raise cell.error(f"{which}={answer.name!r} stands twice.", "Rename one of the two.")
        seen.add(answer.name)
    return answers


def _answer(cell: TextCell, assignment: str, which: str) -> Answer:
    keys = set(cell.keys) - {"cell_marker", "lines_to_next_cell"}
    if keys != KEYS[which]:
        wanted = " ".join(f'{key}="…"' for key in sorted(KEYS[which]))
        raise cell.error(f"keys {sorted(keys)}.", f"Write exactly {wanted}.")
    loses = tuple(str(cell.keys.get("loses", "")).split())
    if which == "wrong" and (not loses or not cell.keys["symptom"]):
        raise cell.error(
            "a wrong answer that loses nothing or names nothing.",
            "Say in loses= which grade cells fail, in symptom= what one of them says.",
        )
    return Answer(
        assignment,
        str(cell.keys[which]),
        str(cell.keys["solution"]),
        cell.source,
        loses,
        str(cell.keys.get("symptom", "")),
    )


def check_targets(layout: Layout, answers: Sequence[Answer], *notebooks: Any) -> list[AuthorError]:
    """Return an error for each answer that names a cell that none of the notebooks has."""
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    ids = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells}
    return [
        AuthorError(
            layout.shown(layout.answers(a.assignment, "right" if a.is_right else "wrong")),
            1,
            f"{a.name!r} names {target!r}, which is no cell of {a.assignment}.",
            "Correct the name.",
        )
        for a in answers
        for target in (a.solution, *a.loses)
        if target not in ids
    ]


def read_notebook(path: Path) -> Any:
    """Read a notebook file."""
    return nbformat.read(path, as_version=4)


def solutions(*sources: Any) -> dict[str, str]:
    """Return the reference text of each solution cell of an instructor's notebooks."""
    return {
        cell.metadata.nbgrader.grade_id: _without_markers(cell.source)
        for source in sources
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def _without_markers(source: str) -> str:
    markers = (BEGIN_SOLUTION, END_SOLUTION)
    return "\n".join(
        line for line in source.splitlines() if not any(marker in line for marker in markers)
    )


def fill_in(notebook: Any, texts: Mapping[str, str]) -> Any:
    """Return a copy of a notebook with the given solution cells replaced, by grade_id."""
    filled = nbformat.from_dict(notebook)
    for cell in filled.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in texts and cell.metadata.nbgrader.solution:
            cell.source = texts[grade_id]
    return filled
