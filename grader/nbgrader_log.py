"""Why nbgrader failed, in one line, out of what it logged."""

import re

from grader.notebook_files import one_line

# The exception that ends a traceback: "module.SomeError: text", indented in nbgrader's log.
_EXCEPTION = re.compile(r"^\s*(?:\w+\.)*(\w*(?:Error|Exception|Entry)): *(.*)$", re.MULTILINE)
_LOGGED_ERROR = re.compile(r"^\[ERROR\] (.*)$", re.MULTILINE)
_NO_NEWS = ("Please see the", "There was an error processing", "Did you mean", "Traceback")

_IN_OTHER_WORDS = {
    "DeadKernelError": "the kernel died: out of memory, a crash, or an exit in the submission",
    "CellTimeoutError": "a cell ran past its limit and could not be interrupted",
    "no attribute 'fail'": "timestamp.txt does not hold a date",
    "old version": "its nbgrader metadata is of an older version: run `nbgrader update` on it",
    "newer version": "its nbgrader metadata is of a newer version than this nbgrader",
    "database is locked": "another program is writing the gradebook: try again",
}


def why_it_failed(log: str, error: str) -> str:
    """One line about a failed step; `log` and `error` are what NbGraderAPI returns."""
    said = _last_exception(log) or _last_logged_error(log) or _last_exception(error)
    for symptom, words in _IN_OTHER_WORDS.items():
        if symptom in said:
            return words
    return one_line(said) or "nbgrader failed and did not say why"


def _last_exception(text: str) -> str:
    found = _EXCEPTION.findall(text)
    return "{}: {}".format(*found[-1]) if found else ""


def _last_logged_error(log: str) -> str:
    lines = _LOGGED_ERROR.findall(log)
    news = [line for line in lines if not line.startswith(_NO_NEWS)]
    return news[-1] if news else ""
