"""A real nbgrader course of one exercise: double a number, then say why. 7 points."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

Notebook = Any
RIGHT = "def double(x):\n    return 2 * x\n"
NO_ANSWER = "Say why."


def tiny_course(root: Path) -> Path:
    """Makes the course; nothing is released or submitted, the gradebook does not exist."""
    root.mkdir()
    (root / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "tiny"\n'
    )
    _write(instructors_notebook(), root / "source/ex1/ex1.ipynb")
    return root


def instructors_notebook() -> Notebook:
    """A solution cell, a visible and a hidden test, a question read by hand, one more test."""
    solution = f"### BEGIN SOLUTION\n{RIGHT}### END SOLUTION"
    hidden = (
        "assert callable(double)\n### BEGIN HIDDEN TESTS\n"
        'assert double(-3) == -6, "what if the number is negative?"\n### END HIDDEN TESTS'
    )
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            _cell("double", solution, solution=True),
            _cell("visible", 'assert double(2) == 4, "\x1b[31mdouble(2)\x1b[0m is 4"', points=1),
            _cell("hidden", hidden, points=2),
            _cell("why", NO_ANSWER, points=3, solution=True, code=False),
            _cell("note", "Zero is a number, too.", code=False),
            _cell("zero", "assert double(0) == 0", points=1),
        ],
    )


def submit(
    root: Path, student: str, solution: str = RIGHT, edit: Callable[[Notebook], Any] | None = None
) -> Path:
    """Submits this solution in an otherwise untouched notebook, then edited."""
    notebook = copy.deepcopy(instructors_notebook())
    named(notebook, "hidden").source = named(notebook, "hidden").source.splitlines()[0]
    named(notebook, "double").source = solution
    if edit:
        edit(notebook)
    return _write(notebook, root / "submitted" / student / "ex1" / "ex1.ipynb")


def named(notebook: Notebook, grade_id: str) -> Any:
    """The cell of this name."""
    return next(c for c in notebook.cells if c.metadata.nbgrader.grade_id == grade_id)


def without(*grade_ids: str) -> Callable[[Notebook], None]:
    """An edit that deletes cells."""

    def edit(notebook: Notebook) -> None:
        for grade_id in grade_ids:
            notebook.cells.remove(named(notebook, grade_id))

    return edit


def twice(grade_id: str) -> Callable[[Notebook], None]:
    """An edit that copies a cell to the end, metadata included, as copy and paste does."""

    def edit(notebook: Notebook) -> None:
        notebook.cells.append(copy.deepcopy(named(notebook, grade_id)) | {"id": "pasted"})

    return edit


def _cell(
    name: str, source: str, *, points: int | None = None, solution: bool = False, code: bool = True
) -> Any:
    grade = points is not None
    keys = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": solution}
    keys |= {"locked": not solution, "task": False} | ({"points": points} if grade else {})
    new_cell = new_code_cell if code else new_markdown_cell
    return new_cell(source, metadata={"nbgrader": keys}, id=name)


def _write(notebook: Notebook, path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook))
    return path
