"""A submission's job: its steps, the classes that may be handles, the modules to have ready."""

import pytest

from grader.cells import Rebuilt, RebuiltCell
from grader.intake.source import load_source
from grader.planning.plan import plan
from grader.planning.unsplittable import unsplittable
from tests.grader.planning.texts import (
    course_sources,
    failures,
    fetch_of,
    job_of,
    judge_of,
    notebook,
    planned,
    submission,
)

F = ("solution", "def f(x):\n    return 2 * x")
HOLDS = ("tests", "assert f(2) == 4")


# --- classes and imports --------------------------------------------------------------------------


def test_instances_of_the_students_classes_may_stay_as_handles():
    made = planned(
        (
            "solution",
            """
            from collections import namedtuple
            from dataclasses import dataclass
            class A:
                class B: ...
            @dataclass
            class C: ...
            Point = namedtuple("Point", "x y")
            def f():
                class D: ...
            """,
        ),
        ("readonly", "class E(A): ..."),
        ("tests", "assert A"),
    )
    assert made.classes == {"A", "B", "C", "Point", "D", "E"}


def test_a_given_class_that_the_solution_uses_may_stay_as_a_handle():
    made = planned(
        ("readonly", "class Node: ...\nclass Checker: ..."),
        ("solution", "def f():\n    return Node()"),
        ("tests", "assert f().next is None"),
    )
    assert made.classes == {"Node"}


def test_modules_of_hidden_tests_are_told_apart_from_those_that_students_see():
    made = planned(
        ("readonly", "import numpy as np\nimport a.b"),
        ("solution", "def f():\n    from scipy import linalg"),
        ("tests", "import math\n### BEGIN HIDDEN TESTS\nfrom secret import checks\nimport math"),
    )
    found = made.imports
    assert found.visible == {"numpy", "a", "a.b", "scipy", "scipy.linalg", "math"}
    assert found.hidden == {"secret", "secret.checks"}


def test_what_the_judge_imports_is_told_apart_from_what_it_does_without():
    made = planned(
        ("readonly", "import numpy as np\nimport matplotlib.pyplot as plt\nplt.plot([1])"),
        F,
        ("tests", "assert f(np.ones(1)) == 2"),
    )
    assert made.imports.judged == {"numpy"}


# --- the job of a submission ----------------------------------------------------------------------


def test_a_grade_cell_goes_to_the_judge_alone_with_its_hidden_tests():
    made = planned(F, ("tests", "assert f(2)\n### BEGIN HIDDEN TESTS\nassert f(3) == 6"))
    step = job_of(made).steps[1]
    assert (step.name, step.student, step.graded) == ("b", None, True)
    assert step.judge is not None
    assert "f(3) == 6" in step.judge
    assert step.visible == "assert f(2)\n"


def test_no_text_for_the_student_holds_a_hidden_test():
    for path in course_sources():
        made = plan(load_source(path))
        for step in job_of(made).steps:
            assert step.student is None or "HIDDEN TESTS" not in step.student


def test_a_students_own_cells_run_in_their_place_and_have_no_part_of_the_judges():
    made = planned(F, ("plain", "data = 2"), ("tests", "assert f(data)"))
    rebuilt = submission(made.source)
    own = RebuiltCell("cell 2", "plain", "code", "mine = 1", None)
    cells = (rebuilt.cells[0], own, *rebuilt.cells[1:])
    steps = job_of(made, Rebuilt("nb", cells)).steps
    assert [(s.student, s.judge) for s in steps[1:3]] == [
        ("mine = 1", None),
        ("data = 2", "data = 2"),
    ]


def test_what_a_student_writes_into_a_given_cell_does_not_reach_the_judge():
    source = notebook(F, ("plain", "data = 2"), ("tests", "assert f(data)"))
    steps = job_of(plan(source), submission(source, **{"cell 2": "data = 0"})).steps
    assert (steps[1].student, steps[1].judge) == ("data = 0", "data = 2")


def test_the_judge_runs_a_given_cell_that_the_submission_lost():
    made = planned(F, ("plain", "data = 2"), ("tests", "assert f(data)"))
    rebuilt = submission(made.source)
    steps = job_of(made, Rebuilt("nb", (rebuilt.cells[0], rebuilt.cells[2]))).steps
    assert [(step.student, step.judge) for step in steps[1:]] == [
        (None, "data = 2"),
        (None, "assert f(data)"),
    ]
    assert len({step.name for step in steps}) == 3


def test_the_judge_keeps_the_instructors_order_if_the_submission_has_another():
    made = planned(("plain", "x = 1"), ("plain", "y = x + 1"), F, ("tests", "assert f(y)"))
    cells = submission(made.source).cells
    steps = job_of(made, Rebuilt("nb", (cells[1], cells[0], *cells[2:]))).steps
    assert [step.judge for step in steps if step.judge] == ["x = 1", "y = x + 1", "assert f(y)"]


@pytest.mark.parametrize("kind", ["plain", "readonly", "solution"])
def test_what_a_test_binds_for_a_later_cell_is_bound_in_the_students_process_too(kind):
    test = ("tests", "a = f(2)\nassert a == 4\n### BEGIN HIDDEN TESTS\nassert f(3) == 6")
    later = (kind, "b = a + 1\ndef g():\n    return b")
    made = planned(F, test, later, ("tests", "assert b == 5"))
    steps = job_of(made).steps
    assert [step.name for step in steps[:3]] == ["a", "b", "b for later cells"]
    assert (steps[2].student, steps[2].judge, steps[2].graded) == (test[1][:22] + "\n", None, False)
    assert failures(job_of(made)) == {}


def test_what_a_hidden_test_binds_is_missed_by_nobody():
    test = ("tests", "assert f\n### BEGIN HIDDEN TESTS\nresult = f(1)")
    assert planned(F, test, ("plain", "print(result)")).replayed == frozenset()


def test_a_wrong_answer_fails_its_test_and_no_other():
    made = planned(F, HOLDS, ("solution", "y = 1"), ("tests", "assert y == 1"))
    assert failures(job_of(made, submission(made.source, a="def f(x): ..."))) == {
        "b": "AssertionError: "
    }


def test_shared_mode_runs_everything_in_the_students_process_hidden_tests_included():
    text = "assert f(2)\n### BEGIN HIDDEN TESTS\nassert f(3)"
    made = planned(("readonly", "import math"), F, ("tests", text), mode="shared")
    steps = job_of(made).steps
    assert all(step.judge is None and step.fetch == () for step in steps)
    assert [step.student for step in steps] == ["import math", F[1], text]
    assert [step.graded for step in steps] == [False, False, True]


# --- this course ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", course_sources(), ids=lambda path: path.stem)
def test_every_test_of_this_course_can_be_split_and_has_what_it_needs(path):
    made = plan(load_source(path))
    assert unsplittable(made) == []
    assert made.replayed == frozenset()
    assert failures(job_of(made)) == {}


def test_the_judge_fetches_the_answers_of_exercise_2_and_has_the_rest_itself():
    (path,) = (path for path in course_sources() if path.stem == "ex02_vae_kl")
    made = plan(load_source(path))
    assert fetch_of(made, "predict_answered") == ("answer_predict",)
    assert fetch_of(made, "kl_by_hand") == ("kl_to_standard_normal",)
    assert fetch_of(made, "halving_cost") == ("nats_per_halving",)
    setup = judge_of(made, "setup") or ""
    for name in ("def attempt", "def expect", "import numpy as np"):
        assert name in setup
    assert "seaborn" not in setup
