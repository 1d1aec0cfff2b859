import pytest

from course.summary import Mistake, common_mistakes, lost_cells, rows, symptom


def result(student, score, *messages, assignment="ex02", state="graded"):
    cells = [
        {"grade_id": f"c{n}", "points": 1, "score": 0 if text else 1, "message": text}
        for n, text in enumerate(messages)
    ]
    return {
        "assignment": assignment,
        "student": student,
        "score": score,
        "max_score": 7,
        "seconds": 1.5,
        "state": state,
        "reason": "",
        "cells": cells,
    }


def test_a_row_summarises_the_graded_submissions_of_an_assignment():
    (row,) = rows([result("a", 7, ""), result("b", 2, "x", "y"), result("c", None, state="?")])
    assert (row.submissions, row.grade_cells) == (2, 3)
    assert (row.mean, row.lowest, row.highest, row.maximum) == (4.5, 2, 7, 7)
    assert row.seconds_each == 1.5


def test_rows_come_in_the_order_of_the_assignments():
    results = [result("a", 1, assignment="theory"), result("a", 1, assignment="ex01")]
    assert [row.assignment for row in rows(results)] == ["ex01", "theory"]


def test_a_mistake_counts_once_per_submission_however_many_cells_show_it():
    results = [
        result("a", 0, "kl: twice too large", "kl: twice too large"),
        result("b", 0, "kl: twice too large"),
        result("c", 0, "kl: sign"),
    ]
    assert common_mistakes(results, 1) == [Mistake("ex02", "kl: twice too large", 2)]
    assert len(common_mistakes(results)) == 2


@pytest.mark.parametrize(
    "message",
    ["", "no answer yet", "kl is not written yet", "Waits for manual grading."],
)
def test_what_is_missing_is_no_mistake(message):
    assert symptom(message) == ""


def test_a_symptom_is_the_first_line_without_the_errors_name():
    assert symptom("Symptom: kl: sign\n  yours: 3") == "kl: sign"
    assert symptom("AssertionError: kl: sign") == "kl: sign"


def test_one_mistake_under_several_subjects_is_one_symptom():
    subjects = ("kl_to_x", "kl_to_x for an empty batch", "μ = 1, σ = 2")
    assert {symptom(f"{s}: exactly twice too large") for s in subjects} == {
        "exactly twice too large"
    }
    assert symptom("never negative: yours is") == "never negative: yours is"


def test_an_answer_nobody_has_read_is_not_lost():
    one = result("a", 0, "x", "")
    one["cells"].append({"grade_id": "why", "points": 4, "score": None, "message": "Waits"})
    assert lost_cells(one) == {"c0"}
