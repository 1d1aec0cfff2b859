from pathlib import Path

import pytest

from grader.course_dir import CourseDir, find_root, require_writable, select
from grader.errors import AuthorError, GraderEnvironmentError


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two assignments; ada submitted both, bob and eve the first."""
    root = tmp_path / "course"
    places = ["release/ex1", "release/ex2", "submitted/ada/ex1", "submitted/ada/ex2"]
    for place in [*places, "submitted/bob/ex1", "submitted/eve/ex1"]:
        (root / place).mkdir(parents=True)
        (root / place / "ex.ipynb").write_text('{"cells": []}')
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    return root


def names(submissions):
    return [(each.assignment, each.student) for each in submissions]


def test_the_root_is_found_from_a_folder_below(course: Path):
    assert find_root(course / "submitted" / "ada") == course


def test_a_folder_outside_a_course_is_named_in_the_error(tmp_path: Path):
    with pytest.raises(GraderEnvironmentError, match=r"no nbgrader_config\.py") as caught:
        find_root(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "\n" not in str(caught.value)


def test_an_assignment_is_known_from_release_or_source_if_it_has_a_notebook(course: Path):
    (course / "release" / "no_notebook").mkdir()
    (course / "release" / "hidden_file").mkdir()
    (course / "release" / "hidden_file" / "._ex.ipynb").touch()
    (course / "source" / "ex3").mkdir(parents=True)
    (course / "source" / "ex3" / "ex.ipynb").touch()
    assert CourseDir(course).assignments() == ["ex1", "ex2", "ex3"]


def test_submissions_come_by_assignment_then_student(course: Path):
    expected = [("ex1", "ada"), ("ex1", "bob"), ("ex1", "eve"), ("ex2", "ada")]
    assert names(CourseDir(course).submissions()) == expected


def test_a_submission_of_an_unknown_assignment_is_not_lost(course: Path):
    (course / "submitted" / "bob" / "ex1_final").mkdir()
    assert ("ex1_final", "bob") in names(select(CourseDir(course)))


def test_an_excluded_student_is_left_out(course: Path):
    excluding = CourseDir(course, excluded_students=frozenset({"ada", ""}))
    assert names(excluding.submissions()) == [("ex1", "bob"), ("ex1", "eve")]


def test_another_directory_structure_is_followed(tmp_path: Path):
    structure = "{nbgrader_step}/{assignment_id}/{student_id}"
    (tmp_path / "handed_in" / "ex[1]" / "ada").mkdir(parents=True)
    course = CourseDir(tmp_path, structure, submitted_directory="handed_in")
    assert names(course.submissions()) == [("ex[1]", "ada")]


def test_names_select_submissions(course: Path):
    assert names(select(CourseDir(course), ["ex1"], ["ada", "eve"])) == [
        ("ex1", "ada"),
        ("ex1", "eve"),
    ]
    assert names(select(CourseDir(course), [], ["bob"])) == [("ex1", "bob")]


@pytest.mark.parametrize(
    ("assignments", "students", "line"),
    [
        (["ex7"], None, "assignment 'ex7': no such assignment here. Known: ex2, ex1."),
        (None, ["bop"], "student 'bop': no such student here. Known: bob, ada, eve."),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones_nearest_first(
    course: Path, assignments, students, line
):
    with pytest.raises(AuthorError) as caught:
        select(CourseDir(course), assignments, students)
    assert str(caught.value) == line


def test_a_long_list_of_known_names_is_cut(course: Path):
    for n in range(40):
        (course / "submitted" / f"student{n:02}" / "ex1").mkdir(parents=True)
    with pytest.raises(AuthorError, match=r"… 31 more\.$"):
        select(CourseDir(course), students=["zoe"])


def test_a_file_in_the_place_of_a_folder_is_an_environment_error(tmp_path: Path):
    (tmp_path / "autograded").touch()
    with pytest.raises(GraderEnvironmentError, match="cannot write here"):
        require_writable(tmp_path / "autograded")


def test_a_missing_folder_is_made(tmp_path: Path):
    require_writable(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []
