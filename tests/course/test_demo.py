from collections import Counter

import pytest

from course.demo import differences, hand_in, materials
from course.demo_class import PREFIX, DemoSubmission, demo_class
from course.files import Layout
from course.outline import OUTLINE


@pytest.fixture(scope="module")
def submissions(layout):
    return demo_class(materials(layout))


def test_the_class_is_the_same_every_time(submissions, layout):
    assert demo_class(materials(layout)) == submissions


def test_some_thirty_submissions_are_spread_over_all_assignments(submissions):
    ordinary = submissions[:-5]
    assert 25 <= len(ordinary) <= 40
    assert {s.assignment for s in ordinary} == {a.name for a in OUTLINE}
    assert max(Counter((s.student, s.assignment) for s in submissions).values()) == 1


def test_the_class_makes_mistakes_and_gets_things_right(submissions):
    ordinary = submissions[:-5]
    assert any(s.must_lose for s in ordinary)
    assert any(s.must_lose == frozenset() for s in submissions)


def test_the_odd_ones_are_the_five_that_a_grader_must_survive(submissions):
    odd = {s.student.removeprefix(PREFIX): s for s in submissions[-5:]}
    assert set(odd) == {"untouched", "raises", "endless", "deleted_test", "typo"}
    assert "YOUR CODE HERE" in str(odd["untouched"].notebooks)
    assert "while True" in str(odd["endless"].notebooks)
    (notebook,) = odd["typo"].notebooks.values()
    (typo,) = [c.source for c in notebook.cells if "x0 +* eps" in c.source]
    with pytest.raises(SyntaxError):
        compile(typo, "cell", "exec")


def submission(must_lose, student="demo-01"):
    return DemoSubmission(student, "ex02", "label", {"ex02": {"cells": []}}, must_lose)


def graded(*lost, student="demo-01"):
    cells = [{"grade_id": c, "points": 1, "score": 0.0, "message": ""} for c in lost]
    return {"student": student, "assignment": "ex02", "state": "graded", "cells": cells}


def test_a_difference_between_planted_and_found_is_told():
    assert differences([submission(frozenset("a"))], [graded("a")]) == []
    assert "differs in b" in differences([submission(frozenset("a"))], [graded("a", "b")])[0]
    elsewhere = graded("a")
    elsewhere["cells"].append({"grade_id": "t", "points": 1, "score": None, "available": False})
    assert differences([submission(frozenset({"a", "t"}))], [elsewhere]) == []
    assert "no result" in differences([submission(frozenset())], [])[0]
    assert "full marks" in differences([submission(None)], [graded()])[0]
    human = graded() | {"state": "needs a human", "reason": "damaged"}
    assert "needs a human: damaged" in differences([submission(frozenset())], [human])[0]


def test_handing_in_replaces_the_demos_students_and_nobody_else(tmp_path):
    layout = Layout(tmp_path)
    real = layout.submitted_notebook("ada", "ex02")
    old = layout.submitted_notebook("demo-99", "ex02")
    for path in (real, old):
        path.parent.mkdir(parents=True)
        path.write_text("work")
    hand_in(layout, [submission(frozenset())])
    assert real.read_text() == "work"
    assert not old.exists()
    assert layout.submitted_notebook("demo-01", "ex02").exists()
