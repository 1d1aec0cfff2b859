import ast
import re
from pathlib import Path

import grader.audit

FOLDER = Path(grader.audit.__file__).parent
MAP = re.findall(r"^    (\w+)  +\w", grader.audit.__doc__, re.MULTILINE)


def imported(module):
    tree = ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    members = {f"{node.module}.{alias.name}" for node in found for alias in node.names}
    return members | {node.module for node in found}


def test_the_map_names_every_module():
    assert sorted(MAP) == sorted(path.stem for path in FOLDER.glob("*.py") if path.stem[0] != "_")


def test_a_module_imports_only_modules_above_it():
    for n, module in enumerate(MAP):
        assert not imported(module) & {f"grader.audit.{other}" for other in MAP[n:]}, module
