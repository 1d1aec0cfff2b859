"""What a grade cell gives, for everything a student's function may do."""

from dataclasses import replace

import pytest

from grader.execution.job import Step
from grader.limits import Limits

from .conftest import step


def graded(run, student: str, test: str, *, fetch="f", **more):
    done = run(
        step("setup", student="import numpy as np", judge="import numpy as np"),
        step("answer", student=student),
        step("test", judge=test, fetch=fetch.split()),
        **more,
    )
    return done["test"]


def test_a_right_function_passes(run):
    done = graded(run, "def f(x):\n    return x + 1", "assert f(1) == 2")
    assert (done.ended, done.message) == ("ok", "")


def test_a_visible_assertion_is_quoted(run):
    done = graded(run, "def f(x):\n    return x", "assert f(1) == 2")
    assert (done.ended, done.message) == ("error", "does not hold: f(1) == 2")


def test_a_hidden_assertion_is_not_quoted(run):
    done = run(
        step("answer", student="def f(x):\n    return x"),
        step("test", judge="assert f(1) == 2", fetch=["f"], visible="# nothing"),
    )
    assert done["test"].message == "a hidden test does not hold"


def test_the_text_of_an_assertion_is_the_message(run):
    done = graded(run, "def f(x):\n    return x", 'assert f(1) == 2, "one too small"')
    assert done.message == "one too small"


def test_numpy_testing_does_not_print_the_right_answer(run):
    test = "np.testing.assert_allclose(f(1.0), 0.123456)"
    done = graded(run, "def f(x):\n    return x", test)
    assert done.ended == "error"
    assert "0.123456" not in done.message


def test_a_missing_function_names_the_cell_that_failed(run):
    done = graded(run, "def f(x)\n    return x", "f(1)")
    assert "f is not defined. A cell before fails: answer: SyntaxError" in done.message


def test_an_exception_of_the_student_says_where_it_was_raised(run):
    done = graded(run, "def f(x):\n    return 1 / 0", "f(1)")
    assert done.message == "ZeroDivisionError: division by zero (your code, line 2: return 1 / 0)"


def test_an_expected_exception_is_caught_by_its_type(run):
    test = "try:\n    f(1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('none')"
    assert graded(run, "def f(x):\n    raise ValueError('no')", test).ended == "ok"
    assert graded(run, "def f(x):\n    raise TypeError('no')", test).ended == "error"
    assert graded(run, "def f(x):\n    return 1", test).message == "none"


def test_a_group_of_exceptions_is_no_exception_that_a_test_expects(run):
    student = "def f(x):\n    raise ExceptionGroup('two', [ValueError('one')])"
    test = "import pytest\nwith pytest.raises((TypeError, ValueError)):\n    f(1)"
    assert graded(run, student, test).message.startswith("ExceptionGroup: two")


def test_an_exception_class_of_numpy_keeps_its_type(run):
    student = "def f(x):\n    return np.linalg.inv(np.zeros((2, 2)))"
    test = "try:\n    f(1)\nexcept np.linalg.LinAlgError:\n    pass"
    assert graded(run, student, test).ended == "ok"


RAISED = [
    ("json.loads('{')", "json.JSONDecodeError"),
    ("b'\\xff'.decode()", "UnicodeDecodeError"),
    ("'é'.encode('ascii')", "UnicodeEncodeError"),
    ("np.empty((1 << 20, 1 << 30))", "np._core._exceptions._ArrayMemoryError"),
    ("{}['a']", "KeyError"),
    ("{}[1, 2]", "KeyError"),
    ("{}[type('K', (), {'__repr__': lambda self: '{[]: 1}'})()]", "KeyError"),
]


@pytest.mark.parametrize(("text", "kind"), RAISED)
def test_an_exception_keeps_its_class_and_its_text(run, text, kind):
    student = f"import json\ndef f(call):\n    return call() if call else {text}"
    test = f"""
import json
def caught(call):
    try:
        call()
    except {kind} as error:
        return str(error)
assert caught(lambda: f(None)) == caught(lambda: {text})
"""
    assert graded(run, student, test).message == ""
    name = kind.rpartition(".")[2].removeprefix("_Array")
    assert graded(run, student, "f(None)").message.startswith(f"{name}: ")


