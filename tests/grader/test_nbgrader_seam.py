"""nbgrader's autograding with our execution in it: its gradebook gets what the tests say."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from grader import nbgrader_seam
from grader.cells import SourceCell, SourceNotebook
from grader.environments import environments
from grader.errors import GraderEnvironmentError
from grader.execution.job import Job, Level, Outcome
from grader.markers import Region
from grader.nbgrader_seam import SplitExecute, as_gradebook_has_it, local_executor
from grader.planning.plan import Imports
from grader.testing import FakePool
from tests.grader import tiny_course
from tests.grader.tiny_course import named, submit, without

pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning"),
]
STEPS = [
    "grader.nbgrader_seam.SplitExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]


class Course:
    """The tiny course in nbgrader, with our execution and a pool without processes."""

    def __init__(self, root: Path) -> None:
        self.root = tiny_course.tiny_course(root)
        self.config = Config()
        self.config.Autograde.autograde_preprocessors = STEPS

    def generate(self) -> None:
        assert self._api().generate_assignment("ex1")["success"]

    def autograde(self, student: str, *, generate: bool = True) -> dict[str, Any]:
        if generate:
            self.generate()
        return dict(self._api().autograde("ex1", student, force=True, create=True))

    def scores(self, student: str) -> dict[str, float | None]:
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "tiny") as gradebook:
            grades = gradebook.find_submission("ex1", student).notebooks[0].grades
            return {grade.name: grade.auto_score for grade in grades}

    def autograded(self, student: str) -> Any:
        return json.loads((self.folder(student) / "ex1.ipynb").read_text())

    def folder(self, student: str) -> Path:
        return self.root / "autograded" / student / "ex1"

    @property
    def job(self) -> Job:
        return FakePool.jobs[-1]

    def _api(self) -> NbGraderAPI:
        app = NbGrader()
        app.update_config(self.config)
        with contextlib.chdir(self.root):
            app.initialize([], root=str(self.root))
        app.update_config(self.config)
        return NbGraderAPI(app.coursedir, parent=app)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    def executor(imports: Imports, level: Level, root: Path) -> FakePool:
        return FakePool(environments([imports]), level, 1, root)

    monkeypatch.setattr(SplitExecute, "open_executor", staticmethod(executor))
    here = Path(sys.executable).parent  # nbgrader starts `alembic` by name
    monkeypatch.chdir(tmp_path)  # the fake's student writes its files where it is
    monkeypatch.setenv("PATH", f"{here}{os.pathsep}{os.environ['PATH']}")
    FakePool.jobs.clear()
    return Course(tmp_path / "course")


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch):
    """Opens pools as nbgrader's step does, without processes."""
    monkeypatch.setattr(nbgrader_seam, "LocalPool", FakePool)
    monkeypatch.setattr(nbgrader_seam, "require", lambda level: level)
    yield lambda names, root: local_executor(Imports(frozenset(names)), "full", root)
    nbgrader_seam._close_pools()


def test_a_pool_stays_open_until_a_module_of_the_course_changes(pools, tmp_path: Path):
    (tmp_path / "ours.py").write_text("answer = 1")
    first = pools(["ours"], tmp_path)
    assert pools(["ours"], tmp_path) is first
    assert pools(["json"], tmp_path) is not first
    (tmp_path / "ours.py").write_text("answer = 2")
    assert pools(["ours"], tmp_path) is not first


def test_no_more_pools_stay_open_than_a_few(pools, tmp_path: Path):
    first = pools(["json"], tmp_path)
    others = [pools([name], tmp_path) for name in ("csv", "math", "ast")]
    assert pools(["json"], tmp_path) is first
    pools(["re"], tmp_path)
    assert pools(["ast"], tmp_path) is not others[-1]


ALL = {"visible": 1.0, "hidden": 2.0, "zero": 1.0, "why": None}  # a person reads the answer


def test_the_gradebook_gets_the_points_of_the_tests(course):
    submit(course.root, "ada")
    submit(course.root, "bob", "def double(x):\n    return 2 * abs(x)")
    assert course.autograde("ada")["success"]
    assert course.autograde("bob", generate=False)["success"]
    assert course.scores("ada") == ALL
    assert course.scores("bob") == ALL | {"hidden": 0.0}


