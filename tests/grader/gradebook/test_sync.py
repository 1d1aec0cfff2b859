"""The gradebook follows a source that changes, as far as no grade is lost."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from grader import AuthorError
from grader.cells import SourceCell, SourceNotebook
from grader.gradebook import Gradebook, GradedSubmission
from grader.records import CellResult, SubmissionResult

from .classroom import Rows, rows

SOLUTION = SourceCell("double", "solution", "code", "return 2 * x", "# YOUR CODE HERE")
TEST = SourceCell("hidden", "tests", "code", "assert a\nassert b", "assert a", 2.0)
WHY = SourceCell("why", "answer", "markdown", "Because.", "YOUR ANSWER HERE", 3.0)
NOTE = SourceCell("note", "readonly", "markdown", "Zero.", "Zero.")
PROSE = SourceCell("cell 5", "plain", "markdown", "# Title", "# Title")
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
NB = SourceNotebook("nb", (SOLUTION, TEST, WHY, NOTE, PROSE), PYTHON)


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/gradebook.db"


@pytest.fixture
def gradebook(url: str) -> Iterator[Gradebook]:
    with Gradebook(url, "tiny") as gradebook:
        yield gradebook


def submit(gradebook: Gradebook) -> None:
    cells = (CellResult("hidden", 2.0, 2.0, "", "nb"), CellResult("why", 3.0, None, "", "nb"))
    result = SubmissionResult("ex1", "ada", None, None, 0.1, "graded", "", cells)
    gradebook.record(GradedSubmission(result, "d1", frozenset({"nb"})))


def with_cell(notebook: SourceNotebook, cell: SourceCell, **changed: Any) -> SourceNotebook:
    cells = (replace(each, **changed) if each == cell else each for each in notebook.cells)
    return replace(notebook, cells=tuple(cells))


def points(url: str) -> dict[str, float]:
    tables: Rows = rows(url)
    return {row["cell"][1]: row["max_score"] for row in tables["grade_cells"]}


def texts(url: str) -> dict[str, str]:
    return {row["name"]: row["source"] for row in rows(url)["source_cell"]}


def test_a_new_assignment_is_said_to_be_new_and_then_there_is_nothing_to_say(
    gradebook: Gradebook, url: str
):
    note = gradebook.sync_assignment("ex1", [NB])
    assert note == "ex1: new to the gradebook, read from the source folder."
    before = rows(url)
    assert gradebook.sync_assignment("ex1", [NB]) is None
    assert rows(url) == before


def test_texts_are_without_solutions_and_with_hidden_tests(gradebook: Gradebook, url: str):
    gradebook.sync_assignment("ex1", [NB])
    assert texts(url) == {
        "double": "# YOUR CODE HERE",
        "hidden": "assert a\nassert b",
        "why": "YOUR ANSWER HERE",
        "note": "Zero.",
    }


def test_without_submissions_everything_may_change(gradebook: Gradebook, url: str):
    gradebook.sync_assignment("ex1", [NB])
    other = SourceNotebook("nb", (TEST, replace(WHY, name="because"), NOTE), {})
    note = gradebook.sync_assignment("ex1", [other, SourceNotebook("more", (SOLUTION,))])
    assert note == ("ex1: the gradebook follows its source: the cells of nb, notebook more added.")
    assert points(url) == {"hidden": 2.0, "because": 3.0}
    assert texts(url).keys() == {"hidden", "because", "note", "double"}
    assert {row["name"] for row in rows(url)["notebook"]} == {"nb", "more"}


def test_without_submissions_a_notebook_may_go(gradebook: Gradebook, url: str):
    gradebook.sync_assignment("ex1", [NB, SourceNotebook("more", (SOLUTION,))])
    note = gradebook.sync_assignment("ex1", [NB])
    assert note == "ex1: the gradebook follows its source: notebook more removed."
    assert [row["name"] for row in rows(url)["notebook"]] == ["nb"]
    assert len(rows(url)["base_cell"]) == 4


def test_after_submissions_points_and_texts_may_change_and_grades_stay(
    gradebook: Gradebook, url: str
):
    gradebook.sync_assignment("ex1", [NB])
    submit(gradebook)
    grades = rows(url)["grade"]
    changed = with_cell(NB, TEST, points=5.0, source="assert c")
    note = gradebook.sync_assignment("ex1", [changed])
    assert note == "ex1: the gradebook follows its source: cell hidden."
    assert points(url) == {"hidden": 5.0, "why": 3.0}
    assert texts(url)["hidden"] == "assert c"
    assert rows(url)["grade"] == grades


def test_after_submissions_a_kernel_may_change_but_is_not_saved_as_with_nbgrader(
    gradebook: Gradebook, url: str
):
    gradebook.sync_assignment("ex1", [NB])
    submit(gradebook)
    before = rows(url)
    assert gradebook.sync_assignment("ex1", [replace(NB, metadata={})]) is None
    assert rows(url) == before


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (replace(NB, cells=NB.cells[:2]), "cells changed .*gone: note, why"),
        (with_cell(NB, NOTE, name="remark"), "cells changed .*new: remark; gone: note"),
        (with_cell(NB, NOTE, kind="tests"), "cells changed .*their kind"),
    ],
)
def test_after_submissions_cells_neither_come_nor_go(
    gradebook: Gradebook, url: str, changed: SourceNotebook, what: str
):
    gradebook.sync_assignment("ex1", [NB])
    submit(gradebook)
    before = rows(url)
    with pytest.raises(AuthorError, match=f"ex1/nb: its {what}.*assignment remove ex1 --force"):
        gradebook.sync_assignment("ex1", [changed])
    assert rows(url) == before


def test_after_submissions_notebooks_neither_come_nor_go(gradebook: Gradebook, url: str):
    gradebook.sync_assignment("ex1", [NB])
    submit(gradebook)
    before = rows(url)
    more = SourceNotebook("more", (SOLUTION,))
    with pytest.raises(AuthorError, match=r"ex1: its notebooks changed .*new: more"):
        gradebook.sync_assignment("ex1", [NB, more])
    with pytest.raises(AuthorError, match=r"ex1: its notebooks changed .*new: more; gone: nb"):
        gradebook.sync_assignment("ex1", [more])
    assert rows(url) == before


def test_many_changes_are_told_in_one_line(gradebook: Gradebook):
    tests = [replace(TEST, name=f"t{n}") for n in range(9)]
    gradebook.sync_assignment("ex1", [SourceNotebook("nb", tuple(tests))])
    cells = tuple(CellResult(test.name, 2.0, 2.0, "", "nb") for test in tests)
    result = SubmissionResult("ex1", "ada", None, None, 0.1, "graded", "", cells)
    gradebook.record(GradedSubmission(result, "d1", frozenset({"nb"})))
    changed = tuple(replace(test, points=3.0) for test in tests)
    note = gradebook.sync_assignment("ex1", [SourceNotebook("nb", changed)])
    assert note is not None
    assert note.endswith(": cell t0, cell t1, cell t2, cell t3, cell t4, cell t5, … 3 more.")


@pytest.mark.parametrize(
    ("notebooks", "what"),
    [
        ([], "its source has no notebook"),
        ([SourceNotebook("nb", (TEST, TEST))], "2 cells have this grade_id"),
        ([SourceNotebook("nb", (replace(NOTE, cell_type="raw"),))], "keeps no raw cells"),
    ],
)
def test_a_source_that_nbgrader_could_not_keep_is_refused(
    gradebook: Gradebook, url: str, notebooks: list[SourceNotebook], what: str
):
    with pytest.raises(AuthorError, match=what):
        gradebook.sync_assignment("ex1", notebooks)
    assert rows(url)["assignment"] == []
