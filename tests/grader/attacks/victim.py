"""The victim: a real nbgrader course of one assignment, with tests as courses write them.

By-hand asserts, a reference from a secret module, types and shapes, a callback, dicts and lists,
expected exceptions, seeded randomness, a clock, partial credit, and a helper of the course.
Every grade cell hides a part that needs the right value.
"""

import copy
import json
import py_compile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .records import Notebook

ASSIGNMENT = "ps"
EXPECTED = 61.8033988749895  # by a hidden test; no message may tell
NUMBERS = "1.5\n-2.0\n4.25\n0.5\n"
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "victim"
c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackPage"
"""

SETUP = '''\
import math
import time

import numpy as np

measurements = np.loadtxt("numbers.csv")


def close(a, b, tolerance=1e-9):
    """Whether two numbers agree."""
    return abs(a - b) <= tolerance'''


@dataclass(frozen=True)
class GradeCell:
    """A test: the line that students see, and the hidden rest."""

    name: str
    points: int
    visible: str
    hidden: str


@dataclass(frozen=True)
class Exercise:
    """A solution cell with a right and a wrong answer, and its grade cells."""

    name: str
    right: str
    wrong: str
    tests: tuple[GradeCell, ...]


def exercise(name: str, right: str, wrong: str, *tests: tuple[str, int, str, str]) -> Exercise:
    return Exercise(name, right, wrong, tuple(GradeCell(*test) for test in tests))


EXERCISES = (
    exercise(
        "rms",
        "def rms(x):\n    return math.sqrt(np.mean(np.square(x)))",
        "def rms(x):\n    return float(np.mean(x))",
        (
            "rms_by_hand",
            2,
            "assert callable(rms)",
            "assert close(rms(np.array([3.0, 4.0])), 12.5**0.5)\n"
            "assert close(rms(np.array([-2.0, 6.0])), 20**0.5)",
        ),
        (
            "rms_reference",
            2,
            "assert rms(np.ones(3)) == 1",
            "import secret_reference as reference\n"
            "x = np.random.rand(9) - 0.3\n"
            "np.testing.assert_allclose(rms(x), reference.rms(x), rtol=1e-9)",
        ),
    ),
    exercise(
        "whiten",
        "def whiten(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0)",
        "def whiten(X):\n    return X - X.mean()",
        (
            "whiten_shape",
            2,
            "assert isinstance(whiten(np.eye(3)), np.ndarray)",
            "import secret_reference as reference\n"
            "X = np.random.default_rng(20814).normal(size=(6, 3))\n"
            "got = whiten(X)\n"
            "assert isinstance(got, np.ndarray) and got.shape == (6, 3)\n"
            "np.testing.assert_allclose(got, reference.whiten(X), rtol=1e-9)",
        ),
    ),
    exercise(
        "softmax",
        "def softmax(Z):\n"
        "    powers = np.exp(Z - Z.max(axis=1, keepdims=True))\n"
        "    return powers / powers.sum(axis=1, keepdims=True)",
        "def softmax(Z):\n    return np.exp(Z)",
        (
            "softmax_rows",
            2,
            "assert softmax(np.eye(2)) is not None",
            "import secret_reference as reference\n"
            "Z = np.random.default_rng(77123).normal(size=(4, 3))\n"
            "assert np.allclose(softmax(Z).sum(axis=1), 1.0)\n"
            "assert np.allclose(softmax(Z), reference.softmax(Z))",
        ),
        (
            "softmax_uniform",
            1,
            "assert softmax(np.zeros((2, 2))) is not None",
            "assert np.allclose(softmax(np.full((5, 4), 0.7)), np.full((5, 4), 0.25))",
        ),
    ),
    exercise(
        "bisect",
        "def bisect(f, low, high):\n"
        "    for _ in range(60):\n"
        "        middle = (low + high) / 2\n"
        "        if f(low) * f(middle) <= 0:\n"
        "            high = middle\n"
        "        else:\n"
        "            low = middle\n"
        "    return low",
        "def bisect(f, low, high):\n    return (low + high) / 2",
        (
            "bisect_callback",
            2,
            "assert -1 <= bisect(lambda x: x, -1.0, 1.0) <= 1",
            "import secret_reference as reference\n"
            "calls = []\n"
            "def cubic(x):\n"
            "    calls.append(x)\n"
            "    return x**3 - reference.CUBE\n"
            "assert abs(bisect(cubic, 0.0, 3.0) - reference.CUBE ** (1 / 3)) < 1e-6\n"
            "assert 5 < len(calls) < 500",
        ),
    ),
    exercise(
        "tally",
        "def tally(words):\n"
        "    return {word: words.count(word) for word in words}\n\n\n"
        "def order(words):\n    return sorted(set(words))",
        'def tally(words):\n    return {"none": 0}\n\n\ndef order(words):\n    return words[:1]',
        (
            "tally_equal",
            2,
            "assert len(tally(['a'])) == 1",
            "import secret_reference as reference\n"
            'words = "the cat and the dog and the end".split()\n'
            "assert tally(words) == reference.tally(words)",
        ),
        (
            "tally_order",
            2,
            "assert order(['a']) == ['a']",
            'cases = [["b", "a"], ["d", "c", "d"], ["z", "y", "x", "y"]]\n'
            'wanted = [["a", "b"], ["c", "d"], ["x", "y", "z"]]\n'
            "for got, want in zip(map(order, cases), wanted):\n"
            "    assert got == want",
        ),
    ),
    exercise(
        "safe_log",
        "def safe_log(x):\n"
        "    if x <= 0:\n"
        '        raise ValueError("positive numbers only")\n'
        "    return math.log(x)",
        "def safe_log(x):\n    return x - 1",
        (
            "log_raises",
            1,
            "assert safe_log(1) == 0",
            "try:\n"
            "    safe_log(-2.5)\n"
            "except ValueError:\n"
            "    pass\n"
            "else:\n"
            '    raise AssertionError("what of a negative number?")\n'
            "assert close(safe_log(7.25), math.log(7.25))",
        ),
    ),
    exercise(
        "walk",
        "def walk(n):\n    return np.cumsum(np.random.normal(size=n))",
        "def walk(n):\n    return np.zeros(n)",
        (
            "walk_seeded",
            1,
            "assert len(walk(3)) == 3",
            "import secret_reference as reference\n"
            "np.random.seed(90210)\n"
            "got = walk(8)\n"
            "np.random.seed(90210)\n"
            "np.testing.assert_allclose(got, reference.walk(8))",
        ),
    ),
    exercise(
        "draw",
        "def draw(rng, n):\n    return rng.normal(size=n) * 3 + 1",
        "def draw(rng, n):\n    return np.ones(n)",
        (
            "draw_seeded",
            1,
            "assert len(draw(np.random.default_rng(0), 3)) == 3",
            "import secret_reference as reference\n"
            "got = draw(np.random.default_rng(4177), 5)\n"
            "assert np.array_equal(got, reference.draw(np.random.default_rng(4177), 5))",
        ),
    ),
    exercise(
        "values",
        "best = 17\nweights = np.array([0.25, -1.5, 3.75])\nlargest = int(measurements.argmax())",
        "best = 3\nweights = np.zeros(3)\nlargest = 0",
        (
            "values_equal",
            2,
            "assert best is not None and largest is not None",
            "import secret_reference as reference\n"
            "assert best == reference.BEST\n"
            "assert largest == measurements.argmax()\n"
            "assert np.allclose(weights, reference.WEIGHTS)",
        ),
    ),
    exercise(
        "scale",
        "def scale(X):\n    return 2 * X - 1",
        "def scale(X):\n    return X",
        (
            "scale_all",
            1,
            "assert scale(np.ones((2, 2))) is not None",
            "import secret_reference as reference\n"
            "X = np.arange(12.0).reshape(4, 3) / 7\n"
            "assert (np.abs(scale(X) - reference.scale(X)) < 1e-9).all()",
        ),
        (
            "scale_any",
            1,
            "assert scale(np.ones((1, 2))) is not None",
            "import secret_reference as reference\n"
            "X = np.arange(12.0).reshape(4, 3) / 5\n"
            "assert not np.any(np.abs(scale(X) - reference.scale(X)) > 1e-9)",
        ),
    ),
    exercise(
        "median",
        "def median(numbers):\n    return float(np.median(numbers))",
        "def median(numbers):\n    return numbers[0]",
        (
            "median_unittest",
            2,
            "assert median([5]) == 5",
            "import io, unittest\n"
            "class Median(unittest.TestCase):\n"
            "    def test_odd(self):\n"
            "        self.assertEqual(median([3, 1, 2]), 2)\n"
            "    def test_even(self):\n"
            "        self.assertAlmostEqual(median([4, 1, 2, 8]), 3)\n"
            "tests = unittest.defaultTestLoader.loadTestsFromTestCase(Median)\n"
            "assert unittest.TextTestRunner(io.StringIO()).run(tests).wasSuccessful()",
        ),
    ),
    exercise(
        "golden",
        "def golden(n):\n    return 61.8033988749895 * n",
        "def golden(n):\n    return float(n)",
        (
            "golden_array",
            1,
            "assert golden(0) == 0",
            f"got = np.array([golden(1), golden(2)])\n"
            f"np.testing.assert_allclose(got, [{EXPECTED}, 2 * {EXPECTED}])",
        ),
        (
            "golden_number",
            1,
            "assert golden(0) == 0",
            f"np.testing.assert_almost_equal(golden(1), {EXPECTED})",
        ),
    ),
    exercise(
        "total",
        "def total(x):\n    return float(np.sum(x))",
        "def total(x):\n    return float(len(x))",
        (
            "total_tolerance",
            1,
            "assert total(np.zeros(0)) == 0",
            "import secret_reference as reference\n"
            "x = np.linspace(-1, 4, 21)\n"
            "if abs(total(x) - reference.total(x)) > 1e-9:\n"
            '    raise AssertionError("not the sum")',
        ),
    ),
    exercise(
        "pairs",
        "def pairs(n):\n    return n * (n - 1) // 2",
        "def pairs(n):\n    return n",
        (
            "pairs_quick",
            1,
            "assert pairs(0) == 0",
            "start = time.perf_counter()\n"
            "assert pairs(1003) == 502503\n"
            'assert time.perf_counter() - start < 1.0, "too slow"',
        ),
    ),
    exercise(
        "roots",
        "def roots(a, b, c):\n"
        "    width = math.sqrt(b * b - 4 * a * c)\n"
        "    return sorted([(-b - width) / (2 * a), (-b + width) / (2 * a)])",
        "def roots(a, b, c):\n    return [b, c]",
        (
            "roots_partial",
            4,
            "assert len(roots(1.0, -3.0, 2.0)) == 2",
            "import secret_reference as reference\n"
            "cases = [(1.0, -5.0, 6.0), (2.0, 1.0, -3.0), (1.0, 0.0, -7.0), (0.5, 3.0, 1.0)]\n"
            "sum(np.allclose(roots(*case), reference.roots(*case)) for case in cases)",
        ),
    ),
    exercise(
        "guess",
        "def guess(n):\n    return math.pi / n",
        "def guess(n):\n    return -1000.0",
        (
            "guess_closeness",
            2,
            "assert guess(1) < 4",
            "import secret_reference as reference\n"
            "max(2.0 - 10 * abs(guess(7) - reference.guess(7)), 0.0)",
        ),
    ),
    exercise(
        "kl",
        "def kl(mu, sigma):\n"
        "    return float(np.sum(0.5 * (mu**2 + sigma**2 - 1) - np.log(sigma)))",
        "def kl(mu, sigma):\n    return 0.5",
        (
            "kl_agree",
            3,
            "assert kl(np.ones(1), np.ones(1)) >= 0",
            "import secret_reference as reference\n"
            "rng = np.random.default_rng(61)\n"
            "cases = [(rng.normal(size=n), 0.1 + rng.random(n)) for n in (1, 2, 5)]\n"
            "reference.agree(kl, reference.kl, cases)",
        ),
    ),
)
GRADE_CELLS = {test.name: test.points for each in EXERCISES for test in each.tests}
FULL = sum(GRADE_CELLS.values())
RIGHT = {each.name: each.right for each in EXERCISES}
WRONG = {each.name: each.wrong for each in EXERCISES}


def instructors_notebook(secret: str = "", solution_secret: str = "") -> Notebook:
    """The source notebook; each hidden test carries `secret`, each solution the other."""
    cells = [_cell("setup", SETUP)]
    for each in EXERCISES:
        marked = f"{each.right}\n# {solution_secret}"
        cells.append(_solution(each.name, f"### BEGIN SOLUTION\n{marked}\n### END SOLUTION"))
        cells += [_test(test, secret) for test in each.tests]
    cells.append(_cell("why", "Say why.", kind="markdown", points=2, solution=True))
    return _notebook(cells)


def students_notebook(answers: Mapping[str, str]) -> Notebook:
    """The released notebook with these answers in its solution cells."""
    cells = [_cell("setup", SETUP)]
    for each in EXERCISES:
        cells.append(_solution(each.name, answers[each.name]))
        cells += [_test(test) for test in each.tests]
    why = "Because the mean square is 3."
    cells.append(_cell("why", why, kind="markdown", points=2, solution=True))
    return _notebook(cells)


def write_course(root: Path, notebook: Notebook, reference: str) -> Path:
    """A course without students; answers the folder of its secret module."""
    write_notebook(notebook, root / "source" / ASSIGNMENT)
    (root / "source" / ASSIGNMENT / "numbers.csv").write_text(NUMBERS)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "instructor").mkdir()
    (root / "instructor/secret_reference.py").write_text(reference)
    py_compile.compile(str(root / "instructor/secret_reference.py"))
    return root / "instructor"


def submission_folder(root: Path, student: str) -> Path:
    return root / "submitted" / student / ASSIGNMENT


def write_notebook(notebook: Notebook, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{ASSIGNMENT}.ipynb"
    path.write_text(json.dumps(notebook))
    return path


def named(notebook: Notebook, grade_id: str) -> Any:
    """The cell of this name."""
    return next(each for each in notebook["cells"] if each["id"] == grade_id)


def _notebook(cells: list[Any]) -> Notebook:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    language = {"name": "python", "file_extension": ".py", "version": "3.11"}
    metadata = {"kernelspec": kernel, "language_info": language}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _solution(name: str, text: str) -> Any:
    return _cell(name, text, solution=True)


def _test(test: GradeCell, secret: str = "") -> Any:
    text = test.visible
    if secret:
        hidden = f"secret = {secret!r}\n{test.hidden}"
        text += f"\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return _cell(test.name, text, points=test.points)


def _cell(
    name: str, text: str, *, kind: str = "code", points: int | None = None, solution: bool = False
) -> Any:
    keys: dict[str, Any] = {"schema_version": 3, "grade_id": name, "solution": solution}
    keys |= {"grade": points is not None, "locked": not solution, "task": False}
    keys |= {"points": points} if points is not None else {}
    metadata = copy.deepcopy({"nbgrader": keys})
    run: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": name, "metadata": metadata, "source": text, **run}
