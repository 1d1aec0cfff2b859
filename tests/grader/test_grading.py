import json
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader import AuthorError, Report, grade, grading
from grader.assignments import Assignment
from grader.execution.job import Job, Outcome
from grader.handed_in import left_behind
from grader.limits import Limits
from grader.screen import print_report
from grader.testing import FakePool

from .tiny_course import RIGHT, instructors_notebook, named, submit, twice, without

pytestmark = pytest.mark.usefixtures("fake", "elsewhere")
SOURCE = "source/ex1/ex1.ipynb"


@pytest.fixture
def elsewhere(tmp_path_factory, monkeypatch):
    """The fake student writes its files into the current folder."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))


def ran() -> list[Job]:
    """The jobs of students' notebooks in the last run."""
    return [job for job in FakePool.jobs if job.key.count("/") == 2]


def scores(report: Report) -> dict[str, float | None]:
    return {each.student: each.score for each in report.submissions}


def of(report: Report, student: str):
    return next(each for each in report.submissions if each.student == student)


def set_option(course: Path, line: str) -> None:
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"c.{line}\n")


def test_every_submission_has_a_result_in_order(course: Path):
    report = grade(course / "submitted")
    assert scores(report) == {"ada": 4.0, "bob": 1.0, "eve": None}
    assert "no valid JSON" in of(report, "eve").reason


def test_a_hidden_file_that_macos_adds_is_no_notebook(course: Path):
    (course / "source/ex1/._ex1.ipynb").write_bytes(b"\x00\x05\x16\x07")
    assert scores(grade(course)) == {"ada": 4.0, "bob": 1.0, "eve": None}


def test_each_result_is_announced_once(course: Path):
    announced = []
    report = grade(course, on_result=announced.append)
    assert sorted(announced, key=lambda r: r.student) == list(report.submissions)


def test_the_cells_say_what_was_lost(course: Path):
    cells = {cell.grade_id: cell for cell in of(grade(course), "bob").cells}
    assert (cells["visible"].score, cells["visible"].message) == (0.0, "double(2) is 4")
    assert cells["hidden"].message == "what if the number is negative?"
    assert (cells["zero"].score, cells["zero"].message) == (1.0, "")


def test_an_untouched_answer_gets_nothing_and_another_one_waits(course: Path):
    submit(course, "zoe", edit=lambda nb: named(nb, "why").update(source="Twice is x + x."))
    submit(course, "max", edit=lambda nb: named(nb, "why").update(source="YOUR ANSWER HERE"))
    report = grade(course)
    assert {c.grade_id: c.score for c in of(report, "max").cells}["why"] == 0.0
    assert {c.grade_id: c.score for c in of(report, "zoe").cells}["why"] is None


def test_a_second_run_grades_only_what_is_new_or_changed(course: Path):
    first = grade(course)
    second = grade(course)
    assert second.submissions == first.submissions
    assert (first.unchanged, second.unchanged) == (0, len(first.submissions))
    assert ran() == []
    shutil.rmtree(course / "submitted/bob")
    submit(course, "bob")
    submit(course, "zoe")
    report = grade(course)
    assert [job.key for job in ran()] == ["ex1/bob/ex1", "ex1/zoe/ex1"]
    assert scores(report) == {"ada": 4.0, "bob": 4.0, "eve": None, "zoe": 4.0}


def test_a_second_run_with_force_grades_all(course: Path):
    grade(course)
    grade(course, force=True)
    assert len(ran()) == 2


def test_a_change_of_the_module_that_the_tests_compare_with_grades_again(course: Path):
    (course / "answers_of_ours.py").write_text("MINUS_SIX = -6\n")
    source = (course / SOURCE).read_text()
    imported = "import answers_of_ours as ours\\nassert double(-3) == ours.MINUS_SIX"
    (course / SOURCE).write_text(source.replace("assert double(-3) == -6", imported))
    grade(course)
    grade(course)
    assert len(ran()) == 0
    (course / "answers_of_ours.py").write_text("MINUS_SIX = -7\n")
    grade(course)
    assert len(ran()) == 2


