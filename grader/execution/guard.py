"""Closes comparisons that are true of nothing: empty results, repeated ones, NaN.

`np.allclose([], expected)` is true, a result of shape (1, 1) equals all of a constant matrix, and
`assert not error > 1e-6` holds for NaN. A test that says so means something else.
"""

import ast
import functools
import operator
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np

COMPARISONS = {
    np: ("allclose", "isclose", "array_equal", "array_equiv"),
    np.testing: (
        "assert_allclose",
        "assert_almost_equal",
        "assert_array_almost_equal",
        "assert_array_equal",
        "assert_equal",
    ),
}
REPEATS = ("allclose", "array_equiv", "assert_allclose")  # may not stretch one side over the other
ORDERINGS: dict[type[ast.cmpop], str] = {ast.Gt: "gt", ast.GtE: "ge", ast.Lt: "lt", ast.LtE: "le"}
REDUCTIONS = ("any", "all", "bool", "sum", "max", "count_nonzero")  # keep what is failure
# the names under which a test finds `nan_counts` and `difference`
NAN_COUNTS, DIFFERENCE = "__nan_counts__", "__difference__"


@contextmanager
def installed() -> Iterator[None]:
    """Replace numpy's comparisons in this process, while it lasts, by guarded ones."""
    with ExitStack() as stack:
        for module, names in COMPARISONS.items():
            for name in names:
                original = getattr(module, name)
                setattr(module, name, _guarded(original, name in REPEATS))
                stack.callback(setattr, module, name, original)
        yield


def _guarded(compare: Callable[..., Any], no_repeats: bool) -> Callable[..., Any]:
    @functools.wraps(compare)
    def guarded(a: Any, b: Any, *args: Any, **kwargs: Any) -> Any:
        problem = vacuous(a, b, no_repeats)
        if problem:
            raise AssertionError(problem)
        return compare(a, b, *args, **kwargs)

    return guarded


def vacuous(a: Any, b: Any, no_repeats: bool) -> str:
    """Why comparing the two says nothing; empty if it does."""
    try:
        x, y = np.asarray(a), np.asarray(b)
    except ValueError:  # ragged: the comparison itself will tell
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
        """`if …: raise …`: true is failure."""
        self.generic_visit(node)
        if isinstance(node.body[0], ast.Raise):
            node.test = _failing(node.test, when=True)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`a - b`."""
        self.generic_visit(node)
        if not isinstance(node.op, ast.Sub):
            return node
        function = ast.Name(DIFFERENCE, ast.Load())
        return ast.copy_location(ast.Call(function, [node.left, node.right], []), node)


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
    elif isinstance(test, ast.Compare) and len(test.ops) == 1:
        if isinstance(test.ops[0], ast.Eq) and _is_zero(test.comparators[0]):
            test.left = _failing(test.left, when=not when)
        elif when and type(test.ops[0]) in ORDERINGS:
            return _counting(test, ORDERINGS[type(test.ops[0])])
    return test


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_zero(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == 0


def _counting(test: ast.Compare, name: str) -> ast.expr:
    function = ast.Name(NAN_COUNTS, ast.Load())
    call = ast.Call(function, [ast.Constant(name), test.left, test.comparators[0]], [])
    return ast.copy_location(call, test)


def nan_counts(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering, that is true where one of the two is NaN."""
    holds = getattr(operator, name)(a, b)
    if not isinstance(holds, bool | np.bool_ | np.ndarray):
        return holds
    return holds | _is_nan(a) | _is_nan(b)


def _is_nan(value: Any) -> Any:
    if isinstance(value, float | complex | np.inexact):
        return bool(value != value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        return np.isnan(value)
    return False


def difference(a: Any, b: Any) -> Any:
    """`a - b`; raises AssertionError if one side is an empty array and the other is not."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        problem = vacuous(a, b, no_repeats=False)
        if problem:
            raise AssertionError(problem)
    return a - b


NAMES = {NAN_COUNTS: nan_counts, DIFFERENCE: difference}
