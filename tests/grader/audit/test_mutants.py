import ast

import pytest

from grader.audit.mutants import diff, mutants
from grader.intake.source import Region


def texts(source):
    return {mutant.source for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("line", "mistakes"),
    [
        ("z = x + y", {"z = x - y", "z = x", "z = y", "pass"}),
        ("z = x - y", {"z = x + y", "z = x", "z = -y", "z = y - x"}),
        ("z = x * y", {"z = x / y", "z = x", "z = y"}),
        ("z = x / y", {"z = x * y", "z = x", "z = 1 / y", "z = y / x"}),
        ("z = x @ y", {"z = y @ x", "z = x * y"}),
        ("z = x ** 2", {"z = x * 2", "z = x", "z = x ** 3", "z = x ** 1", "z = 2 ** x"}),
        ("z = -x", {"z = x"}),
        ("z = x < y", {"z = x <= y", "z = x >= y"}),
        ("z = x and y", {"z = x or y", "z = x", "z = y"}),
        ("z = 0.5 + x", {"z = 1.0 + x", "z = 0.505 + x"}),
        ("z = x[1:-1]", {"z = x[2:-1]", "z = x[0:-1]", "z = x[1:-2]", "z = x[1:-0]", "z = x[1:1]"}),
        ("z = x[:y]", {"z = x[:y + 1]", "z = x[:y - 1]"}),
        ("z = x[y]", {"z = x[y + 1]", "z = x[y - 1]"}),
        ("z = range(x)", {"z = range(1, x)", "z = range(x - 1)", "z = range(x + 1)"}),
        ("z = np.sum(x, axis=-1)", {"z = np.sum(x, axis=0)", "z = np.sum(x)", "z = x"}),
        ("z = np.sum(x, axis=0)", {"z = np.sum(x, axis=-1)", "z = np.mean(x, axis=0)"}),
        ("z = x.max(keepdims=True)", {"z = x.max(keepdims=False)", "z = x.min(keepdims=True)"}),
        ("z = np.var(x)", {"z = np.var(x, ddof=1)", "z = np.std(x)"}),
        ("z = x.std(ddof=1)", {"z = x.std(ddof=0)", "z = x.std()"}),
        ("z = solve(x, y)", {"z = solve(y, x)"}),
        ("z = np.log(x)", {"z = x", "z = np.log1p(x)"}),
        ("z = np.exp(x)", {"z = np.exp(-x)", "z = np.expm1(x)", "z = x"}),
        ("z = np.clip(x, 0, None)", {"z = x", "z = np.clip(x, 1, None)"}),
        ("z = max(x, y)", {"z = x", "z = y", "z = min(x, y)"}),
        ("z = x.T", {"z = x"}),
        ("z = x if y else 0", {"z = x", "z = 0", "z = 0 if y else x"}),
        ("z = [a for a in x if a]", {"z = [a for a in x]"}),
        ("x += 1", {"x -= 1", "x += 2", "pass"}),
        ("return x, y", {"return (y, x)", "return"}),
        ("return np.sum(x)", {"return -np.sum(x)"}),
        ("z = np.asarray(x, dtype=float)", {"z = x", "z = np.asarray(x)"}),
        ("z = x.astype(float)", {"z = x"}),
        ("z = x.reshape(3)", {"z = x"}),
        ("z = float(x)", {"z = x"}),
    ],
)
def test_a_line_can_be_wrong_in_these_ways(line, mistakes):
    assert mistakes <= texts(line)


@pytest.mark.parametrize(
    ("statement", "mistakes"),
    [
        ("if x:\n    y = 1", {"if not x:\n    y = 1", "if True:\n    y = 1", "pass"}),
        ("if not x:\n    y = 1", {"if x:\n    y = 1"}),
        ("with lock:\n    y = x", {"if True:\n    y = x"}),
        ("for i in x:\n    use(i)", {"for i in x:\n    pass", "pass"}),
    ],
)
def test_a_block_can_be_wrong_in_these_ways(statement, mistakes):
    assert mistakes <= texts(statement)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("z = np.maximum(x, y)", "z = np.maximum(y, x)"),
        ("z = np.sum(x, axis=-1)", "z = np.sum(x, axis=1)"),
        ("z = (x - y) ** 2", "z = (y - x) ** 2"),
        ("z = abs(x - y)", "z = abs(y - x)"),
        ("z = np.sum(x)", "z = np"),
    ],
)
def test_changes_that_make_no_difference_are_left_out(line, same):
    assert texts(line)
    assert same not in texts(line)


