"""What a visible test says to a student; the build copies this file into each setup cell.

It imports nothing of ours, so that a notebook runs where only numpy and seaborn are installed.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


class Symptom(AssertionError):
    """A named mistake; Jupyter shows its message alone, without the code around it."""

    def _render_traceback_(self) -> list[str]:
        return [f"\x1b[31m✗\x1b[0m {self}"]


_met: list[str] = []  # the expectations that held, in the order of the cells run


@contextmanager
def attempt() -> Iterator[None]:
    """Run a visible test or a figure; say so calmly while a function is still unwritten.

    Under nbgrader's grading or validation an unwritten function is an error, as it must be.
    """
    met_before = len(_met)
    grading = "NBGRADER_EXECUTION" in os.environ
    try:
        with warnings.catch_warnings():
            if grading:  # nbgrader gives 0 to a cell that prints a warning
                warnings.simplefilter("ignore")
            yield
    except NotImplementedError as unwritten:
        if grading:
            raise Symptom(f"not written yet: {unwritten}") from unwritten
        print(f"○ waiting for your code: {unwritten}")
    else:
        if len(_met) > met_before:  # a figure expects nothing: whether it is right is to be seen
            print("✓")


def expect(got: Any, value: Any, tolerance: float = 1e-6, about: str = "") -> None:
    """Raise a Symptom unless `got` equals `value` up to a relative and absolute tolerance."""
    symptom = diagnose(got, value, rtol=tolerance, atol=tolerance)
    if symptom:
        raise Symptom(f"{about or 'your result'}: {symptom}\n  yours: {_shown(got)}")
    _met.append(about)


def _shown(got: Any) -> str:
    try:
        return np.array2string(np.asarray(got), precision=6) if got is not None else "None"
    except ValueError:  # ragged
        return str(got)[:200]


def diagnose(got: Any, expected: Any, rtol: float, atol: float) -> str | None:
    """Name what distinguishes `got` from `expected`, or None where they agree.

    Both are numbers or arrays. The text never contains a value of `expected`.
    """
    if got is None:
        return "nothing is returned (None). Is a return missing?"
    try:
        a, b = np.asarray(got), np.asarray(expected)
    except ValueError:
        return "a ragged list is returned where the task asks for an array"
    if a.dtype.kind not in "biufc":
        return f"a {type(got).__name__} is returned where the task asks for numbers"
    if np.iscomplexobj(a) and not np.iscomplexobj(b):
        return "complex numbers where the task asks for real ones"
    if a.shape != b.shape:
        return _shape_symptom(a.shape, b.shape)
    if a.size == 0 or np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=True):
        return None
    if a.dtype.itemsize < 8 and a.dtype.kind == "f" and np.allclose(a, b, 1e-4, 1e-5):
        return f"right, but only to the precision of {a.dtype}: keep float64"
    return _value_symptom(np.asarray(a, float), np.asarray(b, float), rtol, atol)


def _shape_symptom(got: tuple[int, ...], expected: tuple[int, ...]) -> str:
    text = f"shape {got} where the task asks for {expected}"
    if got == expected[::-1]:
        return text + ": rows and columns are exchanged"
    if len(got) < len(expected):
        return text + ": more axes are reduced than the task says"
    if len(got) > len(expected):
        return text + ": an axis is left that the task reduces"
    return text


def _value_symptom(a: Any, b: Any, rtol: float, atol: float) -> str:
    wrong_kind = np.isfinite(b) & ~np.isfinite(a)
    if wrong_kind.any():
        return f"{a[wrong_kind].flat[0]} where a finite number is right: an overflow or a log of 0?"
    if (np.isfinite(a) & ~np.isfinite(b)).any():
        return "a finite number where the limit is infinite or undefined"
    finite = np.isfinite(a) & np.isfinite(b)
    other_limit = ~finite & ~np.isclose(a, b, equal_nan=True)
    if other_limit.any():
        return f"{a[other_limit].flat[0]} where the limit is another one: is a sign wrong?"
    a, b = a[finite], b[finite]
    if np.ptp(b) > atol and np.ptp(a) == 0:
        return "the same number whatever the input is"
    wrong = ~np.isclose(a, b, rtol=rtol, atol=atol)
    count = f"{wrong.sum()} of {a.size} values differ" if a.size > 1 else "the value differs"
    return _factor_symptom(a, b, rtol, atol) or _shift_symptom(a - b, atol) or count


def _factor_symptom(a: Any, b: Any, rtol: float, atol: float) -> str | None:
    nonzero = np.abs(b) > 1e3 * atol
    if not nonzero.any() or not np.allclose(a[~nonzero], b[~nonzero], atol=atol):
        return None
    ratio = a[nonzero] / b[nonzero]
    if np.allclose(ratio, ratio[0], rtol=10 * rtol + 1e-9) and abs(ratio[0]) > 1e-12:
        return _ratio_symptom(float(ratio[0]), generic=ratio.size > 1)
    if np.allclose(np.abs(ratio), 1, rtol=10 * rtol + 1e-9):
        return "the right size, but some signs are wrong"
    return None


def _ratio_symptom(ratio: float, generic: bool) -> str | None:
    size = abs(ratio)
    base = "which base has the logarithm?"
    names = {
        1.0: "",
        2.0: "exactly twice too large",
        0.5: "exactly half of the right value",
        float(np.log(2)): f"too small by the factor log 2: {base}",
        float(1 / np.log(2)): f"too large by the factor 1/log 2: {base}",
        float(np.log(10)): f"too large by the factor log 10: {base}",
        float(1 / np.log(10)): f"too small by the factor 1/log 10: {base}",
    }
    text = next((name for value, name in names.items() if abs(size / value - 1) < 1e-6), None)
    if text is None and not generic:
        return None
    if text is None:
        direction, factor = ("large", size) if size > 1 else ("small", 1 / size)
        text = f"too {direction} by the same factor everywhere, {factor:.4g}: what is counted?"
    sign = "the sign is wrong" if ratio < 0 else ""
    return " and ".join(part for part in (sign, text) if part)


def _shift_symptom(difference: Any, atol: float) -> str | None:
    if difference.size > 1 and np.allclose(difference, difference[0], rtol=1e-6, atol=10 * atol):
        return "every value is shifted by the same amount: a constant is missing or too many"
    return None
