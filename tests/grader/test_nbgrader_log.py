import pytest

from grader.nbgrader_log import why_it_failed

TRACEBACK = """\
[WARNING] Removing failed assignment
[ERROR] There was an error processing assignment: /course/submitted/ada/ex1
[ERROR] Traceback (most recent call last):
      File "/somewhere/base.py", line 390, in convert_notebooks
        self.convert_single_notebook(notebook_filename)
    {exception}
[ERROR] There was an error processing assignment 'ex1' for student 'ada'
[ERROR] Please see the the above traceback for details on the specific errors.
"""


@pytest.mark.parametrize(
    ("exception", "reason"),
    [
        ("nbclient.exceptions.DeadKernelError: Kernel died", "the kernel died"),
        ("nbclient.exceptions.CellTimeoutError: A cell timed out", "could not be interrupted"),
        ("AttributeError: 'CourseDirectory' object has no attribute 'fail'", "timestamp.txt"),
        ("sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked", "again"),
        ("RuntimeError: Inconsistent checksums for cell a", "RuntimeError: Inconsistent checksums"),
    ],
)
def test_the_exception_in_the_log_is_the_reason_in_words_if_we_have_them(exception, reason):
    assert reason in why_it_failed(TRACEBACK.format(exception=exception), "")


def test_without_an_exception_the_last_error_that_says_something_is_the_reason():
    log = "[ERROR] No notebooks were matched by 'x'\n[ERROR] Did you mean: y\n"
    assert why_it_failed(log, "") == "No notebooks were matched by 'x'"


def test_without_a_log_the_exception_that_was_raised_is_the_reason():
    assert why_it_failed("", "Traceback…\n  File\nValueError: no\n") == "ValueError: no"


def test_silence_is_said_to_be_silence():
    assert why_it_failed("", "") == "nbgrader failed and did not say why"
