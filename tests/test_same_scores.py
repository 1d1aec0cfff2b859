"""Comparing our scores with nbgrader's: what counts as a difference, and what explains it."""

import json
from copy import deepcopy
from itertools import chain
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

FOLDER = Path(__file__).parents[1] / "benchmarks"
EX = "ex"


@pytest.fixture(autouse=True)
def _benchmarks_importable(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))


def compared(stock, ours):
    """One student, ada; scores by cell."""
    from comparison import Comparison

    sides = [{("ada", cell): score for cell, score in side.items()} for side in (stock, ours)]
    return Comparison(EX, ("ada",), *sides)


def reason(cells):
    from comparison import Reason

    return {(EX, "ada"): Reason("nbgrader is wrong", cells)}


def test_a_cell_without_a_score_differs_from_one_with_0():
    assert compared({"a": None, "b": 0.0}, {"a": 0.0, "b": 0.0}).differing == {("ada", "a")}


def test_two_cells_without_a_score_are_the_same():
    assert not compared({"a": None}, {}).differing


def test_a_difference_is_explained_by_a_reason_for_its_cell_only():
    found = compared({"a": 0, "b": 0}, {"a": 1, "b": 1})
    assert found.unexplained({}) == {("ada", "a"), ("ada", "b")}
    assert found.unexplained(reason("a")) == {("ada", "b")}
    assert not found.unexplained(reason("*"))


def test_a_reason_whose_difference_is_gone_is_out_of_date():
    found = compared({"a": 0, "b": 1}, {"a": 1, "b": 1})
    assert not found.outdated(reason("a"))
    assert found.outdated(reason("a b")) == found.outdated(reason("*")) == {("ada", "b")}
    assert found.outdated(reason("a misspelt")) == {("ada", "misspelt")}


def test_a_reason_for_a_student_who_is_not_compared_waits():
    from comparison import Reason

    assert not compared({"a": 1}, {"a": 1}).outdated({(EX, "bob"): Reason("why")})


def test_a_submission_without_any_score_has_no_points():
    from comparison import points

    found = compared({"a": None}, {"a": 1, "b": None})
    assert points(found.stock, "ada") is None
    assert points(found.ours, "ada") == 1


def test_the_lines_name_reason_points_and_cells():
    from score_lines import lines_of

    found = compared({"a": 0, "b": 1, "c": None}, {"a": 1, "b": 1, "c": 1})
    assert list(lines_of(found, reason("a c"), {"ada": "a test deleted"})) == [
        "ex: 1 submissions, 3 cells, 2 differ",
        "  nbgrader  ours",
        "nbgrader is wrong",
        "         1     3  a test deleted",
        "                  0 → 1 in a",
        "                  none → 1 in c",
    ]


def test_a_difference_without_a_reason_is_shown_as_such():
    from score_lines import lines_of

    found = compared({"a": 0, "b": 1}, {"a": 1, "b": 1})
    assert list(lines_of(found, {}, {}))[2:] == [
        "NO REASON",
        "         1     2  ada",
        "                  0 → 1 in a",
    ]


def test_an_old_reason_and_an_undeserved_score_are_complained_of(monkeypatch):
    import same_scores
    from notebook_edits import nothing
    from odd import Odd

    monkeypatch.setattr(same_scores, "REASONS", reason("b"))
    monkeypatch.setattr(same_scores, "ODD_ONES", {"ada": Odd("ada", "nothing", nothing)})
    assert list(same_scores.complaints_of(compared({"a": 1, "b": 1}, {"a": 1, "b": 1}))) == [
        "REASON WITHOUT A DIFFERENCE: ada b",
        "OURS IS WRONG: ada gets 2, deserves 7",
    ]


# --- the odd submissions --------------------------------------------------------------------------


def cell(name, source):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name}})


def sources(cells):
    return [each.source for each in cells]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda e: e.text("b", "new"), ["A", "new", "C"]),
        (lambda e: e.above("b", "%%time"), ["A", "%%time\nB", "C"]),
        (lambda e: e.own("1 / 0", behind="a"), ["A", "1 / 0", "B", "C"]),
        (lambda e: e.without("b"), ["A", "C"]),
        (lambda e: e.copied("b"), ["A", "B", "B", "C"]),
        (lambda e: e.copied("b", "draft"), ["A", "B", "draft", "C"]),
        (lambda e: e.moved("c", behind="a"), ["A", "C", "B"]),
        (lambda e: e.moved("a", behind="c"), ["B", "C", "A"]),
        (lambda e: e.merged_upwards("b"), ["A\n\nB", "C"]),
        (lambda e: e.both(e.without("a"), e.text("c", "new")), ["B", "new"]),
    ],
)
def test_an_edit_does_to_a_notebook_what_its_name_says(edit, expected):
    import notebook_edits

    cells = [cell("a", "A"), cell("b", "B"), cell("c", "C")]
    before = deepcopy(cells)
    assert sources(edit(notebook_edits)(cells)) == expected
    assert cells == before


