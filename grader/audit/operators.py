"""What can be written wrong at one node of a syntax tree, one change at a time.

Each function takes a node and yields `(kind, node)` pairs: the name of the mistake and what stands
there instead. Left out are changes that can make no difference in NumPy: the arguments of
commutative functions exchanged, `axis=-1` for `axis=1`. Conversions such as `np.asarray(x)` are
left to `rewrites`: as long as one operand is converted, the others need not be.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Any

Variant = tuple[str, ast.AST]
Operator = Callable[[Any], Iterator[Variant]]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


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
TWINS = (
    *("mean sum", "min max", "argmin argmax", "minimum maximum", "any all", "zeros ones"),
    *("zeros_like ones_like", "var std", "sin cos", "cumsum cumprod", "floor ceil"),
    *("exp expm1", "log log1p", "argsort sort"),
)
RENAMED = {a: b for pair in TWINS for a, b in (pair.split(), pair.split()[::-1])}
WRAPPERS = _words(
    "abs fabs absolute sqrt square exp expm1 log log1p log2 log10 clip tanh round sorted real",
    "sum mean prod cumsum cumprod trace atleast_1d atleast_2d broadcast_to",
)
BOUNDS = _words("maximum minimum max min fmax fmin")  # of two values
DROPPED_METHODS = _words(
    "clip copy reshape ravel flatten squeeze transpose conj round sum mean prod cumsum cumprod"
)
COMMUTATIVE = BOUNDS | _words(
    "add multiply logaddexp logaddexp2 hypot gcd isclose array_equal logical_and logical_or"
)
RANGES = _words("range arange")
CURVED = _words("exp expm1 logaddexp tanh")  # where a sign inside changes the size
SPREADS = _words("var std cov")
OTHER_AXIS = {-1: 0, 0: -1}


def variants(node: ast.AST) -> Iterator[Variant]:
    """Everything that can be wrong at this node itself, not below it."""
    for operator in OPERATORS.get(type(node), ()):
        yield from operator(node)


def number_variants(value: ast.expr) -> Iterator[Variant]:
    """Other numbers for a number that is the whole answer: none may pass as a rounding of it."""
    number = ast.literal_eval(value)
    for other in (-number, 2 * number, 1.1 * number, 0.9 * number):
        yield "another number", ast.Constant(other)


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


def called(node: ast.Call) -> str:
    """The last part of the called function's name; empty if it has none."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _binary(node: ast.BinOp) -> Iterator[Variant]:
    left, op, right = node.left, node.op, node.right
    if type(op) in SWAPPED_OPERATORS:
        yield "operator", ast.BinOp(left, SWAPPED_OPERATORS[type(op)](), right)
    if isinstance(op, ast.Add | ast.Sub):
        yield "term dropped", left
        yield "term dropped", right if isinstance(op, ast.Add) else _minus(right)
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


def _keywords(node: ast.Call) -> Iterator[Variant]:
    for n, keyword in enumerate(node.keywords):
        before, after = node.keywords[:n], node.keywords[n + 1 :]
        for other in _other_values(keyword):
            new = ast.keyword(keyword.arg, ast.Constant(other))
            yield f"{keyword.arg}= changed", _call(node, keywords=[*before, new, *after])
        if keyword.arg not in (None, "dtype", "keepdims"):  # keepdims= changed is it removed
            yield f"{keyword.arg}= removed", _call(node, keywords=[*before, *after])
    if called(node) in SPREADS and not any(k.arg == "ddof" for k in node.keywords):
        ddof = ast.keyword("ddof", ast.Constant(1))
        yield "ddof= added", _call(node, keywords=[*node.keywords, ddof])


def _other_values(keyword: ast.keyword) -> Iterator[int | bool]:
    value = ast.literal_eval(keyword.value) if is_literal(keyword.value) else None
    if keyword.arg == "axis" and isinstance(value, int):
        yield OTHER_AXIS.get(value, 0)
    elif keyword.arg == "keepdims" and isinstance(value, bool):
        yield not value
    elif keyword.arg == "ddof" and value in (0, 1):
        yield 1 - int(bool(value))


