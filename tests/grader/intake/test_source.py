"""The instructor's notebook: kinds, what students got, and what an author has to correct."""

import json
from pathlib import Path
from typing import Any

import pytest

from grader.cells import SourceNotebook
from grader.errors import AuthorError
from grader.intake.source import load_source, without
from grader.markers import Markers, Region

ROOT = Path(__file__).parents[3]
FLAGS = {
    "solution": {"solution": True},
    "answer": {"solution": True, "grade": True, "points": 2},
    "tests": {"grade": True, "locked": True, "points": 2},
    "readonly": {"locked": True},
    "task": {"task": True, "locked": True, "points": 2},
}


def cell(kind: str, text: str, name: str = "a", code: bool = True, **keys: Any) -> dict[str, Any]:
    nbgrader = {"schema_version": 3, "grade_id": name} | FLAGS.get(kind, {}) | keys
    metadata = {} if kind == "plain" else {"nbgrader": nbgrader}
    kind_of_text = "code" if code else "markdown"
    return {"cell_type": kind_of_text, "source": text, "metadata": metadata, "id": f"id-{name}"}


def write(path: Path, *cells: dict[str, Any], language: str = "python") -> Path:
    metadata = {"kernelspec": {"name": "x", "language": language}}
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}))
    return path


@pytest.fixture
def source(tmp_path: Path):
    def load(*cells: dict[str, Any], **options: Any) -> SourceNotebook:
        return load_source(write(tmp_path / "p1.ipynb", *cells), **options)

    return load


def test_cells_have_names_kinds_points_and_ids(source):
    notebook = source(
        cell("plain", "import x", "p"),
        cell("solution", "y", "kl"),
        cell("tests", "assert y", "kl_test"),
        cell("answer", "why", "why", code=False),
        cell("readonly", "z", "setup"),
        cell("task", "plot", "plot", code=False),
    )
    found = [(c.name, c.kind, c.points, c.cell_id) for c in notebook.cells]
    assert found == [
        ("cell 1", "plain", 0.0, "id-p"),
        ("kl", "solution", 0.0, "id-kl"),
        ("kl_test", "tests", 2.0, "id-kl_test"),
        ("why", "answer", 2.0, "id-why"),
        ("setup", "readonly", 0.0, "id-setup"),
        ("plot", "task", 2.0, "id-plot"),
    ]
    assert (notebook.name, notebook.metadata["kernelspec"]["name"]) == ("p1", "x")


def test_a_solution_is_replaced_by_the_stub_at_its_indentation(source):
    text = "def f():\n    a = 1\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION\n# end"
    (released,) = [c.released for c in source(cell("solution", text)).cells]
    stub = "    # YOUR CODE HERE\n    raise NotImplementedError()\n"
    assert released == f"def f():\n    a = 1\n{stub}# end"


def test_an_answer_without_delimiters_is_wholly_the_students(source):
    notebook = source(cell("solution", "x = 1"), cell("answer", "why", "b", code=False))
    stubs = ["# YOUR CODE HERE\nraise NotImplementedError()", "YOUR ANSWER HERE"]
    assert [c.released for c in notebook.cells] == stubs


def test_hidden_tests_and_mark_schemes_are_not_released(source):
    hidden = "assert f\n### BEGIN HIDDEN TESTS\nassert f(2)\n### END HIDDEN TESTS\nassert g"
    scheme = "Plot.\n### BEGIN MARK SCHEME\n2 points\n### END MARK SCHEME"
    notebook = source(cell("tests", hidden), cell("task", scheme, "b", code=False))
    assert [c.released for c in notebook.cells] == ["assert f\nassert g", "Plot."]
    assert notebook.cells[0].source == hidden


def test_delimiters_and_stubs_are_those_of_the_course(source):
    markers = Markers(solution=Region("<<", ">>"), code_stub={"python": "..."})
    notebook = source(cell("solution", "a\n# <<\nb\n# >>"), markers=markers)
    assert notebook.cells[0].released == "a\n..."


def test_the_released_notebook_says_what_students_got(source, tmp_path: Path):
    old = write(
        tmp_path / "release.ipynb",
        cell("solution", "the old stub", "a") | {"id": "other"},
        cell("plain", "old prose", "p"),
    )
    cells = (cell("solution", "x"), cell("plain", "prose", "p"), cell("solution", "y", "new"))
    notebook = source(*cells, release=old)
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    assert [c.released for c in notebook.cells] == ["the old stub", "old prose", stub]
    assert notebook.cells[0].cell_id == "other"


