"""The one connection of a run: opened, its tables brought up, its errors made readable.

SQLite keeps the journal mode it has. A write-ahead log would be faster, but stays in the file for
nbgrader too: its backup before `nbgrader db upgrade` copies the file alone, and on a network file
system the log does not work. The rollback journal with full synchronisation stands a kill -9.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex

from grader.errors import AuthorError, GraderEnvironmentError
from grader.gradebook import schema

OF_ANOTHER = (
    "Is it nbgrader's? After an update of nbgrader, back it up and run: nbgrader db upgrade"
)
TO_DO = {  # by a word of SQLite's reason
    "locked": "Another program keeps it locked: wait for it to end.",
    "unable to open": "Does its folder exist, and may you write there?",
    "readonly": "Make it writable, and its folder.",
    "full": "Make room on the disk.",
}


@contextmanager
def open_connection(db_url: str, course_id: str, lock_wait_s: float) -> Iterator[Connection]:
    """A connection to the gradebook, which is made if there is none.

    Raises GraderEnvironmentError if it is not a gradebook of the nbgrader we know, or is still
    locked by another program after `lock_wait_s` seconds.
    """
    engine = _engine(db_url, lock_wait_s)
    with readable_errors(engine), engine.connect() as connection:
        with connection.begin():
            _bring_up(connection, course_id)
        yield connection


@contextmanager
def readable_errors(engine: Engine, about: str = "") -> Iterator[None]:
    """Errors of the database as ours; `about` is the submission that is being recorded."""
    where = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except DataError as error:
        what = f"the gradebook cannot hold it ({_reason(error)})"
        raise AuthorError(about or where, what, "Is the folder's name too long?") from error
    except DBAPIError as error:
        reason = _reason(error)
        what = f"cannot use the gradebook ({reason})"
        to_do = next((do for word, do in TO_DO.items() if word in reason), OF_ANOTHER)
        raise GraderEnvironmentError(where, what, to_do) from error


def _engine(db_url: str, lock_wait_s: float) -> Engine:
    try:
        url = make_url(db_url)
        is_sqlite = url.get_backend_name() == "sqlite"
        arguments = {"timeout": lock_wait_s} if is_sqlite else {}
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise GraderEnvironmentError(
            "CourseDirectory.db_url",
            f"no database can be reached by it ({error})",
            "It looks like sqlite:////folder/gradebook.db; others need their driver installed.",
        ) from error
    if is_sqlite:
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin_as_writer)
    return engine


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin one late, before the first INSERT


def _begin_as_writer(connection: Connection) -> None:
    # What is read in a transaction is still true when it writes; and waiting is done here, once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bring_up(connection: Connection, course_id: str) -> None:
    """Make what is missing: all of it for a new gradebook, else the indexes and our table."""
    tables = set(inspect(connection).get_table_names())
    if tables & set(schema.nbgrader.tables):
        _require_known_revision(connection, is_stamped=schema.alembic_version.name in tables)
        _drop_outdated(connection, tables)
        schema.ours.create_all(connection)
        for index in schema.INDEXES:
            connection.execute(CreateIndex(index, if_not_exists=True))
    else:
        schema.nbgrader.create_all(connection)
        schema.ours.create_all(connection)
    if connection.scalar(select(schema.alembic_version.c.version_num)) is None:
        connection.execute(schema.alembic_version.insert(), {"version_num": schema.REVISION})
    known = connection.scalar(select(schema.course.c.id).where(schema.course.c.id == course_id))
    if known is None:
        connection.execute(schema.course.insert(), {"id": course_id})


def _drop_outdated(connection: Connection, tables: Collection[str]) -> None:
    """Our table as another version made it: it only spares work, so all is graded once more."""
    ours = schema.grader_run
    if ours.name in tables:
        columns = {each["name"] for each in inspect(connection).get_columns(ours.name)}
        if columns != {*ours.columns.keys()}:
            ours.drop(connection)


def _require_known_revision(connection: Connection, *, is_stamped: bool) -> None:
    """Nothing of an older or a newer nbgrader.

    Without `alembic` on its PATH nbgrader makes a gradebook that has no revision, and uses it.
    """
    found = None
    if is_stamped:
        found = connection.scalar(select(schema.alembic_version.c.version_num))
    if found == schema.REVISION or (found is None and _has_every_column(connection)):
        return
    where = connection.engine.url.render_as_string(hide_password=True)
    if found is None or found in schema.OLDER_REVISIONS:
        what = "the gradebook is of an older nbgrader"
        raise GraderEnvironmentError(where, what, "Back it up and run: nbgrader db upgrade")
    what = f"the gradebook is of a newer nbgrader (revision {found}) than the grader knows"
    raise GraderEnvironmentError(where, what, "Update the grader.")


def _has_every_column(connection: Connection) -> bool:
    inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    return all(
        name in tables
        and {*table.columns.keys()} <= {each["name"] for each in inspector.get_columns(name)}
        for name, table in schema.nbgrader.tables.items()
    )


def _reason(error: DBAPIError) -> str:
    return str(error.orig).strip().split("\n")[0]
