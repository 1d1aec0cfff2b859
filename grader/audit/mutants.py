"""Makes mutants of a reference solution: each is the cell with one mistake in its solution region.

A test that no mutant of the solution can fail proves nothing about that part of it. Stubs,
docstrings, imports, the arguments of a raised error and f-strings stay as they are. Text answers
are not mutated: a choice question is proven by its wrong answers.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from grader.audit.call_operators import called
from grader.audit.expressions import is_literal
from grader.audit.operators import number_variants, variants
from grader.audit.rewrites import rewrites
from grader.markers import Markers, Region

SOLUTION = Markers().solution
EVEN = frozenset(("abs", "absolute", "fabs", "norm", "square"))
KEPT: dict[type[ast.AST], tuple[str, ...]] = {  # the fields that no mutant changes
    ast.FunctionDef: ("args", "decorator_list", "returns"),
    ast.AsyncFunctionDef: ("args", "decorator_list", "returns"),
    ast.ClassDef: ("bases", "keywords", "decorator_list"),
    ast.Raise: ("exc", "cause"),
    ast.Assert: ("msg",),
    ast.AnnAssign: ("annotation",),
    ast.JoinedStr: ("values",),
    ast.With: ("items",),
    ast.Import: ("names",),
    ast.ImportFrom: ("names",),
}
KEYWORDS_KEPT = ("axis", "keepdims", "ddof", "dtype")  # changed as a keyword, not as a constant


@dataclass(frozen=True)
class Mutant:
    """A solution cell with one mistake; both texts as `ast.unparse` writes them.

    `line` is the line of the change in the cell, from 1.
    """

    kind: str
    line: int
    source: str
    original: str


@dataclass(frozen=True)
class _Place:
    """Where a node hangs in the tree."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(source: str, region: Region = SOLUTION) -> list[Mutant]:
    """All mutants of a solution cell, in the order of its text, no two with the same text.

    `region` is how the course marks solutions. A cell that is no plain Python (one with magics) has
    none.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    lines = _solution_lines(source, region)
    whole = [ast.unparse(statement) for statement in tree.body]
    original = "\n".join(whole)
    found: dict[str, Mutant] = {}
    for n, statement in enumerate(tree.body):
        for kind, line, text in _changed(tree, n, statement, lines):
            mutated = "\n".join([*whole[:n], text, *whole[n + 1 :]])
            if mutated != original:
                found.setdefault(mutated, Mutant(kind, line, mutated, original))
    return sorted(found.values(), key=lambda mutant: mutant.line)


def diff(mutant: Mutant) -> str:
    """The lines that differ, "- " before and "+ " after, without indentation."""
    before, after = mutant.original.splitlines(), mutant.source.splitlines()
    lines = [*difflib.unified_diff(before, after, n=0, lineterm="")][2:]  # behind the file names
    changed = [line for line in lines if not line.startswith("@@")]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in changed)


def _solution_lines(source: str, region: Region) -> frozenset[int]:
    """The lines of solution regions; all of a cell without them, as in nbgrader."""
    inside, lines = False, set()
    for n, line in enumerate(source.splitlines(), 1):
        if region.begin in line or region.end in line:
            inside = region.begin in line
        elif inside:
            lines.add(n)
    return frozenset(lines or range(1, len(source.splitlines()) + 1))


def _changed(
    tree: ast.Module, n: int, statement: ast.stmt, lines: frozenset[int]
) -> Iterator[tuple[str, int, str]]:
    """Kind, line and text of each mutant of one statement of the cell."""
    for place, node, kind in _variants(tree, n, statement):
        if _line(place.node) in lines:
            place.put(node)
            yield kind, _line(place.node), ast.unparse(tree.body[n])
            place.put(place.node)
    yield from rewrites(statement, lines)


def _variants(
    tree: ast.Module, n: int, statement: ast.stmt
) -> Iterator[tuple[_Place, ast.AST, str]]:
    """What may stand where; of an answer that is written out, only numbers have variants."""
    if isinstance(statement, ast.Assign) and is_literal(statement.value):
        place = _Place(statement, "value", None, statement.value)
        for kind, node in number_variants(statement.value):
            yield place, node, kind
        return
    for place in (_Place(tree, "body", n, statement), *_places(statement)):
        for kind, node in variants(place.node):
            if not _makes_no_difference(place, kind):
                yield place, node, kind


def _makes_no_difference(place: _Place, kind: str) -> bool:
    """Whether the operands of a difference are exchanged whose sign is lost at once."""
    node, parent = place.node, place.parent
    if kind != "operands exchanged" or not isinstance(node, ast.BinOp):
        return False
    squared = (
        isinstance(parent, ast.BinOp)
        and isinstance(parent.op, ast.Pow)
        and isinstance(parent.right, ast.Constant)
        and parent.right.value in (2, 4)
        and place.field == "left"
    )
    sized = isinstance(parent, ast.Call) and called(parent) in EVEN and place.index == 0
    return isinstance(node.op, ast.Sub) and (squared or sized)


def _places(node: ast.AST) -> Iterator[_Place]:
    """Every node below this one that may be changed, from the top and from the left."""
    if isinstance(node, ast.keyword) and node.arg in KEYWORDS_KEPT:
        return
    for field, value in ast.iter_fields(node):
        if field in KEPT.get(type(node), ()):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield _Place(node, field, index, child)
                yield from _places(child)


def _line(node: ast.AST) -> int:
    located = node.target if isinstance(node, ast.comprehension) else node
    return getattr(located, "lineno", 0)