def test_a_students_exception_class_is_caught_by_name(run):
    student = "class Bad(ValueError):\n    pass\ndef f(x):\n    raise Bad('no')"
    test = "try:\n    f(1)\nexcept Bad:\n    pass"
    assert graded(run, student, test, fetch="f Bad").ended == "ok"


@pytest.mark.parametrize(
    "raised", ["StopIteration", "SystemExit", "KeyboardInterrupt", "AssertionError"]
)
def test_exceptions_that_would_end_the_test_do_not_pass_it(run, raised):
    student = f"def f(x):\n    raise {raised}('x')"
    assert graded(run, student, "f(1)").ended == "error"
    loop = "for _ in iter(lambda: f(1), None):\n    pass"
    assert graded(run, student, loop).ended == "error"


def test_the_last_number_of_a_test_is_partial_credit(run):
    assert graded(run, "f = 3", "f / 4").partial == 0.75
    assert graded(run, "f = 3", "f == 3").partial is None


def test_a_callback_is_called_by_the_students_function(run):
    student = "def f(g, x):\n    return g(x) + 1"
    assert graded(run, student, "assert f(lambda x: x**2, 3) == 10").ended == "ok"
    test = "assert np.allclose(f(lambda x: np.sin(x), np.ones(2)), np.sin(1) + 1)"
    assert graded(run, student, test).ended == "ok"


def test_a_function_that_returns_a_function_gives_a_function(run):
    student = "def f(a):\n    return lambda x: a * x"
    assert graded(run, student, "assert f(2)(3) == 6").ended == "ok"


def test_an_array_that_is_changed_in_place_is_changed_if_nothing_is_returned(run):
    test = "a = np.ones(3)\nf(a)\nassert a.sum() == 0"
    assert graded(run, "def f(a):\n    a[:] = 0", test).ended == "ok"
    assert graded(run, "def f(a):\n    a[:] = 0", test.replace("f(a)", "f(a=a)")).ended == "ok"


@pytest.mark.parametrize(
    ("test", "ended"),
    [
        ("assert f.changed_arguments == (0,)", "ok"),
        ("assert a.sum() == 3", "error"),  # it should not be changed
        ("assert result == a.sum()", "error"),  # what is right must not follow the change
        ("assert result == 0", "ok"),
    ],
)
def test_a_test_holds_with_an_array_as_it_was_and_as_it_is_changed_behind_a_result(
    run, test, ended
):
    calls = "a = np.ones(3)\nresult = f(a)\n"
    student = "def f(a):\n    a[:] = 0\n    return 0"
    assert graded(run, student, calls + test).ended == ended


def test_the_source_of_a_function_is_what_the_student_wrote(run):
    student = (
        "def g(x):\n    return x\n\ndef f(n):\n    for i in range(n):\n        pass\n    return n"
    )
    test = "import inspect\nassert 'for ' not in inspect.getsource(f)"
    assert graded(run, student, test).ended == "error"
    assert graded(run, student, test.replace("(f)", "(g)"), fetch="g").ended == "ok"
    lines = "import inspect\nassert inspect.getsource(f).startswith('def f(n):\\n    for')"
    assert graded(run, student, lines).ended == "ok"
    never = "if False:\n    def f(n):\n        return n\nf.__name__ = 'g'"
    assert graded(run, f"{student}\n{never}", test).ended == "error"
    unknown = "f = eval('lambda x: x')"
    assert graded(run, unknown, test).message.startswith("OSError")


def test_a_test_that_failed_shows_no_change_to_the_next_one(run):
    student = "def f(a):\n    a[:] = 0\n    return 0"
    calls = "a = np.ones(3)\nresult = f(a)\n"
    done = run(
        step("setup", student="import numpy as np", judge="import numpy as np"),
        step("answer", student=student),
        step("first", judge=calls + "assert a.sum() == 3", fetch=["f"]),
        step("second", judge=calls + "assert result == a.sum()", fetch=["f"]),
    )
    assert [done[name].ended for name in ("first", "second")] == ["error", "error"]