@pytest.mark.parametrize(
    "what", ["tests", "limits", "autograded", "due date", "options", "markers"]
)
def test_a_change_of_what_a_score_rests_on_grades_again(course: Path, what: str):
    grade(course)
    if what == "due date":
        with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
            gradebook.update_or_create_assignment("ex1", duedate="2024-05-01")
    if what == "options":
        set_option(course, "Autograde.exclude_overwriting = {'ex1': ['helper.py']}")
    if what == "markers":
        set_option(course, "ClearSolutions.code_stub = {'python': 'pass'}")
    if what == "tests":
        text = (course / SOURCE).read_text().replace("double(-3) == -6", "double(-3) == -7")
        (course / SOURCE).write_text(text)
    if what == "autograded":
        shutil.rmtree(course / "autograded/ada/ex1")
        shutil.rmtree(course / "autograded/bob/ex1")
    report = grade(course, limits=Limits(cell_wall_s=5.0) if what == "limits" else None)
    assert len(ran()) == 2
    assert scores(report)["ada"] == (2.0 if what == "tests" else 4.0)


def test_a_change_of_what_the_solution_shows_in_a_test_grades_again(course: Path, monkeypatch):
    grade(course)
    with_traits, shown = Assignment.with_traits, {"ex1": {"hidden": ("nan",)}}
    monkeypatch.setattr(Assignment, "with_traits", lambda self, _: with_traits(self, shown))
    grade(course)
    assert len(ran()) == 2


def test_a_run_that_was_cut_short_is_completed_by_the_next(course: Path, monkeypatch):
    class Killed(Exception):
        pass

    def killed(_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        grade(course, on_result=killed)
    report = grade(course)
    assert scores(report) == {"ada": 4.0, "bob": 1.0, "eve": None}
    assert len(ran()) == 1


def test_a_cell_pasted_twice_or_deleted_is_repaired_and_named(course: Path):
    submit(course, "twice", edit=twice("visible"))
    submit(course, "less", edit=without("hidden", "double"))
    report = grade(course)
    assert of(report, "twice").score == 4.0
    assert of(report, "less").score == 0.0
    assert any("double" in text for text in of(report, "less").repairs)


def test_a_problem_of_ours_leaves_the_submission_to_a_human(course: Path, monkeypatch):
    class Broken(FakePool):
        def run(self, jobs):
            for job in jobs:
                yield Outcome(job.key, (), problem="the judge ended early")

    monkeypatch.setattr(grading, "LocalPool", Broken)
    report = grade(course)
    assert of(report, "ada").reason == "the judge ended early"
    assert len(report.for_a_human) == 3


def test_an_assignment_that_cannot_be_read_stops_only_its_own_submissions(course: Path):
    shutil.copytree(course / "source/ex1", course / "source/ex2")
    (course / "source/ex2/ex1.ipynb").write_text("damaged")
    shutil.copytree(course / "submitted/ada/ex1", course / "submitted/ada/ex2")
    report = grade(course)
    results = {(r.assignment, r.student): r for r in report.submissions}
    assert results["ex1", "ada"].score == 4.0
    assert "source/ex2" in results["ex2", "ada"].reason


def test_what_is_new_to_the_gradebook_is_noted_once(course: Path):
    assert "ex1: new to the gradebook" in grade(course).notes[0]
    assert grade(course).notes == ()


def test_an_unknown_name_is_refused_before_anything_is_graded(course: Path):
    with pytest.raises(AuthorError):
        grade(course, ["ex1"], ["nobody"])
    assert not (course / "gradebook.db").exists()


def test_the_autograded_notebook_shows_messages_and_no_hidden_test(course: Path):
    grade(course)
    text = (course / "autograded/bob/ex1/ex1.ipynb").read_text()
    assert "what if the number is negative?" in text
    assert "double(-3)" not in text


def test_files_that_were_handed_out_lie_beside_the_notebook(course: Path):
    (course / "source/ex1/data.txt").write_text("2")
    reading = "int(Path('data.txt').read_text())"
    student = f"from pathlib import Path\ndef double(x):\n    return x * {reading}\n"
    path = submit(course, "zoe", student)
    path.with_name("data.txt").write_text("999")
    grade(course, students=["zoe"])
    (job,) = ran()
    assert job.files["data.txt"] == b"2"
    assert (course / "autograded/zoe/ex1/data.txt").read_text() == "2"


def test_a_notebook_that_is_missing_beside_others_is_flagged_and_the_others_are_graded(
    course: Path,
):
    other = course / "source/ex1/second.ipynb"
    other.write_text((course / SOURCE).read_text())
    report = grade(course, students=["ada"])
    assert of(report, "ada").score == 4.0
    assert of(report, "ada").max_score == 14.0
    assert "second.ipynb was not handed in" in of(report, "ada").repairs


def test_the_judge_starts_among_the_files_that_were_handed_out(course: Path):
    (course / "source/ex1/key.txt").write_text("4")
    source = instructors_notebook()
    reading = "int(Path('key.txt').read_text())"
    named(source, "zero").source = f"from pathlib import Path\nassert double(2) == {reading}"
    (course / SOURCE).write_text(json.dumps(source))
    grade(course, students=["ada"])
    (job,) = ran()
    assert Path(job.judge_folder) != course / "source/ex1"
    assert RIGHT in {step.student for step in job.steps}
    assert not Path(job.judge_folder).exists()


def with_a_notebook_that_needs(course: Path, package: str) -> None:
    """A second notebook in ex1, handed in by ada; the course may be graded without the package."""
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"c.Grader.optional = [{package!r}]\n")
    notebook = json.loads((course / SOURCE).read_text())
    for cell in notebook["cells"]:
        cell["id"] += "-2"
        cell["metadata"]["nbgrader"]["grade_id"] += "_2"
    notebook["cells"][1]["source"] = f"import {package}\nassert double(1) == 2"
    (course / "source/ex1/second.ipynb").write_text(json.dumps(notebook))
    handed_in = json.loads((course / "submitted/ada/ex1/ex1.ipynb").read_text())
    for cell in handed_in["cells"]:
        cell["metadata"]["nbgrader"]["grade_id"] += "_2"
    (course / "submitted/ada/ex1/second.ipynb").write_text(json.dumps(handed_in))


