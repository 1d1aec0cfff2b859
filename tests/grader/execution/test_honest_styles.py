"""Right answers in styles that the solution's author did not think of keep their points."""

from dataclasses import replace

import pytest

from .conftest import step

QUEUE = """
class f:
    def __init__(self, items):
        self.items = list(items)
    def size(self):
        return len(self.items)
    def move(self, into):
        into += self.items
        self.items.clear()
        return len(into)
"""


def graded(run, student: str, *tests: str, traits=None, classes=()):
    """How each test ended, and what the last one said."""
    done = run(
        step("setup", student=SET_UP, judge=SET_UP),
        step("answer", student=student),
        *(
            replace(step(f"test {n}", judge=test, fetch=["f"]), traits=traits)
            for n, test in enumerate(tests)
        ),
        classes=frozenset(classes),
    )
    outcomes = [done[f"test {n}"] for n in range(len(tests))]
    return [outcome.ended for outcome in outcomes], outcomes[-1].message


SET_UP = """
import datetime
import numpy as np

class NotThere(Exception):
    pass
"""


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        ("reversed([1, 2])", "assert list(f()) == [2, 1]"),
        ("iter({1: 2}.values())", "assert list(f()) == [2]"),
        ("iter('ab')", "assert list(f()) == ['a', 'b']"),
        ("bytearray(b'ab')", "assert f() == b'ab'"),
        ("np.str_('')", "assert f() == ''"),
        ("[(float(n), 1.0) for n in range(6000)]", "assert f()[5999] == (5999.0, 1.0)"),
        ("[np.arange(2) + n for n in range(6000)]", "assert f()[5999].tolist() == [5999, 6000]"),
        ("datetime.date(2024, 2, 29)", "assert f() == datetime.date(2024, 2, 29)"),
        ("datetime.timedelta(1, 2, 3)", "assert f() == datetime.timedelta(1, 2, 3)"),
        ("datetime.time(1, 2)", "assert f().hour == 1"),
        ("datetime.datetime(2024, 1, 1)", "assert f() == datetime.datetime(2024, 1, 1)"),
    ],
)
def test_what_it_returns_arrives(run, answer, test):
    assert graded(run, f"def f():\n    return {answer}", test) == (["ok"], "")


def test_a_date_is_an_argument_as_well(run):
    test = "assert f(datetime.date(2024, 2, 28)) == datetime.date(2024, 2, 29)"
    assert graded(run, "def f(day):\n    return day + datetime.timedelta(1)", test)[0] == ["ok"]


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        ("pd.Series(['a', 'b', 'a']).unique()", "assert np.array_equal(f(), ['a', 'b'])"),
        (
            "pd.Series(pd.to_datetime(['2024-01-05', '2024-02-01'])).dt.to_period('M')",
            "assert [str(p) for p in f()] == ['2024-01', '2024-02']",
        ),
    ],
)
def test_columns_of_pandas_types_arrive(run, answer, test):
    student = f"import pandas as pd\ndef f():\n    return {answer}"
    assert graded(run, student, f"import pandas as pd\n{test}") == (["ok"], "")


def test_it_may_change_an_argument_and_return_it_where_the_solution_returns_nothing(run):
    student = "def f(items):\n    items.sort()\n    return items"
    test = "items = [2, 1]\nf(items)\nassert items == [1, 2]"
    assert graded(run, student, test, traits=("changes",))[0] == ["ok"]
    assert graded(run, student, test, traits=())[0] == ["error"]


def test_an_iterator_that_begins_anew_when_it_is_asked_ends(run):
    student = """
class f:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        self.at = 0
        return self
    def __next__(self):
        self.at += 1
        if self.at > self.n:
            raise StopIteration
        return self.at
"""
    assert graded(run, student, "assert list(f(3)) == [1, 2, 3]", classes=["f"]) == (["ok"], "")


