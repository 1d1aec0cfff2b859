"""A course of two notebooks with every kind of cell, real nbgrader beside it, and all its rows."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sqlalchemy import create_engine, select

from grader.cells import SourceNotebook
from grader.gradebook import GradedSubmission, schema
from grader.intake.source import load_source
from grader.records import CellResult, SubmissionResult

from ..tiny_course import instructors_notebook, tiny_course

Rows = dict[str, list[dict[str, Any]]]

# Points of ex1 and essay; None waits for a person.
RIGHT = {"visible": 1.0, "hidden": 2.0, "why": None, "zero": 1.0, "plot": None}
IDLE = {"visible": 0.0, "hidden": 0.0, "why": 0.0, "zero": 0.0, "plot": None}
POSITIVE = {"visible": 1.0, "hidden": 0.0, "why": None, "zero": 1.0, "plot": None}
ESSAY = {"proof": None, "sum": 2.5}
IDLE_ESSAY = {"proof": 0.0, "sum": 2.5}
POINTS = {"visible": 1, "hidden": 2, "why": 3, "zero": 1, "plot": 4, "proof": 2, "sum": 5}


def classroom(root: Path, *config: str) -> Path:
    """The tiny course with a task, and a second notebook: code read by hand, and partial credit."""
    tiny_course(root)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("\n".join(config))
    ex1 = instructors_notebook()
    ex1.cells.append(
        new_markdown_cell(
            "Plot it.\n### BEGIN MARK SCHEME\n2 for the axes\n### END MARK SCHEME",
            metadata={"nbgrader": _keys("plot", points=4, locked=True, task=True)},
        )
    )
    proof = _keys("proof", points=2, grade=True, solution=True)
    total = _keys("sum", points=5, grade=True, locked=True)
    essay = new_notebook(
        metadata=ex1.metadata,
        cells=[
            new_code_cell("prove()", metadata={"nbgrader": proof}),
            new_code_cell(
                "double = lambda x: 2 * x\n### BEGIN HIDDEN TESTS\n2.5\n### END HIDDEN TESTS",
                metadata={"nbgrader": total},
            ),
        ],
    )
    for name, notebook in (("ex1", ex1), ("essay", essay)):
        (root / f"source/ex1/{name}.ipynb").write_text(json.dumps(notebook))
    return root


def sources(root: Path) -> list[SourceNotebook]:
    """What the instructor wrote, by name."""
    return [load_source(path) for path in sorted((root / "source/ex1").glob("*.ipynb"))]


def db_url(root: Path) -> str:
    return f"sqlite:///{root}/gradebook.db"


def graded(
    student: str,
    *notebooks: Mapping[str, float | None],
    untouched: Iterable[tuple[str, str]] = (),
    **others: Any,
) -> GradedSubmission:
    """What grading gives to record: scores of ex1, then of the essay if it was handed in."""
    names = ("ex1", "essay")
    cells = tuple(
        CellResult(name, POINTS[name], score, "" if score == POINTS[name] else "not right", where)
        for where, scores in zip(names, notebooks, strict=False)
        for name, score in scores.items()
    )
    result = SubmissionResult("ex1", student, None, None, 0.5, "graded", "", cells, (), "full")
    handed_in = frozenset(names[: len(notebooks)])
    return GradedSubmission(
        result,
        **{"digest": "d1", "notebooks": handed_in, "untouched": frozenset(untouched)} | others,
    )


def nbgrader(root: Path, *command: str) -> str:
    """What an nbgrader command printed; it must succeed."""
    return _run([sys.executable, "-m", "nbgrader", *command], root)


def ask_nbgrader(url: str, code: str, course: str = "tiny") -> Any:
    """What `code` leaves in `answer`, with nbgrader's Gradebook open as `gb`."""
    script = (
        "import json, sys, datetime\nfrom nbgrader.api import Gradebook\nanswer = None\n"
        f"with Gradebook({url!r}, {course!r}) as gb:\n"
        + "".join(f"    {line}\n" for line in code.splitlines())
        + "    print(json.dumps(answer, default=str))\n"
    )
    return json.loads(_run([sys.executable, "-W", "ignore", "-c", script]).splitlines()[-1])


def rows(url: str) -> Rows:
    """All of nbgrader's rows with names in place of ids, in an order of their own."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            tables = {
                name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for name, table in schema.nbgrader.tables.items()
            }
    finally:
        engine.dispose()
    names = _Names(tables)
    named = {
        table: sorted((names.without_ids(table, row) for row in found), key=repr)
        for table, found in tables.items()
    }
    # nbgrader's preprocessors open the gradebook without a course, which makes one of this name
    named["course"] = [row for row in named["course"] if row != {"id": "default_course"}]
    return named


class _Names:
    """What every id stands for: the names on the way to it."""

    def __init__(self, tables: Mapping[str, list[dict[str, Any]]]) -> None:
        self._of: dict[tuple[str, str], object] = {}
        for table in NAMED_BY:
            for row in tables[table]:
                self._of[table, row["id"]] = [self.name(table, row, key) for key in NAMED_BY[table]]

    def name(self, table: str, row: Mapping[str, Any], key: str) -> object:
        target = PARENTS.get((table, key))
        return self._of[target, row[key]] if target else row[key]

    def without_ids(self, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        if table in ("student", "course"):
            return dict(row)
        named = {key: self.name(table, row, key) for key in row if key != "id"}
        cell = self._of.get(("base_cell", row["id"])) if table.endswith("_cells") else None
        return named | ({"cell": cell} if cell else {})


NAMED_BY = {
    "assignment": ["name"],
    "notebook": ["assignment_id", "name"],
    "base_cell": ["notebook_id", "name", "type"],
    "submitted_assignment": ["assignment_id", "student_id"],
    "submitted_notebook": ["assignment_id", "notebook_id"],
}
PARENTS = {
    (table.name, key.parent.name): key.column.table.name
    for table in schema.nbgrader.sorted_tables
    for key in table.foreign_keys
    if key.parent.name not in ("id", "student_id", "course_id")
}


def _run(command: list[str], folder: Path | None = None) -> str:
    programs = str(Path(sys.executable).parent)  # nbgrader calls `alembic`
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _keys(name: str, **others: Any) -> dict[str, Any]:
    roles = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"schema_version": 3, "grade_id": name} | roles | others
