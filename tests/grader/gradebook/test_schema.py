"""Our tables against those of the nbgrader that is installed: a new nbgrader is noticed here."""

import warnings
from pathlib import Path

import nbgrader
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from grader.gradebook import schema


@pytest.fixture(scope="module")
def theirs() -> MetaData:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Base

    return Base.metadata


def test_the_tables_are_nbgraders(theirs: MetaData):
    assert set(schema.nbgrader.tables) == set(theirs.tables)


@pytest.mark.parametrize("name", schema.nbgrader.tables)
def test_every_column_is_nbgraders(theirs: MetaData, name: str):
    ours, table = schema.nbgrader.tables[name], theirs.tables[name]
    assert [described(column) for column in ours.c] == [described(column) for column in table.c]


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda d: d.name)
@pytest.mark.parametrize("name", schema.nbgrader.tables)
def test_every_table_would_be_created_as_nbgrader_does(theirs: MetaData, name: str, dialect):
    def created(table: Table) -> str:
        return str(CreateTable(table).compile(dialect=dialect))

    assert created(schema.nbgrader.tables[name]) == created(theirs.tables[name])


def test_nbgrader_still_lacks_the_indexes(theirs: MetaData):
    assert not [table.name for table in theirs.tables.values() if table.indexes]
    assert len(schema.INDEXES) == 6


def test_the_revision_is_the_head_of_nbgraders_and_the_others_are_older():
    config = Config()
    config.set_main_option("script_location", str(Path(nbgrader.__file__).parent / "alembic"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [schema.REVISION]
    revisions = {each.revision for each in script.walk_revisions()}
    assert revisions == {schema.REVISION, *schema.OLDER_REVISIONS}


def described(column) -> tuple[object, ...]:
    keys = sorted(key.target_fullname for key in column.foreign_keys)
    values = getattr(column.type, "enums", None)
    kind = (str(column.type.compile(dialect=postgresql.dialect())), values)
    return column.name, *kind, column.nullable, column.primary_key, keys
