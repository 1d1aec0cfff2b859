"""What a top-level statement does with names, read from its syntax tree; runs nothing."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.planning.scope_bindings import Bound, bound
from grader.planning.scope_reads import Read, reads

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Statement:
    """A statement of a cell, and the names of the notebook's namespace that it touches."""

    node: ast.stmt
    bound: Bound
    read: Read

    @property
    def binds(self) -> set[str]:
        """The names that it gives a value, by importing too."""
        return self.bound.names | self.read.walrus

    @property
    def line(self) -> int:
        """Its first line in the cell, decorators included."""
        return first_line(self.node)

    @property
    def is_definition(self) -> bool:
        """Whether it defines a function or a class."""
        return isinstance(self.node, (*_FUNCTIONS, ast.ClassDef))

    @property
    def is_branch(self) -> bool:
        """Whether a run may leave out what is in it."""
        return isinstance(self.node, ast.If | ast.While | ast.Try | ast.Match)

    @property
    def is_block(self) -> bool:
        """Whether it has statements in it, and is no definition."""
        return hasattr(self.node, "body") and not self.is_definition


def statements_of(tree: ast.Module) -> tuple[Statement, ...]:
    """The top-level statements of a cell."""
    return tuple(statement(node) for node in tree.body)


def statement(node: ast.stmt) -> Statement:
    """One statement."""
    return Statement(node, bound([node]), reads(node))


def imports_in(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that a statement runs for the notebook's namespace, nested ones included."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    elif not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from imports_in(child)


def excerpt(text: str, nodes: Sequence[ast.stmt]) -> str:
    """These statements of a cell at their lines, the lines of the others empty."""
    lines = text.split("\n")
    kept = ""
    for node in sorted(nodes, key=lambda node: (first_line(node), node.col_offset)):
        missing = first_line(node) - 1 - kept.count("\n")
        before = "\n" * missing if missing > 0 or not kept else "; "
        kept += before + _segment(lines, node)
    return kept


def first_line(node: ast.stmt) -> int:
    """Where a statement begins in its cell, decorators included."""
    decorators = getattr(node, "decorator_list", [])
    return int(min([node.lineno, *(decorator.lineno for decorator in decorators)]))


def _segment(lines: Sequence[str], node: ast.stmt) -> str:
    """The text of a statement, without others on its lines; offsets count bytes of UTF-8."""
    first, last = first_line(node), node.end_lineno or node.lineno
    part = [line.encode() for line in lines[first - 1 : last]]
    part[-1] = part[-1][: node.end_col_offset]
    if first == node.lineno:
        part[0] = part[0][node.col_offset :]
    return b"\n".join(part).decode()
