"""Penalties for late submissions: nbgrader's two methods, and its rule for any other."""

import numbers
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from grader.errors import AuthorError

# (student, score of the notebook, seconds late) → points to take off, or None for no penalty:
# what `late_submission_penalty` of an nbgrader plugin answers, as a course's own plugin does.
LatePenalty = Callable[[str, float, float], float | None]


def no_penalty(student: str, score: float, seconds_late: float) -> None:
    """nbgrader's method "none", its default."""


def whole_score(student: str, score: float, seconds_late: float) -> float:
    """nbgrader's method "zero": all points of the notebook."""
    return score


METHODS: Mapping[str, LatePenalty] = {"none": no_penalty, "zero": whole_score}


def due_for(duedate: datetime | None, extension: timedelta | None) -> datetime | None:
    """When a student must have submitted; None if there is no due date."""
    return duedate and duedate + (extension or timedelta())


def seconds_late(submitted: datetime | None, due: datetime | None) -> float:
    """How long after it was due something was submitted; 0 if either is unknown."""
    if submitted is None or due is None:
        return 0.0
    return max(0.0, (submitted - due).total_seconds())


def penalty(rule: LatePenalty, student: str, score: float, late_s: float) -> float | None:
    """What to take off the score of a notebook: never more than it has, never less than 0."""
    try:
        asked = rule(student, score, late_s) if late_s > 0 else None
    except Exception as error:  # a course's own plugin may raise anything
        reason = f"late_submission_penalty raises {type(error).__name__}: {error}"
        raise AuthorError(student, reason, "Correct the course's plugin.") from error
    if asked is None:
        return None
    if not isinstance(asked, numbers.Real | Decimal) or asked != asked:
        reason = f"late_submission_penalty gives {asked!r}, which is no number"
        raise AuthorError(student, reason, "Correct the course's plugin.")
    return max(0.0, min(float(asked), score))
