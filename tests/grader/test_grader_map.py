import ast
import re
from pathlib import Path

import grader

FOLDER = Path(grader.__file__).parent
MAP = re.findall(r"^    (\w+)  +\w", grader.__doc__, re.MULTILINE)


def imported(module: str) -> set[str]:
    tree = ast.parse((FOLDER / f"{module}.py").read_text())
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_the_map_names_every_module():
    assert sorted(MAP) == sorted(p.stem for p in FOLDER.glob("*.py") if "__" not in p.stem)


def test_a_module_imports_only_modules_above_it():
    for n, module in enumerate(MAP):
        below = {f"grader.{other}" for other in MAP[n:]}
        assert not imported(module) & below, module


def test_only_one_module_imports_nbgrader():
    users = {m for m in MAP if any(name.split(".")[0] == "nbgrader" for name in imported(m))}
    assert users == {"nbgrader_autograde"}