def test_an_assertion_of_its_own_is_what_the_test_expects(run):
    test = "import pytest\nwith pytest.raises((ValueError, AssertionError)):\n    f([])"
    assert graded(run, "def f(xs):\n    assert xs", test)[0] == ["ok"]
    assert graded(run, "def f(xs):\n    return xs", test)[0] == ["error"]


def test_it_catches_the_class_of_a_locked_cell_that_a_callback_raises(run):
    student = "def f(get):\n    try:\n        get()\n    except NotThere:\n        return 1"
    test = "def get():\n    raise NotThere('x')\nassert f(get) == 1"
    assert graded(run, student, test) == (["ok"], "")


def test_what_it_prints_is_captured_where_the_test_captures(run):
    test = """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as said:
    f()
assert said.getvalue() == "hello\\n"
"""
    assert graded(run, "def f():\n    print('hello')", test)[0] == ["ok"]
    assert graded(run, "def f():\n    print('bye')", test)[0] == ["error"]


def test_an_object_of_the_solutions_class_writes_itself(run):
    student = """
class f:
    def __str__(self):
        return "(3)"
    def __repr__(self):
        return "f(3)"
    def __format__(self, how):
        return how
"""
    test = "one = f()\nassert (str(one), repr(one), f'{one:x}') == ('(3)', 'f(3)', 'x')"
    assert graded(run, student, test, classes=["f"]) == (["ok"], "")


def test_a_function_may_empty_an_object_that_an_earlier_test_made(run):
    made = "queue = f([1, 2])\nassert queue.size() == 2"
    emptied = "into = []\nassert queue.move(into) == 2"
    assert graded(run, QUEUE, made, emptied, classes=["f"]) == (["ok", "ok"], "")


STUB = """
class f:
    def __init__(self, amount):
        self.amount = amount
    def __add__(self, other):
        return 6
"""


@pytest.mark.parametrize("wrong", ["f(1) < 5", "f(1) == 5", "f(1) + 5", "5 - f(1)"])
def test_that_objects_stay_apart_is_not_the_type_error_that_a_test_expects(run, wrong):
    test = f"import pytest\nwith pytest.raises(TypeError):\n    {wrong}"
    ended, _ = graded(run, STUB, test, classes=["f"])
    assert ended == (["ok"] if wrong == "5 - f(1)" else ["error"])  # Python says so itself there


def test_an_object_that_has_met_what_is_expected_tells_nothing(run):
    student = """
class f:
    def __init__(self, items=()):
        self.items = items
    def __sub__(self, other):
        return f([0.0] * len(other))
    def __getitem__(self, place):
        return self.items[place]
    def __iter__(self):
        return iter(self.items)
"""
    tests = ["assert (f() - [1.0, 2.0])[0] == 0", "assert all(d == 0 for d in f() - [1.0, 2.0])"]
    assert graded(run, student, *tests, classes=["f"])[0] == ["error", "error"]


@pytest.mark.parametrize(
    ("last", "ended"),
    [
        ("f = lambda n: sum(range(n))", "error"),  # what runs does sum
        ("f = __import__('operator').neg", "error"),  # nobody knows its source
        ("f = __import__('functools').lru_cache(f)", "ok"),  # the same function
    ],
)
def test_the_source_is_that_of_the_function_that_runs(run, last, ended):
    student = f"def f(n):\n    return n\n{last}"
    test = "import inspect\nassert 'sum' not in inspect.getsource(f)"
    assert graded(run, student, test)[0] == [ended]


def test_an_operator_that_raises_is_what_it_raises_and_tells_nothing(run):
    student = "class f:\n    def __add__(self, other):\n        b'\\xff'.decode()"
    test = (
        "import pytest\nwith pytest.raises({}) as told:\n    f() + 5\nassert 'xff' not in str(told)"
    )
    assert graded(run, student, test.format("UnicodeError"), classes=["f"]) == (["ok"], "")
    assert graded(run, student, test.format("TypeError"), classes=["f"])[0] == ["error"]
