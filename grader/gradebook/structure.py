"""An assignment as nbgrader's gradebook knows it: its notebooks, their cells and texts.

`described` says what `nbgrader generate_assignment` would save of an instructor's notebook.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from grader.cells import Kind, SourceCell, SourceNotebook, checksum
from grader.errors import AuthorError
from grader.gradebook.schema import (
    assignment,
    base_cell,
    grade_cells,
    notebook,
    source_cell,
    task_cells,
)

TABLES: Mapping[Kind, tuple[str, ...]] = {
    "tests": ("GradeCell",),
    "answer": ("GradeCell", "SolutionCell"),
    "solution": ("SolutionCell",),
    "task": ("TaskCell",),
    "readonly": (),
}
LOCKED = ("tests", "task", "readonly")


@dataclass(frozen=True)
class KnownCell:
    """A cell with points, or one that can have a comment; an answer is two of these."""

    name: str
    table: str
    max_score: float | None = None
    cell_type: str | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class KnownText:
    """What a cell held when students got it, with its hidden tests and without its solution."""

    name: str
    cell_type: str
    locked: bool
    source: str | None
    checksum: str | None
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class KnownNotebook:
    """A notebook of the gradebook, or one to be; those have no ids yet, but an order."""

    name: str
    kernelspec: str | None
    cells: tuple[KnownCell, ...]
    texts: tuple[KnownText, ...] = ()
    id: str = field(default="", compare=False)


@dataclass(frozen=True)
class KnownAssignment:
    """An assignment of the gradebook; `duedate` is UTC without a zone."""

    id: str
    name: str
    duedate: datetime | None
    notebooks: tuple[KnownNotebook, ...]

    @property
    def max_score(self) -> float:
        """The points of all its cells."""
        return sum(cell.max_score or 0.0 for nb in self.notebooks for cell in nb.cells)


def described(source: SourceNotebook) -> KnownNotebook:
    """The notebook as the gradebook should know it. Raises AuthorError if it cannot."""
    named = [cell for cell in source.cells if cell.is_named]
    _require_storable(source.name, named)
    kernelspec = json.dumps(source.metadata.get("kernelspec", {}))
    cells = tuple(known for cell in named for known in _known_cells(cell))
    return KnownNotebook(source.name, kernelspec, cells, tuple(map(_known_text, named)))


def load(connection: Connection, name: str, *, with_texts: bool = False) -> KnownAssignment | None:
    """The assignment of this name, if the gradebook has it; texts only if they are wanted."""
    row = connection.execute(select(assignment).where(assignment.c.name == name)).one_or_none()
    if row is None:
        return None
    of_assignment = notebook.c.assignment_id == row.id
    rows = connection.execute(select(notebook).where(of_assignment).order_by(notebook.c.name))
    notebooks = [
        KnownNotebook(
            each.name,
            each.kernelspec,
            _load_cells(connection, each.id),
            _load_texts(connection, each.id) if with_texts else (),
            each.id,
        )
        for each in rows.all()
    ]
    return KnownAssignment(row.id, row.name, row.duedate, tuple(notebooks))


def _load_cells(connection: Connection, notebook_id: str) -> tuple[KnownCell, ...]:
    query = (
        select(
            base_cell.c.name,
            base_cell.c.type,
            func.coalesce(grade_cells.c.max_score, task_cells.c.max_score),
            func.coalesce(grade_cells.c.cell_type, task_cells.c.cell_type),
            base_cell.c.id,
        )
        .outerjoin(grade_cells, grade_cells.c.id == base_cell.c.id)
        .outerjoin(task_cells, task_cells.c.id == base_cell.c.id)
        .where(base_cell.c.notebook_id == notebook_id)
    )
    return tuple(KnownCell(*row) for row in connection.execute(query))


def _load_texts(connection: Connection, notebook_id: str) -> tuple[KnownText, ...]:
    query = select(
        source_cell.c.name,
        source_cell.c.cell_type,
        source_cell.c.locked,
        source_cell.c.source,
        source_cell.c.checksum,
        source_cell.c.id,
    ).where(source_cell.c.notebook_id == notebook_id)
    return tuple(KnownText(*row) for row in connection.execute(query))


def _known_cells(cell: SourceCell) -> list[KnownCell]:
    return [
        KnownCell(cell.name, table)
        if table == "SolutionCell"
        else KnownCell(cell.name, table, float(cell.points), cell.cell_type)
        for table in TABLES[cell.kind]
    ]


def _known_text(cell: SourceCell) -> KnownText:
    text = cell.source if cell.kind in LOCKED else cell.released
    return KnownText(cell.name, cell.cell_type, cell.kind in LOCKED, text, checksum(cell, text))


def _require_storable(notebook: str, cells: Sequence[SourceCell]) -> None:
    for name, count in Counter(cell.name for cell in cells).items():
        if count > 1:
            raise AuthorError(
                f"{notebook}, cell {name!r}", f"{count} cells have this grade_id", "Rename one."
            )
    for cell in cells:
        if cell.cell_type == "raw":
            raise AuthorError(
                f"{notebook}, cell {cell.name!r}",
                "nbgrader keeps no raw cells",
                "Make it a markdown cell, or take its nbgrader metadata away.",
            )
