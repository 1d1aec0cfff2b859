"""Answers that are true of nothing: NaN, empty arrays, half a precision, objects that answer."""

import pytest

from .test_judge import graded, judged

NAN = "def f(n):\n    return np.full(n, np.nan)"
RIGHT = "def f(n):\n    return np.arange(1.0, n + 1)"
WANT = "want = np.array([1.0, 2.0, 3.0])\ngot = f(3)\n"
NAN_TESTS = [
    "assert not any(abs(g - w) > 1e-6 for g, w in zip(got, want))",
    "assert not any([abs(g - w) > 1e-6 for g, w in zip(got, want)])",
    "worst = 0.0\nfor d in got - want:\n    worst = max(worst, abs(d))\nassert worst < 1e-6",
    "if np.any(abs(got - want) > 1e-6):\n    print('off')\n    raise ValueError",
    "holds = not np.max(abs(got - want)) > 1e-6\nassert holds",
    "assert not np.any(np.abs(got - want) > 1e-6)",
    "bad = np.any(np.abs(got - want) > 1e-6)\nassert not bad",
    "assert [g for g, w in zip(got, want) if abs(g - w) > 1e-6] == []",
    "assert sum(abs(g - w) > 1e-6 for g, w in zip(got, want)) == 0",
    "def off(a, b):\n    return abs(a - b) > 1e-6\nassert not off(got[0], want[0])",
    "ok = True\nif abs(got[0] - want[0]) > 1e-6:\n    ok = False\nassert ok",
    "import pandas as pd\nassert not ((pd.Series(got) - want).abs() > 1e-6).any()",
]


@pytest.mark.parametrize("test", NAN_TESTS)
def test_nan_passes_no_bound_and_the_right_answer_does(run, test):
    assert graded(run, NAN, WANT + test).ended == "error"
    assert graded(run, RIGHT, WANT + test).ended == "ok"


EMPTY_TESTS = [
    "assert (got == want).all()",
    "assert np.all(got == want)",
    "assert not np.any(got != want)",
    "assert np.all(np.abs(got - want) < 1e-6)",
    "np.testing.assert_array_almost_equal_nulp(got, want)",
    "np.testing.assert_allclose(actual=got, desired=want)",
]


@pytest.mark.parametrize("test", EMPTY_TESTS)
def test_an_empty_array_is_equal_to_no_other_and_the_right_answer_is(run, test):
    empty = "def f(n):\n    return np.empty((0, 1))"
    assert graded(run, empty, WANT + test).ended == "error"
    assert graded(run, RIGHT, WANT + test).ended == "ok"


NOTHING_TESTS = [
    "assert np.all(got == want[:, None])",
    "assert np.linalg.norm(got - want[:, None]) < 1e-6",
    "np.testing.assert_array_less(got, want + 1)",
    "for g, w in zip(got, want):\n    assert abs(g - w) < 1e-6",
    "assert all(g == w for g, w in zip(got, want))",
    "assert np.all(np.asarray(got) == 1.0) or len(got)",
]


@pytest.mark.parametrize("test", NOTHING_TESTS)
@pytest.mark.parametrize("nothing", ["[]", "np.array([])"])
def test_nothing_is_equal_to_no_column_and_to_no_number(run, test, nothing):
    assert graded(run, f"def f(n):\n    return {nothing}", WANT + test).ended == "error"


def test_what_a_student_yields_is_gone_through_beside_a_list(run):
    student = "def f(n):\n    yield from range(n)"
    test = "assert [g - w for g, w in zip(f(2), [0, 1])] == [0, 0]"
    assert graded(run, student, test).ended == "ok"


def test_an_object_is_asked_for_nothing_when_it_is_compared(run):
    student = """
class Money:
    asked = []
    def __getattr__(self, name):
        Money.asked.append(name)
        raise AttributeError(name)
    def __eq__(self, other):
        return True
def f(x):
    return Money()
def asked():
    return Money.asked
"""
    test = "assert f(1) == f(2)\nassert asked() == []"
    money = frozenset({"Money"})
    done = graded(run, student, test, fetch="f asked", classes=money)
    assert (done.ended, done.message) == ("ok", "")


def test_an_empty_list_may_be_told_from_a_full_one(run):
    assert graded(run, "def f(x):\n    return [1]", "assert f(1) != []").ended == "ok"
    assert graded(run, "def f(x):\n    return []", "assert f(1) == []").ended == "ok"


TABLE_TESTS = [
    "assert (got == want).all()",
    "assert np.all(got == want)",
    "assert (got - want).abs().sum() < 1e-6",
    "assert not (got != want).any()",
]