def test_a_table_that_is_changed_behind_a_result_is_noticed(run):
    test = """
import pandas as pd
table = pd.DataFrame({"a": [1]})
f(table)
assert "total" not in table.columns
"""
    student = "def f(t):\n    t['total'] = 1\n    return t"
    assert graded(run, student, test).ended == "error"


IMPOSTOR = """
class Path:
    def __getattr__(self, name):
        return lambda *expected: True
Path.__module__ = 'pathlib'
def f(x):
    return Path()
"""


@pytest.mark.parametrize("method", ["equals", "issubset", "isin", "anything"])
def test_no_object_of_a_library_answers_for_itself(run, method):
    assert graded(run, IMPOSTOR, f"assert f(1).{method}([2, 3])").ended == "error"


def test_an_object_that_hears_what_is_expected_cannot_tell_it(run):
    student = """
class Money:
    def __sub__(self, other):
        raise ValueError(f"expected {other}")
def f(x):
    return Money()
"""
    done = graded(run, student, "assert abs(f(1) - 417) < 1", classes=frozenset({"Money"}))
    assert done.ended == "error"
    assert "417" not in done.message


@pytest.mark.parametrize(
    "student",
    [
        "class SkipTest(Exception): pass\nSkipTest.__module__ = 'numpy.testing'\n"
        "def f(x): raise SkipTest",
        "def f(x): raise __import__('unittest').SkipTest",
    ],
)
def test_no_student_skips_a_test(run, student):
    test = """
import unittest
class T(unittest.TestCase):
    def test(self):
        self.assertEqual(f(1), 2)
suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
assert unittest.TextTestRunner().run(suite).wasSuccessful()
"""
    assert graded(run, student, test).ended == "error"


def test_an_exception_that_a_student_names_does_not_catch_the_tests_own_failure(run):
    test = """
try:
    f(1)
    raise AssertionError("nothing was raised")
except Refused:
    pass
"""
    fake = "Refused = Exception\ndef f(x): return x"
    assert graded(run, fake, test, fetch="f Refused").ended == "error"
    honest = "class Refused(Exception): pass\ndef f(x): raise Refused('no')"
    assert graded(run, honest, test, fetch="f Refused").ended == "ok"
    plain = "Refused = Exception\ndef f(x): raise Exception('no')"
    assert graded(run, plain, test, fetch="f Refused").ended == "ok"


@pytest.mark.parametrize("score", ["score = 0\nscore += 2 * (f(3) == 9)", "score = sum([f(3)])"])
@pytest.mark.parametrize("value", ["np.array([0, 0])", "'many'", "2"])
def test_points_that_are_no_number_are_no_full_points(run, score, value):
    done = graded(run, f"def f(x): return {value}", f"{score}\nscore")
    assert (done.ended == "ok") == (done.partial is not None)
    assert (value == "2") <= (done.ended == "ok")


def test_a_last_line_that_shows_something_gives_full_points(run):
    assert graded(run, "def f(x): return np.zeros(3)", "result = f(1)\nresult").partial is None


def test_a_text_that_cannot_be_written_down_harms_one_call(run):
    student = "def f(x):\n    return '\\ud800' if x else 2"
    done = graded(run, student, "f(1)")
    assert "half of a surrogate pair" in done.message
    student = "def f(x):\n    raise ValueError('\\ud800')"
    assert graded(run, student, "f(1)").message.startswith("ValueError")


@pytest.mark.parametrize("place", [-1, 625, 500_000_000])
def test_a_generator_with_an_impossible_state_is_refused(run, place):
    student = f"""
def f(x):
    bits = np.random.MT19937(1)
    state = bits.state
    state['state']['pos'] = {place}
    bits.state = state
    return np.random.Generator(bits)
"""
    assert graded(run, student, "f(1).random()").ended == "stopped"


def test_a_time_out_that_a_test_swallows_is_no_success_and_blames_no_later_cell(run):
    student = "def f(x):\n    import time\n    time.sleep(1)"
    test = "try:\n    f(1)\nexcept BaseException:\n    pass"
    done = graded(run, student, test, limits=Limits(cell_wall_s=0.2))
    assert (done.ended, done.message.split(":")[0]) == (
        "stopped",
        "Your code took longer than 0.2 s and was stopped",
    )


