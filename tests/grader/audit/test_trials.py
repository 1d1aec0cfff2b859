from dataclasses import replace

import pytest

from grader.audit.trials import REFERENCE, SHEETS_PER_JOB, Batch, Sheet, batches, run
from grader.errors import GraderEnvironmentError
from grader.execution.job import Outcome
from grader.testing import ThreadExecutor
from tests.grader.audit.small_notebook import FIGURE, cell, notebook, source
from tests.grader.audit.small_notebook import REFERENCE as SOLVED

GRADED = ("triple_one", "triple_minus_two", "size_found")
OF_TRIPLE = GRADED[:2]
WRONG = "def triple(x):\n    return factor + x - 1"  # right for 1
SPOILS = "factor = 5\ndef triple(x):\n    return 3 * x"


class Watched(ThreadExecutor):
    """Keeps the jobs; the first `failing` of them come back without a single step."""

    def __init__(self, failing=0):
        self.jobs, self.failing = [], failing

    def run(self, jobs):
        for job in jobs:
            self.jobs.append(job)
            if len(self.jobs) <= self.failing:
                yield Outcome(job.key, (), problem="the judge ended early")
            else:
                yield from super().run([job])


def bench(of=None):
    return notebook(of).bench


def batch(*sheets, cells=OF_TRIPLE, of=None, **more):
    return Batch(bench(of), sheets, cells, {}, 5.0, **more)


def triple(key, text):
    return Sheet(key, {"triple": text})


def lost(marks, key):
    found = marks["source/ex/small.ipynb", key]
    return {name for name, mark in found.items() if mark.is_lost}


def names(job):
    return [step.name for step in job.steps]


def test_a_solution_touches_the_grade_cells_that_use_its_names():
    assert bench().touched("triple") == OF_TRIPLE
    assert bench().touched("size") == ("size_found",)


def test_a_locked_cell_behind_the_cells_in_question_does_not_run():
    behind = cell("behind", "readonly", "trained = [triple(n) for n in range(10**6)]")
    work = batch(triple("right", "def triple(x):\n    return 3 * x"), of=source(behind)).job("1")
    assert not [name for name in names(work) if "behind" in name]


def test_a_solution_touches_what_rests_on_another_solution_that_uses_it():
    more = (
        cell("nine", "solution", "def nine(x):\n    return triple(triple(x))", "nine = None"),
        cell("nine_one", "tests", "assert nine(1) == 9", points=1),
    )
    assert bench(source(*more)).touched("triple") == (*OF_TRIPLE, "nine_one")


def test_a_solution_touches_what_a_locked_cell_makes_of_it_in_the_students_part_alone():
    locked = "base = 1\nnine = triple(3)"  # the judge runs the first line only
    more = (
        cell("made", "readonly", locked),
        cell("made_nine", "tests", "assert nine == 9 * base", points=1),
    )
    assert bench(source(*more)).touched("triple") == (*OF_TRIPLE, "made_nine")


def test_only_the_cells_that_the_tests_rest_on_are_run():
    job = batch(triple("a", WRONG)).job("key")
    assert names(job)[:2] == ["setup", "0:triple"]
    assert not [step for step in job.steps if step.student == FIGURE or "size" in step.name]


def test_a_plain_cell_is_run_if_a_test_uses_what_it_binds():
    used = source(
        cell("cell 8", "plain", "import math"),
        cell("size_root", "tests", "assert math.sqrt(size) > 6", points=1),
    )
    job = Batch(bench(used), (REFERENCE,), ("size_root",), {}, 5.0).job("key")
    assert "0:cell 8" in names(job)
    assert "0:cell 5" not in names(job)


def test_a_whole_batch_runs_every_cell_as_a_submission_would():
    job = batch(REFERENCE, cells=GRADED, whole=True).job("key")
    assert names(job) == [f"0:{step.name}" for step in bench().job.steps]


