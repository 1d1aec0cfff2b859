"""One submission after another into a gradebook; nbgrader itself is in test_against_nbgrader."""

import pickle
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from grader import AuthorError, SubmissionResult
from grader.cells import SourceCell, SourceNotebook
from grader.gradebook import Gradebook, GradedSubmission, Run
from grader.gradebook.late import whole_score
from grader.records import CellResult, Submission

from .classroom import ESSAY, IDLE, POSITIVE, RIGHT, classroom, graded, rows, sources

ADA = graded("ada", RIGHT, ESSAY, timestamp=datetime(2024, 5, 2))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return classroom(tmp_path_factory.mktemp("made") / "course")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/gradebook.db"


@pytest.fixture
def gradebook(made: Path, url: str) -> Iterator[Gradebook]:
    with Gradebook(url, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        yield gradebook


def change(url: str, statement: str, *values: object) -> None:
    """What a person does in formgrader."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        assert connection.execute(statement, values).rowcount > 0


def grade_of(url: str, student: str, cell: str) -> dict[str, Any]:
    found = [row for row in rows(url)["grade"] if row["cell_id"][1] == cell]
    (row,) = [row for row in found if row["notebook_id"][0][1] == student]
    return {key: value for key, value in row.items() if not key.endswith("_id")}


def comment_of(url: str, student: str, cell: str) -> tuple[str | None, str | None]:
    found = [row for row in rows(url)["comment"] if row["cell_id"][1] == cell]
    (row,) = [row for row in found if row["notebook_id"][0][1] == student]
    return row["auto_comment"], row["manual_comment"]


def for_a_human(student: str, reason: str, digest: str = "d1") -> GradedSubmission:
    submission = Submission("ex1", student, Path(student))
    return GradedSubmission(SubmissionResult.for_a_human(submission, reason), digest)


def test_the_result_is_what_the_gradebook_holds(gradebook: Gradebook):
    result = gradebook.record(ADA)
    assert (result.score, result.max_score) == (6.5, 18.0)
    assert result.cells == ADA.result.cells


def test_recording_twice_changes_nothing(gradebook: Gradebook, url: str):
    first = gradebook.record(ADA)
    before = rows(url)
    assert gradebook.record(ADA) == first
    assert rows(url) == before


def test_two_folders_of_one_student_are_one_submission(gradebook: Gradebook, url: str):
    gradebook.record(ADA)
    gradebook.record(graded("ada", POSITIVE, ESSAY, digest="copy"))
    assert len(rows(url)["submitted_assignment"]) == 1
    assert grade_of(url, "ada", "hidden")["auto_score"] == 0.0
    assert gradebook.previous("ex1", ["ada"])["ada"].digest == "copy"


def test_two_graders_at_work_count_nothing_twice(gradebook: Gradebook, url: str):
    def record(_: int) -> float | None:
        with Gradebook(url, "tiny") as book:
            return [book.record(ADA).score for _ in range(20)][-1]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(record, range(2))) == [6.5, 6.5]
    assert len(rows(url)["submitted_assignment"]) == 1
    assert len(rows(url)["grade"]) == 7


def test_an_assignment_that_is_removed_meanwhile_gets_no_scores(gradebook: Gradebook, url: str):
    gradebook.record(ADA)
    change(url, "UPDATE assignment SET name = 'ex9'")
    with pytest.raises(AuthorError, match="ex1: not in the gradebook"):
        gradebook.record(graded("bob", RIGHT, ESSAY))
    assert len(rows(url)["submitted_assignment"]) == 1


def test_a_due_date_that_is_set_meanwhile_counts(made: Path, url: str):
    with Gradebook(url, "tiny", late_penalty=whole_score) as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        gradebook.record(ADA)
        assert set(gradebook.previous("ex1", ["ada"])) == {"ada"}
        change(url, "UPDATE assignment SET duedate = '2024-05-01 00:00:00.000000'")
        assert gradebook.previous("ex1", ["ada"]) == {}
        gradebook.record(ADA)
        assert set(gradebook.previous("ex1", ["ada"])) == {"ada"}
    assert sum(filter(None, penalties(url))) == 6.5


def test_what_a_person_gave_stays_and_is_marked_to_be_read_again(gradebook: Gradebook, url: str):
    gradebook.record(ADA)
    change(url, "UPDATE grade SET manual_score = 0.5, extra_credit = 1, needs_manual_grade = 0")
    change(url, "UPDATE comment SET manual_comment = 'Nearly.'")
    change(url, "UPDATE submitted_notebook SET flagged = 1")
    result = gradebook.record(ADA)
    assert grade_of(url, "ada", "visible") == {
        "auto_score": 1.0,
        "manual_score": 0.5,
        "extra_credit": 1.0,
        "needs_manual_grade": True,
    }
    assert not grade_of(url, "ada", "plot")["needs_manual_grade"]  # a task is left to people
    assert comment_of(url, "ada", "why") == (None, "Nearly.")
    assert all(row["flagged"] for row in rows(url)["submitted_notebook"])
    assert result.score == 7 * 1.5
    assert result.cells_to_read == 0


def test_the_message_of_a_cell_is_that_of_the_score_that_counts(gradebook: Gradebook, url: str):
    eve = graded("eve", POSITIVE, ESSAY)
    gradebook.record(eve)
    change(url, "UPDATE grade SET manual_score = 1")
    change(url, "UPDATE comment SET manual_comment = 'Nearly.'")
    cells = {cell.grade_id: cell for cell in gradebook.record(eve).cells}
    assert (cells["hidden"].score, cells["hidden"].message) == (1.0, "not right")
    assert (cells["why"].score, cells["why"].message) == (1.0, "Nearly.")
    assert (cells["visible"].score, cells["visible"].message) == (1.0, "")


def test_an_untouched_answer_is_no_response_until_it_is_answered(gradebook: Gradebook, url: str):
    untouched = [("ex1", "why"), ("ex1", "double")]
    gradebook.record(graded("bob", IDLE, ESSAY, untouched=untouched))
    assert comment_of(url, "bob", "why") == ("No response.", None)
    assert comment_of(url, "bob", "double") == ("No response.", None)
    assert grade_of(url, "bob", "why")["auto_score"] == 0.0
    assert not grade_of(url, "bob", "why")["needs_manual_grade"]
    gradebook.record(graded("bob", RIGHT, ESSAY))
    assert comment_of(url, "bob", "why") == (None, None)
    assert grade_of(url, "bob", "why")["auto_score"] is None
    assert grade_of(url, "bob", "why")["needs_manual_grade"]


def test_a_notebook_that_comes_later_is_read_by_people_too(gradebook: Gradebook, url: str):
    gradebook.record(replace(graded("eve", RIGHT), notebooks=frozenset()))
    assert grade_of(url, "eve", "plot")["auto_score"] == 0.0
    assert not grade_of(url, "eve", "plot")["needs_manual_grade"]
    gradebook.record(graded("eve", RIGHT))
    assert grade_of(url, "eve", "plot")["auto_score"] is None  # nbgrader leaves the 0
    assert grade_of(url, "eve", "plot")["needs_manual_grade"]


def test_a_submission_without_a_time_keeps_the_one_it_had(gradebook: Gradebook, url: str):
    gradebook.record(ADA)
    gradebook.record(replace(ADA, timestamp=None))
    (row,) = rows(url)["submitted_assignment"]
    assert row["timestamp"] == datetime(2024, 5, 2)
    gradebook.record(replace(ADA, timestamp=datetime(2024, 5, 3)))
    (row,) = rows(url)["submitted_assignment"]
    assert row["timestamp"] == datetime(2024, 5, 3)


def test_a_late_penalty_heeds_the_extension_and_goes_when_it_is_granted(made: Path, url: str):
    with Gradebook(url, "tiny", late_penalty=whole_score) as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        change(url, "UPDATE assignment SET duedate = '2024-05-01 00:00:00.000000'")
        gradebook.record(ADA)
        assert penalties(url) == [2.5, 4.0]
        days = str(datetime(1970, 1, 1) + timedelta(days=2))
        change(url, "UPDATE submitted_assignment SET extension = ?", f"{days}.000000")
        gradebook.record(ADA)
        assert penalties(url) == [None, None]


def penalties(url: str) -> list[float | None]:
    return [row["late_submission_penalty"] for row in rows(url)["submitted_notebook"]]


def test_a_submission_for_a_human_touches_no_score_and_names_the_one_that_is_there(
    gradebook: Gradebook, url: str
):
    gradebook.record(ADA)
    before = rows(url)
    result = gradebook.record(for_a_human("ada", "ex1.ipynb is damaged", "d2"))
    assert result.reason == "ex1.ipynb is damaged (the gradebook still holds 6.5 of 18 points)"
    assert (result.score, result.max_score) == (None, 18.0)
    assert rows(url) == before
    run = gradebook.previous("ex1", ["ada"])["ada"]
    assert (run.state, run.digest) == ("needs a human", "d2")


def test_a_first_submission_for_a_human_makes_no_student(gradebook: Gradebook, url: str):
    result = gradebook.record(for_a_human("eve", "no notebook"))
    assert result.reason == "no notebook"
    assert rows(url)["student"] == []
    assert gradebook.previous("ex1", ["eve"])["eve"].state == "needs a human"
    assert rows(url)["grade"] == []


def test_an_unknown_assignment_can_be_left_to_a_human_but_not_graded(url: str):
    with Gradebook(url, "tiny") as gradebook:
        assert gradebook.record(for_a_human("ada", "its source is damaged")).max_score is None
        assert rows(url)["grade"] == []
        with pytest.raises(AuthorError, match="not in the gradebook"):
            gradebook.record(ADA)


def test_a_course_that_creates_no_students_leaves_a_stranger_to_a_human(made: Path, url: str):
    with Gradebook(url, "tiny", create_students=False) as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        result = gradebook.record(ADA)
        assert (result.state, result.score, result.cells) == ("needs a human", None, ())
        assert "nbgrader db student add ada" in result.reason
        assert rows(url)["student"] == []
        change(url, "INSERT INTO student (id) VALUES ('ada')")
        assert gradebook.record(ADA).state == "graded"


def test_a_run_and_its_result_come_back(gradebook: Gradebook):
    wanted = replace(ADA.result, repairs=("a cell was missing",), mode="split")
    recorded = gradebook.record(replace(ADA, result=wanted))
    run = gradebook.previous("ex1", ["ada"])["ada"]
    assert run == Run("ada", "d1", "full", "graded")
    assert gradebook.previous_result("ex1", "ada") == recorded
    assert gradebook.previous_result("ex1", "bob") is None


def test_an_earlier_result_comes_with_the_scores_that_count_now(gradebook: Gradebook, url: str):
    gradebook.record(ADA)
    change(url, "UPDATE grade SET manual_score = 1")
    result = gradebook.previous_result("ex1", "ada")
    assert result is not None
    assert (result.score, result.cells_to_read) == (7.0, 0)
    change(url, "UPDATE grade SET manual_score = NULL")
    assert gradebook.previous_result("ex1", "ada") == gradebook.record(ADA)


def test_an_earlier_result_for_a_human_comes_as_it_was(gradebook: Gradebook):
    recorded = gradebook.record(for_a_human("ada", "ex1.ipynb is damaged"))
    assert gradebook.previous_result("ex1", "ada") == recorded


def test_runs_can_be_asked_for_by_student(gradebook: Gradebook):
    for student in ("ada", "bob", "eve"):
        gradebook.record(graded(student, RIGHT, ESSAY))
    assert set(gradebook.previous("ex1", ["bob", "nobody"])) == {"bob"}
    assert set(gradebook.previous("ex1", [])) == set()
    many = [f"student{n}" for n in range(2000)]
    assert set(gradebook.previous("ex1", ["bob", *many])) == {"bob"}
    assert gradebook.previous("ex2", ["bob"]) == {}


@pytest.mark.parametrize("scores", [RIGHT | {"new": 1.0}, {"visible": 1.0}])
def test_cells_that_the_gradebook_does_not_know_are_refused(
    gradebook: Gradebook, url: str, scores: dict[str, float | None], monkeypatch
):
    monkeypatch.setitem(sys.modules[graded.__module__].POINTS, "new", 1)
    with pytest.raises(AuthorError, match="ex1/ada: the gradebook has other cells"):
        gradebook.record(graded("ada", scores, ESSAY))
    assert rows(url)["submitted_assignment"] == rows(url)["student"] == []


def watched(gradebook: Gradebook) -> list[tuple[str, Any]]:
    """Every statement from now on, with its values."""
    seen: list[tuple[str, Any]] = []

    def see(_connection, _cursor, text: str, values: Any, *_: object) -> None:
        seen.append((text, values))

    event.listen(gradebook._connection.engine, "before_cursor_execute", see)
    return seen


def test_every_lookup_of_a_record_uses_an_index(gradebook: Gradebook):
    gradebook.record(ADA)
    statements = watched(gradebook)
    gradebook.previous("ex1", ["ada"])
    gradebook.record(graded("ada", POSITIVE, ESSAY))
    gradebook.record(graded("bob", RIGHT, ESSAY))
    lookups = [each for each in statements if each[0].split()[0] in ("SELECT", "UPDATE", "DELETE")]
    connection = gradebook._connection
    plans = [
        (text, row.detail)
        for text, values in lookups
        for row in connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {text}", values[0] if isinstance(values, list) else values
        )
    ]
    connection.rollback()
    assert len(plans) > 10
    of_the_class = [each for each in plans if not each[1].startswith("SCAN notebook ")]
    assert not [(text, plan) for text, plan in of_the_class if plan.startswith("SCAN")]


def test_a_record_takes_a_few_statements_however_many_cells_there_are(url: str):
    def statements(cells: int) -> int:
        names = [f"t{n}" for n in range(cells)]
        tests = tuple(SourceCell(name, "tests", "code", "", "", 1.0) for name in names)
        results = tuple(CellResult(name, 1.0, 1.0, "", "nb") for name in names)
        result = replace(ADA.result, assignment=f"of {cells}", cells=results)
        with Gradebook(url) as gradebook:
            gradebook.sync_assignment(result.assignment, [SourceNotebook("nb", tests)])
            seen = watched(gradebook)
            gradebook.record(GradedSubmission(result, "d1", frozenset({"nb"})))
        return len(seen)

    statements(1)  # makes the student
    assert statements(2) == statements(200) <= 15


KILLED = """
import os, pickle, signal, sys
from pathlib import Path
from sqlalchemy import event
from grader.gradebook import Gradebook

url, path, left = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

with Gradebook(url, "tiny") as gradebook:
    event.listen(gradebook._connection.engine, "after_cursor_execute", count)
    gradebook.record(pickle.loads(path.read_bytes()))
"""


@pytest.mark.parametrize("statements", [2, 6, 9, 11])
def test_a_grader_killed_in_the_middle_leaves_a_submission_whole_or_out(
    made: Path, url: str, tmp_path: Path, statements: int
):
    with Gradebook(url, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        gradebook.record(graded("bob", RIGHT, ESSAY))
    before = rows(url)
    (tmp_path / "ada.pickle").write_bytes(pickle.dumps(ADA))
    command = [sys.executable, "-c", KILLED, url, str(tmp_path / "ada.pickle"), str(statements)]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    assert rows(url) == before
    with Gradebook(url, "tiny") as gradebook:
        assert set(gradebook.previous("ex1", ["ada", "bob"])) == {"bob"}
        gradebook.record(ADA)
        assert set(gradebook.previous("ex1", ["ada", "bob"])) == {"ada", "bob"}
    assert len(rows(url)["grade"]) == 14
