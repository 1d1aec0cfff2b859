"""The command `grader`: reads its words, calls the package, prints, chooses the exit code.

Exit codes: 0 all graded, 1 something needs a human, 2 the words are wrong, 3 the environment
cannot grade. nbgrader and rich are imported when there is something to grade, so that `--help`
answers at once.
"""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from grader import nbgrader_autograde
from grader.course_dir import find_root, require_writable, select
from grader.errors import GraderError
from grader.grading import grade_all
from grader.records import Report

EXIT_NEEDS_A_HUMAN = 1

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: importing rich doubles the time to the first line
)


@app.callback()
def grader() -> None:
    """Grades the submissions of an nbgrader course."""  # a callback keeps `autograde` a command


@app.command()
def autograde(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="ASSIGNMENT", help="All, if none is named.", show_default=False),
    ] = None,
    students: Annotated[
        list[str] | None,
        typer.Option("--student", metavar="ID", help="Only this student; may be repeated."),
    ] = None,
    cell_limit_s: Annotated[
        float,
        typer.Option(
            "--cell-limit",
            metavar="SECONDS",
            min=1.0,
            help="Interrupt a cell after so many whole seconds.",
        ),
    ] = 30.0,
    report_path: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.json", help="Write the results here, as JSON."),
    ] = None,
) -> None:
    """Grade what was submitted to the course in this folder."""
    try:
        report = _grade(assignments, students, cell_limit_s, report_path)
    except GraderError as error:
        typer.echo(f"grader: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    raise typer.Exit(EXIT_NEEDS_A_HUMAN if report.for_a_human else 0)


def main() -> None:
    """The entry point of the installed command."""
    app(prog_name="grader")


def _grade(
    assignments: list[str] | None,
    students: list[str] | None,
    cell_limit_s: float,
    report_path: Path | None,
) -> Report:
    root = find_root(Path.cwd())
    if report_path:
        require_writable(report_path.resolve().parent)  # before an hour of grading, not after
    with nbgrader_autograde.open_course(root, cell_limit_s) as autograder:
        from grader.screen import print_report, progress_bar

        submissions = select(autograder.course, assignments, students)
        with progress_bar(submissions) as advance:
            report = grade_all(autograder, submissions, advance)
    for note in report.notes:
        typer.echo(note, err=True)
    print_report(report)
    if report_path:
        _write_atomically(report_path, json.dumps(report.to_dict(), indent=2))
    return report


def _write_atomically(path: Path, text: str) -> None:
    """Readers see the old file or the new one, never a part."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(text + "\n", encoding="utf-8")
    scratch.replace(path)