def test_a_warning_of_the_student_is_a_warning_of_the_test(run):
    test = """
import warnings
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    f(0.0)
assert [w.category.__name__ for w in told] == ["RuntimeWarning"], told
"""
    student = "def f(x):\n    return np.log(np.zeros(1))"
    assert graded(run, student, test).ended == "ok"


def test_a_generator_goes_on_from_call_to_call(run):
    student = "def f(rng):\n    return rng.normal()"
    test = """
rng = np.random.default_rng(1)
a, b = f(rng), f(rng)
again = np.random.default_rng(1)
assert (a, b) == (again.normal(), again.normal())
assert f(np.random.default_rng(1)) == a
"""
    assert graded(run, student, test).ended == "ok"


def test_the_global_seed_of_a_test_reaches_the_student(run):
    student = "def f():\n    return np.random.normal()"
    test = """
np.random.seed(3); a = f(); b = f()
np.random.seed(3); assert f() == a != b
np.random.seed(3); assert np.random.normal() == a
"""
    assert graded(run, student, test).ended == "ok"


def test_an_object_of_a_class_in_the_reference_stays_with_the_student(run):
    student = """
class Layer:
    def __init__(self, k):
        self.k = k
    def __call__(self, x):
        return self.k * x
    def forward(self, x):
        return self.k * x
"""
    test = """
layer = Layer(3)
assert layer.k == 3 and layer(2) == 6 and layer.forward(np.ones(2)).sum() == 6
assert isinstance(layer, Layer)
layer.k = 5
assert layer(1) == 5
"""
    done = graded(run, student, test, fetch="Layer", classes=frozenset({"Layer"}))
    assert (done.ended, done.message) == ("ok", "")


EQUAL = """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __bool__(self): return True
    def __float__(self): return 0.5
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __array__(self, *a, **k): return np.zeros(())
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __hash__(self): return 0
def f(x):
    return Equal()
"""


@pytest.mark.parametrize("classes", [frozenset(), frozenset({"Equal"})])
@pytest.mark.parametrize(
    "test",
    [
        "assert f(1) == 3",
        "assert 3 == f(1)",
        "assert abs(f(1) - 3) < 1e-9",
        "assert np.allclose(f(1), 3)",
        "np.testing.assert_allclose(f(1), 3)",
        "assert f(1)",
        "assert not f(1) != 3",
        "assert f(1) in [3]",
        "assert (f(1) == np.array([3])).all()",
    ],
)
def test_an_object_that_equals_everything_equals_nothing(run, test, classes):
    assert graded(run, EQUAL, test, classes=classes).ended == "error"


@pytest.mark.parametrize(
    "value", ["np.array([])", "[]", "np.ones((1, 1))", "float('nan')", "np.ma.masked_all(3)"]
)
@pytest.mark.parametrize("compare", ["allclose", "array_equiv", "testing.assert_allclose"])
def test_a_result_without_content_equals_nothing(run, value, compare):
    test = f"result = np.{compare}(f(1), np.ones((2, 2)))\nassert result is not False"
    assert graded(run, f"def f(x):\n    return {value}", test).ended == "error"


def test_nan_passes_no_bound(run):
    student = "def f(x):\n    return float('nan')"
    assert graded(run, student, "assert not abs(f(1) - 3) > 1e-6").ended == "error"
    test = "if abs(f(1) - 3) > 1e-6:\n    raise ValueError('far')"
    assert graded(run, student, test).ended == "error"


def test_a_subclass_arrives_as_its_base(run):
    student = """
class Zero(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
class Always(np.ndarray):
    def __eq__(self, other): return np.True_
def f(x):
    return Zero(5)
def g(x):
    return np.ones(3).view(Always)
"""
    assert graded(run, student, "assert f(1) == 3").ended == "error"
    assert graded(run, student, "assert type(f(1)) is float").ended == "ok"
    assert graded(run, student, "assert np.all(g(1) == 3)", fetch="g").ended == "error"


def test_a_module_of_the_students_never_becomes_a_value(run):
    student = "import types\nf = types.ModuleType('numpy')"
    assert graded(run, student, "f.x").ended == "error"