@pytest.mark.parametrize("test", TABLE_TESTS)
@pytest.mark.parametrize(
    ("answer", "ended"),
    [
        ("pd.Series([pd.NA] * 2, dtype='Int64')", "error"),
        ("pd.Series([1, 2], dtype='Int64')", "ok"),
        ("pd.Series([1.0, 2.0])", "ok"),
    ],
)
def test_what_is_missing_in_a_table_equals_nothing(run, test, answer, ended):
    made = "import pandas as pd\nwant = pd.Series([1, 2])\ngot = f(2)\n"
    student = f"import pandas as pd\ndef f(n):\n    return {answer}"
    assert graded(run, student, made + test).ended == ended


def test_rows_of_other_names_are_no_rows(run):
    test = "import pandas as pd\nassert (f(1) - pd.Series([1.0, 2.0])).abs().sum() < 1e-6"
    student = "import pandas as pd\ndef f(n):\n    return pd.Series([0.0], index=[99])"
    assert graded(run, student, test).ended == "error"


def test_two_empty_arrays_may_be_equal(run):
    test = "assert (f(0) == np.array([])).all()\nassert np.all(f(0) > 0)"
    assert graded(run, RIGHT, test).ended == "ok"


@pytest.mark.parametrize("test", ["assert f(0) == 502503", "assert [f(0)] == [502503]"])
def test_a_number_of_half_precision_does_not_lend_its_few_digits(run, test):
    assert graded(run, "def f(n):\n    return np.float16(np.inf)", test).ended == "error"


HALF_TESTS = [
    "assert f(10) == 3628800",
    "assert np.isclose(f(10), 3628800)",
    "assert np.allclose(f(10), 3628800)",
    "assert abs(f(10) - 3628800) < 1",
]


@pytest.mark.parametrize("test", HALF_TESTS)
def test_an_array_of_half_precision_does_not_end_early(run, test):
    answer = "def f(n):\n    return np.array({}, np.{})"
    assert graded(run, answer.format("np.inf", "float16"), test).ended == "error"
    assert graded(run, answer.format("3628800", "float64"), test).ended == "ok"


SQUARE_TESTS = [
    "np.testing.assert_array_less((got - want) ** 2, 1e-6)",
    "import unittest\nunittest.TestCase().assertLess(sum((got - want) ** 2), 1e-9)",
    "assert np.mean((got - want) ** 2) < 1e-8",
    "assert ((got - want) ** 2).mean() <= 1e-8",
    "assert 1e-8 > max((g - w) ** 2 for g, w in zip(got, want))",
    "d = got - want\nassert d @ d < 1e-12",
    "total = 0\nfor g, w in zip(got, want):\n    total += (g - w) ** 2\nassert total < 1e-9",
]


@pytest.mark.parametrize("test", SQUARE_TESTS)
@pytest.mark.parametrize("kind", ["float", "complex"])
def test_no_square_of_an_error_is_negative(run, test, kind):
    want = f"want = np.array([1, 2, 3], {kind})\ngot = f(3)\n"
    imaginary = "def f(n):\n    return np.full(n, 1e9j)"
    assert graded(run, imaginary, want + test).ended == "error"
    honest = "def f(n):\n    return np.fft.ifft(np.fft.fft(np.arange(1.0, n + 1)))"
    assert graded(run, honest, want + test).ended == "ok"


@pytest.mark.parametrize("test", [*SQUARE_TESTS, "assert np.abs(got - want).sum() < 1e-9"])
@pytest.mark.parametrize("large", ["2**32", "2**30", "2**63 // n + 10**6"])
def test_no_difference_of_integers_goes_round(run, test, large):
    want = "want = np.array([1, 2, 3])\ngot = f(3)\n"
    answer = f"def f(n):\n    return np.full(n, {large})"
    assert graded(run, answer, want + test).ended == "error"
    assert graded(run, "def f(n):\n    return np.arange(1, n + 1)", want + test).ended == "ok"


@pytest.mark.parametrize("test", [test for test in SQUARE_TESTS if "zip" not in test])
@pytest.mark.parametrize("kind", ["int8", "int16", "int32"])
def test_no_square_of_a_difference_of_small_integers_goes_round(run, test, kind):
    want = f"want = np.array([1, 2, 3], np.{kind})\ngot = f(3)\n"
    answer = "def f(n):\n    return np.arange(1, n + 1, dtype=np.{}) + np.{}({})"
    off = {"int8": 16, "int16": 1 << 8, "int32": 1 << 16}[kind]
    assert graded(run, answer.format(kind, kind, off), want + test).ended == "error"
    assert graded(run, answer.format(kind, kind, 0), want + test).ended == "ok"


