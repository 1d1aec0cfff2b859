"""What a cell gave: its outputs and its error as far as they have the form of some, and numbers."""

import contextlib
from typing import Any

import numpy as np

MAX_OUTPUT_DEPTH = 8


def number(value: Any) -> float | None:
    """Partial credit: a number, but no bool."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return None
    return float(value.real)


def shown_number(outputs: tuple[dict[str, Any], ...]) -> float | None:
    """Partial credit as a notebook shows it: the number that a cell's last line gave."""
    for output in reversed(outputs):
        if output.get("output_type") == "execute_result":
            with contextlib.suppress(TypeError, ValueError, AttributeError):
                return float(output["data"]["text/plain"])
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