def _arguments(node: ast.Call) -> Iterator[Variant]:
    """The first two exchanged; the bounds of a range moved."""
    args, name = node.args, called(node)
    if any(isinstance(each, ast.Starred) for each in args):
        return
    if len(args) > 1 and name not in COMMUTATIVE:
        yield "arguments exchanged", _call(node, args=[args[1], args[0], *args[2:]])
    if name in RANGES and args:
        last = min(len(args), 2) - 1
        for n in range(last + 1):
            for moved in _moved(args[n]):
                yield "range bound", _call(node, args=[*args[:n], moved, *args[n + 1 :]])
        if last == 0:
            yield "range bound", _call(node, args=[ast.Constant(1), *args])


def _argument_signs(node: ast.Call) -> Iterator[Variant]:
    args = node.args if called(node) in CURVED else []
    for n, arg in enumerate(args):
        if not isinstance(arg, ast.UnaryOp | ast.Constant):
            yield "sign added", _call(node, args=[*args[:n], _minus(arg), *args[n + 1 :]])


def _function(node: ast.Call) -> Iterator[Variant]:
    """The function taken for its twin, or forgotten."""
    function, args, name = node.func, node.args, called(node)
    method = isinstance(function, ast.Attribute)
    if name in RENAMED and (method or name in BOUNDS):
        yield "function", ast.Call(_renamed(function, RENAMED[name]), args, node.keywords)
    if name in WRAPPERS and args:
        yield f"{name} removed", args[0]
    if name in BOUNDS and len(args) == 2:
        yield from ((f"{name} removed", each) for each in args)
    if isinstance(function, ast.Attribute) and name in DROPPED_METHODS:
        yield f"{name} removed", function.value


def _attribute(node: ast.Attribute) -> Iterator[Variant]:
    if node.attr in ("T", "mT", "real"):
        yield f".{node.attr} dropped", node.value


def _index(node: ast.Subscript) -> Iterator[Variant]:
    if isinstance(node.slice, ast.Name):
        for moved in _moved(node.slice):
            yield "index", ast.Subscript(node.value, moved, node.ctx)


def _slice(node: ast.Slice) -> Iterator[Variant]:
    """Bounds that are no plain numbers; numbers are changed as constants."""
    for moved in _moved(node.lower):
        yield "slice bound", ast.Slice(moved, node.upper, node.step)
    for moved in _moved(node.upper):
        yield "slice bound", ast.Slice(node.lower, moved, node.step)


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
        yield "sign added", ast.Return(_minus(node.value))
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        first, second, *rest = node.value.elts
        yield "results exchanged", ast.Return(ast.Tuple([second, first, *rest], ast.Load()))


OPERATORS: dict[type[ast.AST], tuple[Operator, ...]] = {
    ast.BinOp: (_binary,),
    ast.Compare: (_comparison,),
    ast.BoolOp: (_boolean,),
    ast.UnaryOp: (_sign,),
    ast.Constant: (_constant,),
    ast.Call: (_keywords, _arguments, _argument_signs, _function),
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


def _call(
    node: ast.Call, args: list[ast.expr] | None = None, keywords: list[ast.keyword] | None = None
) -> ast.Call:
    return ast.Call(
        node.func,
        node.args if args is None else args,
        node.keywords if keywords is None else keywords,
    )


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, ast.Load())
    return ast.Name(name, ast.Load())


def _moved(bound: ast.expr | None) -> Iterator[ast.expr]:
    """The bound one off in both directions."""
    if bound is not None and not is_number(bound):
        yield ast.BinOp(bound, ast.Add(), ast.Constant(1))
        yield ast.BinOp(bound, ast.Sub(), ast.Constant(1))


def _minus(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), node)


def _inverse(node: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(1), ast.Div(), node)


def _not(node: ast.expr) -> ast.expr:
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return (
        node.operand if isinstance(node, ast.UnaryOp) and is_not else ast.UnaryOp(ast.Not(), node)
    )
