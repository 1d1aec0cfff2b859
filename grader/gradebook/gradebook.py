"""The gradebook of a course, open for one run: one connection, one transaction per submission."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Self

from sqlalchemy import Connection

from grader.cells import SourceNotebook
from grader.errors import AuthorError
from grader.gradebook import submissions
from grader.gradebook.connection import open_connection, readable_errors
from grader.gradebook.late import LatePenalty, due_for, no_penalty, seconds_late
from grader.gradebook.records import GradedSubmission, Run, TriedMode
from grader.gradebook.regrade import Rows, as_in_the_gradebook, regraded, with_penalties
from grader.gradebook.structure import KnownAssignment, load
from grader.gradebook.submissions import Submitted
from grader.gradebook.sync import sync
from grader.records import SubmissionResult


class Gradebook:
    """nbgrader's gradebook at `db_url`; a context manager.

    `late_penalty` is what an nbgrader plugin's method of that name answers. Without
    `create_students` a student whom the gradebook does not know needs a human. A lock that
    another program holds is waited for, at most `lock_wait_s` seconds.

    Entering, and every method, raises GraderEnvironmentError if the database cannot be used.
    """

    def __init__(
        self,
        db_url: str,
        course_id: str = "",
        *,
        late_penalty: LatePenalty = no_penalty,
        create_students: bool = True,
        lock_wait_s: float = 60.0,
    ) -> None:
        self._opening = (db_url, course_id, lock_wait_s)
        self._course_id = course_id
        self._late_penalty = late_penalty
        self._create_students = create_students
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._connection = self._stack.enter_context(open_connection(*self._opening))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def sync_assignment(self, name: str, notebooks: Sequence[SourceNotebook]) -> str | None:
        """Make the gradebook know the assignment as its source is; a sentence if it changed.

        Raises AuthorError if grades would be lost, see `sync`.
        """
        with self._transaction() as connection:
            return sync(connection, name, notebooks, self._course_id)

    def record(self, graded: GradedSubmission) -> SubmissionResult:
        """Save a submission, all or nothing; the result as the gradebook has it now.

        A manual score of an earlier grading counts in it. If the submission needs a human no
        score is touched, and the reason names the score that is still there. Raises AuthorError
        if the gradebook cannot hold it.
        """
        name, student = graded.result.assignment, graded.result.student
        with self._transaction(f"{name}/{student}") as connection:
            known = load(connection, name)
            if graded.result.state == "needs a human":
                return _leave_to_a_human(connection, graded, known)
            if known is None:
                raise AuthorError(name, "not in the gradebook", "Make it known first.")
            if not submissions.has_student(connection, student):
                if not self._create_students:
                    return _leave_to_a_human(connection, _of_a_stranger(graded), known)
                submissions.add_student(connection, student)
            return self._save(connection, graded, known)

    def previous(self, assignment: str, students: Collection[str]) -> dict[str, Run]:
        """How the submissions of these students were last graded, as far as that still counts."""
        with self._transaction() as connection:
            runs = submissions.runs(connection, assignment, students)
            return {run.student: run for run in runs}

    def previous_result(self, assignment: str, student: str) -> SubmissionResult | None:
        """What the last grading of one submission came to, with the scores that count now."""
        with self._transaction() as connection:
            result = submissions.stored_result(connection, assignment, student)
            known = load(connection, assignment)
            submitted = submissions.find(connection, known.id, student) if known else None
            if result is None or result.state != "graded" or known is None or submitted is None:
                return result
            return as_in_the_gradebook(result, known, submissions.load(connection, submitted.id))

    def tried_modes(self, assignment: str, fingerprint: str) -> dict[str, TriedMode]:
        """The modes of its notebooks, as far as they were tried with this fingerprint."""
        with self._transaction() as connection:
            return submissions.tried_modes(connection, assignment, fingerprint)

    def keep_modes(self, assignment: str, fingerprint: str, tried: Mapping[str, TriedMode]) -> None:
        """Keep what trying has shown of its notebooks, in place of what is there."""
        with self._transaction() as connection:
            submissions.keep_modes(connection, assignment, fingerprint, tried)

    @contextmanager
    def _transaction(self, about: str = "") -> Iterator[Connection]:
        with readable_errors(self._connection.engine, about), self._connection.begin():
            yield self._connection

    def _save(
        self, connection: Connection, graded: GradedSubmission, known: KnownAssignment
    ) -> SubmissionResult:
        submitted, before = _earlier(connection, known, graded)
        after = regraded(before, known, graded, submitted.id)
        due = due_for(known.duedate, submitted.extension)
        late_s = seconds_late(submitted.timestamp, due)
        handed_in = [each for each in known.notebooks if each.name in graded.notebooks]
        student = graded.result.student
        after = with_penalties(after, handed_in, self._late_penalty, student, late_s)
        submissions.save(connection, before, after)
        result = as_in_the_gradebook(graded.result, known, after)
        submissions.save_run(connection, replace(graded, result=result), submitted.id, due)
        return result


def _earlier(
    connection: Connection, known: KnownAssignment, graded: GradedSubmission
) -> tuple[Submitted, Rows]:
    """The student's submission, made if need be, and the rows that it had."""
    student, timestamp = graded.result.student, graded.timestamp
    submitted = submissions.find(connection, known.id, student)
    if submitted is None:
        return submissions.add(connection, known.id, student, timestamp), Rows()
    before = submissions.load(connection, submitted.id)
    if timestamp is not None and timestamp != submitted.timestamp:
        submitted = submissions.set_timestamp(connection, submitted, timestamp)
    return submitted, before


def _leave_to_a_human(
    connection: Connection, graded: GradedSubmission, known: KnownAssignment | None
) -> SubmissionResult:
    """Save why the submission has no new score; the scores that it has stay."""
    result = graded.result
    if earlier := _score(connection, known, result.student):
        still = " (the gradebook still holds {:g} of {:g} points)".format(*earlier)
        result = replace(result, reason=result.reason + still)
    if known:
        result = replace(result, max_score=known.max_score)
    submissions.save_run(connection, replace(graded, result=result), None, None)
    return result


def _score(
    connection: Connection, known: KnownAssignment | None, student: str
) -> tuple[float, float] | None:
    submitted = submissions.find(connection, known.id, student) if known else None
    if known is None or submitted is None:
        return None
    scores = [row.score for row in submissions.load(connection, submitted.id).grades]
    if all(score is None for score in scores):
        return None
    return sum(score or 0.0 for score in scores), known.max_score


def _of_a_stranger(graded: GradedSubmission) -> GradedSubmission:
    """The submission of a student whom the course wants entered by hand first."""
    student = graded.result.student
    reason = (
        f"the gradebook has no student {student!r}, and the course creates none "
        f"(Autograde.create_student): nbgrader db student add {student}"
    )
    result = replace(graded.result, state="needs a human", reason=reason, score=None, cells=())
    return replace(graded, result=result, digest="")  # so that the next run tries again