def test_a_test_that_the_student_deleted_is_put_back_and_counts(course):
    submit(course.root, "ada", edit=without("hidden", "note"))
    assert course.autograde("ada")["success"]
    assert course.scores("ada") == ALL
    assert "put back" in json.dumps(course.autograded("ada"))


def test_points_for_a_part_arrive(course):
    notebook = tiny_course.instructors_notebook()
    named(notebook, "hidden").source = "1.5 if double(1) == 2 else 0"
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(notebook))
    submit(course.root, "ada")
    assert course.autograde("ada")["success"]
    assert course.scores("ada")["hidden"] == 1.5


@pytest.mark.parametrize("number", ["float('nan')", "-1", "99"])
def test_a_last_number_that_is_no_score_stops_the_submission_for_a_person_to_look(course, number):
    notebook = tiny_course.instructors_notebook()
    named(notebook, "hidden").source = f"2 if double(1) == 2 else {number}"
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(notebook))
    submit(course.root, "bob", "def double(x):\n    return x")
    answer = course.autograde("bob")
    assert not answer["success"]
    assert "hidden: The test gave" in answer["log"]
    assert "A human must look." in answer["log"]
    assert not course.folder("bob").exists()
    assert set(course.scores("bob").values()) == {None}


def test_an_answer_as_it_was_released_gets_no_points(course):
    submit(course.root, "ada", edit=lambda nb: named(nb, "why").update(source="YOUR ANSWER HERE"))
    course.autograde("ada")
    assert course.scores("ada") == ALL | {"why": 0.0}


def test_the_tests_are_those_of_the_gradebook_and_not_of_a_source_changed_since(course):
    course.generate()
    notebook = tiny_course.instructors_notebook()
    named(notebook, "zero").source = "assert False"
    notebook.cells.append(tiny_course._cell("new", "assert False", points=1))
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(notebook))
    submit(course.root, "ada")
    assert course.autograde("ada", generate=False)["success"]
    assert course.scores("ada") == ALL


def test_hidden_tests_are_not_in_the_autograded_notebook_unless_they_are_asked_for(course):
    submit(course.root, "ada")
    course.autograde("ada")
    assert "HIDDEN TESTS" not in json.dumps(course.autograded("ada"))
    course.config.SplitExecute.keep_hidden_tests = True
    course.autograde("ada", generate=False)
    assert "HIDDEN TESTS" in json.dumps(course.autograded("ada"))
    assert course.scores("ada") == ALL


def test_students_code_and_tests_run_apart_with_the_limits_of_nbgrader(course):
    submit(course.root, "ada")
    course.config.Execute.timeout = 400
    course.autograde("ada")
    assert course.job.mode == "split"
    assert course.job.limits.cell_wall_s == course.job.limits.submission_wall_s == 400
    course.config.Grader.cell_wall_s = 5.0
    course.autograde("ada", generate=False)
    assert course.job.limits.cell_wall_s == 5.0


def test_no_timeout_is_a_week(course):
    submit(course.root, "ada")
    course.config.Execute.timeout = None
    course.autograde("ada")
    assert course.job.limits.cell_wall_s == course.job.limits.cpu_s == 7 * 24 * 3600


def test_a_notebook_whose_own_solution_fails_apart_runs_in_one_process_and_is_named(course):
    notebook = tiny_course.instructors_notebook()
    named(notebook, "zero").source = "assert 'double' in double.__globals__"
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(notebook))
    submit(course.root, "ada")
    answer = course.autograde("ada")
    assert course.job.mode == "shared"
    assert "ex1.ipynb: graded in mode shared: zero would fail apart" in answer["log"]
    assert course.scores("ada") == ALL
    course.config.Grader.mode = "split"
    course.autograde("ada", generate=False)
    assert course.job.mode == "split"


def test_files_that_cells_leave_are_beside_the_notebook_and_replace_none(course, monkeypatch):
    class Leaving(FakePool):
        def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
            for outcome in super().run(jobs):
                names = ("left.txt", "in/left.txt", "data.txt", "../out.txt", "/tmp/in/out.txt")
                names += ("timestamp.txt",)  # nbgrader would read it as the time of handing in
                yield replace(outcome, files=dict.fromkeys(names, b"new"))

    executor = staticmethod(lambda *warm: Leaving(warm[0], warm[1], 1, warm[2]))
    monkeypatch.setattr(SplitExecute, "open_executor", executor)
    (course.root / "source/ex1/data.txt").write_text("given")
    submit(course.root, "ada")
    course.autograde("ada")
    assert course.job.collect_files
    assert dict(course.job.files) == {"data.txt": b"given"}
    folder = course.folder("ada")
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.txt")}
    assert found == {"data.txt": b"given", "left.txt": b"new", "in/left.txt": b"new"}
    assert not (folder.parent / "out.txt").exists()