# What a test may meet if the solution has shown it too, or if that is not known.
MET = {
    "nan": (
        "np.array([1.0, np.nan])",
        "assert len(sorted(f(2))) == 2",
        "assert sorted([1.0, f(2)[1]], key=str)[0] == 1.0",
        "assert len(sorted([f(2)], key=len)) == 1",
    ),
    "complex": (
        "np.array([2.0, 2 + 1j])",
        "assert abs(((f(2) - np.array([1.0, 2.0])) ** 2).sum()) < 1e-9",
        "assert abs(((np.array([1.0, 2.0]) - f(2)) ** 2).sum()) < 1e-9",
        "assert abs(sum((got - 2) ** 2 + got - 1 for got in [f(2)[1]]) - 1j) < 1e-9",
    ),
}


@pytest.mark.parametrize(
    ("trait", "value", "test"),
    [(trait, value, test) for trait, (value, *tests) in MET.items() for test in tests],
)
def test_what_only_some_solutions_show_may_be_met_in_their_tests_alone(run, trait, value, test):
    answer = f"import numpy as np\ndef f(n):\n    return {value}"
    ended = [judged(run, answer, test, traits=t)[0].ended for t in ((), (trait,), None)]
    assert ended == ["error", "ok", "ok"]


def test_what_rounding_makes_complex_is_as_good_as_real(run):
    test = "assert np.abs(f(3) - np.arange(1.0, 4.0)).max() < 1e-3"
    answer = "import numpy as np\ndef f(n):\n    return np.arange(1.0, n + 1) + {}"
    ended = [judged(run, answer.format(i), test, traits=())[0].ended for i in ("1e-12j", "1e-6j")]
    assert ended == ["ok", "error"]


def test_nan_is_within_no_chain_of_bounds(run):
    test = "assert not 0 <= f(1) <= 1 or f(1) == 0.5"
    assert graded(run, "def f(n):\n    return np.nan", test).ended == "error"
    assert graded(run, "def f(n):\n    return 0.5", test).ended == "ok"
    assert graded(run, "def f(n):\n    return 7", test).ended == "ok"


def test_no_nan_of_a_tensor_is_lost_in_max_and_min(run):
    pytest.importorskip("torch", reason="torch is optional")
    answer = "import torch\ndef f(n):\n    return torch.{}"
    worst = "import torch\nworst = 0.0\nfor d in f(2) - torch.ones(2):\n    "
    for take in ("worst = max(worst, d.abs())", "worst = -min(-worst, -d.abs())"):
        test = f"{worst}{take}\nassert worst < 1e-6"
        assert graded(run, answer.format("full((n,), torch.nan)"), test).ended == "error"
        assert graded(run, answer.format("ones(n)"), test).ended == "ok"


def test_a_shape_of_torch_that_is_not_the_expected_one_is_told_in_the_authors_words(run):
    pytest.importorskip("torch", reason="torch is optional")
    test = "import torch\nassert f(2).shape == (), 'give one number'"
    answer = "import torch\ndef f(n):\n    return torch.{}"
    assert graded(run, answer.format("ones(n)"), test).message == "give one number"
    assert graded(run, answer.format("tensor(1.0)"), test).ended == "ok"


def test_no_difference_of_torchs_integers_goes_round(run):
    pytest.importorskip("torch", reason="an extra of the course")
    test = "import torch\nd = f(3) - torch.tensor([1, 2, 3])\nassert (d**2).sum() < 1e-9"
    answer = "import torch\ndef f(n):\n    return torch.{}"
    assert graded(run, answer.format("full((n,), 2**32)"), test).ended == "error"
    assert graded(run, answer.format("arange(1, n + 1)"), test).ended == "ok"


def test_the_least_number_of_a_kind_is_no_small_one(run):
    test = "assert abs(f(5) - 0) < 1e-9"
    assert graded(run, "def f(n):\n    return np.int8(-128)", test).ended == "error"
    assert graded(run, "def f(n):\n    return np.int8(0)", test).ended == "ok"


ONE_TESTS = [
    "points = 2\nif abs(f(1) - 2) > 1e-6:\n    points = 0\npoints",
    "import pytest\nassert f(1) == pytest.approx(2.0)",
    "import pytest\nassert pytest.approx(2.0) == f(1)",
]


@pytest.mark.parametrize("test", ONE_TESTS)
@pytest.mark.parametrize("nothing", ["[np.nan]", "np.nan", "[]", "[[]]"])
def test_an_array_of_nothing_is_no_number(run, test, nothing):
    answer = f"def f(n):\n    return np.array({nothing})"
    assert graded(run, answer, test).ended == "error"
    assert graded(run, "def f(n):\n    return np.array([2.0])", test).ended == "ok"


def test_nan_in_an_array_of_objects_is_beyond_every_bound(run):
    answer = "def f(n):\n    return np.array([np.nan, 'a'], object)[:n]"
    assert graded(run, answer, "assert not np.any(abs(f(1) - 1.0) > 1e-6)").ended == "error"


