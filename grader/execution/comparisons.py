"""Comparisons that NaN, empty arrays and overflow cannot satisfy.

They stand for `a > b`, `a == b`, `a - b`, `zip`, `max`, `min` and `sorted` in the texts of tests.
"""

import contextlib
import functools
import itertools
import operator
from collections.abc import Callable, Collection, ItemsView, Iterable, KeysView, ValuesView
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.execution.job import Trait
from grader.execution.values import (
    are_as_good_as_real,
    holds_empty,
    holds_nan,
    is_about,
    is_array,
    is_complex,
    is_nan,
    is_of_pandas,
    missing,
    numbers_of,
    size,
    wide,
)

SIZED = (list, tuple, dict, set, frozenset, str, range, np.ndarray, KeysView, ValuesView, ItemsView)
A_NAN = "a compared value is NaN"
EMPTY = "an empty array is compared with something that is not empty"
LARGE = 1 << 20  # integers whose differences have squares that numpy can add up
# the names under which a test finds `nan_counts`, `difference`, `equality`, `ordering`, `ordered`
NAN_COUNTS, DIFFERENCE, EQUALITY = "__nan_counts__", "__difference__", "__equality__"
ORDERING, ORDERED = "__ordering__", "__ordered__"


def vacuous(a: Any, b: Any, no_repeats: bool) -> str:
    """Why comparing the two says nothing; empty if it does."""
    if holds_empty(a) != holds_empty(b):
        return EMPTY
    try:
        x, y = np.asarray(a), np.asarray(b)
    except (ValueError, RuntimeError):  # ragged, or with gradients: the comparison will tell
        return ""
    if (x.size == 0) != (y.size == 0):
        return f"an empty array is compared with one that is not: shapes {x.shape} and {y.shape}"
    if not x.size:
        witness.meet("empty", EMPTY)
    _require_one_shape(x, y)
    if no_repeats and x.ndim and y.ndim and x.size != y.size:
        return f"arrays of shapes {x.shape} and {y.shape} are compared"
    return ""


