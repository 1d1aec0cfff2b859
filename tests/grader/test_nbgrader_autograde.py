"""Real courses and, where marked, real kernels: what nbgrader does with good and bad work."""

import os
import sys
from pathlib import Path

import pytest

from grader import AuthorError, GraderEnvironmentError, Report, SubmissionResult, grade

from .tiny_course import NO_ANSWER, RIGHT, named, submit, tiny_course, twice, without

ENDLESS = "def double(x):\n    while x == 2:\n        pass\n    return 2 * x\n"
LIMIT_S = 3


@pytest.fixture
def empty_course(tmp_path: Path) -> Path:
    return tiny_course(tmp_path / "course")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_course(tmp_path_factory.mktemp("kernels") / "course")
    submit(root, "right", edit=lambda nb: named(nb, "why").update(source="Twice is x + x."))
    submit(root, "positive", "def double(x):\n    return abs(2 * x)\n")
    submit(root, "red", "def double(x):\n    return x\n")
    submit(root, "raises", 'def double(x):\n    raise ValueError("no idea")\n')
    submit(root, "endless", ENDLESS)
    submit(
        root, "warns", f"import sys\n{RIGHT}".replace("return", "sys.stderr.write('hm'); return")
    )
    submit(root, "exits", "import os\nos._exit(1)\n")
    submit(root, "deleted", edit=without("hidden", "why"))
    submit(root, "deleted_after_a_note", edit=without("note", "zero"))
    submit(root, "deleted_solution", edit=without("double", "visible"))
    submit(root, "pasted", edit=twice("visible"))
    submit(root, "skipping", "", lambda nb: skip(named(nb, "visible")))
    submit(root, "damaged").write_text('{"cells": [')
    submit(root, "renamed").rename(root / "submitted/renamed/ex1/mine.ipynb")
    return root


@pytest.fixture(scope="module")
def report(course: Path) -> Report:
    return grade(course, cell_limit_s=LIMIT_S)


def skip(cell) -> None:
    cell.metadata["tags"] = ["skip-execution"]


def of(report: Report, student: str) -> SubmissionResult:
    return next(each for each in report.submissions if each.student == student)


def scores(result: SubmissionResult) -> dict[str, float | None]:
    return {cell.grade_id: cell.score for cell in result.cells}


def messages(result: SubmissionResult) -> dict[str, str]:
    return {cell.grade_id: cell.message for cell in result.cells if cell.message}


@pytest.mark.kernel
def test_right_work_gets_its_points_and_the_answer_waits(report: Report):
    right = of(report, "right")
    assert (right.state, right.score, right.max_score) == ("graded", 4.0, 7.0)
    assert scores(right) == {"visible": 1.0, "hidden": 2.0, "why": None, "zero": 1.0}
    assert messages(right) == {"why": "Waits for manual grading."}
    assert [cell.grade_id for cell in right.cells] == ["visible", "hidden", "why", "zero"]


@pytest.mark.kernel
def test_wrong_work_loses_the_points_of_the_failed_test_and_reads_why(report: Report):
    positive = of(report, "positive")
    assert scores(positive)["hidden"] == 0.0
    assert scores(positive)["visible"] == 1.0
    assert messages(positive)["hidden"] == "what if the number is negative?"


@pytest.mark.kernel
def test_a_message_comes_without_colours(report: Report):
    assert messages(of(report, "red"))["visible"] == "double(2) is 4"


@pytest.mark.kernel
def test_an_error_in_the_solution_is_named(report: Report):
    assert of(report, "raises").score == 0.0
    assert messages(of(report, "raises"))["zero"] == "ValueError: no idea"


@pytest.mark.kernel
def test_an_endless_loop_is_stopped_and_the_other_tests_still_count(report: Report):
    endless = of(report, "endless")
    assert scores(endless) == {"visible": 0.0, "hidden": 2.0, "why": None, "zero": 1.0}
    assert messages(endless)["visible"] == (
        "The cell took longer than 3 s and was stopped: an endless loop?"
    )


@pytest.mark.kernel
def test_output_on_stderr_costs_the_points_and_the_message_says_so(report: Report):
    assert of(report, "warns").score == 0.0
    assert messages(of(report, "warns"))["zero"] == "Output on stderr counts as a failure: hm"


@pytest.mark.kernel
def test_a_kernel_that_dies_needs_a_human_and_stops_nobody_else(report: Report):
    exits = of(report, "exits")
    assert (exits.state, exits.score) == ("needs a human", None)
    assert exits.reason.startswith("the kernel died")
    assert len(report.submissions) == 14


@pytest.mark.kernel
@pytest.mark.parametrize("student", ["deleted", "deleted_after_a_note", "pasted"])
def test_deleted_and_repeated_cells_cost_nothing(report: Report, student: str):
    assert scores(of(report, student)) | {"why": None} == scores(of(report, "right"))


