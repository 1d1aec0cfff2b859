"""What can be written wrong in a whole function at once, as one and the same mistake."""

import ast
import copy
from collections.abc import Iterator

Rewrite = tuple[str, int, str]  # kind, line, text

CONVERSIONS = frozenset(("asarray", "array", "asanyarray", "ascontiguousarray"))
NUMBERS = frozenset(("float", "int", "bool"))


def rewrites(statement: ast.stmt, lines: frozenset[int]) -> Iterator[Rewrite]:
    """The mutants of one statement of a cell that change several places in these lines."""
    for function in ast.walk(statement):
        if isinstance(function, ast.FunctionDef) and len(function.args.args) > 1:
            text = _with_exchanged_parameters(statement, function, lines)
            yield "parameters exchanged", function.body[-1].lineno, text
    for transformer in (_Unconverted(lines), _Untyped(lines)):
        changed = transformer.visit(copy.deepcopy(statement))
        if transformer.first_line:
            yield transformer.kind, transformer.first_line, ast.unparse(changed)


def _with_exchanged_parameters(
    statement: ast.stmt, function: ast.FunctionDef, lines: frozenset[int]
) -> str:
    """The text if the solution takes the first two parameters of the function for each other."""
    first, second = (argument.arg for argument in function.args.args[:2])
    other = {first: second, second: first}
    names = [
        name
        for part in function.body
        for name in ast.walk(part)
        if isinstance(name, ast.Name) and name.id in other and name.lineno in lines
    ]
    for name in names:
        name.id = other[name.id]
    text = ast.unparse(statement)
    for name in names:
        name.id = other[name.id]
    return text


class _Everywhere(ast.NodeTransformer):
    """Changes calls in these lines; `first_line` is where, 0 if nowhere."""

    kind = ""

    def __init__(self, lines: frozenset[int]) -> None:
        self.lines = lines
        self.first_line = 0

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        changed = self.changed(node) if node.lineno in self.lines else None
        if changed is None:
            return node
        self.first_line = min(self.first_line or node.lineno, node.lineno)
        return changed

    def changed(self, node: ast.Call) -> ast.AST | None:
        """What stands there instead, if anything does."""
        raise NotImplementedError


class _Unconverted(_Everywhere):
    """Takes lists for arrays, integers for floats."""

    kind = "conversions removed"

    def changed(self, node: ast.Call) -> ast.AST | None:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "astype":
            return function.value
        if isinstance(function, ast.Attribute) and function.attr in CONVERSIONS and node.args:
            return node.args[0]
        number = isinstance(function, ast.Name) and function.id in NUMBERS
        is_input = number and len(node.args) == 1 and isinstance(node.args[0], ast.Name)
        return node.args[0] if is_input else None


class _Untyped(_Everywhere):
    """Leaves the type of numbers to NumPy."""

    kind = "dtype= removed"

    def changed(self, node: ast.Call) -> ast.AST | None:
        kept = [keyword for keyword in node.keywords if keyword.arg != "dtype"]
        return ast.Call(node.func, node.args, kept) if len(kept) < len(node.keywords) else None
