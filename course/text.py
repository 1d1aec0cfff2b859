"""Reads assignments and answers written as py:percent text; the only module that knows jupytext."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext

from course.errors import AuthorError

CELL_MARKER = "# %%"


@dataclass(frozen=True)
class TextCell:
    """One cell as authored: where it stands, its text and the keys on its `# %%` line."""

    path: Path
    line: int
    cell_type: str
    source: str
    keys: Mapping[str, Any]

    def error(self, what: str, remedy: str) -> AuthorError:
        """An author's error at this cell."""
        return AuthorError(self.path, self.line, what, remedy)


def read_cells(path: Path, shown_as: Path | None = None) -> list[TextCell]:
    """Read a py:percent file into its cells; raises AuthorError for a file that cannot be read.

    `shown_as` replaces the path in messages, so that they are the same on every machine.
    """
    shown = shown_as or path
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise AuthorError(shown, 1, "the file is missing.", "Write it.") from error
    except UnicodeDecodeError as error:
        raise AuthorError(shown, 1, f"not UTF-8 text ({error}).", "Save it as UTF-8.") from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith(CELL_MARKER)]
    if not lines:
        raise AuthorError(shown, 1, "no cell starts here.", f'Start each with "{CELL_MARKER}".')
    body = "\n".join(text.splitlines()[lines[0] - 1 :]) + "\n"
    cells = jupytext.reads(body, fmt="py:percent").cells
    if len(cells) != len(lines):
        raise AuthorError(
            shown,
            lines[0],
            f'{len(lines)} lines start with "{CELL_MARKER}" but they make {len(cells)} cells.',
            f'Indent or rephrase a "{CELL_MARKER}" inside a string.',
        )
    return [
        TextCell(shown, line, cell.cell_type, cell.source, dict(cell.metadata))
        for line, cell in zip(lines, cells, strict=True)
    ]
