"""Submissions to scores: grades the notebooks of any nbgrader course, and proves its tests.

    grade("path/of/the/course", ["ex1"]).to_dict()

Students' cells run in a sandboxed process of their own, the tests in another one beside it; the
two exchange plain data. Read it from the top; a module imports only what stands above it.

    records        a submission, and what became of it: the JSON report
    texts          a student's text, fit for a terminal
    errors         what an author can correct, what the environment lacks
    limits         what a submission may use, and what its student reads when it wanted more
    markers        how a course marks what students must not get
    course_dir     finds the course, its assignments, what was submitted
    cells          the cells of a notebook as records
    ipython_text   a cell's text as plain Python
    sandbox        confines a process, and tries by canary how well this machine can
    execution      runs the cells: the student's process, the judge's, the warm pool
    intake         reads notebooks, repairs what students handed in
    planning       who runs what of a notebook, from its text
    packages       where imported modules lie, and which are the course's own
    autograded     cleans what came out; writes autograded/
    scoring        points for what became of the cells
    gradebook      nbgrader's database, one transaction per submission
    settings       typed access to what a configuration sets
    config         what nbgrader_config.py says
    environments   which modules are kept warm, which folders students may read
    assignments    what the instructor prepared
    handed_in      what a student handed in, as jobs to run
    under_way      a submission on its way
    saving         results into autograded/ and the gradebook
    modes          which mode a notebook's tests need
    grading        the run as a whole: `grade`
    audit          proves the tests: reference, starter, right and wrong answers, mutants
    doctor         what isolation this machine gives
    feedback_math  formulas as MathML
    feedback       nbgrader's feedback pages: messages, and math without a network
    nbgrader_seam  our execution inside `nbgrader autograde` and the formgrader
    screen         progress bar and table
    cli            the command `grader`
    testing        executors without processes, for tests
"""

from typing import TYPE_CHECKING, Any

from grader.errors import AuthorError, GraderEnvironmentError, GraderError
from grader.records import CellResult, Report, Submission, SubmissionResult

if TYPE_CHECKING:
    from grader.grading import grade

__all__ = [
    "AuthorError",
    "CellResult",
    "GraderEnvironmentError",
    "GraderError",
    "Report",
    "Submission",
    "SubmissionResult",
    "grade",
]


def __getattr__(name: str) -> Any:
    """`grade` is imported when it is asked for: the warm processes import this package too."""
    if name != "grade":
        raise AttributeError(f"module 'grader' has no attribute {name!r}")
    from grader.grading import grade

    return grade
