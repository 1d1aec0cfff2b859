"""What a run shows: a progress bar on stderr, a table and the open cases on stdout.

Imports rich, so it is imported when there is something to show.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grader.records import Report, SubmissionResult
from grader.texts import one_line

HEADINGS = ("assignment", "graded", "repaired", "needs a human", "mean", "s each")


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[SubmissionResult], None]]:
    """Yields what to call with each result."""
    # markup off: in a student's name, brackets are brackets
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)

        def advance(result: SubmissionResult) -> None:
            last = one_line(f"{result.student} {result.assignment}")
            progress.update(task, advance=1, description=last)

        yield advance


@contextmanager
def counter(words: str) -> Iterator[Callable[[int], None]]:
    """Yields what to call with a number of things done; their total is not known."""
    columns = (SpinnerColumn(), TextColumn(words), TextColumn("{task.completed:.0f}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda count: progress.update(task, advance=count)


def print_report(report: Report) -> None:
    """The notes, the table, the wall time, then one line per open or repaired case."""
    for note in report.notes:
        print(note)
    if not report.submissions:
        print("nothing was submitted")
        return
    Console().print(_table(rows(report)))
    print(took(report))
    for line in [*open_cases(report), *isolation(report)]:
        print(line)


def rows(report: Report) -> list[tuple[str, ...]]:
    """The table's cells, one row per assignment, under `HEADINGS`."""
    groups: dict[str, list[SubmissionResult]] = defaultdict(list)
    for result in report.submissions:
        groups[result.assignment].append(result)
    return [_row(assignment, results) for assignment, results in sorted(groups.items())]


def took(report: Report) -> str:
    """How long the run took; several submissions run at a time."""
    count = len(report.submissions)
    what = f"{count} {'submission' if count == 1 else 'submissions'} in {report.seconds:.1f} s"
    return f"{what}, {report.unchanged} of them unchanged" if report.unchanged else what


def open_cases(report: Report) -> list[str]:
    """A line per repair and per submission that needs a human, then the answers to be read."""
    lines = [
        one_line(f"repaired: {result.assignment} {result.student}: {repair}")
        for result in report.submissions
        if result.state == "graded"
        for repair in result.repairs
    ]
    lines += [
        one_line(f"needs a human: {r.assignment} {r.student}: {r.reason}")
        for r in report.for_a_human
    ]
    answers = sum(result.cells_to_read for result in report.submissions)
    if answers:
        lines.append(
            f"{answers} {'answer waits' if answers == 1 else 'answers wait'} "
            "for manual grading (formgrader)"
        )
    return lines


def isolation(report: Report) -> list[str]:
    """A warning if students' code was not fully isolated, or ran beside the tests."""
    levels = {result.level for result in report.submissions} - {"", "full"}
    lines = [
        f"isolation was only {level!r}: see `grader doctor`"
        if level != "none"
        else "nothing was isolated: every submission was trusted"
        for level in sorted(levels)
    ]
    if any(result.mode == "shared" for result in report.submissions):
        lines.append("mode shared: the tests ran within reach of the students' code")
    return lines


def _row(assignment: str, results: list[SubmissionResult]) -> tuple[str, ...]:
    graded = [result for result in results if result.state == "graded"]
    scores = [result.score for result in graded if result.score is not None]
    full = max((result.max_score or 0.0 for result in results), default=0.0)
    mean = f"{sum(scores) / len(scores):.2f} of {full:g}" if scores else "–"
    repaired = sum(bool(result.repairs) for result in graded)
    seconds = f"{median(result.seconds for result in results):.1f}"
    counts = (len(graded), repaired, len(results) - len(graded))
    return one_line(assignment), *map(str, counts), mean, seconds


def _table(cells: list[tuple[str, ...]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for n, heading in enumerate(HEADINGS):
        name = n == 0
        table.add_column(
            heading, justify="left" if name else "right", overflow="fold", no_wrap=not name
        )
    for row in cells:
        table.add_row(*map(Text, row))
    return table