def test_a_notebook_that_cannot_run_here_has_no_score_and_the_others_have_theirs(course: Path):
    with_a_notebook_that_needs(course, "no_such_package")
    report = grade(course, students=["ada"])
    (ada,) = report.submissions
    assert [job.key for job in ran()] == ["ex1/ada/ex1"]
    assert (ada.state, ada.score, ada.max_score) == ("graded", 4.0, 14.0)
    left = [cell for cell in ada.cells if cell.notebook == "second"]
    assert {(cell.score, cell.available) for cell in left} == {(None, False)}
    assert "no_such_package is not available" in left[0].message
    assert ada.cells_to_read == 1
    assert any("ex1/second.ipynb needs no_such_package" in note for note in report.notes)


def on_a_machine_with(package: str, folder: Path, monkeypatch) -> None:
    folder.mkdir()
    (folder / f"{package}.py").write_text("")
    monkeypatch.syspath_prepend(str(folder))


def on_a_machine_without(package: str, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(folder)])
    sys.modules.pop(package, None)


def needs(course: Path, package: str) -> None:
    source = instructors_notebook()
    named(source, "zero").source = f"import {package}\nassert double(0) == 0"
    (course / SOURCE).write_text(json.dumps(source))
    set_option(course, f"Grader.optional = ['{package}']")


@pytest.mark.parametrize("force", [False, True])
def test_a_machine_that_lacks_a_package_takes_no_score_away(
    course: Path, tmp_path: Path, monkeypatch, force: bool
):
    needs(course, "only_there")
    on_a_machine_with("only_there", tmp_path / "lib", monkeypatch)
    assert scores(grade(course)) == {"ada": 4.0, "bob": 1.0, "eve": None}
    on_a_machine_without("only_there", tmp_path / "lib", monkeypatch)
    report = grade(course, force=force)
    assert scores(report) == {"ada": 4.0, "bob": 1.0, "eve": None}
    assert ran() == []
    on_a_machine_with("only_there", tmp_path / "again", monkeypatch)
    assert scores(grade(course)) == {"ada": 4.0, "bob": 1.0, "eve": None}


def test_a_submission_of_which_nothing_can_run_has_no_score(course: Path):
    needs(course, "nowhere_at_all")
    assert of(grade(course), "ada").score is None


def test_a_side_file_of_the_notebooks_name_hides_no_change(course: Path):
    submit(course, "zoe", "def double(x):\n    return x\n")
    (course / "submitted/zoe/ex1/ex1").write_text("notes")
    assert of(grade(course), "zoe").score == 1.0
    path = course / "submitted/zoe/ex1/ex1.ipynb"
    path.write_bytes((course / "submitted/ada/ex1/ex1.ipynb").read_bytes())
    assert of(grade(course), "zoe").score == 4.0


