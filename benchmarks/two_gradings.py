"""The same submissions graded twice, in two copies of a course: by stock nbgrader and by ours."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparison import Comparison, Scores
from kept_scores import digest, kept

CHECKOUT = Path(__file__).resolve().parents[1]
# The same limits for both. nbgrader has none for all cells together; for the end of a cell's output
# it waits 4 s, which is little for a long traceback on a busy machine.
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "same"
c.ClearSolutions.code_stub = {{"python": "# YOUR CODE HERE"}}
c.Execute.timeout = c.Execute.iopub_timeout = c.Grader.cell_wall_s = {cell_limit_s}
c.Grader.submission_wall_s = c.Grader.cpu_s = 3600
"""
SCORES = """
select student.id, base_cell.name, grade.auto_score
from grade
join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join student on student.id = submitted_assignment.student_id
"""


@dataclass(frozen=True)
class Submission:
    """What a student hands in, notebooks by name; `write` puts a text where nbgrader expects it."""

    student: str
    notebooks: Mapping[str, Any]
    write: Callable[[Path, str], object] = Path.write_text


class NothingGradedError(Exception):
    """A grader that scored nothing at all: there is nothing to compare."""


def grade_twice(
    assignment: str,
    submissions: Sequence[Submission],
    *,
    cell_limit_s: int,
    one_by_one: bool = False,
    keep: Path | None = None,
) -> Comparison:
    """Grade with both. `one_by_one`, where a submission may stop nbgrader for all behind it.

    Otherwise nbgrader has two runs: the second takes what is left, on a busy machine those whose
    kernel did not start in time. What it gave is put into the folder `keep`, and taken from there
    while neither the submissions nor the course have changed.
    """
    students = tuple(one.student for one in submissions)
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = (Path(folder, side) for side in ("stock", "ours"))
        for root in (stock, ours):
            _make_course(root, assignment, submissions)
            (root / "nbgrader_config.py").write_text(CONFIG.format(cell_limit_s=cell_limit_s))

        def by_nbgrader() -> Scores:
            _run(stock, "nbgrader", "generate_assignment", "--force", assignment)
            for chosen in students if one_by_one else ("*", "*"):
                _run(stock, "nbgrader", "autograde", assignment, f"--student={chosen}")
            return _scores(stock)

        given = kept(keep, digest(stock, CHECKOUT / "course"), by_nbgrader)
        _run(ours, "grader", "autograde")
        return Comparison(assignment, students, given, _scores(ours))


def _make_course(root: Path, assignment: str, submissions: Sequence[Submission]) -> None:
    for step in ("source", "release"):
        shutil.copytree(CHECKOUT / step / assignment, root / step / assignment)
    for one in submissions:
        folder = root / "submitted" / one.student / assignment
        folder.mkdir(parents=True)
        for name, notebook in one.notebooks.items():
            one.write(folder / f"{name}.ipynb", json.dumps(notebook))


def _run(root: Path, *command: str) -> None:
    """Run a program of this environment; both graders exit with 1 after a failed submission."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)


def _scores(root: Path) -> Scores:
    """Every automatic score in a gradebook."""
    with closing(sqlite3.connect(root / "gradebook.db")) as connection:
        rows = connection.execute(SCORES).fetchall()
    scores = {(student, cell): score for student, cell, score in rows}
    if all(score is None for score in scores.values()):
        raise NothingGradedError(f"No score in {root.name}: does it run here? Try grader doctor.")
    return scores
