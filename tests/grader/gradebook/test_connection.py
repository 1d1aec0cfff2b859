"""A gradebook is made, found, brought up or refused."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from grader import GraderEnvironmentError
from grader.gradebook import Gradebook, schema

from .classroom import RIGHT, ask_nbgrader, classroom, db_url, graded, rows, sources


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def statements(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the same file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def indexes(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        return {name for (name,) in found if not name.startswith("sqlite_")}


def opened(url: str, course: str = "tiny") -> None:
    with Gradebook(url, course):
        pass


def test_a_new_gradebook_has_every_table_the_revision_the_course_and_the_indexes(
    url: str, path: Path, statements: sqlite3.Connection
):
    opened(url)
    engine = create_engine(url)
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    assert tables == set(schema.nbgrader.tables) | {"alembic_version", "grader_run", "grader_trial"}
    assert statements.execute("SELECT version_num FROM alembic_version").fetchall() == [
        (schema.REVISION,)
    ]
    assert statements.execute("SELECT id FROM course").fetchall() == [("tiny",)]
    assert indexes(path) == {index.name for index in schema.INDEXES}


def test_opening_again_changes_nothing(url: str, path: Path):
    opened(url)
    before = path.read_bytes()
    opened(url)
    assert path.read_bytes() == before


def test_a_gradebook_of_nbgraders_gets_the_indexes_and_our_table(url: str, path: Path):
    ask_nbgrader(url, "gb.add_student('ada')")
    assert indexes(path) == set()
    opened(url)
    assert indexes(path) == {index.name for index in schema.INDEXES}
    assert [row["id"] for row in rows(url)["student"]] == ["ada"]


def test_a_gradebook_that_nbgrader_made_without_alembic_is_stamped(
    url: str, statements: sqlite3.Connection
):
    opened(url)
    statements.execute("DROP TABLE alembic_version")
    opened(url)
    assert statements.execute("SELECT version_num FROM alembic_version").fetchall() == [
        (schema.REVISION,)
    ]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (f"UPDATE alembic_version SET version_num = '{schema.OLDER_REVISIONS[0]}'", "an older"),
        ("UPDATE alembic_version SET version_num = 'abcdef'", "a newer nbgrader .revision abcdef"),
        ("DROP TABLE alembic_version; ALTER TABLE student DROP COLUMN lms_user_id", "an older"),
    ],
)
def test_a_gradebook_of_another_nbgrader_is_refused_and_left_alone(
    url: str, path: Path, statements: sqlite3.Connection, change: str, what: str
):
    opened(url)
    statements.executescript(change)
    before = path.read_bytes()
    with pytest.raises(GraderEnvironmentError, match=f"{what}.*(nbgrader db upgrade|Update)"):
        opened(url)
    assert path.read_bytes() == before


def test_our_table_of_another_version_is_made_anew(url: str, statements: sqlite3.Connection):
    opened(url)
    statements.execute("INSERT INTO student (id) VALUES ('ada')")
    statements.execute("ALTER TABLE grader_run ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")
    opened(url)
    columns = [row[1] for row in statements.execute("PRAGMA table_info(grader_run)")]
    assert columns == [*schema.grader_run.columns.keys()]
    assert statements.execute("SELECT id FROM student").fetchall() == [("ada",)]


def test_the_journal_stays_nbgraders(url: str, statements: sqlite3.Connection):
    opened(url)
    assert statements.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_gradebook_that_another_program_keeps_locked_is_waited_for_then_given_up(
    url: str, statements: sqlite3.Connection
):
    opened(url)
    statements.execute("BEGIN IMMEDIATE")
    impatient = Gradebook(url, "tiny", lock_wait_s=0.05)
    with pytest.raises(GraderEnvironmentError, match="keeps it locked"), impatient:
        pytest.fail("entered")
    statements.execute("ROLLBACK")
    opened(url)


def test_others_read_while_we_are_open(url: str, statements: sqlite3.Connection):
    with Gradebook(url, "tiny"):
        assert statements.execute("SELECT id FROM course").fetchall() == [("tiny",)]
        statements.execute("INSERT INTO student (id) VALUES ('ada')")


def test_a_file_that_is_no_database_is_named(url: str, path: Path):
    path.write_text("Say why. " * 100)
    with pytest.raises(GraderEnvironmentError, match=r"gradebook\.db: cannot use the gradebook"):
        opened(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(GraderEnvironmentError, match=r"unable to open.*Does its folder exist"):
        opened(f"sqlite:///{tmp_path}/none/gradebook.db")


@pytest.mark.parametrize("url", ["grades", "nosuch://host/db", "oracle://host/db"])
def test_an_address_that_leads_nowhere_is_the_configurations(url: str):
    with pytest.raises(GraderEnvironmentError, match=r"CourseDirectory\.db_url"):
        opened(url)


def test_a_password_is_not_shown():
    url = "postgresql+psycopg://teacher:secret@127.0.0.1:1/grades"
    with pytest.raises(GraderEnvironmentError) as caught:
        opened(url)
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_taken_away_stops_the_run(
    url: str, statements: sqlite3.Connection, tmp_path: Path
):
    root = classroom(tmp_path / "course")
    with Gradebook(url, "tiny") as gradebook:
        gradebook.sync_assignment("ex1", sources(root))
        statements.execute("DROP TABLE grade")
        with pytest.raises(GraderEnvironmentError, match="no such table"):
            gradebook.record(graded("ada", RIGHT))


def test_nothing_slow_is_imported():
    code = (
        "import sys; from grader.gradebook import Gradebook; "
        "slow = {'nbgrader', 'nbformat', 'numpy', 'sqlalchemy.orm'}; "
        "sys.exit(str(slow & set(sys.modules)) if slow & set(sys.modules) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_course_without_an_id_has_one_all_the_same(tmp_path: Path):
    root = classroom(tmp_path / "course")
    with Gradebook(db_url(root)) as gradebook:
        gradebook.sync_assignment("ex1", sources(root))
    assert rows(db_url(root))["course"] == [{"id": ""}]