def test_a_folder_whose_name_is_no_text_needs_a_human_and_stops_nobody(course: Path):
    name = b"st\xff".decode(errors="surrogateescape")
    submit(course, name)
    report = grade(course)
    assert of(report, name).reason == "the folder's name is not UTF-8"
    assert of(report, "ada").score == 4.0
    print_report(report)


def test_a_file_to_hand_out_whose_name_is_no_text_is_the_authors_to_rename(course: Path):
    (course / "source/ex1" / b"d\xff.csv".decode(errors="surrogateescape")).write_text("")
    assert "its name is not UTF-8. Rename it." in of(grade(course), "ada").reason


def test_one_notebook_is_never_chosen_and_nothing_is_lost_for_it(course: Path):
    grade(course)
    set_option(course, "CourseDirectory.notebook_id = 'another'")
    set_option(course, "CourseDirectory.assignment_id = '*'")
    report = grade(course, force=True)
    assert scores(report) == {"ada": 4.0, "bob": 1.0, "eve": None}
    assert report.notes == ("not heard by grader: c.CourseDirectory.notebook_id",)


PATCHES = """
total = 100
assert scaled(2) == 200
"""


def patched_by_its_test(course: Path, wrong: bool = False) -> None:
    """Its test sets a global of the student's code, which only works beside it."""
    source = instructors_notebook()
    named(source, "double").source = (
        "total = 1\n### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n"
        f"def scaled(x):\n    return x * total{' + 1' if wrong else ''}\n### END SOLUTION"
    )
    named(source, "zero").source = PATCHES
    (course / SOURCE).write_text(json.dumps(source))
    submit(course, "pat", RIGHT + "\ntotal = 1\ndef scaled(x):\n    return x * total\n")


def test_a_notebook_whose_tests_cannot_run_apart_is_graded_beside_the_students_code(course: Path):
    patched_by_its_test(course)
    report = grade(course)
    assert of(report, "pat").score == 4.0
    assert {each.mode for each in report.submissions if each.state == "graded"} == {"shared"}
    (note,) = [note for note in report.notes if "shared" in note]
    assert note == (
        "ex1/ex1.ipynb: graded in mode shared: zero would fail apart from students' code "
        "(see grader audit ex1)"
    )
    again = grade(course)
    assert ran() == []
    assert note in again.notes
    assert again.submissions == report.submissions


def test_a_test_gives_no_full_points_where_its_own_solution_shows_a_number(course: Path):
    notebook = instructors_notebook()
    named(notebook, "zero").source = "1 * (double(3) == 6)"
    (course / SOURCE).write_text(json.dumps(notebook))
    submit(course, "pat")
    submit(course, "ned", "import numpy as np\ndef double(x):\n    return np.array([0, 0])\n")
    for _ in range(2):  # the second time, what the solution has shown is in the gradebook
        report = grade(course, force=True)
        assert {c.grade_id: c.score for c in of(report, "ned").cells}["zero"] == 0.0
        assert of(report, "pat").score == 4.0


def test_a_mode_that_was_asked_for_is_kept(course: Path):
    patched_by_its_test(course)
    report = grade(course, mode="split")
    assert of(report, "pat").score == 3.0
    assert {each.mode for each in report.submissions if each.state == "graded"} == {"split"}


def test_a_solution_that_loses_points_in_either_mode_is_named(course: Path):
    patched_by_its_test(course, wrong=True)
    report = grade(course)
    assert "ex1/ex1.ipynb: its own solution loses points in zero (see grader audit ex1)" in (
        report.notes
    )
    assert {each.mode for each in report.submissions if each.state == "graded"} == {"split"}


def test_the_solution_is_tried_again_when_the_source_has_changed(course: Path):
    patched_by_its_test(course)
    grade(course)
    (course / SOURCE).write_text(json.dumps(instructors_notebook()))
    submit(course, "zoe")
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        gradebook.remove_assignment("ex1")
    report = grade(course)
    assert {each.mode for each in report.submissions if each.state == "graded"} == {"split"}


def test_what_the_cells_write_lies_beside_the_autograded_notebook(course: Path):
    writes = "import pathlib\nfor name in ('out.csv', '.hidden'):\n"
    writes += "    pathlib.Path(name).write_text('1')\n"
    submit(course, "zoe", RIGHT + writes)
    grade(course)
    assert {path.name for path in (course / "autograded/zoe/ex1").iterdir()} == {
        *("out.csv", "ex1.ipynb"),
    }