def test_limits_and_environment_are_those_of_the_batch():
    one = batch(triple("a", WRONG), triple("b", WRONG))
    job = replace(one, environment={"COURSE_SEED": "7"}).job("key")
    assert job.environment["COURSE_SEED"] == "7"
    assert job.limits.cell_wall_s == 5.0
    assert job.limits.submission_wall_s == 3 * bench().job.limits.submission_wall_s


def test_sheets_get_their_marks_one_after_the_other_in_one_job():
    executor = Watched()
    todo = batch(triple("right", SOLVED), triple("wrong", WRONG), triple("empty", "pass"))
    marks = run(executor, [todo])
    assert len(executor.jobs) == 1
    assert [lost(marks, key) for key in ("right", "wrong", "empty")] == [
        set(),
        {"triple_minus_two"},
        set(OF_TRIPLE),  # nothing is left of the sheet before
    ]
    mark = marks["source/ex/small.ipynb", "wrong"]["triple_minus_two"]
    assert (mark.points, mark.score, mark.message) == (2, 0, "a negative number")


def test_partial_credit_is_the_score_and_what_was_printed_is_part_of_the_message():
    part = "if size != 40:\n    print('not forty')\n0.5 if size != 40 else 1.0"
    of = source(cell("size_part", "tests", part, points=1))
    sheets = (Sheet("other", {"size": "size = 3"}), Sheet("right", {"size": "size = 40"}))
    marks = run(ThreadExecutor(), [Batch(bench(of), sheets, ("size_part",), {}, 5.0)])
    other = marks["source/ex/small.ipynb", "other"]["size_part"]
    assert (other.score, "not forty" in other.message) == (0.5, True)
    assert lost(marks, "right") == set()


def test_a_sheet_that_spoils_the_process_costs_the_others_nothing():
    executor = Watched()
    sheets = [
        triple("a", SOLVED),
        triple("spoils", SPOILS),
        triple("b", SOLVED),
        triple("c", WRONG),
    ]
    marks = run(executor, [batch(*sheets)])
    assert lost(marks, "a") == lost(marks, "b") == lost(marks, "spoils") == set()
    assert lost(marks, "c") == {"triple_minus_two"}
    assert len(executor.jobs) > 1


def test_a_solution_that_cannot_be_defined_does_not_speak_in_the_messages_of_others():
    sheets = [triple("broken", "raise OSError('no disk')"), triple("empty", "pass")]
    marks = run(ThreadExecutor(), [batch(*sheets)])
    messages = {
        key: marks["source/ex/small.ipynb", key]["triple_one"].message
        for key in ("broken", "empty")
    }
    assert "no disk" in messages["broken"]
    assert "no disk" not in messages["empty"]


def test_an_answer_may_call_another_solution():
    more = cell("nine", "solution", "nine = 9", "nine = None")
    of = source(more, cell("nine_found", "tests", "assert nine == 9", points=1))
    sheets = [Sheet(str(n), {"nine": "nine = triple(3)"}) for n in range(2)]
    executor = Watched()
    marks = run(executor, [Batch(bench(of), tuple(sheets), ("nine_found",), {}, 5.0)])
    assert lost(marks, "0") == lost(marks, "1") == set()
    assert len(executor.jobs) == 1


def test_a_job_that_nobody_ran_is_tried_again():
    marks = run(Watched(failing=1), [batch(triple("wrong", WRONG))])
    assert lost(marks, "wrong") == {"triple_minus_two"}


def test_what_cannot_be_run_at_all_is_no_result():
    with pytest.raises(GraderEnvironmentError, match="the judge ended early"):
        run(Watched(failing=99), [batch(triple("wrong", WRONG))])


def test_many_sheets_are_shared_out_to_jobs():
    sheets = [triple(str(n), SOLVED) for n in range(2 * SHEETS_PER_JOB + 1)]
    sizes = [len(b.sheets) for b in batches(bench(), sheets, OF_TRIPLE, {}, 5.0)]
    assert sizes == [SHEETS_PER_JOB, SHEETS_PER_JOB, 1]


def test_somebody_may_count_along():
    counted = []
    run(ThreadExecutor(), [batch(triple("a", SOLVED), triple("b", WRONG))], counted.append)
    assert counted == [2]
