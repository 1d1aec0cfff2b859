"""Closes comparisons that are true of nothing: empty results, repeated ones, NaN.

`np.allclose([], expected)` is true, a result of shape (1, 1) equals all of a constant matrix, and
`assert not error > 1e-6` holds for NaN. A test that says so means something else.
"""

import ast
import functools
import inspect
import operator
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeGuard

import numpy as np

from grader.execution import sources

COMPARISONS = {
    np: ("allclose", "isclose", "array_equal", "array_equiv"),
    np.testing: (
        "assert_allclose",
        "assert_almost_equal",
        "assert_array_almost_equal",
        "assert_array_almost_equal_nulp",
        "assert_array_equal",
        "assert_array_less",
        "assert_equal",
    ),
}
SIZED = (list, tuple, dict, set, frozenset, str, range, np.ndarray)
REPEATS = ("allclose", "array_equiv", "assert_allclose")  # may not stretch one side over the other
ORDERINGS: dict[type[ast.cmpop], str] = {ast.Gt: "gt", ast.GtE: "ge", ast.Lt: "lt", ast.LtE: "le"}
OPERATORS = ORDERINGS | {ast.Eq: "eq", ast.NotEq: "ne"}
REDUCTIONS = ("any", "all", "bool", "sum", "max", "count_nonzero")  # keep what is failure
# the names under which a test finds `nan_counts`, `difference`, `equality` and `ordering`
NAN_COUNTS, DIFFERENCE, EQUALITY = "__nan_counts__", "__difference__", "__equality__"
ORDERING = "__ordering__"


@contextmanager
def installed() -> Iterator[None]:
    """Replace numpy's comparisons in this process, while it lasts, by guarded ones.

    And `inspect` finds the sources of students' functions.
    """
    with ExitStack() as stack:
        stack.enter_context(sources.found())
        for module, names in _comparisons().items():
            for name in names:
                original = getattr(module, name)
                setattr(module, name, _guarded(original, name in REPEATS))
                stack.callback(setattr, module, name, original)
        yield


def _comparisons() -> dict[Any, tuple[str, ...]]:
    torch = sys.modules.get("torch")
    of_torch = ("allclose", "isclose")
    return COMPARISONS | ({torch: of_torch, torch.Tensor: of_torch} if torch else {})


def _guarded(compare: Callable[..., Any], no_repeats: bool) -> Callable[..., Any]:
    names = _first_two(compare)

    @functools.wraps(compare)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        sides = [*args, *(kwargs[name] for name in names[len(args) :] if name in kwargs)][:2]
        problem = vacuous(sides[0], sides[1], no_repeats) if len(sides) == 2 else ""
        if problem:
            raise AssertionError(problem)
        return compare(*args, **kwargs)

    return guarded


def _first_two(compare: Callable[..., Any]) -> list[str]:
    """How the two sides are named."""
    try:
        return list(inspect.signature(compare).parameters)[:2]
    except ValueError:  # a function in C, of torch
        return ["input", "other"]


def vacuous(a: Any, b: Any, no_repeats: bool) -> str:
    """Why comparing the two says nothing; empty if it does."""
    try:
        x, y = np.asarray(a), np.asarray(b)
    except (ValueError, RuntimeError):  # ragged, or with gradients: the comparison will tell
        return ""
    if (x.size == 0) != (y.size == 0):
        return f"an empty array is compared with one that is not: shapes {x.shape} and {y.shape}"
    if no_repeats and x.ndim and y.ndim and x.size != y.size:
        return f"arrays of shapes {x.shape} and {y.shape} are compared"
    return ""