def test_a_pool_that_broke_is_not_used_again(course, monkeypatch):
    class Broken(FakePool):
        def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
            raise GraderEnvironmentError("here", "a warm process has ended", "Look.")

    pools = [Broken, FakePool]
    monkeypatch.setattr(nbgrader_seam, "LocalPool", lambda *words: pools.pop(0)(*words))
    executor = staticmethod(nbgrader_seam.local_executor)
    monkeypatch.setattr(SplitExecute, "open_executor", executor)
    submit(course.root, "ada")
    assert not course.autograde("ada")["success"]
    assert course.autograde("ada", generate=False)["success"]


def test_an_option_that_does_not_exist_stops_the_submission_with_the_reason(course):
    submit(course.root, "ada")
    course.config.Grader.cell_wal_s = 3
    answer = course.autograde("ada")
    assert not answer["success"]
    assert "Did you mean cell_wall_s?" in answer["log"]


def test_a_notebook_that_cannot_run_here_has_no_score(course):
    source = tiny_course.instructors_notebook()
    named(source, "zero").source = "import no_such_package\nassert double(0) == 0"
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(source))
    submit(course.root, "ada")
    course.config.Grader.optional = ["no_such_package"]
    answer = course.autograde("ada")
    assert not answer["success"]
    assert "needs no_such_package, which is not installed here" in answer["log"]
    assert FakePool.jobs == []


def test_nothing_runs_if_nbgrader_is_told_so(course):
    submit(course.root, "ada")
    course.config.Execute.enabled = False
    assert course.autograde("ada")["success"]
    assert FakePool.jobs == []


def test_a_notebook_without_cells_is_graded_as_unanswered(course):
    submit(course.root, "ada", edit=lambda nb: nb.cells.clear())
    assert course.autograde("ada")["success"]
    assert course.scores("ada") == dict.fromkeys(ALL, 0.0)
    assert "the notebook has no cells" in json.dumps(course.autograded("ada"))


def test_another_language_and_another_assignment_stop_the_submission_with_the_reason(course):
    def in_r(notebook: Any) -> None:
        notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}

    def of_another(notebook: Any) -> None:
        for cell in notebook.cells:
            cell.metadata.nbgrader.grade_id += "_other"
            cell.source = "completely = 'different'"

    source = tiny_course.instructors_notebook()
    del source.metadata["kernelspec"]
    (course.root / "source/ex1/ex1.ipynb").write_text(json.dumps(source))
    submit(course.root, "ada", edit=in_r)
    submit(course.root, "bob", edit=of_another)
    answer = course.autograde("ada")
    assert not answer["success"]
    assert "its language is R" in answer["log"]
    assert not course.autograde("bob", generate=False)["success"]
    assert FakePool.jobs == []


def test_an_assignment_that_was_not_generated_is_not_graded(course):
    submit(course.root, "ada")
    assert not course.autograde("ada", generate=False)["success"]
    with pytest.raises(MissingEntry):
        course.scores("ada")


def test_made_tests_are_taken_from_the_gradebook():
    cells = (
        SourceCell("t", "tests", "code", "### AUTOTEST a", "### AUTOTEST a", 1.0),
        SourceCell("gone", "tests", "code", "assert 0", "assert 0", 1.0),
        SourceCell("s", "solution", "code", "a = 1", "pass"),
        SourceCell("cell 4", "plain", "code", "print(1)", "print(1)"),
    )
    known = {"t": "assert a\n### BEGIN H\nassert a == 1\n### END H", "s": "pass"}
    source = as_gradebook_has_it(SourceNotebook("nb", cells), known, Region("BEGIN H", "END H"))
    assert [cell.name for cell in source.cells] == ["t", "s", "cell 4"]
    assert (source.cells[0].source, source.cells[0].released) == (known["t"], "assert a")
    assert source.cells[1].source == "a = 1"
