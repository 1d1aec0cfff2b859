"""nbgrader's configuration of this course."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 (nbgrader defines it)
c.CourseDirectory.course_id = "genmath"
c.CourseDirectory.root = str(HERE)

# One machine: an exchange inside the course. A JupyterHub sets a folder that all its users can
# write to, such as /usr/local/share/nbgrader/exchange, and drops the cache line.
c.Exchange.root = str(HERE / "exchange")
c.Exchange.cache = str(HERE / "exchange" / ".cache")

# A comment alone replaces a solution: the build ends each stub with a NotImplementedError of its
# own, so that "run all" on an untouched notebook stays calm.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}

# `nbgrader autograde` and formgrader's button run submissions as `grader autograde` does: confined,
# the tests out of reach. The first step takes the place of nbgrader.preprocessors.Execute.
c.Autograde.autograde_preprocessors = [
    "grader.nbgrader_seam.SplitExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Every test runs apart from students' code: `grader audit` proves it before a release.
c.Grader.mode = "split"

# A machine without these grades everything else: those notebooks have no score then, not 0.
c.Grader.optional = ["torch", "sklearn"]

# Where `grader audit` finds the right and wrong answers, beside the texts of the assignments.
c.Grader.answers_directory = "course/assignments"

# Feedback is a file that students get: no hidden test in it, nor a traceback that quotes one, and
# formulas that need no network.
c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackPage"

# nbgrader starts `alembic` by name when it creates a gradebook: found without activating .venv.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
