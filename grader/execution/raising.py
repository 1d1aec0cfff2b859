"""What the student's code raised and warned of, as exceptions and warnings of the judge's.

A test may expect a ValueError; no exception may end more than the test that meets it.
"""

import ast
import builtins
import contextlib
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, cast
from unittest import SkipTest

# An exception of these types that a test expects can be raised by the student's code; the others
# would end an iteration or a test, or hold others, and arrive as RemoteError.
ENDING = (StopIteration, StopAsyncIteration, SkipTest, Warning, BaseExceptionGroup)
RAISED_AGAIN = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    and not issubclass(kind, ENDING)
    # What a student names after Exception would catch the failure of the test that expects it.
    and kind is not Exception
}
# Exceptions of these libraries arrive as themselves; of others, only their built-in base does:
# unittest.SkipTest, say, would end a test without a failure.
NUMERIC = frozenset({"numpy", "scipy", "pandas", "torch", "sympy", "sklearn", "decimal", "json"})
WARNED_AGAIN = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Warning)
}


class RemoteError(Exception):
    """The student's code raised something that has no counterpart here."""


class Exceptions:
    """Exceptions that stand here for those there; a class is made once for each name."""

    def __init__(self) -> None:
        self._made: dict[str, type[Exception]] = {}

    def raised(self, classes: Any, text: Any, line: Any) -> Exception:
        """The exception, given the names of its class and its bases, its text and its line."""
        names = [str(name) for name in classes] if isinstance(classes, list) else []
        error = saying(self.class_of(names), str(text))
        error.student_line = str(line)  # type: ignore[attr-defined]
        return error

    def class_of(self, names: Sequence[str]) -> type[Exception]:
        """The class that stands here for an exception class there, given its bases' names."""
        first = names[0] if names else ""
        module, _, name = first.partition(":")
        if module == "builtins" and name in RAISED_AGAIN:
            return RAISED_AGAIN[name]
        if module.partition(".")[0] in NUMERIC and _may_be_raised(
            ours := getattr(sys.modules.get(module), "__dict__", {}).get(name)
        ):
            return cast(type[Exception], ours)
        bases = (RAISED_AGAIN.get(n.removeprefix("builtins:")) for n in names if ":" in n)
        base = next((b for b in bases if b is not None), RemoteError)
        return self._made.setdefault(first, type(name or "RemoteError", (base,), {}))


def saying(kind: type[Exception], text: str) -> Exception:
    """An exception of the class that shows this text, whatever else its constructor wants."""
    for given in _read_as(kind, text):
        with contextlib.suppress(TypeError, ValueError, AttributeError):
            if str(error := kind(given)) == text:
                return error
    members = {"__init__": lambda self, *args: None, "__str__": lambda self: text}
    return cast(Exception, type(kind.__name__, (kind,), members)(text))


def _read_as(kind: type[Exception], text: str) -> Iterator[Any]:
    """What the exception may have been made from: KeyError shows the key as Python writes it."""
    yield text
    if issubclass(kind, KeyError):
        with contextlib.suppress(ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            yield ast.literal_eval(text)


def _may_be_raised(kind: Any) -> bool:
    """Whether a library's class is an ordinary exception: one that ends no loop and no test."""
    return isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, ENDING)


def warn_again(warned: Any) -> None:
    """Give the warnings that a function gave: the names of their classes, and their texts."""
    for kind, text in warned if isinstance(warned, list) else []:
        warnings.warn(str(text), WARNED_AGAIN.get(str(kind), UserWarning), stacklevel=4)