@pytest.mark.parametrize(
    "nothing", ["iter(())", "{}.values()", "map(float, [])", "(n for n in [])"]
)
def test_an_iterator_of_nothing_beside_a_list_is_no_answer(run, nothing):
    test = "for got, want in zip(f(2), [0, 1]):\n    assert got == want"
    assert graded(run, f"def f(n):\n    return {nothing}", test).ended == "error"
    assert graded(run, "def f(n):\n    yield from range(n)", test).ended == "ok"


def test_a_class_of_the_students_own_below_a_librarys_answers_for_nothing(run):
    answer = (
        "import collections\nclass D(collections.UserList):\n"
        "    __len__ = lambda self: 2\n    __iter__ = lambda self: iter(())\n"
        "def f(n):\n    return D()"
    )
    test = "import collections\nassert len(f(2)) == 2 and all(v == 1 for v in f(2))"
    assert graded(run, answer, test).ended == "error"
    assert graded(run, answer.replace("class D", "class map"), test).ended == "error"


def test_the_names_of_the_arguments_of_a_comparison_are_numpys(run):
    test = "assert np.array_equal(a1=f(3), a2=[1, 2, 3])\nassert np.allclose(f(2), b=[1, 2])"
    assert graded(run, RIGHT, test).ended == "ok"


def test_max_and_min_are_pythons_for_what_is_no_nan(run):
    test = (
        "assert max([3, 1], key=lambda x: -x) == 1\n"
        "assert max([], default=4) == 4\n"
        "assert min('b', 'a') == 'a'\n"
        "assert max(x for x in (1.0, 2.0)) == 2.0"
    )
    assert graded(run, RIGHT, test).ended == "ok"


# --- objects that answer --------------------------------------------------------------------------

FRAME = """
import pandas as pd
class F(pd.DataFrame):
    def equals(self, other):
        return True
def f(n):
    return F({"a": np.zeros(n)})
"""
TENSOR = """
import torch
class T(torch.Tensor):
    def allclose(self, other):
        return True
def f(n):
    return torch.zeros(n).as_subclass(T)
"""


@pytest.mark.parametrize("honest", [False, True])
def test_a_subclass_of_a_librarys_value_comes_as_plain_data(run, honest):
    pytest.importorskip("pandas")
    answer = FRAME.replace("np.zeros", "np.ones") if honest else FRAME
    test = (
        "import pandas as pd\nwant = pd.DataFrame({'a': np.ones(3)})\n"
        "assert isinstance(f(3), pd.DataFrame) and f(3).equals(want)"
    )
    assert graded(run, answer, test).ended == ("ok" if honest else "error")


@pytest.mark.parametrize("honest", [False, True])
def test_a_subclass_of_tensor_comes_as_a_tensor(run, honest):
    pytest.importorskip("torch", reason="torch is optional")
    answer = TENSOR.replace("zeros", "ones") if honest else TENSOR
    test = (
        "import torch\nassert isinstance(f(3), torch.Tensor) and f(3).allclose(torch.ones(3))\n"
        "assert torch.allclose(torch.ones(3), f(3))"
    )
    assert graded(run, answer, test).ended == ("ok" if honest else "error")


def test_a_class_with_the_name_of_an_iterator_can_only_be_gone_through(run):
    answer = (
        "class map:\n    def __init__(self, items):\n        self.items = items\n"
        "    def __iter__(self):\n        return iter(self.items)\n"
        "    def issuperset(self, other):\n        return True\n"
        "def f(n):\n    return map([1] * n)"
    )
    assert graded(run, answer, "assert list(f(2)) == [1, 1]").ended == "ok"
    assert graded(run, answer, "assert f(2).issuperset([5])").ended == "error"


def test_what_was_mixed_with_the_judges_data_tells_nothing(run):
    answer = (
        "class Vector:\n    def __sub__(self, other):\n        return self\n"
        "    __abs__ = lambda self: self\n    def max(self):\n        return 0.0\n"
        "def f(n):\n    return Vector()"
    )
    test = "assert abs(f(2) - np.ones(2)).max() < 1e-9"
    assert graded(run, answer, test, classes=frozenset({"Vector"})).ended == "error"


def test_fields_of_a_named_tuple_hide_no_method_of_tuples(run):
    answer = (
        "from collections import namedtuple\n"
        "def f(n):\n    return namedtuple('T', 'count z')(lambda w: 1, 0)"
    )
    assert graded(run, answer, "assert f(2).count(5) == 1").ended == "error"
    counted = answer.replace("lambda w: 1", "4")
    assert graded(run, counted, "assert f(2).count == 4 and f(2) == (4, 0)").ended == "ok"
