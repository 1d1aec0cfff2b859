"""nbgrader's tables as SQLAlchemy Core knows them, the indexes it lacks, and one table of ours.

nbgrader's own definitions (nbgrader/api.py) take two seconds to import; a test compares the two
column by column.
"""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Enum,
    Float,
    ForeignKey,
    Index,
    Interval,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "e43177bfe90b"  # of nbgrader 0.9; what alembic calls its head
OLDER_REVISIONS = ("b6d005d67074", "50a4d84c131a", "724cde206c17", "167914646830", "282d30a0218e")

nbgrader = MetaData()
ours = MetaData()


def _key(target: str = "") -> Column[str]:
    """The primary key, a uuid in hexadecimal; `target` if it is another table's."""
    foreign = (ForeignKey(target),) if target else ()
    return Column("id", String(32), *foreign, primary_key=True)


def _reference(name: str, target: str, *, nullable: bool = True) -> Column[str]:
    return Column(name, String(32), ForeignKey(target), nullable=nullable)


def _cell_type(name: str) -> Column[str]:
    return Column("cell_type", Enum("code", "markdown", name=name), nullable=False)


course = Table("course", nbgrader, Column("id", String(128), unique=True, primary_key=True))

student = Table(
    "student",
    nbgrader,
    Column("id", String(128), primary_key=True),
    Column("first_name", String(128)),
    Column("last_name", String(128)),
    Column("email", String(128)),
    Column("lms_user_id", String(128)),
)

assignment = Table(
    "assignment",
    nbgrader,
    _key(),
    Column("name", String(128), unique=True, nullable=False),
    Column("duedate", DateTime()),  # UTC
    Column("course_id", String(128), ForeignKey("course.id"), nullable=False),
)

notebook = Table(
    "notebook",
    nbgrader,
    _key(),
    Column("name", String(128), nullable=False),
    _reference("assignment_id", "assignment.id"),
    Column("kernelspec", String(1024)),  # JSON
    UniqueConstraint("name", "assignment_id"),
)

base_cell = Table(
    "base_cell",
    nbgrader,
    _key(),
    Column("name", String(128), nullable=False),
    _reference("notebook_id", "notebook.id", nullable=False),
    Column("type", String(50)),  # GradeCell, SolutionCell or TaskCell: where its other row is
    UniqueConstraint("name", "notebook_id", "type"),
)

grade_cells = Table(
    "grade_cells",
    nbgrader,
    _key("base_cell.id"),
    Column("max_score", Float(), nullable=False),
    _cell_type("grade_cell_type"),
)

solution_cells = Table("solution_cells", nbgrader, _key("base_cell.id"))

task_cells = Table(
    "task_cells",
    nbgrader,
    _key("base_cell.id"),
    Column("max_score", Float(), nullable=False),
    _cell_type("grade_cell_type"),
)

source_cell = Table(
    "source_cell",
    nbgrader,
    _key(),
    Column("name", String(128), nullable=False),
    _cell_type("source_cell_type"),
    Column("locked", Boolean, nullable=False),
    Column("source", Text()),
    Column("checksum", String(128)),
    _reference("notebook_id", "notebook.id"),
    UniqueConstraint("name", "notebook_id"),
)

submitted_assignment = Table(
    "submitted_assignment",
    nbgrader,
    _key(),
    _reference("assignment_id", "assignment.id"),
    Column("student_id", String(128), ForeignKey("student.id")),
    Column("timestamp", DateTime()),  # UTC
    Column("extension", Interval()),
    UniqueConstraint("assignment_id", "student_id"),
)

submitted_notebook = Table(
    "submitted_notebook",
    nbgrader,
    _key(),
    _reference("assignment_id", "submitted_assignment.id"),
    _reference("notebook_id", "notebook.id"),
    Column("flagged", Boolean),
    Column("late_submission_penalty", Float()),
    UniqueConstraint("notebook_id", "assignment_id"),
)

grade = Table(
    "grade",
    nbgrader,
    _key(),
    _reference("notebook_id", "submitted_notebook.id"),
    _reference("cell_id", "base_cell.id"),
    Column("auto_score", Float()),
    Column("manual_score", Float()),
    Column("extra_credit", Float()),
    Column("needs_manual_grade", Boolean, nullable=False),
    UniqueConstraint("cell_id", "notebook_id"),
)

comment = Table(
    "comment",
    nbgrader,
    _key(),
    _reference("notebook_id", "submitted_notebook.id"),
    _reference("cell_id", "base_cell.id"),
    Column("auto_comment", Text()),
    Column("manual_comment", Text()),
    UniqueConstraint("cell_id", "notebook_id"),
)

# What nbgrader manages with alembic, not with its own metadata.
alembic_version = Table(
    "alembic_version", ours, Column("version_num", String(32), primary_key=True)
)

# How each submission was last graded. No foreign keys: nbgrader removes its own rows without
# knowing this table.
grader_run = Table(
    "grader_run",
    ours,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("submission_id", String(32)),  # the submitted_assignment that holds the scores
    Column("digest", String(128), nullable=False),
    Column("level", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("due", DateTime()),  # UTC, with the student's extension, as it was then
    Column("result", Text(), nullable=False),  # the SubmissionResult as JSON
)

# How a notebook's tests must run, as its reference solution has shown.
grader_trial = Table(
    "grader_trial",
    ours,
    Column("assignment", String(128), primary_key=True),
    Column("notebook", String(128), primary_key=True),
    Column("fingerprint", String(128), nullable=False),  # of the assignment that was tried
    Column("mode", String(32), nullable=False),
    Column("lost", Text(), nullable=False),  # a JSON list of cells
    Column("traits", Text(), nullable=False),  # a JSON list of traits by cell
)

# Without them an export scans all grades of the class for every student, and so do we.
INDEXES = (
    Index("ix_submitted_notebook_assignment_id", submitted_notebook.c.assignment_id),
    Index("ix_grade_notebook_id", grade.c.notebook_id),
    Index("ix_comment_notebook_id", comment.c.notebook_id),
    Index("ix_submitted_assignment_student_id", submitted_assignment.c.student_id),
    Index("ix_base_cell_notebook_id", base_cell.c.notebook_id),
    Index("ix_source_cell_notebook_id", source_cell.c.notebook_id),
)
