"""Puts back the cells that a student deleted, wherever they were.

nbgrader 0.9.6 does so too, but ends in a KeyError, and the submission ungraded, when the cell
before a deleted one is deleted too or only read-only, when a cell is there twice, and when a cell
comes from another assignment. It also gives full points to a test that never ran because the
student tagged it "skip-execution".
"""

import uuid
from collections.abc import Mapping, MutableSequence, Sequence
from typing import Any

from grader.notebook_files import Cell, grade_id, is_locked_test


def restoring(overwrite_cells: Any) -> Any:
    """A subclass of nbgrader's OverwriteCells without these faults."""

    class RestoringOverwriteCells(overwrite_cells):  # type: ignore[misc]  # nbgrader has no types
        def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Any:
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
            if grade_id(cell) is None:
                cell.metadata.pop("nbgrader", None)
            elif is_locked_test(cell):
                cell.metadata.pop("tags", None)
            return cell, resources

        def add_missing_grade_cells(self, nb: Any, resources: Any) -> Any:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
            absent = self._absent(notebook, {grade_id(cell) for cell in nb.cells})
            for cell in absent.values() if nb.nbformat_minor >= 5 else ():
                cell["id"] = uuid.uuid4().hex  # nbformat 4.5 wants one, 4.4 forbids it
            restore(nb.cells, [cell.name for cell in notebook.source_cells], absent)
            return nb, resources

        def add_missing_task_cells(self, nb: Any, resources: Any) -> Any:
            return nb, resources  # restored above, each in its place

        def _absent(self, notebook: Any, present: set[str | None]) -> dict[str, Cell]:
            tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
            points = tasks | {cell.name: cell.max_score for cell in notebook.grade_cells}
            answers = {cell.name for cell in notebook.solution_cells}
            return {
                cell.name: self.missing_cell_transform(
                    cell,
                    points[cell.name],
                    is_solution=cell.name in answers,
                    is_task=cell.name in tasks,
                )
                for cell in notebook.source_cells
                if cell.name in points and cell.name not in present
            }

    return RestoringOverwriteCells


def restore(cells: MutableSequence[Cell], order: Sequence[str], absent: Mapping[str, Cell]) -> None:
    """Put each absent cell after the last cell that comes before it in `order`, or first."""
    for name, cell in absent.items():
        earlier = order[: order.index(name)]
        places = (n for n, other in enumerate(cells, start=1) if grade_id(other) in earlier)
        cells.insert(max(places, default=0), cell)
