"""Formulas as text: equal ones agree, and no text runs, hangs or escapes."""

import numpy as np
import pytest

from course import checks
from course.feedback import Symptom
from course.formulas import FormulaError, formula, same

DOMAIN = {"x": (0.3, 2.0), "s": (0.5, 3.0)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("exp(-x^2/2)", "1/exp(x**2/2)"),
        ("log(x) + log(s)", "ln(x*s)"),
        ("sigmoid(x)", "1/(1+e^(-x))"),
        ("x/sqrt(s)", "x*s^(-0.5)"),
        ("2*x", "x+x"),
        ("3", "6/2"),
        ("abs(-x)", "x"),
        ("pi - pi + x", "x"),
    ],
)
def test_formulas_that_are_equal_count_as_the_same(one, other):
    assert same(formula(one, DOMAIN), formula(other, DOMAIN))


@pytest.mark.parametrize(
    ("one", "other"),
    [("x", "s"), ("x^2", "2*x"), ("log(0*x)", "0"), ("sqrt(-x)", "x"), ("1/0", "x")],
)
def test_other_formulas_do_not(one, other):
    assert not same(formula(one, DOMAIN), formula(other, DOMAIN))


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "x.__class__",
        "(lambda: 1)()",
        "[x for x in (1,)]",
        "exp(x, s)",
        "exp(*[x])",
        "x if x else s",
        "x == s",
        "'x'",
        "True",
        "2j",
        "y",
        "x +",
        "(" * 250 + "x",
        "-" * 250 + "x",
        "x" * 301,
        "x\0",
        "",
    ],
)
def test_what_is_no_formula_is_refused_with_a_reason(text):
    with pytest.raises(FormulaError, match=r"\w"):
        formula(text, DOMAIN)


@pytest.mark.parametrize(
    "text", ["9^9^9^9^9", "exp(exp(exp(exp(9^9))))", "x^(10^10^10)", "9" * 290 + "^9"]
)
def test_a_tower_of_powers_overflows(text):
    assert not np.isfinite(formula(text, DOMAIN).values).all()


def test_a_known_mistake_is_named_and_a_formula_without_its_letter_is_too():
    key, mistakes = "-x/s^2", {"the variance enters once": "-x/s"}
    checks.symbolic("-x/(s*s)", key, DOMAIN, mistakes=mistakes)
    for answer, told in (
        ("-(x/s)", "the variance enters once"),
        ("-x", "does not depend on s"),
        ("x/s^2", "opposite sign"),
        ("x*s", "differs"),
        ("x*t", "the name t"),
        (None, "no answer yet"),
        (3.0, "text in quotes"),
    ):
        with pytest.raises(Symptom, match=told):
            checks.symbolic(answer, key, DOMAIN, mistakes=mistakes)


def test_steps_of_a_proof_in_order():
    decoys = {"d": "that step assumes what is to be shown"}
    for answer in ("bca", ["b", "c", "a"], "b, c -> a"):
        checks.ordering(answer, "bca", decoys)
    for answer, told in (
        ("cba", r"\(c\) stands too early"),
        ("bcda", "assumes what is to be shown"),
        ("bc", "1 step is missing"),
        ("bcaa", "twice"),
        ("bcz", "none of the options"),
        ("", "no answer yet"),
        (None, "no answer yet"),
    ):
        with pytest.raises(Symptom, match=told):
            checks.ordering(answer, "bca", decoys)