def test_what_the_students_function_prints_is_shown(run):
    done = graded(run, "def f(x):\n    print('debug', x)\n    return 1", "assert f(7) == 2")
    assert done.outputs[0]["text"] == "debug 7\n"


def test_what_a_function_prints_is_shown_once_if_its_test_is_run_twice(run):
    student = "def f(a):\n    print('sorted')\n    a.sort()\n    return a[0]"
    done = graded(run, student, "print('test')\nassert f([2, 1]) == 1")
    assert done.ended == "ok"
    assert done.outputs[0]["text"] == "test\nsorted\n"


def test_a_step_after_a_failed_one_is_still_graded(run):
    done = run(
        step("a", student="def f():\n    raise ValueError"),
        step("ta", judge="f()", fetch=["f"]),
        step("b", student="def g():\n    return 1"),
        step("tb", judge="assert g() == 1", fetch=["g"]),
    )
    assert (done["ta"].ended, done["tb"].ended) == ("error", "ok")


def test_a_locked_cell_that_fails_is_the_instructors_problem():
    from grader.execution.job import Job
    from grader.testing import ThreadExecutor

    steps = (step("data", student="x = 1", judge="open('/no/file')"), step("t", judge="assert x"))
    (outcome,) = ThreadExecutor().run([Job("job", steps)])
    assert "data raises FileNotFoundError" in outcome.problem


def test_a_locked_cell_that_fails_after_the_last_failed_test_is_no_problem():
    from grader.execution.job import Job
    from grader.testing import ThreadExecutor

    locked, failing = step("locked", judge="open('/no/file')"), step("t", judge="assert False")
    locked = replace(locked, graded=False)
    jobs = [Job("job", (locked, failing)), Job("job", (failing, locked, step("u", judge="pass")))]
    problems = [outcome.problem.split(":")[0] for outcome in ThreadExecutor().run(jobs)]
    assert problems == ["the instructor's cell locked raises FileNotFoundError", ""]


def test_a_shared_job_runs_the_tests_beside_the_students_code(run):
    done = run(
        Step("answer", student="x = 3"),
        Step("test", student="assert x == 3", graded=True),
        Step("wrong", student="assert x == 4, 'not four'", graded=True),
        Step("part", student="x / 4", graded=True),
        mode="shared",
    )
    assert [done[n].ended for n in ("test", "wrong", "part")] == ["ok", "error", "ok"]
    assert done["wrong"].message == "AssertionError: not four"
    assert done["part"].partial == 0.75


@pytest.mark.parametrize("number", ["np.float64(0.5)", "np.longdouble(0.5)", "Decimal('0.5')"])
def test_a_number_of_numpy_is_partial_credit_in_a_shared_job_too(run, number):
    imports = "from decimal import Decimal\nimport numpy as np"
    part = Step("part", student=f"{imports}\n{number}", graded=True)
    assert run(part, mode="shared")["part"].partial == 0.5


def test_a_function_that_does_not_end_is_stopped(run):
    done = graded(
        run,
        "import time\ndef f(x):\n    time.sleep(3)",
        "f(1)",
        limits=Limits(cell_wall_s=0.5),
    )
    assert done.ended == "stopped"
    assert done.message.startswith("Your code took longer than 0.5 s")


COUNTS = "count = iter(range(9))\ndef ticket():\n    return next(count)\n"
TICKETS = "assert f([2, 1]) == 1\nassert ticket() == 0"


def test_a_test_that_repeats_itself_meets_no_state_of_the_first_time(run):
    honest = COUNTS + "def f(items):\n    items.sort()\n    return items[0]"
    assert graded(run, honest, TICKETS, fetch="f ticket").ended == "ok"
    again = "assert f([2, 1]) == 1\nassert f([3]) == 3"
    assert graded(run, honest, again, fetch="f ticket").ended == "ok"


def test_a_test_that_holds_only_of_what_was_not_changed_fails(run):
    cheat = COUNTS + "def f(items):\n    low = min(items)\n    items[:] = [9, 9]\n    return low"
    test = "items = [2, 1]\nassert f(items) == min(items)\nassert ticket() == 0"
    assert graded(run, cheat, test, fetch="f ticket").ended == "error"


