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
NAN_COUNTS = "__nan_counts__"  # the name under which a test finds `nan_counts`


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


class NanFails(ast.NodeTransformer):
    """Lets NaN count as beyond every bound in `not a > b` and in `if a > b: raise …`."""

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not a > b`."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            node.operand = _counting(node.operand)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """`if a > b: raise …`."""
        self.generic_visit(node)
        if isinstance(node.body[0], ast.Raise):
            node.test = _counting(node.test)
        return node


def _counting(test: ast.expr) -> ast.expr:
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return test
    name = ORDERINGS.get(type(test.ops[0]))
    if name is None:
        return test
    function = ast.Name(NAN_COUNTS, ast.Load())
    call = ast.Call(function, [ast.Constant(name), test.left, test.comparators[0]], [])
    return ast.copy_location(call, test)


def nan_counts(name: str, a: Any, b: Any) -> Any:
    """`a > b`, or another ordering, that is true if one of the two numbers is NaN."""
    return _is_nan(a) or _is_nan(b) or getattr(operator, name)(a, b)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float | np.floating) and bool(value != value)
