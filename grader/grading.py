"""Grades one submission after another; knows neither nbgrader nor a kernel.

What does the work is an `Autograder`; `nbgrader_autograde.open_course` opens the real one.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol

from grader import nbgrader_autograde
from grader.course_dir import CourseDir, find_root, select
from grader.errors import AuthorError
from grader.records import Report, Submission, SubmissionResult

OnResult = Callable[[SubmissionResult], object]


class Autograder(Protocol):
    """Turns a submission into a result; the seam to whatever executes notebooks."""

    course: CourseDir

    def make_known(self, assignment: str) -> str | None:
        """Prepare the assignment; a sentence if there is something to say about it.

        Raises AuthorError if the assignment cannot be graded at all.
        """

    def autograde(self, submission: Submission) -> SubmissionResult:
        """Grade one submission of a known assignment; a bad one is a result, not an error."""


def grade(
    course_dir: Path | str,
    assignments: Collection[str] | None = None,
    students: Collection[str] | None = None,
    *,
    cell_limit_s: float = 30.0,
    on_result: OnResult | None = None,
) -> Report:
    """Grade a course's submissions; None or nothing means all assignments, all students.

    `course_dir` is the course directory or a folder in it. A cell is interrupted after
    `cell_limit_s`, in whole seconds, rounded up. `on_result` is called after each submission.
    Raises AuthorError for an unknown name, GraderEnvironmentError if nothing can be graded here.
    """
    with nbgrader_autograde.open_course(find_root(Path(course_dir)), cell_limit_s) as autograder:
        return grade_all(autograder, select(autograder.course, assignments, students), on_result)


def grade_all(
    autograder: Autograder, submissions: Iterable[Submission], on_result: OnResult | None = None
) -> Report:
    """Grade these submissions, in the order of assignments; one never stops another."""
    notes: list[str] = []
    results: list[SubmissionResult] = []
    by_assignment = groupby(sorted(submissions), key=lambda submission: submission.assignment)
    for assignment, group in by_assignment:
        grade_one, note = _prepared(autograder, assignment)
        notes += [note] if note else []
        for submission in group:
            results.append(grade_one(submission))
            if on_result:
                on_result(results[-1])
    return Report(tuple(results), tuple(notes))


def _prepared(
    autograder: Autograder, assignment: str
) -> tuple[Callable[[Submission], SubmissionResult], str | None]:
    """How to grade the submissions of an assignment, and what to say about it."""
    try:
        return autograder.autograde, autograder.make_known(assignment)
    except AuthorError as error:
        return partial(SubmissionResult.for_a_human, reason=str(error)), None