def judged(run, student: str, *tests: str, traits=None):
    """What becomes of tests beside locked data, whose traits with the solution are these."""
    done = run(
        step("setup", student=LOCKED, judge="import numpy as np\n" + LOCKED),
        step("answer", student=student),
        *(
            replace(step(f"test {n}", judge=test, fetch=["f"]), traits=traits)
            for n, test in enumerate(tests)
        ),
    )
    return [done[f"test {n}"] for n in range(len(tests))]


LOCKED = "rows = [3, 4]"
ZEROES = "def f(rows):\n    rows[:] = [0, 0]"
SUMS = "assert f(rows) is None\nassert sum(rows) == 0"


def test_a_test_says_what_it_has_shown(run):
    trait = {
        "float('nan')": "assert len(np.where(np.array([1.0, f([1])]) > 0)[0]) == 1",
        "rows.clear()": "assert f([1]) is None",
        "rows.remove(1)": "assert f(rows=[1]) is None",
        "1j": "assert abs(f([1]) - 1) > 1",
        "2": "f([1])",
    }
    shown = [judged(run, f"def f(rows):\n    return {e}", t)[0].traits for e, t in trait.items()]
    assert shown == [("nan",), ("changes",), ("changes",), ("complex",), ("points",)]
    assert judged(run, "def f(rows):\n    return 2", "assert f([1]) == 2")[0].traits == ()


def test_what_the_solution_does_to_an_argument_may_be_done(run):
    (done,) = judged(run, ZEROES, SUMS, traits=("changes",))
    assert done.ended == "ok"
    (done,) = judged(run, ZEROES, SUMS)
    assert done.ended == "ok"


def test_what_the_solution_leaves_as_it_is_stays_for_this_test_and_the_next(run):
    tests = ["assert f(rows) is None", "assert sum(rows) == 7", "assert sum(rows) == 0"]
    done = judged(run, ZEROES, *tests, traits=())
    assert [each.ended for each in done] == ["ok", "ok", "error"]
    fit = "def f(y):\n    y[:] = [0] * len(y)"
    assert judged(run, fit, "y = [1, 2]\nf(y)\nassert sum(y) == 0", traits=())[0].ended == "error"


def test_what_a_test_undid_after_it_had_been_repeated_is_as_it_was(run):
    answer = "def f(rows):\n    total = sum(rows)\n    rows.append(1)\n    return total"
    tests = ["assert f(list(rows)) == 7", "assert f(rows) >= 7", "assert rows == [3, 4]"]
    done = judged(run, answer, *tests)
    assert [each.ended for each in done] == ["ok", "ok", "ok"]


POINTS = ("3 * (f([7])[0] == 49)", "3 - sum(abs(f([7]) - 49))", "[f([7])]")


@pytest.mark.parametrize("test", POINTS)
def test_where_the_solution_has_points_anything_else_has_none(run, test):
    answer = "def f(rows):\n    return np.array([[0, 0]])"
    (done,) = judged(run, "import numpy as np\n" + answer, test, traits=("points",))
    assert done.ended == "error"
    assert done.message == "the points of this test do not add up to a number"


def test_where_the_solution_has_no_nan_nothing_is_ordered_with_it(run):
    answer = "import numpy as np\ndef f(rows):\n    return np.array([1.0, np.nan])"
    test = "far = np.abs(f(rows) - 1) > 1e-6\nassert far.sum() == 0"
    assert judged(run, answer, test, traits=("nan",))[0].ended == "ok"
    assert judged(run, answer, test, traits=())[0].ended == "error"


def test_a_locked_cell_may_order_nan_after_a_test_that_may_not(run):
    test = replace(step("test", judge="assert f() == 1", fetch=["f"]), traits=())
    locked = "import numpy as np\nbig = sum(np.array([1.0, np.nan]) > 0)"
    done = run(
        step("answer", student="def f():\n    return 1"),
        test,
        replace(step("locked", judge=locked), graded=False),
        replace(test, name="last", judge="assert f() == big"),
    )
    assert [done[name].ended for name in ("test", "last")] == ["ok", "ok"]