def nan_counts(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering, that is true where one of the two is NaN."""
    holds = getattr(operator, name)(a, b)
    if hasattr(holds, "fillna"):  # of pandas: what is missing would be skipped
        holds = holds.fillna(True)
    return holds | is_nan(a) | is_nan(b) if hasattr(holds, "__or__") else holds


@dataclass
class Witness:
    """What a test may meet only if it met it with the solution too, and what it has met."""

    allowed: Collection[Trait] | None = None
    seen: set[Trait] = field(default_factory=set)

    def watch(self, traits: Collection[Trait] | None) -> None:
        """For a test that may have these traits; any, if it is not known."""
        self.allowed, self.seen = traits, set()

    def meet(self, trait: Trait, what: str) -> None:
        """Raises AssertionError if this test may not."""
        self.seen.add(trait)
        if self.allowed is not None and trait not in self.allowed:
            raise AssertionError(what)


witness = Witness()


def ordering(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering.

    Raises AssertionError if all of one side is NaN, and if it is complex: numpy orders by the real
    part, and the square of an error may be -1. Nothing and NaN need a test that may meet them.
    """
    require_order(a, b)
    if any(is_array(side) and size(side) == 0 for side in (a, b)):
        witness.meet("empty", EMPTY)
    return getattr(operator, name)(a, b)


def ordered(side: Any) -> Any:
    """One side of `a < b < c`; raises AssertionError as `ordering` does."""
    require_order(side)
    return side


def require_order(*sides: Any) -> None:
    """Raises AssertionError as `ordering` does."""
    for side in sides:
        if side is not None and type(side) is not int:
            _require_order(numbers_of(side))


def _require_order(numbers: Any) -> None:
    if numbers is None or not numbers.size:
        return
    if (where := np.isnan(numbers)).any():
        witness.meet("nan", A_NAN)
        if where.all():
            raise AssertionError(A_NAN)
    if numbers.dtype.kind == "c" and not are_as_good_as_real(numbers):
        raise AssertionError("a complex number is neither smaller nor larger than another")


def equality(name: str, a: Any, b: Any) -> Any:
    """`a == b` or `a != b`, where what is missing in a table equals nothing.

    Raises AssertionError if just one side is an empty array.
    """
    _require_alike(a, b)
    holds = getattr(operator, name)(wide(a), wide(b))
    return holds.fillna(name == "ne") if is_of_pandas(holds) else holds


def difference(a: Any, b: Any) -> Any:
    """`a - b`.

    Raises AssertionError if one side is an empty array and the other is not, if just one of them is
    complex (squares such as 1 and -1 would cancel), and if something is missing in a table where it
    is not missing in both: a sum would skip it.
    """
    _require_alike(a, b)
    if is_complex(a) != is_complex(b):
        witness.meet("complex", "complex numbers are compared with real ones")
    result = _of_integers(a, b) if _are_integers(a, b) else wide(a, True) - wide(b, True)
    if isinstance(result, np.ndarray) and result.dtype == object and holds_nan(result):
        witness.meet("nan", A_NAN)  # the largest of objects would not be NaN
    if _are_alike(a, b) and missing(result) > min(missing(a), missing(b)):
        raise AssertionError("values are missing, or their rows have other names")
    return result


def _are_integers(a: Any, b: Any) -> bool:
    """Whether both sides are integers of numpy; two unsigned ones may wrap on purpose."""
    sides = [getattr(side, "dtype", None) for side in (a, b) if not isinstance(side, int)]
    kinds = [side.kind if isinstance(side, np.dtype) else "" for side in sides]
    return "i" in kinds and set(kinds) <= {"i", "u"}


def _of_integers(a: Any, b: Any) -> Any:
    """The difference, as numbers whose square cannot be negative."""
    if all(np.all(np.abs(np.asarray(side, np.float64)) < LARGE) for side in (a, b)):
        return np.subtract(np.asarray(a, np.int64), np.asarray(b, np.int64))
    exact: Any = np.subtract(a, b, dtype=object)
    return exact.astype(np.float64) if isinstance(exact, np.ndarray) else np.float64(exact)


def _are_alike(a: Any, b: Any) -> bool:
    """Whether one is compared with the other: a table with one of its kind, or with an array."""
    if not (is_of_pandas(a) or is_of_pandas(b)):
        return False
    return type(a) is type(b) or isinstance(a, np.ndarray) or isinstance(b, np.ndarray)


def _require_alike(a: Any, b: Any) -> None:
    """Raises AssertionError if one of two sides is empty, or if they stretch each other.

    One of them is an array: the other may be a list or a number too.
    """
    if any(map(is_about, (a, b))) and holds_empty(a) != holds_empty(b):
        raise AssertionError(EMPTY)
    if not any(map(is_array, (a, b))):
        return
    sizes = [size(a), size(b)]
    if 0 in sizes:
        if None not in sizes and sizes != [0, 0]:
            raise AssertionError(EMPTY)
        witness.meet("empty", EMPTY)
    _require_one_shape(a, b)


def _require_one_shape(a: Any, b: Any) -> None:
    """Of a column and a row, numpy makes a matrix: many of its places say the same."""
    shapes = [tuple(side.shape) for side in (a, b) if is_array(side)]
    with contextlib.suppress(ValueError):
        if (both := np.broadcast_shapes(*shapes)) not in [(), *shapes]:
            told = " and ".join(map(str, shapes))
            witness.meet("stretched", f"arrays of shapes {told} are compared, which gives {both}")


def _zip(*sides: Any, strict: bool = False) -> Any:
    """`zip` that refuses nothing beside something."""
    if any(isinstance(side, SIZED) and len(side) for side in sides):
        sides = tuple(map(_not_empty, sides))
    return zip(*sides, strict=strict)


def _not_empty(side: Any) -> Any:
    """The same to go through; raises AssertionError if that ends at once."""
    if isinstance(side, SIZED) and len(side):
        return side
    items = iter(side)
    for first in items:
        return itertools.chain([first], items)
    raise AssertionError("something empty is compared with something that is not")


def _keeping_nan(choose: Callable[..., Any]) -> Callable[..., Any]:
    """`max` or `min` that gives NaN if there is one: `max(0.0, nan)` is 0."""

    @functools.wraps(choose)
    def chosen(*args: Any, **kwargs: Any) -> Any:
        items = list(args[0]) if len(args) == 1 else args
        key = kwargs.get("key") or (lambda each: each)
        with_nan = [each for each in items if holds_nan(key(each))]
        return with_nan[0] if with_nan else choose(items, **kwargs)

    return chosen


def _sorted(items: Iterable[Any], **options: Any) -> list[Any]:
    """`sorted`; raises AssertionError if a test meets NaN that it may not, which has no place."""
    items = list(items)
    if any(map(holds_nan, items)):
        witness.meet("nan", A_NAN)
    return sorted(items, **options)


NAMES = {
    NAN_COUNTS: nan_counts,
    DIFFERENCE: difference,
    EQUALITY: equality,
    ORDERING: ordering,
    ORDERED: ordered,
    "zip": _zip,
    "max": _keeping_nan(max),
    "min": _keeping_nan(min),
    "sorted": _sorted,
}
