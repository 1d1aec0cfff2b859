"""What can be written wrong at one node of a syntax tree, one change at a time.

Each function takes a node and yields `(kind, node)` pairs: the name of the mistake and what stands
there instead. Left out are changes that can make no difference in NumPy: the arguments of
commutative functions exchanged, `axis=-1` for `axis=1`. Conversions such as `np.asarray(x)` are
left to `rewrites`: as long as one operand is converted, the others need not be.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from grader.audit.call_operators import Variant, call_variants
from grader.audit.expressions import is_number, minus, moved

Operator = Callable[[Any], Iterator[Variant]]

SWAPPED_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.FloorDiv: ast.Div,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
EXCHANGED_OPERANDS = (ast.Sub, ast.Div, ast.Pow, ast.MatMult, ast.FloorDiv, ast.Mod)
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def variants(node: ast.AST) -> Iterator[Variant]:
    """Everything that can be wrong at this node itself, not below it."""
    for operator in OPERATORS.get(type(node), ()):
        yield from operator(node)


def number_variants(value: ast.expr) -> Iterator[Variant]:
    """Other numbers for a number that is the whole answer: none may pass as a rounding of it.

    An answer of another kind has none.
    """
    number = ast.literal_eval(value) if is_number(value) else None
    if number is None:
        return
    others = (-number, 2 * number, 1.1 * number, 0.9 * number) if number else (1, -1)
    for other in others:
        yield "another number", ast.Constant(other)


def _binary(node: ast.BinOp) -> Iterator[Variant]:
    left, op, right = node.left, node.op, node.right
    if type(op) in SWAPPED_OPERATORS:
        yield "operator", ast.BinOp(left, SWAPPED_OPERATORS[type(op)](), right)
    if isinstance(op, ast.Add | ast.Sub):
        yield "term dropped", left
        yield "term dropped", right if isinstance(op, ast.Add) else minus(right)
    elif isinstance(op, ast.Mult | ast.Div):
        yield "factor dropped", left
        yield "factor dropped", right if isinstance(op, ast.Mult) else _inverse(right)
    elif isinstance(op, ast.Pow | ast.Mod | ast.FloorDiv):
        yield "operator dropped", left
    if isinstance(op, EXCHANGED_OPERANDS):
        yield "operands exchanged", ast.BinOp(right, op, left)


def _comparison(node: ast.Compare) -> Iterator[Variant]:
    for n, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            ops = [*node.ops[:n], other(), *node.ops[n + 1 :]]
            yield "comparison", ast.Compare(node.left, ops, node.comparators)


def _boolean(node: ast.BoolOp) -> Iterator[Variant]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and/or", ast.BoolOp(other, node.values)
    for n in range(len(node.values)):
        rest = [*node.values[:n], *node.values[n + 1 :]]
        yield "condition dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _sign(node: ast.UnaryOp) -> Iterator[Variant]:
    yield "sign dropped", node.operand


def _constant(node: ast.Constant) -> Iterator[Variant]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        yield from (("constant", ast.Constant(value + step)) for step in (1, -1))
    elif isinstance(value, float):
        others = (2 * value, 1.01 * value) if value else (1.0,)
        yield from (("constant", ast.Constant(other)) for other in others)


def _attribute(node: ast.Attribute) -> Iterator[Variant]:
    if node.attr in ("T", "mT", "real"):
        yield f".{node.attr} dropped", node.value


def _index(node: ast.Subscript) -> Iterator[Variant]:
    if isinstance(node.slice, ast.Name):
        for index in moved(node.slice):
            yield "index", ast.Subscript(node.value, index, node.ctx)


def _slice(node: ast.Slice) -> Iterator[Variant]:
    """Bounds that are no plain numbers; numbers are changed as constants."""
    for lower in moved(node.lower):
        yield "slice bound", ast.Slice(lower, node.upper, node.step)
    for upper in moved(node.upper):
        yield "slice bound", ast.Slice(node.lower, upper, node.step)


def _choice(node: ast.IfExp) -> Iterator[Variant]:
    yield "branch taken always", node.body
    yield "branch taken always", node.orelse
    yield "condition negated", ast.IfExp(node.test, node.orelse, node.body)


def _branch(node: ast.If) -> Iterator[Variant]:
    yield "condition negated", ast.If(_not(node.test), node.body, node.orelse)
    yield "branch taken always", ast.If(ast.Constant(True), node.body, node.orelse)


def _filter(node: ast.comprehension) -> Iterator[Variant]:
    if node.ifs:
        yield "filter dropped", ast.comprehension(node.target, node.iter, [], node.is_async)


def _removed(node: ast.stmt) -> Iterator[Variant]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield "statement removed", ast.Pass()


def _unwrapped(node: ast.With) -> Iterator[Variant]:
    yield "context removed", ast.If(ast.Constant(True), node.body, [])


def _updated(node: ast.AugAssign) -> Iterator[Variant]:
    if type(node.op) in SWAPPED_OPERATORS:
        other = SWAPPED_OPERATORS[type(node.op)]()
        yield "operator", ast.AugAssign(node.target, other, node.value)


def _result(node: ast.Return) -> Iterator[Variant]:
    if node.value is not None:
        yield "nothing returned", ast.Return(None)
    if isinstance(node.value, ast.BinOp | ast.Call):
        yield "sign added", ast.Return(minus(node.value))
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        first, second, *rest = node.value.elts
        yield "results exchanged", ast.Return(ast.Tuple([second, first, *rest], ast.Load()))


OPERATORS: dict[type[ast.AST], tuple[Operator, ...]] = {
    ast.BinOp: (_binary,),
    ast.Compare: (_comparison,),
    ast.BoolOp: (_boolean,),
    ast.UnaryOp: (_sign,),
    ast.Constant: (_constant,),
    ast.Call: (call_variants,),
    ast.Attribute: (_attribute,),
    ast.Subscript: (_index,),
    ast.Slice: (_slice,),
    ast.IfExp: (_choice,),
    ast.comprehension: (_filter,),
    ast.If: (_branch, _removed),
    ast.With: (_unwrapped,),
    ast.Return: (_result,),
    ast.AugAssign: (_updated, _removed),
    **dict.fromkeys(
        (ast.Assign, ast.AnnAssign, ast.Expr, ast.For, ast.While, ast.Raise, ast.Assert),
        (_removed,),
    ),
    **dict.fromkeys((ast.Delete, ast.Break, ast.Continue), (_removed,)),
}


def _inverse(node: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(1), ast.Div(), node)


def _not(node: ast.expr) -> ast.expr:
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return (
        node.operand if isinstance(node, ast.UnaryOp) and is_not else ast.UnaryOp(ast.Not(), node)
    )
