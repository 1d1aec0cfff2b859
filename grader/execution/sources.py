"""The text of a student's function, for tests that look at it: from the cells as handed in.

What stands for the function in the judge's process has a code of its own, which is ours.
"""

import ast
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeGuard

NO_SOURCE = "could not get source code"
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@contextmanager
def found() -> Iterator[None]:
    """Let `inspect.getsource` find what the student wrote, while it lasts."""
    original = inspect.getsourcelines

    def getsourcelines(thing: Any) -> tuple[list[str], int]:
        own = getattr(thing, "__dict__", {})
        if "_student_number" not in own:
            return original(thing)
        name = str(own.get("_fetched_as") or own.get("_name") or thing.__name__)
        return definition(name.rpartition(".")[2], own["_session"].cells)

    inspect.getsourcelines = getsourcelines  # type: ignore[assignment]  # by position
    try:
        yield
    finally:
        inspect.getsourcelines = original


def named(thing: Any, name: str) -> Any:
    """The same, which a test knows by this name, whatever it says of itself."""
    own = getattr(thing, "__dict__", {})
    if "_student_number" in own:
        own["_fetched_as"] = name
    return thing


def definition(name: str, cells: Sequence[str]) -> tuple[list[str], int]:
    """The lines of the last definition of this name, and the number of the first, as inspect's.

    Of those inside something else, which may never run, only if there is no other. Raises OSError
    if no cell defines it, and if it was made another thing afterwards.
    """
    trees = [(text, _parsed(text)) for text in reversed(cells)]
    for text, tree in trees:
        for node in reversed(tree.body):
            if _is_named(node, name) or _is_lambda(node, name):
                return _lines(text, node)
            if _is_set_anew(node, name):
                raise OSError(NO_SOURCE)
    for text, tree in trees:
        for inner in reversed(list(ast.walk(tree))):
            if _is_named(inner, name):
                return _lines(text, inner)
    raise OSError(NO_SOURCE)


def _is_named(node: ast.AST, name: str) -> TypeGuard[Definition]:
    return isinstance(node, Definition) and node.name == name


def _is_lambda(node: ast.AST, name: str) -> TypeGuard[ast.Assign]:
    return _is_set_anew(node, name) and isinstance(node.value, ast.Lambda)


def _is_set_anew(node: ast.AST, name: str) -> TypeGuard[ast.Assign]:
    """`f = …`, but not `f = cached(f)`."""
    if not isinstance(node, ast.Assign) or name not in _names(*node.targets):
        return False
    return isinstance(node.value, ast.Lambda) or name not in _names(node.value)


def _names(*nodes: ast.AST) -> set[str]:
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}


def _lines(text: str, node: Definition | ast.Assign) -> tuple[list[str], int]:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    return text.splitlines(keepends=True)[first - 1 : node.end_lineno], first


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])
