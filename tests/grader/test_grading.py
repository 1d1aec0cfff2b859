from pathlib import Path

import pytest

from grader import AuthorError, grade
from grader.testing import FakeAutograder


def test_grade_gives_a_result_for_each_submission_in_order(course: Path, fake: FakeAutograder):
    report = grade(course / "submitted")
    results = [(each.assignment, each.student, each.score) for each in report.submissions]
    assert results == [
        ("ex1", "ada", 10.0),
        ("ex1", "bob", 5.0),
        ("ex1", "eve", None),
        ("ex2", "ada", 10.0),
    ]


def test_each_result_is_announced_as_it_comes(course: Path, fake: FakeAutograder):
    announced = []
    report = grade(course, on_result=announced.append)
    assert tuple(announced) == report.submissions


def test_the_limit_reaches_whoever_executes(course: Path, fake: FakeAutograder):
    grade(course, cell_limit_s=2.5)
    assert fake.limits_s == [2.5]


def test_an_assignment_that_cannot_be_read_stops_only_its_own_submissions(
    course: Path, fake: FakeAutograder
):
    fake.unreadable = frozenset({"ex1"})
    report = grade(course)
    assert {each.assignment for each in report.for_a_human} == {"ex1"}
    assert "its source is damaged" in report.for_a_human[0].reason
    assert [each.student for each in fake.graded] == ["ada"]


def test_what_is_new_to_the_gradebook_is_noted_once(course: Path, fake: FakeAutograder):
    fake.new = frozenset({"ex1"})
    assert grade(course).notes == ("ex1: new to the gradebook.",)


def test_an_unknown_name_is_refused_before_anything_is_graded(course: Path, fake: FakeAutograder):
    with pytest.raises(AuthorError):
        grade(course, ["ex1"], ["nobody"])
    assert fake.graded == []