def test_tests_that_nbgrader_makes_are_taken_from_the_release(source, tmp_path: Path):
    made = write(tmp_path / "release.ipynb", cell("tests", "assert hash(x) == 7"))
    text = "### AUTOTEST x\n### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS"
    (test,) = source(cell("tests", text), release=made).cells
    assert test.released == "assert hash(x) == 7"
    assert test.source == (
        "assert hash(x) == 7\n### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS"
    )


def test_metadata_of_the_first_versions_is_read(source):
    keys = {"grade_id": "a", "grade": True, "points": ""}
    old = cell("plain", "assert x") | {"metadata": {"nbgrader": keys}}
    (test,) = source(old).cells
    assert (test.kind, test.points) == ("tests", 0.0)


def test_the_sources_of_this_course_give_what_was_released():
    markers = Markers(code_stub={"python": "# YOUR CODE HERE"})
    paths = sorted((ROOT / "source").glob("*/*.ipynb"))
    assert len(paths) > 10
    for path in paths:
        release = ROOT / "release" / path.parent.name / path.name
        assert load_source(path, None, markers) == load_source(path, release, markers), path


@pytest.mark.parametrize(
    ("cells", "where", "what"),
    [
        ([cell("tests", "x"), cell("tests", "x")], "cells 1 and 2", "both have the grade_id 'a'"),
        ([cell("plain", "x", "p"), cell("tests", "x", "")], "cell 2", "no grade_id"),
        ([cell("tests", "x", "a b")], "cell 1 ('a b')", "other characters"),
        ([cell("tests", "x", points=None)], "cell 1 ('a')", "no points"),
        ([cell("tests", "x", points=-1)], "cell 1 ('a')", "from 0 up"),
        ([cell("tests", "x", code=False)], "cell 1", "text, yet marked as autograded tests"),
        ([cell("solution", "x", code=False)], "cell 1", "text, yet marked as an autograded answer"),
        ([cell("task", "x")], "cell 1", "code, yet marked as a task"),
        ([cell("solution", "x", schema_version=9)], "cell 1", "metadata of version 9"),
        ([cell("solution", "### BEGIN SOLUTION")], "cell 1", "without"),
        ([cell("solution", "# BEGIN SOLUTION\n# BEGIN SOLUTION")], "cell 1", "a second"),
        ([cell("tests", "# BEGIN SOLUTION\n# END SOLUTION")], "cell 1", "a solution region"),
        ([cell("readonly", "# BEGIN HIDDEN TESTS\n# END HIDDEN TESTS")], "cell 1", "hidden tests"),
        ([cell("tests", "# AUTOTEST x")], "cell 1", "made at release"),
        ([cell("solution", "x") | {"source": 3}], "cell 1", "damaged"),
    ],
)
def test_an_author_reads_where_what_and_what_to_do(source, cells, where: str, what: str):
    with pytest.raises(AuthorError) as error:
        source(*cells)
    assert error.value.where.endswith(where) or f", {where} " in error.value.where
    assert "p1.ipynb" in error.value.where
    assert what in error.value.what
    assert error.value.to_do.endswith(".")


def test_a_language_without_a_stub_is_the_authors_to_set(tmp_path: Path):
    path = write(tmp_path / "p.ipynb", cell("solution", "x"), language="julia")
    with pytest.raises(AuthorError, match=r"no code stub for 'julia'\. Set ClearSolutions"):
        load_source(path)


def test_made_tests_among_hidden_ones_cannot_be_known(source, tmp_path: Path):
    made = write(tmp_path / "release.ipynb", cell("tests", "assert x"))
    text = "x\n### BEGIN HIDDEN TESTS\n### AUTOTEST x\n### END HIDDEN TESTS"
    with pytest.raises(AuthorError, match="AUTOTEST among hidden tests"):
        source(cell("tests", text), release=made)


def test_a_source_that_is_missing_or_damaged_says_so(tmp_path: Path):
    with pytest.raises(AuthorError, match="cannot be opened"):
        load_source(tmp_path / "none.ipynb")
    (tmp_path / "cut.ipynb").write_text('{"cells": [{"source": "", "metadata": {}}, {"sour')
    with pytest.raises(AuthorError, match="this file is damaged after cell 1"):
        load_source(tmp_path / "cut.ipynb")


def test_regions_may_follow_each_other():
    region = Region("BEGIN", "END")
    assert without("a\n# BEGIN\nb\n# END\nc\n# BEGIN\nd\n# END", region, ["-"]) == "a\n-\nc\n-"
    assert without("a", region) is None