class Strict(ast.NodeTransformer):
    """Reads a test so that NaN and nothing fail it.

    Where the truth of an expression means failure, as in `assert not np.any(d > 1e-6)` or
    `if d > 1e-6: raise …`, NaN counts as beyond every bound. A difference of an array and an empty
    one, which numpy stretches to nothing, is an error.
    """

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """`assert …`: false is failure."""
        self.generic_visit(node)
        node.test = _failing(node.test, when=False)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """`if …: … raise …`: true is failure."""
        self.generic_visit(node)
        if any(isinstance(inner, ast.Raise) for line in node.body for inner in ast.walk(line)):
            node.test = _failing(node.test, when=True)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not error > bound`: to be beyond is failure."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            node.operand = _failing(node.operand, when=True)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`a == b`, `a > b`."""
        self.generic_visit(node)
        if len(node.ops) != 1 or type(node.ops[0]) not in OPERATORS:
            return node
        name = OPERATORS[type(node.ops[0])]
        function = ORDERING if type(node.ops[0]) in ORDERINGS else EQUALITY
        return _called(node, function, ast.Constant(name), node.left, node.comparators[0])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`any(error > bound)`: to be beyond is failure wherever it is asked."""
        self.generic_visit(node)
        return _failing(node, when=True) if _name_of(node.func) == "any" else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`a - b`."""
        self.generic_visit(node)
        if not isinstance(node.op, ast.Sub):
            return node
        return _called(node, DIFFERENCE, node.left, node.right)


def _called(place: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
    return ast.copy_location(ast.Call(ast.Name(name, ast.Load()), list(arguments), []), place)


def _failing(test: ast.expr, *, when: bool) -> ast.expr:
    """The expression, with comparisons that NaN satisfies where satisfying them is failure."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test.operand = _failing(test.operand, when=not when)
    elif isinstance(test, ast.BoolOp):
        test.values = [_failing(value, when=when) for value in test.values]
    elif isinstance(test, ast.Call) and _name_of(test.func) in REDUCTIONS:
        test.args = [_failing(each, when=when) for each in test.args]
        if isinstance(test.func, ast.Attribute):
            test.func.value = _failing(test.func.value, when=when)
    elif isinstance(test, ast.GeneratorExp | ast.ListComp):
        test.elt = _failing(test.elt, when=when)
    elif _is_equality_with_zero(test):
        test.args[1] = _failing(test.args[1], when=not when)
    elif when and isinstance(test, ast.Call) and _name_of(test.func) == ORDERING:
        test.func = ast.copy_location(ast.Name(NAN_COUNTS, ast.Load()), test.func)
    return test


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_equality_with_zero(test: ast.expr) -> TypeGuard[ast.Call]:
    if not (isinstance(test, ast.Call) and _name_of(test.func) == EQUALITY):
        return False
    name, right = test.args[0], test.args[2]
    if not (isinstance(name, ast.Constant) and isinstance(right, ast.Constant)):
        return False
    return (name.value, right.value) == ("eq", 0)


def nan_counts(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering, that is true where one of the two is NaN."""
    holds = getattr(operator, name)(a, b)
    if hasattr(holds, "fillna"):  # of pandas: what is missing would be skipped
        holds = holds.fillna(True)
    return holds | _is_nan(a) | _is_nan(b) if hasattr(holds, "__or__") else holds


def _is_nan(value: Any) -> Any:
    """Where the value is not one, in the form that it has."""
    if isinstance(value, float | complex | np.inexact):
        return bool(value != value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fcmM":
        return np.isnat(value) if value.dtype.kind in "mM" else np.isnan(value)
    if isinstance(value, np.datetime64 | np.timedelta64):
        return bool(np.isnat(value))
    for name in ("isna", "isnan"):  # of pandas, of torch
        if type(value).__module__.startswith(("pandas", "torch")) and hasattr(value, name):
            return getattr(value, name)()
    return False


def ordering(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering; raises AssertionError if one of two numbers is NaN."""
    if any(isinstance(side, float | np.floating) and side != side for side in (a, b)):
        raise AssertionError("a number is not one (nan) where it is compared")
    return getattr(operator, name)(a, b)


def equality(name: str, a: Any, b: Any) -> Any:
    """`a == b` or `a != b`, where what is missing in a table equals nothing.

    Raises AssertionError if just one side is an empty array.
    """
    _require_both_or_none_empty(a, b)
    holds = getattr(operator, name)(a, b)
    return holds.fillna(name == "ne") if _is_of_pandas(holds) else holds


def difference(a: Any, b: Any) -> Any:
    """`a - b`.

    Raises AssertionError if one side is an empty array and the other is not, and if something is
    missing in a table where it is not missing in both: a sum would skip it.
    """
    _require_both_or_none_empty(a, b)
    result = a - b
    if _are_alike(a, b) and _missing(result) > min(_missing(a), _missing(b)):
        raise AssertionError("values are missing, or their rows have other names")
    return result


def _is_of_pandas(value: Any) -> bool:
    return type(value).__module__.startswith("pandas") and hasattr(type(value), "fillna")


def _are_alike(a: Any, b: Any) -> bool:
    """Whether one is compared with the other: a table with one of its kind, or with an array."""
    if not (_is_of_pandas(a) or _is_of_pandas(b)):
        return False
    return type(a) is type(b) or isinstance(a, np.ndarray) or isinstance(b, np.ndarray)


def _missing(value: Any) -> int:
    """How many values are missing; 0 for what is no table."""
    return int(np.sum(np.asarray(value.isna()))) if _is_of_pandas(value) else 0


def _require_both_or_none_empty(a: Any, b: Any) -> None:
    """Of two sides, one of which is an array: the other may be a list or a number too."""
    sizes = [_size(a), _size(b)]
    if any(_is_array(side) for side in (a, b)) and None not in sizes and sizes.count(0) == 1:
        raise AssertionError("an empty array is compared with something that is not empty")


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) or hasattr(type(value), "numel") or _is_of_pandas(value)


def _size(value: Any) -> int | None:
    """How many values there are; None for what holds none."""
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, int | float | complex | np.generic):
        return 1
    if isinstance(value, np.ndarray) or _is_of_pandas(value):
        return int(value.size)
    return int(value.numel()) if hasattr(type(value), "numel") else None


def _zip(*sides: Any, strict: bool = False) -> Any:
    """`zip` that refuses nothing beside something."""
    lengths = [len(side) for side in sides if isinstance(side, SIZED)]
    if 0 in lengths and any(lengths):
        raise AssertionError("something empty is compared with something that is not")
    return zip(*sides, strict=strict)


def _keeping_nan(choose: Callable[..., Any]) -> Callable[..., Any]:
    """`max` or `min` that gives NaN if there is one: `max(0.0, nan)` is 0."""

    @functools.wraps(choose)
    def chosen(*args: Any, **kwargs: Any) -> Any:
        items = list(args[0]) if len(args) == 1 else args
        nan = (v for v in items if isinstance(v, float | np.floating) and v != v)
        return next(nan, None) or choose(items, **kwargs)

    return chosen


NAMES = {
    NAN_COUNTS: nan_counts,
    DIFFERENCE: difference,
    EQUALITY: equality,
    ORDERING: ordering,
    "zip": _zip,
    "max": _keeping_nan(max),
    "min": _keeping_nan(min),
}
