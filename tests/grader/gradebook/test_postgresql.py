"""The same on a network database: a real PostgreSQL, which enforces types and foreign keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from grader import AuthorError
from grader.gradebook import Gradebook, schema

from .classroom import ESSAY, POSITIVE, RIGHT, ask_nbgrader, classroom, graded, rows, sources

ADA, EVE = graded("ada", RIGHT, ESSAY), graded("eve", POSITIVE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return classroom(tmp_path_factory.mktemp("made") / "course")


def indexes(url: str) -> set[str]:
    engine = create_engine(url)
    inspector = inspect(engine)
    found = {
        index["name"]
        for table in schema.nbgrader.tables
        for index in inspector.get_indexes(table)
        if not index["unique"]
    }
    engine.dispose()
    return found


def fill(url: str, made: Path) -> None:
    with Gradebook(url, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        for submission in (ADA, EVE, ADA):
            gradebook.record(submission)


def test_the_rows_are_those_of_a_file(postgres: str, made: Path, tmp_path: Path):
    fill(postgres, made)
    file = f"sqlite:///{tmp_path}/gradebook.db"
    fill(file, made)
    assert rows(postgres) == rows(file)
    assert indexes(postgres) == {index.name for index in schema.INDEXES}


def test_nbgrader_reads_and_grades_what_we_wrote(postgres: str, made: Path):
    fill(postgres, made)
    read = (
        "grade = gb.find_grade('why', 'ex1', 'ex1', 'ada')\n"
        "grade.manual_score, grade.needs_manual_grade = 2.5, False\n"
        "gb.db.commit()\n"
        "answer = {d['student']: d['score'] for d in gb.submission_dicts('ex1')}"
    )
    assert ask_nbgrader(postgres, read) == {"ada": 9.0, "eve": 2.0}
    with Gradebook(postgres, "tiny") as gradebook:
        assert gradebook.record(ADA).score == 9.0


def test_a_gradebook_that_nbgrader_made_is_used_on(postgres: str, made: Path):
    ask_nbgrader(postgres, "gb.add_student('ada')")
    assert indexes(postgres) == set()
    fill(postgres, made)
    assert indexes(postgres) == {index.name for index in schema.INDEXES}
    assert [row["id"] for row in rows(postgres)["student"]] == ["ada", "eve"]


def test_a_source_may_change_while_nothing_is_submitted(postgres: str, made: Path):
    first, second = sources(made)
    with Gradebook(postgres, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", [first, second])
        gradebook.sync_assignment("ex1", [replace(second, cells=second.cells[1:])])
        assert len(rows(postgres)["base_cell"]) == 6
        assert gradebook.sync_assignment("ex1", [replace(second, cells=second.cells[1:])]) is None


def test_a_student_whose_name_does_not_fit_is_refused_and_stops_nobody_else(
    postgres: str, made: Path
):
    with Gradebook(postgres, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        with pytest.raises(AuthorError, match=r"the gradebook cannot hold it \(value too long"):
            gradebook.record(graded("x" * 200, RIGHT, ESSAY))
        assert gradebook.record(ADA).score == 6.5
    assert [row["id"] for row in rows(postgres)["student"]] == ["ada"]


def test_a_course_without_an_id_satisfies_the_foreign_key(postgres: str, made: Path):
    with Gradebook(postgres) as gradebook:
        gradebook.sync_assignment("ex1", sources(made))
        assert gradebook.record(ADA).score == 6.5
