import pytest

from grader.audit import audit
from grader.errors import AuthorError
from grader.testing import ThreadExecutor
from tests.grader.tiny_course import tiny_course

NEGATIVE = """# %% wrong="only_up" solution="double" loses="hidden" symptom="negative"
def double(x):
    return abs(2 * x)
"""


@pytest.fixture
def root(tmp_path):
    return tiny_course(tmp_path / "tiny")


def answer(root, text, folder="answers"):
    (root / folder / "ex1").mkdir(parents=True)
    (root / folder / "ex1/wrong_answers.py").write_text(text, encoding="utf-8")


def test_a_course_on_disk_is_audited_from_any_folder_in_it(root):
    answer(root, NEGATIVE)
    report = audit(root / "source", executor=ThreadExecutor())
    (assignment,) = report.assignments
    assert (assignment.name, assignment.grade_cells, assignment.wrong_answers) == ("ex1", 3, 1)
    assert [item.solution for item in assignment.items] == ["double"]
    assert report.is_clean
    assert report.level == "none"


def test_answers_are_read_where_the_course_configures_them(root):
    answer(root, NEGATIVE.replace("negative", "sign"), folder="mistakes")
    with (root / "nbgrader_config.py").open("a") as file:
        file.write('c.Grader.answers_directory = "mistakes"\n')
    (problem,) = audit(root, executor=ThreadExecutor()).problems
    assert problem.where == "mistakes/ex1/wrong_answers.py:1"


def test_an_answer_that_cannot_be_read_stops_the_audit(root):
    answer(root, "# %% wrong\n")
    with pytest.raises(AuthorError, match=r"^answers/ex1/wrong_answers\.py:1: "):
        audit(root, executor=ThreadExecutor())


def test_an_assignment_that_is_not_there_is_named(root):
    with pytest.raises(AuthorError, match="ex9"):
        audit(root, ["ex9"], ThreadExecutor())


def test_a_course_without_a_notebook_is_told_so(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(AuthorError, match="no instructor's notebook here"):
        audit(tmp_path, executor=ThreadExecutor())
