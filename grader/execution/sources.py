"""The text of a student's function, for tests that look at it: from the cells as handed in.

What stands for the function in the judge's process has a code of its own, which is ours.
"""

import ast
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

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
    if no cell defines it.
    """
    trees = [(text, _parsed(text)) for text in reversed(cells)]
    outer: list[tuple[str, Sequence[ast.AST]]] = [(text, tree.body) for text, tree in trees]
    for text, nodes in (*outer, *((text, list(ast.walk(tree))) for text, tree in trees)):
        for node in reversed(nodes):
            if isinstance(node, Definition) and node.name == name:
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                return text.splitlines(keepends=True)[first - 1 : node.end_lineno], first
    raise OSError("could not get source code")


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])