@pytest.mark.kernel
def test_without_the_solution_the_deleted_test_comes_back_and_fails(report: Report):
    result = of(report, "deleted_solution")
    assert messages(result)["visible"] == "NameError: name 'double' is not defined"


@pytest.mark.kernel
def test_a_test_cannot_be_skipped(report: Report):
    assert scores(of(report, "skipping"))["visible"] == 0.0


@pytest.mark.kernel
def test_a_damaged_notebook_needs_a_human(report: Report):
    damaged = of(report, "damaged")
    assert (damaged.state, damaged.score, damaged.max_score) == ("needs a human", None, 7.0)
    assert damaged.reason.startswith("ex1.ipynb is damaged: no valid JSON")


@pytest.mark.kernel
def test_a_renamed_notebook_needs_a_human(report: Report):
    assert of(report, "renamed").reason == "ex1.ipynb is missing; the folder holds mine.ipynb"


@pytest.mark.kernel
def test_a_new_assignment_is_noted_and_its_release_is_left_alone(course: Path, report: Report):
    assert report.notes == ("ex1: new to the gradebook, read from the source folder.",)
    assert not (course / "release").exists()


@pytest.mark.kernel
def test_a_second_run_gives_the_same_scores(course: Path, report: Report):
    students = ["right", "positive", "deleted"]
    again = grade(course, ["ex1"], students)
    assert again.notes == ()
    assert {each.student: each.cells for each in again.submissions} == {
        student: of(report, student).cells for student in students
    }


@pytest.mark.kernel
def test_an_answer_left_as_it_was_gets_no_points_and_a_comment(empty_course: Path):
    submit(empty_course, "idle", edit=lambda nb: named(nb, "why").update(source="YOUR ANSWER HERE"))
    idle = of(grade(empty_course), "idle")
    assert scores(idle)["why"] == 0.0
    assert messages(idle)["why"] == "No response."


@pytest.mark.kernel
def test_a_resubmission_that_cannot_be_graded_names_the_score_that_is_still_there(
    empty_course: Path,
):
    path = submit(empty_course, "ada")
    grade(empty_course)
    path.write_text("")
    ada = of(grade(empty_course), "ada")
    assert ada.score is None
    assert ada.reason.endswith("(the gradebook still holds 4 of 7 points)")


@pytest.mark.kernel
def test_tests_that_changed_after_the_gradebook_read_them_are_noted(empty_course: Path):
    submit(empty_course, "ada")
    grade(empty_course)
    source = empty_course / "source/ex1/ex1.ipynb"
    source.write_text(source.read_text().replace("double(0) == 0", "double(1) == 2"))
    (note,) = grade(empty_course).notes
    assert str(source) in note
    assert "have changed since" in note


def test_a_damaged_source_leaves_its_submissions_to_a_human(empty_course: Path):
    submit(empty_course, "ada")
    (empty_course / "source/ex1/ex1.ipynb").write_text("{")
    (ada,) = grade(empty_course).submissions
    assert ada.reason.startswith(str(empty_course / "source/ex1"))
    assert "not appear to be JSON" in ada.reason


def test_a_submission_of_an_unknown_assignment_is_left_to_a_human(empty_course: Path):
    submit(empty_course, "ada").parent.rename(empty_course / "submitted/ada/exercise1")
    (ada,) = grade(empty_course).submissions
    assert "No notebooks were matched" in ada.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1/0", "division by zero"),
        ("raise SystemExit", "SystemExit"),
        ("c.CourseDirectory.root = 3", "The 'root' trait"),
        ("c.Autograde.force = 'yes'", "The 'force' trait"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_the_authors_to_correct(
    empty_course: Path, capfd: pytest.CaptureFixture[str], line: str, reason: str
):
    with (empty_course / "nbgrader_config.py").open("a") as config:
        config.write(line + "\n")
    with pytest.raises(AuthorError, match=rf"nbgrader_config\.py: .*\({reason}"):
        grade(empty_course)
    assert capfd.readouterr() == ("", "")


def test_a_gradebook_that_is_no_database_stops_the_run(empty_course: Path):
    (empty_course / "gradebook.db").write_text(NO_ANSWER * 100)
    with pytest.raises(GraderEnvironmentError, match=r"cannot use the gradebook"):
        grade(empty_course)


def test_a_folder_that_cannot_be_written_stops_the_run(empty_course: Path):
    (empty_course / "autograded").touch()
    with pytest.raises(GraderEnvironmentError, match="cannot write here"):
        grade(empty_course)


def test_the_process_is_left_as_it_was(empty_course: Path):
    before = dict(os.environ), list(sys.path), Path.cwd()
    grade(empty_course)
    assert (dict(os.environ), sys.path, Path.cwd()) == before
