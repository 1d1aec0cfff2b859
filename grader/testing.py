"""An autograder without kernels: what the command and the report do is tested with it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from grader.course_dir import CourseDir
from grader.errors import AuthorError
from grader.records import CellResult, Submission, SubmissionResult


@dataclass
class FakeAutograder:
    """Gives each student the score in `scores`, out of 10 points; without one, a human must look.

    `unreadable` names assignments whose source is damaged, `new` those to be announced. What it
    was asked to do is in `graded` and `limits_s`.
    """

    scores: Mapping[str, float] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    course: CourseDir = field(default=CourseDir(Path()))
    graded: list[Submission] = field(default_factory=list)
    limits_s: list[float] = field(default_factory=list)

    @contextmanager
    def open_course(self, root: Path, cell_limit_s: float) -> Iterator["FakeAutograder"]:
        """Stands in for `nbgrader_autograde.open_course`."""
        self.course = CourseDir(root)
        self.limits_s.append(cell_limit_s)
        yield self

    def make_known(self, assignment: str) -> str | None:
        """As the real one, without reading the source."""
        if assignment in self.unreadable:
            raise AuthorError(assignment, "its source is damaged", "Mend it.")
        return f"{assignment}: new to the gradebook." if assignment in self.new else None

    def autograde(self, submission: Submission) -> SubmissionResult:
        """The score in `scores`, as one grade cell, in one second."""
        self.graded.append(submission)
        score = self.scores.get(submission.student)
        if score is None:
            return SubmissionResult.for_a_human(submission, "ex.ipynb is missing", max_score=10.0)
        cell = CellResult("all", 10.0, score, "" if score == 10.0 else "not quite", "ex")
        names = (submission.assignment, submission.student)
        return SubmissionResult(*names, score, 10.0, 1.0, "graded", "", (cell,))
