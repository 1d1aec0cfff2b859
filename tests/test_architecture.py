"""The lists that must agree: arrows and imports, map and files, outline and folders."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from course.files import Layout
from course.outline import OUTLINE

ROOT = Path(__file__).parents[1]
LAYOUT = Layout(ROOT)
# What owns an outside thing, and the only modules that may import it.
OWNERS = {
    "jupytext": {"course/text.py"},
    "nbgrader": {"course/release.py", "course/nbgrader_course.py", "grader/nbgrader_seam.py"},
}


def modules(package: str) -> list[Path]:
    return sorted(p for p in (ROOT / package).rglob("*.py") if "assignments" not in p.parts)


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize(("package", "other"), [("course", "grader"), ("grader", "course")])
def test_neither_package_imports_the_other(package, other):
    for path in modules(package):
        assert not [n for n in imported(path) if n.split(".")[0] == other], path


@pytest.mark.parametrize("thing", OWNERS)
def test_one_module_of_a_package_owns_each_outside_thing(thing):
    users = {
        str(path.relative_to(ROOT))
        for package in ("course", "grader")
        for path in modules(package)
        if any(name.split(".")[0] == thing for name in imported(path))
    }
    assert users == OWNERS[thing]


def course_map() -> list[str]:
    text = ast.get_docstring(ast.parse((ROOT / "course/__init__.py").read_text("utf-8"))) or ""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [name.strip("/") for cell in cells for name in re.findall(r"`([\w/]+)`", cell)]


def test_the_map_of_course_lists_every_module_once():
    files = {p.stem for p in (ROOT / "course").glob("*.py")} - {"__init__", "__main__"}
    assert sorted(course_map()) == sorted(files | {"reference", "oracles"})


def test_modules_of_course_import_only_what_stands_above_them_in_the_map():
    order = course_map()
    for name in order:
        for path in [ROOT / "course" / f"{name}.py", *(ROOT / "course" / name).glob("*.py")]:
            if not path.exists():
                continue
            used = {n.split(".")[1] for n in imported(path) if n.startswith("course.")}
            later = [n for n in used if n in order and order.index(n) > order.index(name)]
            assert not later, f"{path.name} imports {later}"


def test_references_need_numpy_alone():
    allowed = {"numpy", "course", *sys.stdlib_module_names}
    for path in (ROOT / "course/reference").glob("[a-z]*.py"):
        assert {n.split(".")[0] for n in imported(path)} <= allowed, path


def test_oracles_do_not_look_at_the_references():
    for path in (ROOT / "course/oracles").glob("*.py"):
        assert not [n for n in imported(path) if n.startswith("course.reference")], path


def test_the_outline_lists_the_folders_of_assignments():
    folders = {p.name for p in (ROOT / "course/assignments").iterdir() if p.is_dir()}
    assert {a.name for a in OUTLINE} == folders - {"__pycache__"}
    for assignment in OUTLINE:
        files = {p.name for p in (ROOT / "course/assignments" / assignment.name).iterdir()}
        texts = {f"{name}.py" for name in LAYOUT.notebooks(assignment.name)}
        answers = {"wrong_answers.py", "right_answers.py"}
        assert files - {"equivalent_mutants.toml", "__pycache__"} == texts | answers


def test_source_and_release_hold_notebooks_alone():
    for folder in ("source", "release"):
        for path in (ROOT / folder).rglob("*"):
            assert path.is_dir() or path.suffix == ".ipynb" or path.name == ".gitkeep", path


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    lines = (ROOT / "constraints.txt").read_text("utf-8").lower().splitlines()
    pinned = {line.split("==")[0].replace("_", "-") for line in lines if "==" in line}
    for wanted in project["dependencies"] + extras:
        assert re.split(r"[<>=\[]", wanted)[0].lower() in pinned, wanted


@pytest.mark.parametrize("command", ["course", "grader"])
def test_help_imports_nothing_heavy(command):
    code = (
        f"import sys, {command}.cli\n"
        "heavy = {'nbgrader', 'numpy', 'jupytext', 'rich', 'nbformat', 'nbconvert', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
