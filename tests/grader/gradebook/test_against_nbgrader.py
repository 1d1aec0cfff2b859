"""The same class graded by stock nbgrader and recorded by us: row by row the same gradebook.

Three students: ada is right and late, bob left everything as it was, eve handed in one notebook.
"""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from grader.gradebook import Gradebook, GradedSubmission
from grader.gradebook.late import METHODS
from grader.gradebook.timestamps import submitted_at
from grader.records import Submission, SubmissionResult

from ..tiny_course import named
from .classroom import (
    ESSAY,
    IDLE,
    IDLE_ESSAY,
    POSITIVE,
    RIGHT,
    ask_nbgrader,
    classroom,
    db_url,
    graded,
    nbgrader,
    rows,
    sources,
)

pytestmark = pytest.mark.kernel

CONFIG = 'c.LateSubmissionPlugin.penalty_method = "zero"'
LATE = "2024-05-02 08:00:00.000000 UTC"
IN_TIME = "2024-04-02 10:00:00.000000 Europe/Zurich"
DUE = "gb.update_or_create_assignment('ex1', duedate='2024-05-01 08:00:00 UTC')"
UNTOUCHED = (("ex1", "double"), ("ex1", "why"), ("essay", "proof"))

# What a person does in formgrader between two gradings.
BY_HAND = """
for student in ("ada", "bob"):
    grade = gb.find_grade("why", "ex1", "ex1", student)
    grade.manual_score, grade.needs_manual_grade = 2.5, False
    gb.find_comment("why", "ex1", "ex1", student).manual_comment = "Nearly."
grade = gb.find_grade("plot", "ex1", "ex1", "ada")
grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4.0, 1.0, False
grade = gb.find_grade("hidden", "ex1", "ex1", "eve")
grade.manual_score, grade.needs_manual_grade = 1.0, False
gb.find_submission_notebook("ex1", "ex1", "eve").flagged = True
gb.grant_extension("ex1", "eve", days=2)
gb.find_student("eve").first_name = "Eve"
gb.db.commit()
"""
FORMGRADER = """
answer = {"students": gb.student_dicts(), "submissions": gb.submission_dicts("ex1")}
answer["average"] = gb.average_assignment_score("ex1")
answer["ex1"] = gb.assignments[0].to_dict()
for notebook in ("ex1", "essay"):
    answer[notebook + " handed in"] = gb.notebook_submission_dicts(notebook, "ex1")
    answer[notebook + " average"] = gb.average_notebook_score(notebook, "ex1")
for student in ("ada", "bob", "eve"):
    submission = gb.find_submission("ex1", student)
    answer[student] = submission.to_dict()
    answer[student + " late"] = submission.late_submission_penalty
    answer[student + " grades"] = sorted(
        (g.name, g.score, g.max_score, g.needs_manual_grade, g.failed_tests)
        for n in submission.notebooks for g in n.grades)

import tempfile
from nbgrader.plugins import CsvExportPlugin
with tempfile.NamedTemporaryFile("r") as file:
    CsvExportPlugin(to=file.name).export(gb)
    answer["export"] = file.read()
"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A course at each stage of nbgrader's own work."""
    folder = tmp_path_factory.mktemp("stock")
    root = classroom(folder / "course", CONFIG)
    stages = {}

    def keep(stage: str) -> None:
        stages[stage] = shutil.copytree(root, folder / stage)

    nbgrader(root, "generate_assignment", "ex1")
    keep("generated")
    hand_in(root, "ada", LATE, lambda nb: solve(nb, "2 * x"), lambda nb: answer(nb, "proof"))
    hand_in(root, "bob", None, lambda nb: None, lambda nb: None)
    hand_in(root, "eve", IN_TIME, lambda nb: solve(nb, "abs(2 * x)"))
    ask_nbgrader(db_url(root), DUE)
    nbgrader(root, "autograde", "ex1")
    keep("graded")
    ask_nbgrader(db_url(root), BY_HAND)
    nbgrader(root, "autograde", "ex1", "--force")
    keep("graded again")
    return stages


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same stages, recorded by us."""
    folder = tmp_path_factory.mktemp("ours")
    root = classroom(folder / "course", CONFIG)
    stages = {}

    def keep(stage: str) -> None:
        stages[stage] = shutil.copytree(root, folder / stage)

    make_known(root)
    keep("generated")
    ask_nbgrader(db_url(root), DUE)
    record(root)
    keep("graded")
    ask_nbgrader(db_url(root), BY_HAND)
    record(root)
    keep("graded again")
    return stages


@pytest.mark.parametrize("stage", ["generated", "graded", "graded again"])
def test_every_row_is_as_nbgrader_makes_it(
    stock: dict[str, Path], ours: dict[str, Path], stage: str
):
    mine, theirs = rows(db_url(ours[stage])), rows(db_url(stock[stage]))
    for table in theirs:
        assert mine[table] == theirs[table], table


@pytest.fixture(scope="module")
def read(stock: dict[str, Path], ours: dict[str, Path]) -> list[dict[str, Any]]:
    """What nbgrader reads in our gradebook and in its own."""
    urls = [db_url(stages["graded again"]) for stages in (ours, stock)]
    return [without_ids(ask_nbgrader(url, FORMGRADER)) for url in urls]


def test_formgrader_reads_the_same(read: list[dict[str, Any]]):
    assert read[0] == read[1]
    assert read[0]["ada"]["score"] > 0


def test_nbgrader_exports_the_same(read: list[dict[str, Any]]):
    tables = [list(csv.DictReader(each["export"].splitlines())) for each in read]
    assert tables[0] == tables[1]
    assert [row["late_submission_penalty"] for row in tables[0]] == ["14.0", "0.0", "0.0"]


def test_nbgraders_commands_do_not_mind_our_table(ours: dict[str, Path], tmp_path: Path):
    root = shutil.copytree(ours["graded"], tmp_path / "course")
    nbgrader(root, "db", "upgrade")
    nbgrader(root, "db", "student", "remove", "eve", "--force")
    with Gradebook(db_url(root), "tiny") as gradebook:  # what is removed counts as not graded
        assert set(gradebook.previous("ex1", ["ada", "bob"])) == {"ada", "bob"}


def test_nbgrader_grades_on_where_we_began(ours: dict[str, Path], tmp_path: Path):
    root = shutil.copytree(ours["generated"], tmp_path / "course")
    nbgrader(root, "generate_assignment", "ex1")
    assert rows(db_url(root)) == rows(db_url(ours["generated"]))


def test_we_find_nothing_to_change_where_nbgrader_began(stock: dict[str, Path], tmp_path: Path):
    root = shutil.copytree(stock["graded"], tmp_path / "course")
    with Gradebook(db_url(root), "tiny") as gradebook:
        assert gradebook.sync_assignment("ex1", sources(root)) is None
        ada = SubmissionResult.for_a_human(Submission("ex1", "ada", root), "damaged")
        reason = gradebook.record(GradedSubmission(ada, "")).reason
    assert reason.endswith("(the gradebook still holds 6.5 of 18 points)")
    assert rows(db_url(root)) == rows(db_url(stock["graded"]))


def make_known(root: Path) -> None:
    with Gradebook(db_url(root), "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(root))


def record(root: Path) -> None:
    with Gradebook(db_url(root), "tiny", late_penalty=METHODS["zero"]) as gradebook:
        for submission in class_of_three():
            gradebook.record(submission)


def class_of_three() -> list[GradedSubmission]:
    return [
        graded("ada", RIGHT, ESSAY, timestamp=moment(LATE)),
        graded("bob", IDLE, IDLE_ESSAY, untouched=UNTOUCHED),
        graded("eve", POSITIVE, timestamp=moment(IN_TIME)),
    ]


def moment(text: str) -> datetime | None:
    return submitted_at(text.encode())[0]


def hand_in(root: Path, student: str, timestamp: str | None, *edits: Callable[[Any], Any]) -> None:
    """The released notebooks, each after its edit; without one the notebook is left out."""
    folder = root / "submitted" / student / "ex1"
    folder.mkdir(parents=True)
    for name, edit in zip(("ex1", "essay"), edits, strict=False):
        notebook = nbformat_read(root / f"release/ex1/{name}.ipynb")
        edit(notebook)
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook))
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)


def nbformat_read(path: Path) -> Any:
    from nbformat import read

    return read(path, as_version=4)


def solve(notebook: Any, expression: str) -> None:
    named(notebook, "double").source = f"def double(x):\n    return {expression}\n"
    answer(notebook, "why")


def answer(notebook: Any, name: str) -> None:
    named(notebook, name).source = "'Because.'"


def without_ids(value: Any) -> Any:
    """The same without ids, lists of dictionaries in an order of their own."""
    if isinstance(value, dict):
        return {key: without_ids(each) for key, each in value.items() if key != "id"}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return sorted((without_ids(each) for each in value), key=repr)
    return value
