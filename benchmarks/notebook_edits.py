"""What students, and their tools, do to a notebook: functions from cells to cells.

Each returns new cells and leaves the given ones as they are.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from nbformat.v4 import new_code_cell

Cells = list[Any]
Edit = Callable[[Cells], Cells]


def name_of(cell: Any) -> str:
    """A cell's grade_id, empty if it has none."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def place_of(cells: Sequence[Any], name: str) -> int:
    """Where the first cell of this grade_id stands; raises ValueError if there is none."""
    return [name_of(cell) for cell in cells].index(name)


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(cells: Cells) -> Cells:
        for each in edits:
            cells = each(cells)
        return cells

    return edit


def nothing(cells: Cells) -> Cells:
    """The cells as they are: the oddity is in the file."""
    return cells


# --- one cell changed -----------------------------------------------------------------------------


def changed(name: str, change: Callable[[Any], object]) -> Edit:
    """One cell changed, by a function that is given a copy to change."""

    def edit(cells: Cells) -> Cells:
        copies = deepcopy(cells)
        change(copies[place_of(copies, name)])
        return copies

    return edit


def text(name: str, new: str) -> Edit:
    """A cell with another text."""
    return changed(name, lambda cell: cell.update(source=new))


def above(name: str, lines: str) -> Edit:
    """A cell with something above its text."""
    return changed(name, lambda cell: cell.update(source=f"{lines}\n{cell.source}"))


def body(name: str, lines: str) -> Edit:
    """A function that does something before all else, right below its docstring."""

    def change(cell: Any) -> None:
        head, quotes, rest = cell.source.rpartition('"""\n')
        cell.source = head + quotes + "".join(f"    {line}\n" for line in lines.split("\n")) + rest

    return changed(name, change)


def keys(name: str, **new: Any) -> Edit:
    """A cell with other nbgrader metadata."""
    return changed(name, lambda cell: cell.metadata.nbgrader.update(new))


def without_key(name: str, key: str) -> Edit:
    """A cell with one key of its nbgrader metadata lost."""
    return changed(name, lambda cell: cell.metadata.nbgrader.pop(key))


def tagged(name: str, tag: str) -> Edit:
    """A cell with a tag."""
    return changed(name, lambda cell: cell.metadata.update(tags=[tag]))


def retyped(name: str, cell_type: str) -> Edit:
    """A cell made code, markdown or raw, as with the keys Y, M and R."""

    def change(cell: Any) -> None:
        cell.cell_type = cell_type
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)

    return changed(name, change)


# --- cells more, less, elsewhere ------------------------------------------------------------------


def lost(*names: str) -> Edit:
    """Cells that have lost all nbgrader metadata; every cell if none is named."""

    def edit(cells: Cells) -> Cells:
        copies = deepcopy(cells)
        for cell in copies:
            if not names or name_of(cell) in names:
                cell.metadata.pop("nbgrader", None)
        return copies

    return edit


def own(code: str, *, behind: str) -> Edit:
    """A code cell of the student's own behind the named one."""

    def edit(cells: Cells) -> Cells:
        n = place_of(cells, behind) + 1
        return [*cells[:n], new_code_cell(code, id="of-the-students"), *cells[n:]]

    return edit


def without(name: str) -> Edit:
    """A cell deleted."""
    return lambda cells: [cell for cell in cells if name_of(cell) != name]


def copied(name: str, new: str | None = None) -> Edit:
    """A cell pasted once more below itself, with its metadata; there, perhaps, another text."""

    def edit(cells: Cells) -> Cells:
        n = place_of(cells, name) + 1
        copy = deepcopy(cells[n - 1])
        copy.source = copy.source if new is None else new
        return [*cells[:n], copy, *cells[n:]]

    return edit


def moved(name: str, *, behind: str) -> Edit:
    """A cell dragged to another place."""

    def edit(cells: Cells) -> Cells:
        rest = without(name)(cells)
        n = place_of(rest, behind) + 1
        return [*rest[:n], cells[place_of(cells, name)], *rest[n:]]

    return edit


def merged_upwards(name: str) -> Edit:
    """A cell appended to the one above, which keeps its metadata and type, as with Shift-M."""

    def edit(cells: Cells) -> Cells:
        n = place_of(cells, name)
        above = deepcopy(cells[n - 1])
        above.source += f"\n\n{cells[n].source}"
        return [*cells[: n - 1], above, *cells[n + 1 :]]

    return edit
