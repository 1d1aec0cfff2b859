"""Puts comparisons that mean what they say into the tests' texts, and into numpy.

`np.allclose([], expected)` is true, a result of shape (1, 1) equals all of a constant matrix, and
`assert not error > 1e-6` holds for NaN. A test that says so means something else.
"""

import ast
import functools
import inspect
import sys
import unittest
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeGuard

import numpy as np

from grader.execution import messages, sources
from grader.execution.comparisons import (
    DIFFERENCE,
    EQUALITY,
    NAN_COUNTS,
    ORDERED,
    ORDERING,
    require_order,
    vacuous,
)
from grader.execution.values import wide

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
UNITTESTS_ORDERS = ("assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual")
REPEATS = ("allclose", "array_equiv", "assert_allclose")  # may not stretch one side over the other
ORDERINGS: dict[type[ast.cmpop], str] = {ast.Gt: "gt", ast.GtE: "ge", ast.Lt: "lt", ast.LtE: "le"}
OPERATORS = ORDERINGS | {ast.Eq: "eq", ast.NotEq: "ne"}
REDUCTIONS = ("any", "all", "bool", "sum", "max", "count_nonzero")  # keep what is failure


@contextmanager
def installed() -> Iterator[None]:
    """Replace numpy's comparisons in this process, while it lasts, by guarded ones.

    And `inspect` finds the sources of students' functions, and unittest tells no values.
    """
    with ExitStack() as stack:
        stack.enter_context(sources.found())
        stack.enter_context(messages.of_the_author_alone())
        for module, names in _comparisons().items():
            for name in names:
                original = getattr(module, name)
                setattr(module, name, _guarded(original, name in REPEATS))
                stack.callback(setattr, module, name, original)
        for name in UNITTESTS_ORDERS:
            original = getattr(unittest.TestCase, name)
            setattr(unittest.TestCase, name, _ordered(original))
            stack.callback(setattr, unittest.TestCase, name, original)
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
        if compare.__name__ == "assert_array_less":
            require_order(*sides)
        return compare(*map(wide, args), **{name: wide(each) for name, each in kwargs.items()})

    return guarded


def _ordered(compare: Callable[..., Any]) -> Callable[..., Any]:
    """A method of unittest that compares numbers only."""

    @functools.wraps(compare)
    def ordered(self: Any, a: Any, b: Any, *more: Any, **named: Any) -> Any:
        require_order(a, b)
        return compare(self, a, b, *more, **named)

    return ordered


def _first_two(compare: Callable[..., Any]) -> list[str]:
    """How the two sides are named."""
    try:
        return list(inspect.signature(compare).parameters)[:2]
    except ValueError:  # a function in C, of torch
        return ["input", "other"]


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
        """`a == b`, `a > b`, `a < b < c`."""
        self.generic_visit(node)
        if len(node.ops) > 1 and any(type(operator) in ORDERINGS for operator in node.ops):
            node.left, *node.comparators = (
                _called(side, ORDERED, side) for side in (node.left, *node.comparators)
            )
        if len(node.ops) != 1 or type(node.ops[0]) not in OPERATORS:
            return node
        name = OPERATORS[type(node.ops[0])]
        function = ORDERING if type(node.ops[0]) in ORDERINGS else EQUALITY
        return _called(node, function, ast.Constant(name), node.left, node.comparators[0])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`any(error > bound)`: to be beyond is failure wherever it is asked; `np.subtract`."""
        self.generic_visit(node)
        if ast.unparse(node.func) in ("np.subtract", "numpy.subtract") and len(node.args) == 2:
            return node if node.keywords else _called(node, DIFFERENCE, *node.args)
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
