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
        name = str(own.get("_name") or thing.__name__)
        return definition(name.rpartition(".")[2], own["_session"].cells)

    inspect.getsourcelines = getsourcelines  # type: ignore[assignment]  # by position
    try:
        yield
    finally:
        inspect.getsourcelines = original


def definition(name: str, cells: Sequence[str]) -> tuple[list[str], int]:
    """The lines of the last definition of this name, and the number of the first, as inspect's.

    Raises OSError if no cell defines it.
    """
    for text in reversed(cells):
        for node in reversed(_definitions(text)):
            if node.name == name:
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                return text.splitlines(keepends=True)[first - 1 : node.end_lineno], first
    raise OSError("could not get source code")


def _definitions(text: str) -> list[Definition]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [node for node in ast.walk(tree) if isinstance(node, Definition)]
