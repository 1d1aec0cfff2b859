"""Takes apart cells that a student merged: an answer and the text or the tests around it.

Jupyter's "merge cells" keeps the first cell's metadata. A solution with prose at its end would
not parse, one that ends a locked cell would be replaced with it.
"""

from collections.abc import Sequence
from dataclasses import replace

from grader.cells import SourceCell
from grader.intake.match import plain_text
from grader.intake.read import Cell

SHORTEST = 10  # characters of a cell that is looked for in others


def separated(
    source: Sequence[SourceCell], submitted: Sequence[Cell]
) -> tuple[list[Cell], list[str]]:
    """The submitted cells, with a missing cell's text cut out of another; their names.

    Only what the student had no reason to write is looked for: the released text, to the letter,
    of cells that are not there themselves.
    """
    cells = [(cell, plain_text(cell.text)) for cell in submitted]
    names = []
    there = {text for _, text in cells}
    for origin in source:
        text = plain_text(origin.released)
        if origin.kind in ("solution", "answer") or len(text) < SHORTEST or text in there:
            continue
        for n, (cell, whole) in enumerate(cells):
            parts = _parts(cell, whole, Cell(origin.cell_type, text)) if text in whole else []
            if parts:
                cells[n : n + 1] = [(part, plain_text(part.text)) for part in parts]
                names.append(origin.name)
                break
    return [cell for cell, _ in cells], names


def _parts(cell: Cell, whole: str, found: Cell) -> list[Cell]:
    """What stands before the text, the text, what stands behind; nothing if it is not in there."""
    before, separator, behind = f"\n{whole}\n".partition(f"\n{found.text}\n")
    if not separator:
        return []
    rest = [part.strip("\n") for part in (before, behind)]
    first = [replace(cell, text=rest[0])] if rest[0] else []
    last = Cell(cell.cell_type, rest[1]) if first else replace(cell, text=rest[1])
    return [*first, found, *([last] if rest[1] else [])]
