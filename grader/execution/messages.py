"""What a student reads about a test that failed: the symptom, never the hidden source."""

import traceback
import zlib

from grader.execution.job import Step
from grader.texts import without_escapes

MAX_LINES = 6
MAX_CHARACTERS = 600
# What numpy.testing says without telling what is right: neither values nor their distance.
NUMPY_STARTS = ("Not equal to tolerance", "Arrays are not", "Items are not")
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
        return _cut(_without_sides(text)) if text else _bare_assertion(error, step)
    line = getattr(error, "student_line", "")
    where = f" (your code, {line})" if line else ""
    return _cut(
        f"{type(error).__name__}: {text}{where}" if text else f"{type(error).__name__}{where}"
    )


def _without_sides(text: str) -> str:
    """A message of numpy.testing without what is right; any other one as it is."""
    if not text.startswith(NUMPY_STARTS):
        return text
    return "\n".join(line for line in text.splitlines() if line.startswith(NUMPY_HARMLESS))


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
