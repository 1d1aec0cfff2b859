"""Arrays of nothing, and columns beside rows, satisfy only what they satisfy for the solution."""

from dataclasses import replace

import pytest

from .conftest import step

NOTHING = "def f():\n    return np.empty((0, 1))"
COLUMN = "def f():\n    return np.array([[0.0], [1.0], [2.0]])"
WANT = "want = np.arange(3.0)\n"


def ended(run, student: str, test: str, traits=()):
    done = run(
        step("setup", student="import numpy as np", judge="import numpy as np"),
        step("answer", student=student),
        replace(step("test", judge=WANT + test, fetch=["f"]), traits=traits),
    )
    return done["test"].ended


@pytest.mark.parametrize(
    "test",
    [
        "assert np.all(f() > 5)",
        "assert (f() >= want * 0.9).all() and (f() <= want * 1.1).all()",
        "assert np.allclose(f(), f() * 2)",
        "assert (f() == f() + 1).all()",
    ],
)
def test_nothing_needs_a_solution_that_gave_nothing(run, test):
    assert ended(run, NOTHING, test) == "error"
    assert ended(run, NOTHING, test, traits=("empty",)) == "ok"


@pytest.mark.parametrize(
    "test",
    [
        "assert np.abs(np.subtract(f(), want)).sum() < 1e-9",
        "import pytest\nassert [f(), f()] == pytest.approx([1.0, 2.0])",
        "import pytest\nassert {'a': f()} == pytest.approx({'a': 1.0})",
        "import pytest\nassert 2.5 == pytest.approx(f())",
        "np.testing.assert_equal({'a': f()}, {'a': want})",
        "np.testing.assert_equal([f(), f()], [want, want])",
        "np.testing.assert_equal([f(), [f()]], [want, want])",
    ],
)
def test_nothing_in_a_container_is_nothing(run, test):
    student = NOTHING.replace("(0, 1)", "0")
    assert ended(run, student, test, traits=None) == "error"


@pytest.mark.parametrize(
    "test",
    [
        "assert (f() == want).sum() >= 3",
        "assert np.sum(np.abs(f() - want) < 0.1) >= 3",
        "assert np.isclose(f(), want).sum() >= 3",
    ],
)
def test_a_column_beside_a_row_needs_a_solution_that_gave_one(run, test):
    assert ended(run, COLUMN, test) == "error"
    assert ended(run, COLUMN, test, traits=("stretched",)) == "ok"
    assert ended(run, COLUMN.replace("[[0.0], [1.0], [2.0]]", "[0, 1, 2]"), test) == "ok"


def test_the_largest_of_objects_that_are_not_numbers_is_no_small_error(run):
    student = "def f():\n    return np.array([np.nan, np.nan, 2.0], object)"
    assert ended(run, student, "assert np.max(np.abs(f() - want)) < 1e-6") == "error"


def test_predictions_that_are_complex_are_no_good_fit(run):
    student = "def f():\n    return np.full(3, 1e12j)"
    r2 = "assert 1 - np.sum((f() - want) ** 2) / np.sum((want - want.mean()) ** 2) > 0.9"
    assert ended(run, student, r2) == "error"
    assert ended(run, "def f():\n    return np.arange(3.0)", r2) == "ok"


def test_neither_signs_nor_tables_hide_an_error(run):
    small = "assert ((f() - np.ones(1, np.uint8)) ** 2).sum() < 1e-9"
    assert ended(run, "def f():\n    return np.array([257], np.int16)", small) == "error"
    table = "import pandas as pd\nassert ((f() - pd.Series([1.0, 2.0])) ** 2).sum() == 0"
    student = "import pandas as pd\ndef f():\n    return pd.Series([2, 2 + 1j])"
    assert ended(run, student, table) == "error"


def test_the_largest_by_a_key_may_hold_nan(run):
    student = "def f():\n    return [np.array([np.nan]), np.array([1.0, 2.0])]"
    assert ended(run, student, "assert len(max(f(), key=len)) == 2") == "ok"
