"""Why a score of nbgrader's is wrong: what it does, and what is right."""

STDERR = "Output on stderr is no mistake. nbgrader gives 0 to a grade cell that shows any."
DISPLAYED = (
    "A score is what the test says at its end. nbgrader takes the first value that the cell "
    "displays, also one that the student's code displays, and stops if it is too large."
)
NOT_RUN = (
    "A test that did not run proves nothing. nbgrader gives full points to a grade cell without "
    "output, and a student's notebook can keep it from running."
)
STOPPED = (
    "One cell's end is not that of the others: they can be graded, those that need it get 0 and "
    "a reason. nbgrader gives no score at all once the kernel has died or does not stop."
)
LOST_ID = (
    "The cell is there, and its text tells which it is. nbgrader goes by metadata alone: a test "
    "that lost them stays without a score, an unknown id leaves the submission without."
)
TWICE = (
    "Of equal texts one counts; different ones run in their order, as they did for the student. "
    "nbgrader stops at a cell that is there twice, and grades none of the students behind."
)
METADATA = (
    "What the metadata of a test say is not the student's to decide. nbgrader puts its points and "
    "lock right, and stops at other changes; at an old schema it grades none of the students "
    "behind."
)
MISSING = (
    "A locked cell is the instructor's: without it no work of the student's is missing. nbgrader "
    "leaves a lost test without a score, and runs without a lost cell of helpers."
)
ORDER = (
    "The answers are right. nbgrader runs the cells as they lie: one that was dragged above what "
    "it needs fails."
)
MERGED = (
    "Both texts are there, in one cell. nbgrader goes by the first one's metadata and type, and "
    "does without the second."
)
ONE_PROCESS = (
    "A wrong answer is wrong, a copied one is none. nbgrader runs the tests in the student's "
    "process, who can replace what they call, and import what the instructor can."
)
ONE_NAMESPACE = (
    "The answers are right. nbgrader runs the tests among the student's names: one that a test "
    "uses, too, makes it fail."
)
FILE = "The notebook is complete. nbgrader wants this file name, and UTF-8 without a mark."
