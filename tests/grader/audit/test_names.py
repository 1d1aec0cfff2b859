import pytest

from grader.audit.names import cell_names


@pytest.mark.parametrize(
    ("text", "binds", "needs"),
    [
        ("y = f(x)", {"y"}, {"f", "x"}),
        ("def f(a):\n    b = a + c\n    return g(b)", {"f"}, {"c", "g"}),
        ("y = 1\nprint(y)", {"y"}, {"print"}),
        ("y += 1", {"y"}, {"y"}),
        ("import numpy as np\nz = [np.abs(a) for a in q]", {"np", "z"}, {"q"}),
        ("for a in q:\n    use(a)", {"a"}, {"q", "use"}),
        ("with attempt() as a:\n    use(a)", {"a"}, {"attempt", "use"}),
        ("%matplotlib inline\ny = x", {"y"}, {"x"}),
    ],
)
def test_a_cell_binds_names_and_needs_those_it_has_not_bound(text, binds, needs):
    names = cell_names(text)
    assert (set(names.binds), set(names.needs)) == (binds, needs)


def test_a_cell_may_use_what_an_earlier_one_binds():
    assert cell_names("g = f(1)").may_use(cell_names("def f(x): return x"))
    assert not cell_names("f = 1").may_use(cell_names("def f(x): return x"))


def test_a_cell_that_is_no_python_may_use_everything():
    assert cell_names("y = (").may_use(cell_names("x = 1"))
    assert cell_names("y = 1").may_use(cell_names("x = ("))
