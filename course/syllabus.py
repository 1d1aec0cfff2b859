"""The course as lines of 80 columns: points from the built notebooks, the rest from the outline."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.errors import EnvironmentProblem
from course.files import Layout
from course.outline import Assignment

COLUMNS = "{:<32} {:>6} {:>6} {:>6}  {}"
HEAD = COLUMNS.format("assignment", "points", "tests", "min", "builds on")


@dataclass(frozen=True)
class Line:
    """One assignment: its points, and the grade cells that run by themselves."""

    assignment: Assignment
    points: float
    tests: int


def syllabus(layout: Layout, assignments: Sequence[Assignment]) -> list[Line]:
    """What each assignment holds, in order. Raises EnvironmentProblem if one is not built."""
    return [_line(layout, assignment) for assignment in assignments]


def text(lines: Sequence[Line]) -> Iterator[str]:
    """For each assignment figures, what it teaches, what it needs; the sums at the end."""
    yield HEAD
    for line in lines:
        one = line.assignment
        before = ", ".join(name.split("_")[0] for name in one.after)
        row = COLUMNS.format(one.name, f"{line.points:g}", line.tests, one.minutes, before)
        yield row.rstrip()
        yield f"    {one.goal}"
        if one.extras:
            yield f"    needs {', '.join(one.extras)}"
    points, tests = sum(line.points for line in lines), sum(line.tests for line in lines)
    minutes = sum(line.assignment.minutes for line in lines)
    yield COLUMNS.format(f"{len(lines)} assignments", f"{points:g}", tests, minutes, "").rstrip()


def _line(layout: Layout, assignment: Assignment) -> Line:
    keys = list(_keys(layout, assignment))
    tests = sum(key["grade"] and not key["solution"] for key in keys)
    return Line(assignment, sum(key.get("points", 0) for key in keys), tests)


def _keys(layout: Layout, assignment: Assignment) -> Iterator[Mapping[str, Any]]:
    """nbgrader's metadata of each named cell."""
    for notebook in layout.notebooks(assignment.name):
        path = layout.source_notebook(assignment.name, notebook)
        if not path.is_file():
            raise EnvironmentProblem(f"{layout.shown(path)} is missing. Run: course build")
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if "nbgrader" in cell["metadata"]:
                yield cell["metadata"]["nbgrader"]
