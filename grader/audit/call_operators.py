"""What can be written wrong at one call, one change at a time; see `operators`."""

import ast
from collections.abc import Iterator

from grader.audit.expressions import is_literal, minus, moved

Variant = tuple[str, ast.AST]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


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
MODULES = _words("np numpy math scipy torch")
OTHER_AXIS = {-1: 0, 0: -1}


def call_variants(node: ast.Call) -> Iterator[Variant]:
    """Everything that can be wrong at a call itself."""
    for part in (_keywords, _arguments, _argument_signs, _function):
        yield from part(node)


def called(node: ast.Call) -> str:
    """The last part of the called function's name; empty if it has none."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


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
            for bound in moved(args[n]):
                yield "range bound", _call(node, args=[*args[:n], bound, *args[n + 1 :]])
        if last == 0:
            yield "range bound", _call(node, args=[ast.Constant(1), *args])


def _argument_signs(node: ast.Call) -> Iterator[Variant]:
    args = node.args if called(node) in CURVED else []
    for n, arg in enumerate(args):
        if not isinstance(arg, ast.UnaryOp | ast.Constant):
            yield "sign added", _call(node, args=[*args[:n], minus(arg), *args[n + 1 :]])


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
    if isinstance(function, ast.Attribute) and name in DROPPED_METHODS and not _is_module(function):
        yield f"{name} removed", function.value


def _is_module(function: ast.Attribute) -> bool:
    """Whether it is a function of a module, as np.sum is, and no method."""
    return isinstance(function.value, ast.Name) and function.value.id in MODULES


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