PLAIN_RESULTS = {
    "np.array(['a', 'b'], object)": "assert list(f()) == ['a', 'b'] and f()[0] == 'a'",
    "np.array([['a', None], [1, [2]]], object)": "assert f().tolist() == [['a', None], [1, [2]]]",
    "{'a': 1}.keys()": "assert 'a' in f() and len(f()) == 1 and list(f()) == ['a']",
    "{'a': 1}.values()": "assert list(f()) == [1]",
    "{'a': 1}.items()": "assert dict(f()) == {'a': 1} and ('a', 1) in f()",
    "__import__('collections').deque([1, 2], 3)": "assert f()[0] == 1 and f().maxlen == 3",
}


@pytest.mark.parametrize("result", PLAIN_RESULTS)
def test_a_result_of_plain_values_is_one_of_the_same_kind(run, result):
    assert graded(run, f"def f():\n    return {result}", PLAIN_RESULTS[result]).ended == "ok"


def test_an_object_that_can_be_called_is_as_good_as_a_function(run):
    answer = (
        "class Add:\n    def __init__(self, a):\n        self.a = a\n"
        "    def __call__(self, b):\n        return self.a + b\n"
        "    def __eq__(self, other):\n        return True\nf = Add"
    )
    assert graded(run, answer, "assert f(3)(4) == 7").ended == "ok"
    assert graded(run, answer, "assert f(3) == 7").ended == "error"


def test_not_implemented_is_no_type_error(run):
    test = "try:\n    f('a')\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError('no')"
    assert graded(run, "def f(x):\n    return NotImplemented", test).ended == "error"
    assert graded(run, "def f(x):\n    return x + 1", test).ended == "ok"


def test_a_generator_of_the_students_can_be_listed(run):
    student = "def f(x):\n    yield from range(x)"
    assert graded(run, student, "assert list(f(3)) == [0, 1, 2]").ended == "ok"


def test_a_locked_cell_may_rest_on_the_students_names(run):
    done = run(
        step("answer", student="class Net:\n    pass"),
        step("locked", student="x = 1", judge="def size(net: Net):\n    return 1", fetch=["Net"]),
        step("test", judge="assert size(None) == 1"),
    )
    assert done["test"].ended == "ok"


def test_a_test_may_display_what_it_likes(run):
    assert graded(run, "f = 1", "display(f)\nassert f == 1").ended == "ok"


LAUNDERED = """
class Near(np.polynomial.Polynomial):
    __sub__ = __rsub__ = lambda self, other: self
    __abs__ = lambda self: 0.0
class Own:
    __sub__ = __rsub__ = lambda self, other: self
    __abs__ = __float__ = lambda self: 0.0
def f(x):
    return Near([1.0])
def g(x):
    return Own()
"""


@pytest.mark.parametrize("test", ["abs({}(1) - 3) < 1e-9", "float({}(1) - 3) == 0"])
@pytest.mark.parametrize("name", ["f", "g"])
def test_no_difference_of_an_object_and_what_is_expected_becomes_a_number(run, name, test):
    done = graded(
        run, LAUNDERED, f"assert {test.format(name)}", fetch="f g", classes=frozenset({"Own"})
    )
    assert done.ended == "error"


@pytest.mark.parametrize("value", ["x * np.nan", "np.empty((0, 1, 1))", "np.empty(0)"])
@pytest.mark.parametrize(
    "test",
    [
        "assert not np.any(np.abs(f(x) - y) > 1e-9)",
        "assert (np.abs(f(x) - y) < 1e-9).all()",
        "assert not (np.abs(f(x) - y) > 1e-9).any()",
        "assert np.sum(np.abs(f(x) - y) > 1e-9) == 0",
        "if np.any(np.abs(f(x) - y) > 1e-9):\n    raise ValueError('far')",
        "assert not any(abs(d) > 1e-9 for d in (f(x) - y).ravel())",
    ],
)
def test_a_difference_of_nothing_and_of_nan_is_far(run, value, test):
    setup = "x = y = np.ones((4, 3))\n"
    done = graded(run, f"def f(x):\n    return {value}", setup + test)
    assert done.ended == "error"
    right = graded(run, "def f(x):\n    return x + 0.0", setup + test)
    assert (right.ended, right.message) == ("ok", "")