def test_a_body_begins_below_the_docstring():
    from notebook_edits import body

    function = 'def f(x):\n    """Twice x."""\n    return 2 * x'
    assert body("f", "a\nb")([cell("f", function)])[0].source == (
        'def f(x):\n    """Twice x."""\n    a\n    b\n    return 2 * x'
    )


@pytest.fixture
def reference():
    from odd import ASSIGNMENT
    from same_scores import LAYOUT, fill_in, read_notebook, solutions

    released = read_notebook(LAYOUT.release_notebook(ASSIGNMENT))
    return fill_in(released, solutions(read_notebook(LAYOUT.source_notebook(ASSIGNMENT))))


def test_every_odd_submission_is_another_file_and_leaves_the_reference_alone(reference, tmp_path):
    from odd import ASSIGNMENT
    from same_scores import odd_submissions

    before = json.dumps(reference)
    for one in odd_submissions(reference):
        path = tmp_path / one.student / "notebook.ipynb"
        path.parent.mkdir()
        one.write(path, json.dumps(one.notebooks[ASSIGNMENT]))
        assert not path.exists() or path.read_bytes() != before.encode(), one.student
    assert json.dumps(reference) == before


def test_odd_submissions_have_names_of_their_own():
    import same_scores

    odds = [*same_scores.NBGRADER_RIGHT, *chain(*same_scores.NBGRADER_WRONG.values())]
    assert len(same_scores.ODD_ONES) == len(odds)
    assert len({odd.done for odd in odds}) == len(odds)
    ordinary = {one.student for one in same_scores.answers(same_scores.ASSIGNMENT, 1)}
    assert not ordinary & same_scores.ODD_ONES.keys()


def test_nbgrader_is_wrong_in_cells_that_there_are(reference):
    import same_scores
    from comparison import ALL
    from notebook_edits import name_of

    names = {name_of(cell) for cell in reference.cells}
    for odd in same_scores.ODD_ONES.values():
        assert odd.nbgrader_wrong_in == ALL or set(odd.nbgrader_wrong_in.split()) <= names
    for odds in same_scores.NBGRADER_WRONG.values():
        assert all(odd.nbgrader_wrong_in for odd in odds)
    assert not any(odd.nbgrader_wrong_in for odd in same_scores.NBGRADER_RIGHT)


def test_what_was_done_fits_beside_the_points():
    from same_scores import ODD_ONES
    from score_lines import MARGIN, WIDTH

    assert max(len(MARGIN + odd.done) for odd in ODD_ONES.values()) <= WIDTH


def test_scores_that_are_kept_are_given_again_until_something_changes(tmp_path):
    from kept_scores import digest, kept

    course, folder = tmp_path / "course", tmp_path / "kept"
    course.mkdir()
    (course / "a.py").write_text("1")
    first = digest(course)
    assert kept(folder, first, lambda: {("ada", "a"): 1.0, ("bob", "a"): None}) == {
        ("ada", "a"): 1.0,
        ("bob", "a"): None,
    }
    assert kept(folder, first, dict)["ada", "a"] == 1.0
    (course / "a.py").write_text("2")
    assert kept(folder, digest(course), dict) == {}
    (course / "a.py").rename(course / "b.py")
    assert len({first, digest(course), digest(course, course)}) == 3


@pytest.mark.kernel
def test_both_graders_score_the_same_submission(reference):
    from odd import ASSIGNMENT, TESTS_OF_KL
    from same_scores import REASONS, odd_submissions
    from two_gradings import grade_twice

    chosen = [one for one in odd_submissions(reference) if one.student == "stderr"]
    found = grade_twice(ASSIGNMENT, chosen, cell_limit_s=30)
    assert found.differing == {("stderr", cell) for cell in TESTS_OF_KL.split()}
    assert not found.unexplained(REASONS) | found.outdated(REASONS)
