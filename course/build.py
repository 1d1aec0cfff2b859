"""Builds `source/` and `release/` from the texts: the same bytes at every build.

text → cells → source notebook → (nbgrader's own preprocessors) → release notebook. Everything is
built in memory first; nothing is written unless every assignment is right.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from course import cells as kinds
from course import reference
from course.cells import Cell
from course.errors import AuthorError, AuthorErrors
from course.files import Layout, write_all
from course.outline import Assignment
from course.text import TextCell, read_cells

SETUP_FILES = ("figures.py", "feedback.py")
KERNEL_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def build(layout: Layout, assignments: Sequence[Assignment]) -> list[Path]:
    """Build the assignments and write what changed; returns the paths written.

    Raises AuthorErrors with every error found, before anything is written.
    """
    return write_all(_files(layout, assignments))


def stale(layout: Layout, assignments: Sequence[Assignment]) -> list[Path]:
    """Return the paths in `source/` and `release/` that differ from what a build would write."""
    wanted = _files(layout, assignments)
    return [p for p, text in wanted.items() if not p.is_file() or p.read_text("utf-8") != text]


def _files(layout: Layout, assignments: Sequence[Assignment]) -> dict[Path, str]:
    from course.release import to_release  # imports nbgrader: 2 s

    files: dict[Path, str] = {}
    errors: list[AuthorError] = []
    for assignment in assignments:
        try:
            sources = source_notebooks(layout, assignment)
        except AuthorErrors as found:
            errors += found.errors
            continue
        for name, source in sources.items():
            files[layout.source_notebook(assignment.name, name)] = source
            files[layout.release_notebook(assignment.name, name)] = to_release(source, layout)
    if errors:
        raise AuthorErrors(errors)
    return files


def source_notebooks(layout: Layout, assignment: Assignment) -> dict[str, str]:
    """Return the instructor's notebooks by name, as JSON text; raises AuthorErrors."""
    errors: list[AuthorError] = []
    built: dict[str, list[Cell]] = {}
    for name in layout.notebooks(assignment.name):
        try:
            path = layout.assignment_text(assignment.name).with_stem(name)
            built[name] = _cells(layout, path)
        except AuthorErrors as found:
            errors += found.errors
    errors += duplicates([cell for cells in built.values() for cell in cells])
    if errors:
        raise AuthorErrors(errors)
    return {name: to_notebook(_with_setup(cells)) for name, cells in built.items()}


def _cells(layout: Layout, path: Path) -> list[Cell]:
    errors: list[AuthorError] = []
    cells: list[Cell] = []
    try:
        texts = read_cells(path, layout.shown(path))
    except AuthorError as error:
        raise AuthorErrors([error]) from error
    for text in texts:
        try:
            cell = kinds.interpret(with_reference(text))
            kinds.check_visibility(cell)
            cells.append(cell)
        except AuthorError as error:
            errors.append(error)
    errors += leaks(cells)
    if errors:
        raise AuthorErrors(errors)
    return cells


# --- a solution cell from the reference ---------------------------------------------------------


def with_reference(text: TextCell) -> TextCell:
    """Put the referenced function into a solution cell as stub and solution."""
    name = text.keys.get("reference")
    if name is None:
        return text
    if "solution" not in text.keys:
        raise text.error("reference= on a cell that is no solution.", 'Add solution="…".')
    try:
        source = reference.function_source(str(name))
    except KeyError as error:
        raise text.error(
            f"unknown reference {name!r}: {error.args[0]}.",
            'Write "module.function" of course/reference.',
        ) from error
    body = "\n".join(part for part in (text.source, stub(source)) if part.strip())
    return TextCell(text.path, text.line, text.cell_type, body, text.keys)


def stub(source: str) -> str:
    """Turn a reference function into a solution cell: signature and docstring stay visible.

    Annotations are dropped: the docstring says shapes and types in words. The line after the
    solution tells a student whose function returns nothing that it returns nothing.
    """
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)  # function_source returns nothing else
    lines = source.splitlines()
    docstring = function.body[0]
    body = "\n".join(lines[docstring.end_lineno or 0 :]).lstrip("\n").splitlines()
    return "\n".join(
        [
            f"def {function.name}({signature(function)}):",
            *lines[docstring.lineno - 1 : docstring.end_lineno],
            f"    {kinds.BEGIN_SOLUTION}",
            *body,
            f"    {kinds.END_SOLUTION}",
            f'    raise NotImplementedError("{function.name} returns nothing yet")',
        ]
    )


def signature(function: ast.FunctionDef) -> str:
    """The parameters without their annotations."""
    arguments = function.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
        argument.annotation = None
    return ast.unparse(arguments)


