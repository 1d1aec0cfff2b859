"""What a text imports."""

import ast


def imported(tree: ast.Module, package: str = "") -> set[str]:
    """The dotted names that a module of this package may import, with all their parents.

    Inside functions too. `from a import b` may mean the module a.b; a relative import of a text
    that is in no package means nothing.
    """
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (module := _module(node, package)):
            found |= {f"{module}.{alias.name}".removesuffix(".*") for alias in node.names}
    return with_parents(found)


def with_parents(names: set[str]) -> set[str]:
    """Dotted names with all their parents: `a.b` → a, a.b."""
    parts = [name.split(".") for name in names]
    return {".".join(part[:n]) for part in parts for n in range(1, len(part) + 1)}


def _module(node: ast.ImportFrom, package: str) -> str:
    """The module of `from … import`, empty if it is above every package."""
    if not node.level:
        return node.module or ""
    above = package.split(".")
    above = above[: len(above) - node.level + 1] if package else []
    return ".".join([*above, node.module] if node.module else above) if above else ""
