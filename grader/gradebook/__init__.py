"""nbgrader's gradebook, written without nbgrader: its import takes two seconds, this a quarter.

    with Gradebook("sqlite:////course/gradebook.db", "course") as gradebook:
        gradebook.sync_assignment("ex1", notebooks)
        gradebook.record(GradedSubmission(result, digest, ...))

Read it from the top; a module imports only modules above it.

    schema       nbgrader's tables, the indexes it lacks, and a table of ours
    connection   the one connection of a run: opened, brought up, its errors made readable
    timestamps   when a submission was handed in, as its timestamp.txt says
    late         penalties for late submissions
    records      what goes in for one submission, what comes back of an earlier run
    structure    an assignment: what the gradebook knows, what it should know of a notebook
    sync         makes the one like the other, and loses no grade
    regrade      decides the rows of a submission: what a person gave stays
    submissions  reads and writes the rows of a submission
    gradebook    all of it behind one class
"""

from typing import TYPE_CHECKING, Any

from grader.gradebook.records import GradedSubmission, Run

if TYPE_CHECKING:
    from grader.gradebook.gradebook import Gradebook

__all__ = ["Gradebook", "GradedSubmission", "Run"]


def __getattr__(name: str) -> Any:
    """SQLAlchemy takes a quarter of a second: the warm processes start meanwhile."""
    if name != "Gradebook":
        raise AttributeError(f"module 'grader.gradebook' has no attribute {name!r}")
    from grader.gradebook.gradebook import Gradebook

    return Gradebook
