import math

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from course.feedback import Symptom, attempt, diagnose, expect

VALUES = np.array([0.3, -1.7, 2.9, 4.4])


def of(got, expected=VALUES):
    return diagnose(got, expected, rtol=1e-9, atol=1e-12)


def test_equal_results_have_no_symptom():
    assert of(VALUES) is None
    assert of(VALUES.tolist()) is None
    assert of(VALUES + 1e-13) is None


@pytest.mark.parametrize(
    ("got", "symptom"),
    [
        (2 * VALUES, "exactly twice too large"),
        (VALUES / 2, "exactly half"),
        (-VALUES, "the sign is wrong"),
        (-2 * VALUES, "the sign is wrong and exactly twice"),
        (VALUES / math.log(2), "which base has the logarithm"),
        (VALUES * math.log(2), "which base has the logarithm"),
        (VALUES / math.log(10), "which base has the logarithm"),
        (VALUES * 7, "by the same factor everywhere, 7"),
        (VALUES / 3, "too small by the same factor everywhere, 3"),
        (VALUES + 0.9, "shifted by the same amount"),
        (np.abs(VALUES), "some signs are wrong"),
        (np.full(4, 1.3), "the same number whatever the input is"),
        (VALUES * [1, 1, 1, 1.5], "1 of 4 values differ"),
        (VALUES * [np.nan, 1, 1, 1], "nan where a finite number is right"),
        (VALUES + 0j, "complex numbers"),
        (VALUES.astype(np.float32), "only to the precision of float32"),
        (None, "Is a return missing"),
        ("text", "a str is returned"),
        (VALUES.sum(), "more axes are reduced"),
        (VALUES[None], "an axis is left"),
        ([[1, 2], [3]], "ragged"),
    ],
)
def test_a_difference_is_named(got, symptom):
    assert symptom in of(got)


def test_exchanged_rows_and_columns_are_named():
    assert "rows and columns are exchanged" in of(np.ones((2, 3)), np.ones((3, 2)))


def test_a_finite_number_is_no_infinity():
    assert "the limit is infinite" in of(1e9, np.inf)
    assert of(np.inf, np.inf) is None
    assert "another one" in of(np.inf, -np.inf)
    assert "another one" in of(np.nan, -np.inf)
    assert of(np.nan, np.nan) is None


def test_one_number_alone_is_not_called_a_constant_factor():
    assert of(3.7, 1.1) == "the value differs"
    assert of(2.2, 1.1) == "exactly twice too large"


def test_no_symptom_tells_an_expected_value():
    secret = np.array([0.123456, 7.891011])
    for got in (2 * secret, secret + 1, secret[::-1], secret * [1, 3]):
        text = of(got, secret)
        assert "0.12345" not in text
        assert "7.891" not in text


def test_expect_names_the_symptom_and_shows_the_students_own_value():
    with pytest.raises(Symptom, match=r"two clouds: exactly twice.*\n  yours: 3"):
        expect(3.0, 1.5, about="two clouds")
    with pytest.raises(Symptom, match="None"):
        expect(None, 1.5)
    with pytest.raises(Symptom, match="ragged"):
        expect((np.ones(3), 1.0), (1.0, 1.0))


def test_an_attempt_waits_calmly_for_unwritten_code(capsys, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    with attempt():
        raise NotImplementedError("f returns nothing yet")
    assert capsys.readouterr().out == "○ waiting for your code: f returns nothing yet\n"


def test_an_attempt_at_unwritten_code_fails_while_grading(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(Symptom, match="not written yet"), attempt():
        raise NotImplementedError("f returns nothing yet")


def test_an_attempt_passes_other_errors_on():
    with pytest.raises(ZeroDivisionError), attempt():
        1 / 0  # noqa: B018


def test_an_attempt_ticks_what_was_expected_and_leaves_a_figure_to_the_eye(capsys):
    with attempt():
        pass
    assert capsys.readouterr().out == ""
    with attempt():
        expect(1.0, 1.0)
    assert capsys.readouterr().out == "✓\n"


def test_a_warning_costs_nothing_while_grading(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with attempt():
        expect(np.log(np.zeros(1)), np.array([-np.inf]))


def test_jupyter_shows_a_symptom_without_the_code_around_it():
    shell = InteractiveShell()
    shell.user_ns["Symptom"] = Symptom
    seen = []
    shell._showtraceback = lambda kind, error, lines: seen.extend(lines)
    shell.run_cell("hidden = 1\nraise Symptom('exactly twice too large')")
    assert len(seen) == 1
    assert "exactly twice too large" in seen[0]
    assert "hidden" not in seen[0]
