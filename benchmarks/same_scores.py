"""Compares scores cell by cell: stock `nbgrader autograde` against ours, same submissions.

    .venv/bin/python benchmarks/same_scores.py [ASSIGNMENT…] [--every N]

Submissions are the reference, the starter and every wrong and right answer of this course (each
N-th with `--every N`); stock nbgrader takes some two seconds for each. Prints the cells that
differ, with the reason where nbgrader is wrong, and exits with 1 if one has none.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.answers import fill_in, read_answers, read_notebook, solutions
from course.files import Layout
from course.outline import OUTLINE

ROOT = Path(__file__).resolve().parents[1]
LAYOUT = Layout(ROOT)
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "same"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
c.Execute.timeout = 30
"""
SCORES = """
select student.id, base_cell.name, grade.auto_score
from grade
join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join student on student.id = submitted_assignment.student_id
"""
# (assignment, answer, cell) → why nbgrader is wrong; "*" stands for any
REASONS: dict[tuple[str, str, str], str] = {}

SHOWN = 20  # differences of an assignment, in full

Scores = Mapping[tuple[str, str], float | None]


@dataclass(frozen=True)
class Comparison:
    """One assignment: how much was compared, and what differs, by (student, cell)."""

    assignment: str
    submissions: int
    stock: Scores
    ours: Scores

    @property
    def differences(self) -> list[tuple[str, str]]:
        """The cells whose scores differ, or that one side has not."""
        keys = sorted({*self.stock, *self.ours})
        return [k for k in keys if self.stock.get(k, -1.0) != self.ours.get(k, -1.0)]


def main() -> int:
    """Compare, print, and say whether all is explained."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignments", nargs="*", default=[a.name for a in OUTLINE])
    parser.add_argument("--every", type=int, default=1, metavar="N")
    words = parser.parse_args()
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    unexplained = 0
    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(lambda name: compare(name, words.every), words.assignments):
            unexplained += show(done)
    print(f"{unexplained} unexplained differences")
    return 1 if unexplained else 0


def compare(assignment: str, every: int) -> Comparison:
    """Grade the same submissions in two copies of a course."""
    with tempfile.TemporaryDirectory() as folder:
        roots = [Path(folder, side) for side in ("stock", "ours")]
        count, _ = (make_course(root, assignment, every) for root in roots)
        nbgrader(roots[0], "generate_assignment", "--force", assignment)
        nbgrader(roots[0], "autograde", assignment)
        ours = Path(sys.executable).parent / "grader"
        subprocess.run([ours, "autograde"], cwd=roots[1], capture_output=True, check=False)
        return Comparison(assignment, count, *map(scores, roots))


def make_course(root: Path, assignment: str, every: int) -> int:
    """Write source, release and submissions; returns how many."""
    for step in ("source", "release"):
        path = root / step / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes((ROOT / step / assignment / path.name).read_bytes())
    (root / "nbgrader_config.py").write_text(CONFIG)
    students = dict(submissions(assignment, every))
    for student, notebook in students.items():
        path = root / "submitted" / student / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    return len(students)


def submissions(assignment: str, every: int) -> Iterator[tuple[str, Any]]:
    """What a student named for the answer hands in."""
    released = read_notebook(LAYOUT.release_notebook(assignment))
    reference = solutions(read_notebook(LAYOUT.source_notebook(assignment)))
    yield "reference", fill_in(released, reference)
    yield "starter", released
    for which in ("wrong", "right"):
        for answer in read_answers(LAYOUT, assignment, which)[::every]:
            texts = reference | {answer.solution: answer.source}
            yield f"{which}-{answer.name}-{answer.solution}", fill_in(released, texts)


def nbgrader(root: Path, *words: str) -> None:
    """Run a command of nbgrader's; it goes on after a failed notebook, and exits with 1."""
    subprocess.run(["nbgrader", *words], cwd=root, capture_output=True, check=False)


def scores(root: Path) -> Scores:
    """Every automatic score in a gradebook, by student and cell."""
    with sqlite3.connect(root / "gradebook.db") as connection:
        return {(student, cell): score for student, cell, score in connection.execute(SCORES)}


def show(done: Comparison) -> int:
    """Print one assignment; returns how many differences have no reason."""
    cells, unexplained = len({*done.stock, *done.ours}), 0
    print(f"{done.assignment}: {done.submissions} submissions, {cells} cells, ", end="")
    print(f"{len(done.differences)} differ", flush=True)
    for shown, (student, cell) in enumerate(done.differences):
        reason = reason_of(done.assignment, student, cell)
        unexplained += not reason
        if shown >= SHOWN:
            continue
        stock, ours = done.stock.get((student, cell)), done.ours.get((student, cell))
        print(f"  {student} {cell}: nbgrader {stock}, ours {ours}: {reason or 'NO REASON'}")
    return unexplained


def reason_of(assignment: str, student: str, cell: str) -> str:
    """Why nbgrader is wrong here, if that is known."""
    for (a, s, c), reason in REASONS.items():
        if a in ("*", assignment) and s in ("*", student) and c in ("*", cell):
            return reason
    return ""


if __name__ == "__main__":
    sys.exit(main())
