"""What the student's process alone runs, as far as a test in another process must know it."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.ipython_text import Magic
from grader.planning.ownership import Binding, Placed
from grader.planning.scope_bindings import chain

CONTAINER_METHODS = frozenset(
    {"add", "append", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "remove"}
    | {"reverse", "setdefault", "sort", "update"}
)
_FILE = re.compile(r"[\w./-]*\w\.\w{1,5}")
_WRITES = re.compile(r"dump|export|imwrite|open|save\w*|to_\w+|write\w*")


@dataclass
class StudentCode:
    """The code of students as the instructor solved it, and ours that runs with it alone."""

    statements: Sequence[Placed]
    magics: Sequence[Magic] = ()

    @cached_property
    def placed(self) -> list[Placed]:
        """Its statements."""
        return [placed for placed in self.statements if placed.where == "student"]

    @cached_property
    def read_later(self) -> set[str]:
        """The names that its functions look up when they are called."""
        return {name for placed in self.placed for name in placed.statement.read.later}

    @cached_property
    def read(self) -> set[str]:
        """The names that it reads at all."""
        now = {name for placed in self.placed for name in placed.statement.read.now}
        return now | self.read_later

    @cached_property
    def changed(self) -> set[str]:
        """The names that its functions bind, or whose object they change."""
        found: set[str] = set()
        for placed in self.placed:
            one = placed.statement
            if one.is_definition:
                found |= one.read.globals_bound | (_changed_inside(one.node) & one.read.later)
        return found

    @cached_property
    def files(self) -> set[str]:
        """The names of files that it writes, as far as they stand in its text."""
        found = {m.text.split()[-1] for m in self.magics if m.name in ("%%file", "%%writefile")}
        for placed in self.placed:
            for call in calls(placed.statement.node):
                if _WRITES.fullmatch((chain(call.func) or ("",))[-1]) and _may_write(call):
                    found |= {name for name in strings(call) if _FILE.fullmatch(name)}
        return found

    def is_instance(self, name: str) -> bool:
        """Whether it makes this name by calling a class of the judge's."""
        made = (placed for placed in reversed(self.placed) if name in placed.statement.binds)
        maker = next(made, None)
        return maker is not None and any(
            name in names and is_judges_class(maker.before.get(source[0]))
            for names, source in maker.statement.bound.values
        )


def is_judges_class(binding: Binding | None) -> bool:
    """Whether the judge has this class of its own; exceptions travel by their name."""
    node = binding.definition if binding and binding.owner == "judge" else None
    if not isinstance(node, ast.ClassDef):
        return False
    bases = [(chain(base) or ("",))[-1] for base in node.bases]
    return not any(base.endswith(("Error", "Exception")) for base in bases)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """All calls in it, those in functions too."""
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def strings(node: ast.AST) -> set[str]:
    """All strings in it."""
    constants = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _changed_inside(node: ast.AST) -> set[str]:
    """Roots of what functions in it assign into, or call a method of a container on."""
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute | ast.Subscript) and not isinstance(inner.ctx, ast.Load):
            found |= {*(chain(inner) or ())[:1]}
        elif isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call):
            whole = chain(inner.value.func) or ("",)
            found |= {whole[0]} if len(whole) > 1 and whole[-1] in CONTAINER_METHODS else set()
    return found


def _may_write(call: ast.Call) -> bool:
    """Whether a call of `open` opens for writing; other calls of these names do write."""
    if (chain(call.func) or ("",))[-1] != "open":
        return True
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(set(text) & set("wax+") for mode in modes for text in strings(mode))
