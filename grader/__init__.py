"""Submissions to scores: grades the notebooks of any nbgrader course.

    grade("path/of/the/course", ["ex1"]).to_dict()

Read it from the top; a module imports only modules above it.

    records              a submission, and what became of it: the JSON report
    errors               what an author can correct, what the environment lacks
    course_dir           finds the course, its assignments, what was submitted
    notebook_files       reads notebooks as JSON: may this be graded, why did this cell fail
    deleted_cells        puts back the cells that a student deleted
    nbgrader_log         why nbgrader failed, in one line
    process_environment  what nbgrader and the kernels inherit
    nbgrader_autograde   owns nbgrader: its configuration, autograder and gradebook
    grading              grades one submission after another, through the Autograder seam
    screen               progress bar and table
    cli                  the command `grader`
    testing              an autograder without kernels, for tests
"""

from grader.errors import AuthorError, GraderEnvironmentError, GraderError
from grader.grading import Autograder, grade
from grader.records import CellResult, Report, Submission, SubmissionResult

__all__ = [
    "AuthorError",
    "Autograder",
    "CellResult",
    "GraderEnvironmentError",
    "GraderError",
    "Report",
    "Submission",
    "SubmissionResult",
    "grade",
]
