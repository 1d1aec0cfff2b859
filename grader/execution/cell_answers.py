"""Validates what a student process says that a cell gave, and reads partial credit."""

import ast
import contextlib
import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

MAX_OUTPUT_DEPTH = 8
NUMBER = re.compile(r"^(?:np\.\w+|Decimal)\('?(.*?)'?\)$")  # as numpy 2 and decimal show one
LEFT_OUT = {
    "output_type": "stream",
    "name": "stderr",
    "text": "[the notebook shows more than is kept]\n",
}


def number(value: Any) -> float | None:
    """Partial credit: a number, but no bool."""
    kinds = int | float | np.number | Fraction | Decimal
    if isinstance(value, bool | np.bool_) or not isinstance(value, kinds):
        return None
    return float(value.real)


def score(text: str, value: Any, *, gives_points: bool = False) -> float | None:
    """Partial credit of a test whose last line gave this value.

    Raises AssertionError if the value is no number, but the last line is a sum of points or gives
    points to the solution.
    """
    partial = number(value)
    if partial is None and (gives_points or (value is not None and _ends_with_a_sum(text))):
        raise AssertionError("the points of this test do not add up to a number")
    return partial


@lru_cache(maxsize=256)
def _ends_with_a_sum(text: str) -> bool:
    """Whether the last line is a name that was added to."""
    lines = ast.parse(text).body
    last = lines[-1] if lines else None
    if not (isinstance(last, ast.Expr) and isinstance(last.value, ast.Name)):
        return False
    return any(
        target.id == last.value.id
        for node in ast.walk(ast.Module(lines, []))
        for target in _added_to(node)
        if isinstance(target, ast.Name)
    )


def _added_to(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        return [node.target]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        function = node.value.func
        return node.targets if isinstance(function, ast.Name) and function.id == "sum" else []
    return []


class Room:
    """How much the outputs of a whole notebook may take; what comes later is left out."""

    def __init__(self, size: int) -> None:
        self._left = size

    def fit(self, outputs: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        """The outputs, or a line instead of them."""
        self._left -= sum(map(_length, outputs))
        return outputs if self._left >= 0 or not outputs else (LEFT_OUT,)


def _length(value: Any) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, list) else 0


def shown_number(outputs: tuple[dict[str, Any], ...]) -> float | None:
    """Partial credit as a notebook shows it: the number that a cell's last line gave."""
    for output in reversed(outputs):
        if output.get("output_type") == "execute_result":
            with contextlib.suppress(TypeError, ValueError, AttributeError):
                text = output["data"]["text/plain"]
                return float(NUMBER.sub(r"\1", text))
    return None


def cell_answer(answer: Any) -> tuple[tuple[dict[str, Any], ...], list[str]]:
    """The outputs and the error of a cell, as far as the answer has the form of one."""
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return (), ["an answer of an unknown form"]
    outputs, told = answer
    kept = tuple(_plain(o) for o in outputs if isinstance(o, dict)) if type(outputs) is list else ()
    return kept, [str(part) for part in told] if isinstance(told, list) else ["unknown"]


def _plain(value: Any, depth: int = 0) -> Any:
    """An output with what a notebook can hold; anything else becomes None."""
    if value is None or type(value) in (bool, float, str, bytes):
        return value
    if type(value) is int:
        return value if -(1 << 63) <= value < (1 << 63) else None
    if depth < MAX_OUTPUT_DEPTH and type(value) in (list, tuple):
        return [_plain(item, depth + 1) for item in value]
    if depth < MAX_OUTPUT_DEPTH and type(value) is dict:
        return {key: _plain(item, depth + 1) for key, item in value.items() if type(key) is str}
    return None
