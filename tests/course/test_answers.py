import pytest

from course.answers import check_targets, fill_in, read_answers, read_notebook, solutions
from course.build import build
from course.errors import AuthorError

from .conftest import MINI


def write(mini, which, text):
    mini.layout.answers("mini", which).write_text(text, encoding="utf-8")


def test_answers_are_read_with_the_cells_they_lose(mini):
    write(
        mini,
        "wrong",
        '# %% wrong="half" solution="kl" loses="kl_zero why" symptom="twice"\nx = 1\n',
    )
    (answer,) = read_answers(mini.layout, "mini", "wrong")
    assert (answer.name, answer.solution, answer.source) == ("half", "kl", "x = 1")
    assert answer.loses == ("kl_zero", "why")
    assert not answer.is_right


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('# %% wrong="half" solution="kl"', "Write exactly"),
        ('# %% wrong="half" solution="kl" loses="" symptom="x"', "loses nothing"),
        ('# %% right="half" solution="kl" loses="a" symptom="x"', "Write exactly"),
    ],
)
def test_answers_with_other_keys_are_refused_with_file_and_line(mini, line, complaint):
    write(mini, "wrong", f"# %% [markdown]\n# why\n\n{line}\nx = 1\n")
    with pytest.raises(AuthorError, match=complaint) as caught:
        read_answers(mini.layout, "mini", "wrong")
    assert "wrong_answers.py, line 4" in str(caught.value)


def test_two_answers_of_one_name_are_refused(mini):
    cell = '# %% right="loop" solution="kl"\nx = 1\n\n'
    write(mini, "right", cell + cell)
    with pytest.raises(AuthorError, match="stands twice"):
        read_answers(mini.layout, "mini", "right")


def test_an_answer_that_names_no_cell_is_found(mini):
    build(mini.layout, [MINI])
    write(mini, "wrong", '# %% wrong="half" solution="lk" loses="kl_zero" symptom="x"\nx = 1\n')
    found = check_targets(
        mini.layout,
        read_answers(mini.layout, "mini", "wrong"),
        read_notebook(mini.layout.source_notebook("mini")),
    )
    assert ["'lk', which is no cell of mini" in str(error) for error in found] == [True]


def test_filling_in_replaces_solution_cells_alone_and_leaves_the_original(mini):
    build(mini.layout, [MINI])
    released = read_notebook(mini.layout.release_notebook("mini"))
    filled = fill_in(released, {"kl": "x = 1", "kl_zero": "pass"})
    by_id = {cell.id: cell.source for cell in filled.cells}
    assert by_id["kl"] == "x = 1"
    assert by_id["kl_zero"] != "pass"
    assert "YOUR CODE HERE" in {cell.id: cell.source for cell in released.cells}["kl"]


def test_the_solutions_of_a_source_notebook_come_without_markers(mini):
    build(mini.layout, [MINI])
    text = solutions(read_notebook(mini.layout.source_notebook("mini")))["kl"]
    assert "expm1" in text
    assert "SOLUTION" not in text
