from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from grader.errors import AuthorError
from grader.gradebook.late import METHODS, due_for, no_penalty, penalty, seconds_late, whole_score

DUE = datetime(2024, 5, 1, 8)


@pytest.mark.parametrize(
    ("submitted", "due", "extension", "late_s"),
    [
        (DUE + timedelta(hours=1), DUE, None, 3600.0),
        (DUE - timedelta(hours=1), DUE, None, 0.0),
        (DUE + timedelta(days=2), DUE, timedelta(days=1), 86400.0),
        (DUE + timedelta(days=1), DUE, timedelta(days=2), 0.0),
        (None, DUE, None, 0.0),
        (DUE, None, timedelta(days=1), 0.0),  # nbgrader stops here
    ],
)
def test_late_is_what_is_after_the_due_date_and_the_extension(submitted, due, extension, late_s):
    assert seconds_late(submitted, due_for(due, extension)) == late_s


def test_nbgraders_two_methods_are_known_by_its_names():
    assert {"none": no_penalty, "zero": whole_score} == METHODS
    assert penalty(no_penalty, "ada", 5.0, 60.0) is None
    assert penalty(whole_score, "ada", 5.0, 60.0) == 5.0


def test_nothing_is_taken_off_in_time():
    assert penalty(whole_score, "ada", 5.0, 0.0) is None


@pytest.mark.parametrize(("asked", "taken"), [(-1.0, 0.0), (2.0, 2.0), (9.0, 5.0)])
def test_a_plugin_takes_no_more_than_the_score_and_gives_nothing(asked: float, taken: float):
    assert penalty(lambda *_: asked, "ada", 5.0, 60.0) == taken


def test_a_plugin_is_asked_with_student_score_and_seconds():
    asked = []
    penalty(lambda *arguments: asked.append(arguments), "ada", 5.0, 60.0)
    assert asked == [("ada", 5.0, 60.0)]


@pytest.mark.parametrize("kind", [np.int64, np.float32, Fraction, Decimal])
def test_a_plugin_may_give_any_kind_of_number(kind):
    assert penalty(lambda *_: kind(2), "ada", 5.0, 60.0) == 2.0


@pytest.mark.parametrize("asked", ["5", float("nan"), [1.0]])
def test_a_plugin_that_gives_no_number_is_the_authors_to_correct(asked):
    with pytest.raises(AuthorError, match=r"^ada: .* gives .*, which is no number.*plugin\.$"):
        penalty(lambda *_: asked, "ada", 5.0, 60.0)
