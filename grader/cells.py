"""The cells of a notebook as records; imports nothing of ours."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

CellType = Literal["code", "markdown", "raw"]
Kind = Literal["solution", "tests", "readonly", "answer", "task", "plain"]
# solution: code that students write, no points of its own    tests: locked code with points
# readonly: locked, no points        answer: written by students, graded by hand
# task: points by hand, students add cells below        plain: nothing to nbgrader


@dataclass(frozen=True)
class SourceCell:
    """A cell of the instructor's notebook.

    `name` is the grade_id, or "cell 7" (counted from 1) for a plain cell. `source` holds
    solutions and hidden tests, `released` is the text that students got.
    """

    name: str
    kind: Kind
    cell_type: CellType
    source: str
    released: str
    points: float = 0.0
    cell_id: str = ""

    @property
    def is_named(self) -> bool:
        """Whether nbgrader knows the cell by its grade_id."""
        return self.kind != "plain"


def checksum(cell: SourceCell, text: str) -> str:
    """nbgrader's `compute_checksum` of the cell with this text.

    An answer whose checksum is that of its text was left as it was released.
    """
    graded, written = cell.kind in ("tests", "answer"), cell.kind in ("solution", "answer")
    parts = [text, cell.cell_type, str(graded), str(written), str(not written), cell.name]
    parts += [str(float(cell.points))] if graded else []
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class SourceNotebook:
    """The instructor's notebook; `name` is the file's without `.ipynb`."""

    name: str
    cells: tuple[SourceCell, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RebuiltCell:
    """A cell of a submission after repair: what runs, and what is shown to the student.

    `text` is the student's for solution, answer and plain cells, the instructor's `released` text
    for locked ones. `origin` is the cell of the source that it stands for; None for a cell that
    the student added. `touched` is False if a solution or an answer is as it was released.
    """

    name: str
    kind: Kind
    cell_type: CellType
    text: str
    origin: SourceCell | None
    touched: bool = True
    attachments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rebuilt:
    """A submitted notebook, rebuilt from the instructor's; or the reason why a human must look.

    `repairs` are sentences for the instructor and the student: what was missing, twice or changed.
    With a `reason` there are no cells, and the submission has no score.
    """

    name: str
    cells: tuple[RebuiltCell, ...] = ()
    repairs: tuple[str, ...] = ()
    reason: str = ""
