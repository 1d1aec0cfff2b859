from pathlib import Path

import pytest

from grader import scoring
from grader.cells import Rebuilt, RebuiltCell, SourceCell, SourceNotebook
from grader.execution.job import Outcome, StepOutcome
from grader.records import CellResult, Submission


def cell(name: str, kind, cell_type="code", points: float = 0.0, *, touched=True) -> RebuiltCell:
    origin = SourceCell(name, kind, cell_type, "", "", points)
    return RebuiltCell(name, kind, cell_type, "", origin, touched)


def outcome(*steps: StepOutcome) -> Outcome:
    return Outcome("ada/ex1/nb", steps)


def of_test(*steps: StepOutcome) -> tuple[float | None, str]:
    """Score and message of one grade cell."""
    rebuilt = Rebuilt("nb", (cell("t", "tests", points=2.0),))
    (result,) = scoring.cell_results(rebuilt, outcome(*steps))
    assert (result.points, result.notebook, result.grade_id) == (2.0, "nb", "t")
    return result.score, result.message


def test_a_test_that_reached_its_end_gives_its_points():
    assert of_test(StepOutcome("t", "ok")) == (2.0, "")


@pytest.mark.parametrize("ended", ["error", "stopped", "not run"])
def test_a_test_that_did_not_reach_its_end_gives_none_and_says_why(ended):
    assert of_test(StepOutcome("t", ended, "too slow")) == (0.0, "too slow")
    score, message = of_test(StepOutcome("t", ended))
    assert score == 0.0
    assert message.endswith(".")


def test_a_test_that_was_never_started_gives_no_points():
    assert of_test() == (0.0, "The cell did not run.")


@pytest.mark.parametrize("partial", [0.0, 0.5, 2.0])
def test_a_final_number_is_the_score(partial: float):
    assert of_test(StepOutcome("t", "ok", partial=partial)) == (partial, "")


def test_parts_that_add_up_to_the_points_but_for_rounding_are_full_points():
    rebuilt = Rebuilt("nb", (cell("t", "tests", points=3.3),))
    (result,) = scoring.cell_results(rebuilt, outcome(StepOutcome("t", "ok", partial=1.1 + 2.2)))
    assert (result.score, result.message) == (3.3, "")


@pytest.mark.parametrize("partial", [-1.0, 2.5, float("nan"), float("inf")])
def test_a_final_number_that_is_no_score_waits_for_a_person(partial: float):
    score, message = of_test(StepOutcome("t", "ok", partial=partial))
    assert score is None
    assert message == f"The test gave {partial:g} of 2 points. Waits for manual grading."


def test_a_number_does_not_save_a_test_that_failed():
    assert of_test(StepOutcome("t", "error", "no", partial=2.0)) == (0.0, "no")


def test_answers_and_tasks_wait_for_a_person():
    cells = (cell("a", "answer", "markdown", 3.0), cell("k", "task", "markdown", 4.0))
    assert scoring.cell_results(Rebuilt("nb", cells), outcome()) == (
        CellResult("a", 3.0, None, "Waits for manual grading.", "nb"),
        CellResult("k", 4.0, None, "Waits for manual grading.", "nb"),
    )


def test_an_answer_left_as_it_was_gets_no_points_a_task_waits():
    cells = (
        cell("a", "answer", points=3.0, touched=False),
        cell("k", "task", "markdown", 4.0, touched=False),
    )
    answer, task = scoring.cell_results(Rebuilt("nb", cells), outcome())
    assert (answer.score, answer.message) == (0.0, "No response.")
    assert task.score is None


def test_a_markdown_cell_with_tests_metadata_waits_for_a_person():
    cells = (cell("m", "tests", "markdown", 1.0),)
    (result,) = scoring.cell_results(Rebuilt("nb", cells), outcome(StepOutcome("m", "ok")))
    assert result.score is None


def test_cells_without_points_have_no_result():
    cells = (cell("s", "solution"), cell("r", "readonly"), cell("cell 3", "plain"))
    steps = (StepOutcome("s", "ok"), StepOutcome("r", "ok"), StepOutcome("cell 3", "ok"))
    assert scoring.cell_results(Rebuilt("nb", cells), outcome(*steps)) == ()


def test_untouched_are_solutions_and_answers_as_they_were_released():
    cells = (
        cell("s", "solution", touched=False),
        cell("a", "answer", touched=False),
        cell("b", "answer"),
        cell("cell 4", "plain", touched=False),
    )
    assert scoring.untouched_cells(Rebuilt("nb", cells)) == {("nb", "s"), ("nb", "a")}


def test_a_missing_notebook_gets_no_points():
    source = SourceNotebook(
        "nb",
        (
            SourceCell("s", "solution", "code", "", ""),
            SourceCell("t", "tests", "code", "", "", 2.0),
            SourceCell("k", "task", "markdown", "", "", 4.0),
        ),
    )
    results = scoring.results_of_missing(source)
    assert [(each.grade_id, each.points, each.score) for each in results] == [
        ("t", 2.0, 0.0),
        ("k", 4.0, 0.0),
    ]
    assert {each.message for each in results} == {"The notebook was not submitted."}


def test_the_result_sums_what_is_graded_and_what_can_be_had():
    cells = (CellResult("t", 2.0, 1.5, "", "nb"), CellResult("a", 3.0, None, "", "nb"))
    submission = Submission("ex1", "ada", Path())
    result = scoring.graded(
        submission, cells, seconds=0.5, repairs=["put back t"], level="full", mode="split"
    )
    assert (result.score, result.max_score, result.cells_to_read) == (1.5, 5.0, 1)
    assert (result.state, result.reason, result.repairs) == ("graded", "", ("put back t",))
    assert (result.level, result.mode, result.seconds) == ("full", "split", 0.5)