def test_a_longer_limit_for_a_cell_makes_room_and_no_limit_of_the_course_grows_by_itself(
    course: Path,
):
    set_option(course, "Grader.submission_wall_s = 5.0")
    grade(course)
    assert ran()[0].limits.submission_wall_s == 5.0
    options = grading.Options(limits={"cell_wall_s": 600.0})
    with grading.opened(course, options) as run:
        run.report()
    assert (ran()[0].limits.submission_wall_s, ran()[0].limits.cpu_s) == (600.0, 600)


def test_files_that_the_course_ignores_do_not_come_along(course: Path):
    set_option(course, "CourseDirectory.ignore = ['*.mp4', 'raw']")
    folder = course / "submitted/ada/ex1"
    (folder / "raw").mkdir()
    for name in ("film.mp4", "raw/data.csv", "data.csv"):
        (folder / name).write_text("")
    grade(course)
    assert {path.name for path in (course / "autograded/ada/ex1").iterdir()} == {
        *("data.csv", "ex1.ipynb"),
    }


def test_a_time_that_cannot_be_read_is_named(course: Path):
    folder = course / "submitted/ada/ex1"
    (folder / "timestamp.txt").symlink_to(course / "nbgrader_config.py")
    (repair,) = of(grade(course), "ada").repairs
    assert repair.startswith("timestamp.txt cannot be read")


def test_it_is_graded_as_soon_as_the_package_is_there(course: Path, tmp_path: Path, monkeypatch):
    with_a_notebook_that_needs(course, "package_that_comes_later")
    grade(course, students=["ada"])
    (tmp_path / "package_that_comes_later.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    (ada,) = grade(course, students=["ada"]).submissions
    assert [job.key for job in ran()] == ["ex1/ada/ex1", "ex1/ada/second"]
    assert all(cell.available for cell in ada.cells)


def test_files_that_lie_in_the_way_of_ours_are_left_out_and_named(course: Path):
    (course / "source/ex1/data.csv").write_text("1")
    (course / "submitted/ada/ex1/data.csv").mkdir()
    (course / "submitted/ada/ex1/data.csv/x").write_text("2")
    report = grade(course)
    assert scores(report) == {"ada": 4.0, "bob": 1.0, "eve": None}
    assert "data.csv/x was left out: the assignment has data.csv there" in of(report, "ada").repairs
    assert (course / "autograded/ada/ex1/data.csv").read_text() == "1"


def test_files_that_cells_leave_replace_no_file_and_no_folder_of_ours():
    left = {"data": b"", "kept.txt": b"1", "timestamp.txt": b"", "own.csv": b""}
    outcome = Outcome("ada", (), files=left)
    assert left_behind([outcome], ["data/one.csv", "own.csv"]) == {"kept.txt": b"1"}


def test_a_problem_of_ours_is_tried_again_by_the_next_run(course: Path, monkeypatch):
    def broken(self, jobs):
        yield from [Outcome(job.key, (), problem="no process") for job in jobs]

    with monkeypatch.context() as patch:
        patch.setattr(FakePool, "run", broken)
        assert of(grade(course), "ada").reason == "no process"
    assert scores(grade(course)) == {"ada": 4.0, "bob": 1.0, "eve": None}


def test_a_student_who_is_entered_after_all_is_graded_by_the_next_run(course: Path):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.create_student = False\n")
    assert "nbgrader db student add ada" in of(grade(course), "ada").reason
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.create_student = True\n")
    assert scores(grade(course)) == {"ada": 4.0, "bob": 1.0, "eve": None}


def test_a_late_rule_that_fails_for_one_student_stops_nobody_else(course: Path):
    (course / "late_rule.py").write_text(
        "class Rule:\n"
        "    def __init__(self, config):\n"
        "        pass\n"
        "    def late_submission_penalty(self, student, score, seconds):\n"
        "        return {'bob': 0.5}[student]\n"
    )
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('c.AssignLatePenalties.plugin_class = "late_rule.Rule"\n')
    grade(course)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "tiny") as gradebook:
        gradebook.update_or_create_assignment("ex1", duedate="2026-01-01 00:00:00 UTC")
    for student in ("ada", "bob"):
        (course / f"submitted/{student}/ex1/timestamp.txt").write_text("2026-01-02 00:00:00 UTC")
    report = grade(course)
    assert "late_submission_penalty raises KeyError" in of(report, "ada").reason
    assert of(report, "bob").score == 1.0
