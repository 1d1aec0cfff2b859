"""Formulas that students write as text, computed from their syntax tree: the text never runs.

numpy's floats do the arithmetic: a tower of powers overflows to inf instead of growing, as it
would with the exact numbers of a computer algebra system.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

LONGEST = 300  # characters
DEEPEST = 40
POINTS = 25
CONSTANTS: Mapping[str, float] = {"pi": np.pi, "e": np.e}
FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "exp": np.exp,
    "log": np.log,
    "ln": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
}
OPERATORS: Mapping[type, Callable[..., Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.float_power,
    ast.USub: np.negative,
    ast.UAdd: np.positive,
}
Domain = Mapping[str, tuple[float, float]]  # an interval for each name that may stand in a formula


class FormulaError(ValueError):
    """A text that is no formula in the names that are allowed; says what is wrong with it."""


@dataclass(frozen=True)
class Formula:
    """A formula at random points of its domain, the same ones each time; nan where it has no value.

    `names` are those of the domain that stand in it.
    """

    values: Any
    names: frozenset[str]


def formula(text: str, domain: Domain) -> Formula:
    """Compute a text: Python's operators, `^` for powers, the functions and constants above.

    Raises FormulaError.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.replace("^", "**").strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("cannot be read: are the brackets and the * signs there?") from error
    rng = np.random.default_rng(0)
    points = {name: rng.uniform(*interval, POINTS) for name, interval in domain.items()}
    with np.errstate(all="ignore"):
        values = _value(tree.body, points, DEEPEST) + np.zeros(POINTS)
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return Formula(values, frozenset(found & domain.keys()))


def same(one: Formula, other: Formula, sign: int = 1) -> bool:
    """Whether two formulas on the same domain agree wherever they are compared, up to the sign."""
    finite = np.isfinite(one.values).all() and np.isfinite(other.values).all()
    return bool(finite and np.allclose(one.values, sign * other.values, rtol=1e-9, atol=1e-12))


def _value(node: ast.expr, points: Mapping[str, Any], depth: int) -> Any:
    if depth == 0:
        raise FormulaError("is nested too deeply")

    def of(inner: ast.expr) -> Any:
        return _value(inner, points, depth - 1)

    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return _float(number)
        case ast.Name(id=name) if name in points or name in CONSTANTS:
            return points[name] if name in points else np.float64(CONSTANTS[name])
        case ast.Name(id=name):
            raise FormulaError(f"has the name {name}, which is not one of {', '.join(points)}")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](of(left), of(right))
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
            return OPERATORS[type(op)](of(operand))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](of(argument))
    raise FormulaError(
        f"has {ast.unparse(node)[:40]!r}: only + - * / ^ and {', '.join(FUNCTIONS)} are known"
    )


def _float(number: float) -> Any:
    try:
        return np.float64(number)
    except OverflowError:
        return np.float64(np.inf)
