"""The maps in the packages' docstrings: every module is on one, arrows point upwards."""

import ast
import re
from pathlib import Path

import pytest

import grader

FOLDER = Path(grader.__file__).parent
PACKAGES = ["", "audit", "autograded", "execution", "gradebook", "intake", "planning", "sandbox"]


def mapped(folder: Path) -> list[str]:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) or ""
    return re.findall(r"^    (\w+)  +\w", text, re.MULTILINE)


def modules(folder: Path) -> set[str]:
    files = {p.stem for p in folder.glob("*.py") if "__" not in p.stem}
    return files | {p.parent.name for p in folder.glob("*/__init__.py")}


def imported(path: Path, package: str) -> set[str]:
    """The modules of `package` that a file imports when it is imported itself."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            names |= {n.removeprefix(f"{package}.") for n in found if n.startswith(f"{package}.")}
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_map_names_every_module(package):
    assert sorted(mapped(FOLDER / package)) == sorted(modules(FOLDER / package))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_imports_only_modules_above_it(package):
    folder, full_name = FOLDER / package, f"grader.{package}".rstrip(".")
    order = mapped(folder)
    for n, name in enumerate(order):
        for path in [folder / f"{name}.py", *(folder / name).glob("*.py")]:
            if path.is_file():
                below = imported(path, full_name) & set(order[n + 1 :])
                assert not below, f"{path} imports {below}"
