"""The rows of one submission: read by the index of their parents, written where they differ."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Select, Table, and_, bindparam, select

from grader.execution.job import Mode
from grader.gradebook import schema
from grader.gradebook.late import due_for
from grader.gradebook.records import GradedSubmission, Run, TriedMode
from grader.gradebook.regrade import CommentRow, GradeRow, NotebookRow, Rows
from grader.records import SubmissionResult

AnyRow = NotebookRow | GradeRow | CommentRow
NEW: dict[str, dict[str, Any]] = {"submitted_notebook": {"flagged": False}}
MOST_NAMES = 500  # of students in one statement


class Submitted(NamedTuple):
    """A row of submitted_assignment."""

    id: str
    timestamp: datetime | None
    extension: timedelta | None


def find(connection: Connection, assignment_id: str, student: str) -> Submitted | None:
    """The student's submission, if the gradebook has one."""
    table = schema.submitted_assignment
    query = select(table.c.id, table.c.timestamp, table.c.extension)
    of_both = and_(table.c.assignment_id == assignment_id, table.c.student_id == student)
    row = connection.execute(query.where(of_both)).one_or_none()
    return row and Submitted(*row)


def has_student(connection: Connection, student: str) -> bool:
    """Whether the gradebook has the student."""
    key = schema.student.c.id
    return connection.scalar(select(key).where(key == student)) is not None


def add_student(connection: Connection, student: str) -> None:
    """A student without a name, as `nbgrader autograde` makes one."""
    connection.execute(schema.student.insert(), {"id": student})


def add(
    connection: Connection, assignment_id: str, student: str, timestamp: datetime | None
) -> Submitted:
    """A new submission; its notebooks, grades and comments follow with `save`."""
    row = Submitted(uuid4().hex, timestamp, None)
    ids = {"assignment_id": assignment_id, "student_id": student}
    connection.execute(schema.submitted_assignment.insert(), row._asdict() | ids)
    return row


def set_timestamp(connection: Connection, row: Submitted, timestamp: datetime) -> Submitted:
    """The submission came again, later."""
    table = schema.submitted_assignment
    connection.execute(table.update().where(table.c.id == row.id), {"timestamp": timestamp})
    return row._replace(timestamp=timestamp)


def load(connection: Connection, submission_id: str) -> Rows:
    """All rows below the submission's."""
    notebooks, grades, comments = schema.submitted_notebook, schema.grade, schema.comment
    query = _columns(notebooks, NotebookRow).where(notebooks.c.assignment_id == submission_id)
    found = tuple(NotebookRow(*row) for row in connection.execute(query))
    ids = [row.id for row in found]
    query = _columns(grades, GradeRow).where(grades.c.notebook_id.in_(ids))
    scores = tuple(GradeRow(*row) for row in connection.execute(query))
    query = _columns(comments, CommentRow).where(comments.c.notebook_id.in_(ids))
    said = tuple(CommentRow(*row) for row in connection.execute(query))
    return Rows(found, scores, said)


def save(connection: Connection, before: Rows, after: Rows) -> None:
    """Write the rows that are new or differ, parents first."""
    _write(connection, schema.submitted_notebook, before.notebooks, after.notebooks)
    _write(connection, schema.grade, before.grades, after.grades)
    _write(connection, schema.comment, before.comments, after.comments)


def save_run(
    connection: Connection,
    graded: GradedSubmission,
    submission_id: str | None,
    due: datetime | None,
) -> None:
    """How the submission was graded, in place of how it was graded before."""
    result, run = graded.result, schema.grader_run
    key = {"assignment": result.assignment, "student": result.student}
    of_both = and_(*(run.c[name] == value for name, value in key.items()))
    row = {
        "submission_id": submission_id,
        "digest": graded.digest,
        "level": result.level,
        "state": result.state,
        "due": due,
        "result": json.dumps(result.to_dict()),
    }
    if not connection.execute(run.update().where(of_both), row).rowcount:
        connection.execute(run.insert(), key | row)


def runs(connection: Connection, assignment: str, students: Collection[str]) -> Iterable[Run]:
    """How these students' submissions were last graded.

    A grading whose rows nbgrader has removed or made anew since is not one; nor is one for which
    another due date counted.
    """
    run, known, submitted = schema.grader_run, schema.assignment, schema.submitted_assignment
    of_both = and_(submitted.c.assignment_id == known.c.id, submitted.c.student_id == run.c.student)
    query = (
        select(*(run.c[name] for name in Run.__dataclass_fields__))
        .add_columns(run.c.due, known.c.duedate, submitted.c.extension)
        .outerjoin(known, known.c.name == run.c.assignment)
        .outerjoin(submitted, of_both)
        .where(run.c.assignment == assignment)
        .where((run.c.state != "graded") | (run.c.submission_id == submitted.c.id))
    )
    if len(students) <= MOST_NAMES:
        query = query.where(run.c.student.in_(students))
    for *fields, due, duedate, extension in connection.execute(query):
        found = Run(*fields)
        is_current = found.state != "graded" or due == due_for(duedate, extension)
        if found.student in students and is_current:
            yield found


def stored_result(connection: Connection, assignment: str, student: str) -> SubmissionResult | None:
    """What the last grading of the submission came to."""
    run = schema.grader_run
    of_both = and_(run.c.assignment == assignment, run.c.student == student)
    text = connection.scalar(select(run.c.result).where(of_both))
    return text and SubmissionResult.from_dict(json.loads(text))


def tried_modes(connection: Connection, assignment: str, fingerprint: str) -> dict[str, TriedMode]:
    """The modes of the assignment's notebooks that were tried with this fingerprint."""
    table = schema.grader_trial
    of_both = and_(table.c.assignment == assignment, table.c.fingerprint == fingerprint)
    query = select(table.c.notebook, table.c.mode, table.c.lost, table.c.traits).where(of_both)
    return {name: _tried(*rest) for name, *rest in connection.execute(query)}


def _tried(mode: Mode, lost: str, traits: str) -> TriedMode:
    shown = {cell: tuple(each) for cell, each in json.loads(traits).items()}
    return TriedMode(mode, tuple(json.loads(lost)), shown)


def keep_modes(
    connection: Connection, assignment: str, fingerprint: str, tried: Mapping[str, TriedMode]
) -> None:
    """Keep the modes of the assignment's notebooks, and none of before."""
    table = schema.grader_trial
    connection.execute(table.delete().where(table.c.assignment == assignment))
    same = {"assignment": assignment, "fingerprint": fingerprint}
    rows = [
        same
        | {"notebook": name, "mode": each.mode}
        | {"lost": json.dumps(each.lost), "traits": json.dumps(dict(each.traits))}
        for name, each in tried.items()
    ]
    if rows:
        connection.execute(table.insert(), rows)


def _columns(table: Table, record: type[Any]) -> Select[Any]:
    return select(*(table.c[name] for name in record.__dataclass_fields__))


def _write(
    connection: Connection, table: Table, before: Sequence[AnyRow], after: Sequence[AnyRow]
) -> None:
    known = {row.id: row for row in before}
    new = [NEW.get(table.name, {}) | asdict(row) for row in after if row.id not in known]
    changed = [asdict(row) for row in after if row.id in known and row != known[row.id]]
    if new:
        connection.execute(table.insert(), new)
    if changed:
        names = [name for name in changed[0] if name != "id"]
        update = table.update().where(table.c.id == bindparam("key"))
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(update.values(values), [{"key": r.pop("id")} | r for r in changed])
