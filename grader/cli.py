"""The command `grader`: reads its words, calls the package, prints, chooses the exit code.

Exit codes: 0 all is well, 1 something needs a human or a proof fails, 2 the words are wrong, 3
the environment cannot grade, 130 stopped by Ctrl-C. Whatever takes time to import is imported when
it is needed, so that `--help` answers at once.
"""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from grader.errors import AuthorError, GraderError
from grader.execution.job import Level, Mode

EXIT_NOT_WELL = 1

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: importing rich doubles the time to the first line
)


Assignments = Annotated[
    list[str] | None,
    typer.Argument(metavar="ASSIGNMENT", help="All, if none is named.", show_default=False),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, help="How many at a time.  [one more than cores]"),
]


@app.callback()
def grader() -> None:
    """Grades the submissions of an nbgrader course, and proves the tests of one."""


@app.command()
def autograde(
    assignments: Assignments = None,
    students: Annotated[
        list[str] | None,
        typer.Option("--student", metavar="ID", help="Only this student; may be repeated."),
    ] = None,
    jobs: Jobs = None,
    isolation: Annotated[
        Level | None,
        typer.Option(help="Accept this level; none trusts all submissions.  [the course's, full]"),
    ] = None,
    mode: Annotated[
        Mode | None,
        typer.Option(
            help="Where tests run: shared is beside the student's code.  [the course's, or "
            "split if the solution passes so]"
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade again what has not changed.")
    ] = False,
    cell_limit_s: Annotated[
        float | None,
        typer.Option(
            "--cell-limit",
            metavar="SECONDS",
            min=0.1,
            max=1e6,
            help="Stop a cell after so long.  [30]",
        ),
    ] = None,
    report_path: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.json", help="Write the results here, as JSON."),
    ] = None,
) -> None:
    """Grade what was submitted to the course in this folder, as far as it is new or changed."""
    with _told_errors("What is graded is saved; run again to go on."):
        from grader.course_dir import find_root
        from grader.grading import Options, opened
        from grader.screen import print_report, progress_bar

        _require_writable(report_path)
        options = Options(
            tuple(assignments or ()),
            tuple(students or ()),
            workers=jobs,
            isolation=isolation,
            mode=mode,
            force=force,
            limits={"cell_wall_s": cell_limit_s} if cell_limit_s else {},
        )
        with (
            opened(find_root(Path.cwd()), options) as run,
            progress_bar(len(run.submissions)) as advance,
        ):
            report = run.report(advance)
        if report_path:
            _write_atomically(report_path, json.dumps(report.to_dict(), indent=2))
        print_report(report)
    raise typer.Exit(EXIT_NOT_WELL if report.for_a_human else 0)


@app.command()
def audit(
    assignments: Assignments = None,
    seeds: Annotated[
        list[int] | None,
        typer.Option("--seed", metavar="N", help="COURSE_SEED of the tests; may be repeated.  [0]"),
    ] = None,
    jobs: Jobs = None,
    isolation: Annotated[
        Level | None, typer.Option(help="As for autograde.  [the course's, full]")
    ] = None,
    report_path: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.json", help="Write the findings here, as JSON."),
    ] = None,
) -> None:
    """Prove the tests of this course: reference, starter, right and wrong answers, mutants."""
    with _told_errors():
        from grader.audit import audit as prove
        from grader.audit import lines
        from grader.screen import counter

        _require_writable(report_path)
        with counter("trying") as count:
            report = prove(
                Path.cwd(),
                assignments or (),
                seeds=tuple(seeds or (0,)),
                isolation=isolation,
                workers=jobs,
                on_sheets=count,
            )
        if report_path:
            _write_atomically(report_path, json.dumps(report.to_dict(), indent=2))
        for line in lines(report):
            typer.echo(line)
    raise typer.Exit(0 if report.is_clean else EXIT_NOT_WELL)


@app.command()
def doctor() -> None:
    """Try what a submission could do on this machine, and say how to make it stricter."""
    with _told_errors():
        from grader import doctor as examination

        lines, level = examination.report()
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if level == "full" else EXIT_NOT_WELL)


def main() -> None:
    """The entry point of the installed command; to be told to end is as good as Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    app(prog_name="grader")


@contextmanager
def _told_errors(when_stopped: str = "") -> Iterator[None]:
    """One line on stderr and the right exit code for what goes wrong."""
    try:
        yield
    except GraderError as error:
        typer.echo(f"grader: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        typer.echo(f"grader: stopped. {when_stopped}".strip(), err=True)
        raise typer.Exit(130) from None


def _require_writable(report_path: Path | None) -> None:
    """Find out before an hour of work, not after."""
    from grader.course_dir import require_writable

    if report_path and report_path.is_dir():
        raise AuthorError(f"--report {report_path}", "a folder is there", "Name a file.")
    if report_path:
        require_writable(report_path.resolve().parent)


def _write_atomically(path: Path, text: str) -> None:
    """Readers see the old file or the new one, never a part."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(text + "\n", encoding="utf-8")
    scratch.replace(path)
