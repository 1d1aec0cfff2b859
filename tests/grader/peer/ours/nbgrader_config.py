"""nbgrader's steps of autograding, Execute alone replaced."""

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

OURS = "grader.nbgrader_seam.SplitExecute"

c = get_config()  # noqa: F821 (nbgrader defines it)
c.Autograde.autograde_preprocessors = [
    OURS if step is Execute else step for step in Autograde.autograde_preprocessors.default()
]
c.SplitExecute.isolation = "full"
c.SplitExecute.keep_hidden_tests = True  # why: see tests/grader/peer/__init__.py