def test_a_mutant_has_one_mistake_and_is_python():
    source = "def f(x):\n    y = np.exp(-x) + 1\n    return y[0]"
    for mutant in mutants(source):
        assert ast.unparse(ast.parse(mutant.source)) == mutant.source
        assert len(diff(mutant).splitlines()) == 2


def test_conversions_are_forgotten_all_at_once():
    source = "def f(x, y):\n    return np.asarray(x, float) - np.asarray(y, float)"
    (mutant,) = (m for m in mutants(source) if m.kind == "conversions removed")
    assert mutant.source.endswith("return x - y")


def test_parameters_are_taken_for_each_other_in_the_solution_alone():
    source = (
        "def f(x, y):\n    ### BEGIN SOLUTION\n    return x - 2 * y\n    ### END SOLUTION\n    g(x)"
    )
    (mutant,) = (m for m in mutants(source) if m.kind == "parameters exchanged")
    assert mutant.source == "def f(x, y):\n    return y - 2 * x\n    g(x)"


def test_only_the_solution_region_is_mutated():
    source = "a = n + 1\n### BEGIN SOLUTION\nb = n + 1\n### END SOLUTION\nc = n + 1"
    assert mutants(source)
    for mutant in mutants(source):
        assert mutant.source.startswith("a = n + 1\n")
        assert mutant.source.endswith("\nc = n + 1")
        assert mutant.line == 3


def test_a_course_may_mark_its_solutions_otherwise():
    source = "a = n + 1\n# <answer>\nb = n\n# </answer>"
    found = mutants(source, Region("<answer>", "</answer>"))
    assert [mutant.source for mutant in found] == ["a = n + 1\npass"]


def test_a_cell_without_markers_is_a_solution_as_a_whole():
    assert len(mutants("z = x + y")) == 4


@pytest.mark.parametrize(
    "source",
    [
        'answer = "b"',
        'pairs = {"one": "a", "two": "b"}',
        "import numpy as np",
        "def f(x):\n    '''Three times 2.'''",
        "def f(x=1):\n    pass",
        "%matplotlib inline",
    ],
)
def test_text_answers_stubs_imports_and_magics_are_left_alone(source):
    assert mutants(source) == []


def test_the_words_of_an_error_are_left_alone():
    source = 'def f(x):\n    raise ValueError(f"{x + 1} is " + "wrong")'
    assert [mutant.kind for mutant in mutants(source)] == ["statement removed"]


def test_a_number_that_is_the_answer_gets_other_numbers_that_no_rounding_excuses():
    found = texts("### BEGIN SOLUTION\nbest = 2.5  # metres\n### END SOLUTION")
    assert found == {
        "best = -2.5",
        "best = 5.0",
        "best = 2.75",
        "best = 2.25",
    }


def test_a_number_inside_a_function_is_a_constant_and_no_answer():
    assert texts("def f():\n    n = 2") == {
        "def f():\n    pass",
        "def f():\n    n = 3",
        "def f():\n    n = 1",
    }


def test_the_answer_zero_gets_numbers_that_differ():
    assert texts("best = 0") == {"best = 1", "best = -1"}


def test_the_same_text_comes_once_and_in_the_order_of_the_lines():
    source = "def f(x):\n    y = x + x\n    return y * 1"
    found = mutants(source)
    assert len(found) == len(texts(source))
    assert [m.line for m in found] == sorted(m.line for m in found)
    assert found == mutants(source)


def test_a_line_that_looks_like_the_head_of_a_diff_is_shown():
    assert "- --x" in {diff(mutant).split("\n")[0] for mutant in mutants("--x\ny = 1 + x")}


def test_a_diff_shows_the_changed_lines_alone():
    (mutant,) = (
        m for m in mutants("def f(x):\n    y = 1\n    return -x") if m.kind == "sign dropped"
    )
    assert diff(mutant) == "- return -x\n+ return x"
