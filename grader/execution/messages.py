"""What a student reads about a test that failed: the symptom, never the hidden source."""

import traceback
import unittest
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from grader.execution.job import Step
from grader.texts import without_escapes

MAX_LINES = 6
MAX_CHARACTERS = 600
# What numpy.testing says without telling what is right: neither values nor their distance.
NUMPY_STARTS = ("Not equal to tolerance", "Arrays are not", "Items are not")
LIBRARIES = ("unittest", "numpy", "pandas", "torch")
AUTHORS_WORDS = ("assert_", "fail")
DIFFERS = "what your code gives is not what is expected"
_authors: set[str] = set()  # what unittest was told to say
NUMPY_HARMLESS = (*NUMPY_STARTS, "Mismatched elements", "(shapes", "nan location", "inf location")


def cell_filename(text: str) -> str:
    """The file that a traceback names for a text of the instructor's."""
    return f"<cell {zlib.crc32(text.encode()):08x}>"


def explain_error(error: BaseException, step: Step, failed_cell: str) -> str:
    """The message of a failed test.

    `failed_cell` names a cell of the student's that failed before, for names that are missing.
    """
    text = str(error).strip()
    if isinstance(error, NameError) and getattr(error, "name", None) in step.fetch:
        missing = f"{error.name} is not defined"
        return f"{missing}. A cell before fails: {failed_cell}" if failed_cell else f"{missing}."
    if isinstance(error, AssertionError):
        return _cut(_without_sides(text, error)) if text else _bare_assertion(error, step)
    line = getattr(error, "student_line", "")
    where = f" (your code, {line})" if line else ""
    return _cut(
        f"{type(error).__name__}: {text}{where}" if text else f"{type(error).__name__}{where}"
    )


def _without_sides(text: str, error: BaseException) -> str:
    """A message of a testing library without what is right; one of the author's as it is."""
    if text in _authors:
        return text
    library = _library_that_says(error)
    if text.startswith(NUMPY_STARTS):
        return "\n".join(line for line in text.splitlines() if line.startswith(NUMPY_HARMLESS))
    return DIFFERS if library else text


@contextmanager
def of_the_author_alone() -> Iterator[None]:
    """Let unittest say what the author added to an assertion, and none of its two sides."""
    case: Any = unittest.TestCase  # every assertion of its asks this method what to say
    original = case._formatMessage

    def only_the_authors(self: object, msg: object, standard: str) -> str:
        _authors.add(text := DIFFERS if msg is None else str(msg).strip())
        return text

    case._formatMessage = only_the_authors
    try:
        yield
    finally:
        case._formatMessage = original


def _library_that_says(error: BaseException) -> str:
    """The testing library that wrote the message, if one did."""
    codes = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    if codes and codes[-1].f_code.co_name in AUTHORS_WORDS:
        codes.pop()
    return _library(codes[-1]) if codes else ""


def _library(frame: FrameType) -> str:
    module = str(frame.f_globals.get("__name__"))
    return next((name for name in LIBRARIES if f"{module}.".startswith(f"{name}.")), "")


def _bare_assertion(error: BaseException, step: Step) -> str:
    """The line that does not hold, if the student can see it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f.line or "" for f in frames if f.filename == cell_filename(step.judge or "")]
    visible = {line.strip() for line in step.visible.splitlines()}
    if lines and lines[-1].strip() in visible:
        return f"does not hold: {lines[-1].strip().removeprefix('assert ')}"
    return "a hidden test does not hold"


def _cut(text: str) -> str:
    kept = "\n".join(without_escapes(text).splitlines()[:MAX_LINES])
    return kept if len(kept) <= MAX_CHARACTERS else kept[: MAX_CHARACTERS - 1] + "…"
