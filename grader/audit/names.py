"""Which names a cell leaves bound, and which it takes from the cells before it.

Decided from the text, so that only the tests that a changed solution can touch are run again.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from grader.ipython_text import as_python
from grader.planning.names import statement


@dataclass(frozen=True)
class CellNames:
    """`known` is False for a cell that is no Python: it may bind and need anything."""

    binds: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    known: bool = True

    def may_use(self, other: "CellNames") -> bool:
        """Whether this cell can see what the other one leaves behind."""
        return not (self.known and other.known) or bool(self.needs & other.binds)

    def __or__(self, other: "CellNames") -> "CellNames":
        """Those of a cell of which two processes run a part each."""
        binds, needs = self.binds | other.binds, self.needs | other.needs
        return CellNames(binds, needs, self.known and other.known)


@lru_cache(maxsize=4096)
def cell_names(text: str) -> CellNames:
    """The names of a cell; a name that it binds before it uses it is not one that it needs.

    What a function reads counts at its definition, as if it were called there.
    """
    tree = as_python(text).tree
    if tree is None:
        return CellNames(known=False)
    binds: set[str] = set()
    needs: set[str] = set()
    for each in map(statement, tree.body):
        read = each.read.now | each.read.later | each.read.mentions
        needs |= read - binds - set(_targets(each.node))
        binds |= each.binds | each.read.globals_bound
    return CellNames(frozenset(binds), frozenset(needs))


def _targets(statement: ast.stmt) -> Iterator[str]:
    """What the loops and contexts of a statement bind before its body reads it."""
    for node in ast.walk(statement):
        target = node.optional_vars if isinstance(node, ast.withitem) else None
        target = node.target if isinstance(node, ast.For) else target
        yield from (n.id for n in ast.walk(target or ast.Pass()) if isinstance(n, ast.Name))
