"""The main job, `course demo`: build, check, make a class, have it graded, show the result.

Grading is the grader's work: it is started as the program it is, and answers with a JSON report.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from course.answers import read_answers, read_notebook
from course.build import build, stale
from course.demo_class import PREFIX, DemoSubmission, Material, demo_class
from course.errors import CourseError, EnvironmentProblem
from course.files import Layout, write_all
from course.nbgrader_course import generate_assignment, generate_feedback, open_nbgrader
from course.outline import OUTLINE
from course.summary import Row, common_mistakes, lost_cells, not_available, rows

CELL_LIMIT_S = 15  # a figure that trains takes some seconds on a busy machine


def run(layout: Layout, console: Console) -> bool:
    """Do the main job; returns whether everything came out as planted."""
    _build(layout, console)
    with open_nbgrader(layout.root) as api:
        for assignment in track(OUTLINE, "gradebook ", console=console, transient=True):
            generate_assignment(api, assignment.name)
        submissions = demo_class(materials(layout))
        hand_in(layout, submissions)
        console.print(f"class      {len(submissions)} submissions of students {PREFIX}…")
        results = _grade(layout, submissions)
        for s in track(submissions, "feedback  ", console=console, transient=True):
            generate_feedback(api, s.assignment, s.student)
    _show(console, results)
    surprises = differences(submissions, results)
    for line in surprises:
        console.print(f"[red]Unexpected[/] {escape(line)}", highlight=False)
    if not surprises:
        console.print("Check      every submission lost exactly the cells planted in it")
    return not surprises


def _build(layout: Layout, console: Console) -> None:
    written = build(layout, OUTLINE)
    left = stale(layout, OUTLINE)
    if left:
        raise CourseError(f"{left[0]} is stale right after a build. Build again, report a bug.")
    console.print(
        f"build      {len(OUTLINE)} assignments, {len(written)} files changed; "
        "source/ and release/ are fresh"
    )


def materials(layout: Layout) -> list[Material]:
    """What each assignment of the outline offers to a demo class."""
    return [
        Material(
            a.name,
            _notebooks(layout, a.name, layout.source_notebook),
            _notebooks(layout, a.name, layout.release_notebook),
            read_answers(layout, a.name, "wrong"),
        )
        for a in OUTLINE
    ]


def _notebooks(layout: Layout, assignment: str, path: Callable[[str, str], Path]) -> dict[str, Any]:
    return {name: read_notebook(path(assignment, name)) for name in layout.notebooks(assignment)}


def hand_in(layout: Layout, submissions: Sequence[DemoSubmission]) -> None:
    """Write the submissions where nbgrader collects them; replaces the demo's students only."""
    submitted = layout.root / "submitted"
    try:
        for old in submitted.glob(f"{PREFIX}*"):
            shutil.rmtree(old)
    except OSError as error:
        raise EnvironmentProblem(
            f"cannot replace {error.filename}: {error.strerror}. Check the folder's permissions."
        ) from error
    write_all(
        {
            layout.submitted_notebook(s.student, s.assignment, name): json.dumps(notebook)
            for s in submissions
            for name, notebook in s.notebooks.items()
        }
    )


def _grade(layout: Layout, submissions: Sequence[DemoSubmission]) -> list[Any]:
    students = sorted({s.student for s in submissions})
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        command = [sys.executable, "-m", "grader", "autograde"]
        command += [word for student in students for word in ("--student", student)]
        command += ["--cell-limit", str(CELL_LIMIT_S), "--report", str(report)]
        ended = subprocess.run(command, cwd=layout.root, stdout=subprocess.DEVNULL, check=False)
        if not report.is_file():
            raise CourseError(f"the grader stopped with exit code {ended.returncode}, see above.")
        return list(json.loads(report.read_text("utf-8"))["submissions"])


def differences(submissions: Sequence[DemoSubmission], results: Sequence[Any]) -> list[str]:
    """A line per submission that was not graded, or lost other cells than were planted."""
    graded = {(r["student"], r["assignment"]): r for r in results}
    lines = []
    for s in submissions:
        result = graded.get((s.student, s.assignment))
        title = f"{s.student} {s.assignment} ({s.label})"
        if result is None:
            lines.append(f"{title}: no result")
        elif result["state"] != "graded":
            lines.append(f"{title}: {result['state']}: {result['reason']}")
        elif s.must_lose is not None:
            other = lost_cells(result) ^ (s.must_lose - not_available(result))
            lines += [f"{title}: differs in {', '.join(sorted(other))}"] if other else []
        elif not lost_cells(result):
            lines.append(f"{title}: full marks")
    return lines


# --- the screen -----------------------------------------------------------------------------------


def _show(console: Console, results: Sequence[Any]) -> None:
    console.print(table(rows(results)))
    console.print("\n[bold]The five most common mistakes[/]")
    mistakes = Table.grid(padding=(0, 2, 0, 0))
    for mistake in common_mistakes(results):
        where = mistake.assignment.split("_")[0]
        mistakes.add_row(f"{mistake.submissions:3} ×", where, escape(mistake.symptom))
    console.print(mistakes)
    console.print(
        "\nGradebook  gradebook.db            grades and comments, nbgrader's own"
        "\nFeedback   feedback/<student>/<assignment>/<assignment>.html"
        "\nStudent    make lab                JupyterLab with a student's copy in lab/"
        "\nTeacher    .venv/bin/jupyter lab   then the menu Nbgrader, Formgrader",
        highlight=False,
    )


def table(summary: Sequence[Row]) -> Table:
    """The class in numbers, within 80 columns."""
    view = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    for title in ("assignment", "nbs", "cells", "mean", "low", "high", "of", "s each"):
        view.add_column(title, justify="left" if title == "assignment" else "right", no_wrap=True)
    for row in summary:
        view.add_row(
            row.assignment,
            f"{row.submissions}",
            f"{row.grade_cells}",
            f"{row.mean:.1f}",
            f"{row.lowest:g}",
            f"{row.highest:g}",
            f"{row.maximum:g}",
            f"{row.seconds_each:.1f}",
        )
    return view
