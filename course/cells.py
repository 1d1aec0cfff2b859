"""The five cell kinds of a text and their nbgrader metadata; no other module here knows the keys.

| key on the `# %%` line                   | kind       | what nbgrader does with the cell         |
|------------------------------------------|------------|------------------------------------------|
| `readonly="id"`                          | read-only  | locks it                                 |
| `solution="id"` (`reference="mod.name"`) | solution   | takes the solution out                   |
| `tests="id" points=N`                    | grade cell | locks it, takes hidden tests out         |
| `[markdown] answer="id" points=N`        | answer     | graded by hand; replaces the text        |
| `[markdown] task="id" points=N`          | task       | graded by hand; the student adds cells   |
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.text import TextCell

SCHEMA_VERSION = 3
BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

KINDS: Mapping[str, Mapping[str, bool]] = {
    "readonly": {"grade": False, "solution": False, "locked": True, "task": False},
    "solution": {"grade": False, "solution": True, "locked": False, "task": False},
    "tests": {"grade": True, "solution": False, "locked": True, "task": False},
    "answer": {"grade": True, "solution": True, "locked": False, "task": False},
    "task": {"grade": False, "solution": False, "locked": True, "task": True},
}
POINTED = ("tests", "answer", "task")
OTHER_KEYS = {"points", "reference", "cell_marker", "lines_to_next_cell", "title"}
GRADE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,62}")


@dataclass(frozen=True)
class Cell:
    """A cell of the built notebook; `kind` is None for prose and code that nbgrader ignores."""

    text: TextCell
    kind: str | None
    grade_id: str | None
    points: float | None

    @property
    def is_hidden(self) -> bool:
        """Whether the cell holds hidden tests."""
        return BEGIN_HIDDEN in self.text.source


def interpret(text: TextCell) -> Cell:
    """Turn the keys of one cell into its kind; raises AuthorError for keys that do not fit."""
    unknown = set(text.keys) - set(KINDS) - OTHER_KEYS
    if unknown:
        raise text.error(f"unknown key {sorted(unknown)[0]!r}.", f"Use one of {', '.join(KINDS)}.")
    kinds = [kind for kind in KINDS if kind in text.keys]
    if len(kinds) > 1:
        raise text.error(f"two kinds, {' and '.join(kinds)}.", "Split the cell in two.")
    points = text.keys.get("points")
    if not kinds:
        if points is not None:
            raise text.error(
                f"points={points} but no kind.",
                'Add tests="…", answer="…" or task="…" to its "# %%" line.',
            )
        return Cell(text, None, None, None)
    return Cell(text, kinds[0], _grade_id(text, kinds[0]), _points(text, kinds[0]))


def _grade_id(text: TextCell, kind: str) -> str:
    grade_id = text.keys[kind]
    if not isinstance(grade_id, str) or not GRADE_ID.fullmatch(grade_id):
        raise text.error(
            f"{kind}={grade_id!r} is no grade_id.", "Use letters, digits, _ and - (at most 63)."
        )
    if kind in ("answer", "task") and text.cell_type != "markdown":
        raise text.error(f"{kind}= stands on a code cell.", 'Write "# %% [markdown]".')
    if kind in ("solution", "tests") and text.cell_type != "code":
        raise text.error(f"{kind}= stands on a markdown cell.", 'Drop "[markdown]".')
    return grade_id


def _points(text: TextCell, kind: str) -> float | None:
    points = text.keys.get("points")
    if kind not in POINTED:
        if points is not None:
            raise text.error(f"points={points} on a {kind} cell.", "Only graded cells have points.")
        return None
    if not isinstance(points, int | float) or isinstance(points, bool) or points < 0:
        raise text.error(f"{kind}= without points.", "Add points=N (a number, 0 or more).")
    return points


def check_visibility(cell: Cell) -> None:
    """Check markers and that a grade cell keeps a visible statement; raises AuthorError."""
    visible = "\n".join(_outside(cell, BEGIN_HIDDEN, END_HIDDEN))
    list(_outside(cell, BEGIN_SOLUTION, END_SOLUTION))
    if cell.is_hidden and cell.kind != "tests":
        raise cell.text.error(
            "hidden tests outside a grade cell.", 'Add tests="…" points=N to its "# %%" line.'
        )
    if BEGIN_SOLUTION in cell.text.source and cell.kind != "solution":
        raise cell.text.error(
            "a solution outside a solution cell.", 'Add solution="…" to its "# %%" line.'
        )
    if cell.kind != "tests":
        return
    if not visible.strip():
        raise cell.text.error(
            "an all-hidden grade cell would reach students as an empty locked cell.",
            "Say above the hidden part what it tests and call something visible.",
        )
    if not [line for line in visible.splitlines() if line.strip() and line.strip()[0] != "#"]:
        raise cell.text.error(
            "a hidden test without a visible line.", "Add a statement that students can run."
        )


def visible_source(cell: Cell) -> str:
    """The part of a cell that students get to see."""
    lines = _outside(cell, BEGIN_HIDDEN, END_HIDDEN)
    return _strip_region("\n".join(lines), BEGIN_SOLUTION, END_SOLUTION)


def _strip_region(source: str, begin: str, end: str) -> str:
    return re.sub(rf"[^\n]*{begin}.*?{end}[^\n]*", "", source, flags=re.DOTALL)


def _outside(cell: Cell, begin: str, end: str) -> Iterator[str]:
    """The lines outside the region; raises AuthorError for markers that do not pair."""
    inside = False
    for line in cell.text.source.splitlines():
        if begin in line or end in line:
            if inside == (begin in line):
                raise cell.text.error(f"{line.strip()!r} without its partner.", "Pair the markers.")
            inside = not inside
        elif not inside:
            yield line
    if inside:
        raise cell.text.error(f"{begin!r} is never closed.", f"Add {end!r}.")


def notebook_metadata(cell: Cell) -> dict[str, Any]:
    """Metadata of the built cell: nbgrader's keys, schema version 3."""
    if cell.kind is None:
        return {}
    nbgrader: dict[str, Any] = {
        **KINDS[cell.kind],
        "grade_id": cell.grade_id,
        "schema_version": SCHEMA_VERSION,
        "cell_type": cell.text.cell_type,
    }
    if cell.points is not None:
        nbgrader["points"] = cell.points
    metadata: dict[str, Any] = {"nbgrader": nbgrader}
    if cell.kind == "tests":
        # Jupyter then goes on after a failed test: the figure below shows the mistake as well
        metadata["tags"] = ["raises-exception"]
    return metadata