# --- author errors that need the whole notebook --------------------------------------------------


def duplicates(cells: Sequence[Cell]) -> Iterator[AuthorError]:
    """Yield an error for each grade_id on two cells of an assignment, with both lines."""
    first: dict[str, Cell] = {}
    for cell in cells:
        if cell.grade_id is None:
            continue
        if cell.grade_id in first:
            same_file = first[cell.grade_id].text.path == cell.text.path
            yield cell.text.error(
                f"grade_id {cell.grade_id!r} stands already on line "
                f"{first[cell.grade_id].text.line}"
                f"{'' if same_file else f' of {first[cell.grade_id].text.path.name}'}.",
                "Rename one of the two.",
            )
        first.setdefault(cell.grade_id, cell)


def leaks(cells: Sequence[Cell]) -> Iterator[AuthorError]:
    """Yield an error for each visible cell that needs a name students lack, or `course`."""
    codes = [cell for cell in cells if cell.text.cell_type == "code"]
    seen = {name for cell in codes for name in _every_bound_name(kinds.visible_source(cell))}
    private = {name: cell for cell in codes for name in _private_names(cell, seen)}
    for cell in codes:
        visible = kinds.visible_source(cell)
        if re.search(r"^\s*(from|import)\s+course\b", visible, re.MULTILINE):
            yield cell.text.error(
                "a visible line imports course, which students do not have.",
                "Move it between the hidden-test markers.",
            )
        used = _names_in(visible)
        for name in sorted(used & set(private)):
            owner = private[name]
            where = "solution" if owner.kind == "solution" else "hidden tests"
            yield cell.text.error(
                f"{name!r} is bound only inside the {where} of line {owner.text.line}.",
                "Bind it in a visible line or keep it out of visible cells.",
            )


def _private_names(cell: Cell, seen: set[str]) -> set[str]:
    """Names that only its hidden lines bind; those of tests may stand elsewhere for others."""
    hidden = _bound_names(cell.text.source) - _bound_names(kinds.visible_source(cell))
    return hidden if cell.kind == "solution" else hidden - seen


def _every_bound_name(source: str) -> set[str]:
    """Names that are bound anywhere: at the top, in functions, as arguments."""
    nodes = list(ast.walk(_parse(source)))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return _bound_names(source) | stored | {n.arg for n in nodes if isinstance(n, ast.arg)}


def _bound_names(source: str) -> set[str]:
    """Names that a cell binds at its top level."""
    names: set[str] = set()
    for node in _parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                names.add(child.id)
    return names


def _names_in(source: str) -> set[str]:
    return {node.id for node in ast.walk(_parse(source)) if isinstance(node, ast.Name)}


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # magics and the like: nothing to say about names
        return ast.Module(body=[], type_ignores=[])


# --- notebooks ------------------------------------------------------------------------------------


def setup_source() -> str:
    """The code of the setup cell: imports, figure style and what visible tests say."""
    here = Path(__file__).parent
    parts = []
    for name in SETUP_FILES:
        tree_text = (here / name).read_text("utf-8")
        docstring_end = ast.parse(tree_text).body[0].end_lineno or 0
        parts.append("\n".join(tree_text.splitlines()[docstring_end:]).strip())
    return "\n\n\n".join(parts)


def _with_setup(cells: list[Cell]) -> list[Cell]:
    """Insert the setup cell before the first code cell."""
    at = next((i for i, c in enumerate(cells) if c.text.cell_type == "code"), len(cells))
    text = TextCell(Path("setup"), 0, "code", setup_source(), {"readonly": "setup"})
    return [*cells[:at], kinds.interpret(text), *cells[at:]]


def to_notebook(cells: Sequence[Cell]) -> str:
    """Serialise the cells; cell ids come from grade_ids and positions, never from chance."""
    notebook = nbformat.v4.new_notebook(metadata=KERNEL_METADATA)
    notebook.cells = [_notebook_cell(cell, position) for position, cell in enumerate(cells)]
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _notebook_cell(cell: Cell, position: int) -> Any:
    make = getattr(nbformat.v4, f"new_{cell.text.cell_type}_cell")
    metadata = kinds.notebook_metadata(cell)
    if _starts_folded(cell):
        metadata["jupyter"] = {"source_hidden": True}
    return make(cell.text.source, id=cell.grade_id or f"text-{position:03}", metadata=metadata)


def _starts_folded(cell: Cell) -> bool:
    """Whether it is setup or draws a figure; a comment alone is room for the student's own code."""
    is_room = all(line.startswith("#") for line in cell.text.source.splitlines())
    is_plain = cell.kind is None or cell.grade_id == "setup"
    return cell.text.cell_type == "code" and is_plain and not is_room
