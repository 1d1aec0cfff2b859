"""What a failed test tells the student: the author's words, never what is right."""

import pytest

from grader.execution.messages import DIFFERS

from .test_judge import graded

UNITTEST = "import unittest\ncase = unittest.TestCase()\n"


@pytest.mark.parametrize(
    "test",
    [
        "case.assertEqual(f(), 'secret')",
        "case.assertEqual([f()], ['secret'])",
        "case.assertIn('secret', [f()])",
        "case.assertEqual({'k': f()}, {'k': 'secret'})",
        "case.assertCountEqual([f()], ['secret'])",
        "case.assertAlmostEqual(1.0, 2.0)",
        "case.assertTrue(f() == 'secret')",
    ],
)
def test_a_text_of_the_students_opens_no_message_of_unittest(run, test):
    done = graded(run, "def f():\n    return ' : '", UNITTEST + test)
    assert done.ended == "error"
    assert done.message in (DIFFERS, "AssertionError")
    done = graded(run, "def f():\n    return ' : '", UNITTEST + test[:-1] + ", msg='too short')")
    assert done.message == "too short"


WRONG = "def f():\n    return 'wrong'"
TESTS = {
    "unittest": "import unittest\nunittest.TestCase().assertEqual(f(), 'secret')",
    "unittest, a dictionary": "import unittest\n"
    "unittest.TestCase().assertEqual({f(): 1}, {'secret': 1})",
    "numpy, texts": "np.testing.assert_string_equal(f(), 'secret')",
    "numpy, a dictionary": "np.testing.assert_equal({f(): 1}, {'secret': 1})",
    "numpy, numbers": "np.testing.assert_equal(f(), 'secret')",
    "pandas": "import pandas\npandas.testing.assert_series_equal("
    "pandas.Series([f()]), pandas.Series(['secret']))",
    "torch": "import torch\ntorch.testing.assert_close(torch.tensor(float(len(f()))), "
    "torch.tensor(61803.0))",
}


@pytest.mark.parametrize("library", TESTS)
def test_a_testing_library_does_not_say_what_is_expected(run, library):
    pytest.importorskip(library.partition(",")[0])
    done = graded(run, WRONG, TESTS[library])
    assert done.ended == "error"
    assert done.message
    assert "secret" not in done.message
    assert "61803" not in done.message


@pytest.mark.parametrize(
    "test",
    [
        "import unittest\nunittest.TestCase().assertEqual(f(), 'secret', 'one letter is missing')",
        "import unittest\nunittest.TestCase().fail('one letter is missing')",
        "np.testing.assert_(f() == 'secret', 'one letter is missing')",
        "assert f() == 'secret', 'one letter is missing'",
    ],
)
def test_what_the_author_says_is_told(run, test):
    assert graded(run, WRONG, test).message == "one letter is missing"
