"""What a run shows: a progress bar on stderr, a table and the open cases on stdout.

Imports rich, so it is imported when there is something to show.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from grader.notebook_files import one_line
from grader.records import Report, Submission, SubmissionResult

HEADINGS = ("assignment", "graded", "needs a human", "mean", "seconds")


@contextmanager
def progress_bar(submissions: Sequence[Submission]) -> Iterator[Callable[[object], None]]:
    """Yields what to call after each submission, in this order."""
    # markup off: in a student's name, brackets are brackets
    text = TextColumn("{task.description}", markup=False)
    with Progress(text, BarColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(caption(submissions, 0), total=len(submissions))
        done = 0

        def advance(_: object) -> None:
            nonlocal done
            done += 1
            progress.update(task, advance=1, description=caption(submissions, done))

        yield advance


def caption(submissions: Sequence[Submission], done: int) -> str:
    """What is being graded after `done` submissions: "submission 2 of 9: ada ex1"."""
    if done >= len(submissions):
        return f"{done} of {len(submissions)} submissions"
    current = submissions[done]
    place = f"submission {done + 1} of {len(submissions)}"
    return f"{place}: {current.student} {current.assignment}"


def print_report(report: Report) -> None:
    """The table, then one line per open case."""
    Console().print(_table(rows(report)))
    for line in open_cases(report):
        print(line)


def rows(report: Report) -> list[tuple[str, str, str, str, str]]:
    """The table's cells, one row per assignment, under `HEADINGS`."""
    groups: dict[str, list[SubmissionResult]] = defaultdict(list)
    for result in report.submissions:
        groups[result.assignment].append(result)
    return [_row(assignment, results) for assignment, results in groups.items()]


def open_cases(report: Report) -> list[str]:
    """One line per submission that needs a human, then how many answers are to be read."""
    cases = report.for_a_human
    lines = [one_line(f"needs a human: {r.assignment} {r.student}: {r.reason}") for r in cases]
    answers = sum(result.cells_to_read for result in report.submissions)
    if answers:
        lines.append(
            f"{answers} {'answer waits' if answers == 1 else 'answers wait'} "
            "for manual grading (formgrader)"
        )
    return lines


def _row(assignment: str, results: list[SubmissionResult]) -> tuple[str, str, str, str, str]:
    scores = [result.score for result in results if result.score is not None]
    full = max((result.max_score or 0.0 for result in results), default=0.0)
    mean = f"{sum(scores) / len(scores):.2f} of {full:g}" if scores else "–"
    seconds = f"{sum(result.seconds for result in results):.1f}"
    return assignment, str(len(scores)), str(len(results) - len(scores)), mean, seconds


def _table(cells: list[tuple[str, str, str, str, str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for n, heading in enumerate(HEADINGS):
        name = n == 0
        table.add_column(
            heading, justify="left" if name else "right", overflow="fold", no_wrap=not name
        )
    for row in cells:
        table.add_row(*map(Text, row))
    return table
