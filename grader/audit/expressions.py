"""Expressions: which are written out in full, and how to make small ones of others."""

import ast
from collections.abc import Iterator


def is_number(value: ast.expr | None) -> bool:
    """Whether the expression is a number as it is written, perhaps with a sign."""
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    return isinstance(inner, ast.Constant) and type(inner.value) in (int, float)


def is_literal(node: ast.expr) -> bool:
    """Whether the value is written out in full."""
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def moved(bound: ast.expr | None) -> Iterator[ast.expr]:
    """The bound one off in both directions."""
    if bound is not None and not is_number(bound):
        yield ast.BinOp(bound, ast.Add(), ast.Constant(1))
        yield ast.BinOp(bound, ast.Sub(), ast.Constant(1))


def minus(node: ast.expr) -> ast.expr:
    """The expression with the other sign."""
    return ast.UnaryOp(ast.USub(), node)
