"""The command `course`: reads its words, calls the package, prints, chooses the exit code.

Exit codes: 0 fine, 1 something failed, 2 the words are wrong, 3 the environment is in the way.
Heavy imports wait until a command needs them, so that `--help` answers at once.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from course.errors import EXIT_FAILED, CourseError
from course.files import find_layout
from course.outline import OUTLINE, select

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="ASSIGNMENT", help="All, if none is named.", show_default=False),
]


@app.callback()
def course() -> None:
    """Builds the course, shows it, and runs it on a demo class."""


@app.command()
def build(
    assignments: Names = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name what is stale.")
    ] = False,
) -> None:
    """Turn course/assignments/ into source/ and release/."""
    with _plain_errors():
        from course import build as builder

        layout, chosen = find_layout(), select(assignments)
        if check:
            old = builder.stale(layout, chosen)
            for path in old:
                typer.echo(f"stale: {layout.shown(path)}. Run: course build")
            raise typer.Exit(EXIT_FAILED if old else 0)
        for path in builder.build(layout, chosen):
            typer.echo(f"wrote {layout.shown(path)}")


@app.command()
def demo() -> None:
    """Build, grade a demo class, and show the result."""
    with _plain_errors():
        from rich.console import Console

        from course.demo import run

        fine = run(find_layout(), Console())
    raise typer.Exit(0 if fine else EXIT_FAILED)


@app.command()
def lab(
    assignments: Names = None,
    folder: Annotated[Path, typer.Option(help="Where the student's copy lies.")] = Path("lab"),
    port: Annotated[int, typer.Option(help="On 127.0.0.1.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open JupyterLab with a student's copy of release/; work that is there stays."""
    with _plain_errors():
        from course import lab as jupyter

        layout = find_layout()
        target = (layout.root / folder).resolve()
        added, kept = jupyter.hand_out(layout, target, select(assignments))
        typer.echo(f"{layout.shown(target)}/: {len(added)} notebooks added, {len(kept)} kept")
        jupyter.start(layout, target, port, browser)


@app.command()
def outline() -> None:
    """The assignments in order: points, minutes, what each teaches and builds on."""
    with _plain_errors():
        from course import syllabus

        for line in syllabus.text(syllabus.syllabus(find_layout(), OUTLINE)):
            typer.echo(line)


def main() -> None:
    """The entry point of the installed command."""
    app(prog_name="course")


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except CourseError as error:
        for line in str(error).splitlines():
            typer.echo(f"course: {line}", err=True)
        raise typer.Exit(error.exit_code) from error
