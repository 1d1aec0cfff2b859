"""The instructor's notebook: which cell is graded, solved or locked, and what students got.

Regions are removed as `nbgrader generate_assignment` does; what nbgrader refuses is an AuthorError
with the file, the cell and the remedy.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.cells import SourceCell, SourceNotebook
from grader.errors import AuthorError
from grader.intake.read import Cell, NotebookFile, UnreadableNotebookError, read_notebook
from grader.markers import Markers, Region

SCHEMA = 3  # of nbgrader's cell metadata: versions 0 to 3 differ in what may be left out
RELEASE_AGAIN = "Run `nbgrader generate_assignment --force` for it."

_GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")


def load_source(
    path: Path, release: Path | None = None, markers: Markers | None = None
) -> SourceNotebook:
    """The instructor's notebook at `path`; `release` is the students' file, if it is made.

    Raises AuthorError.
    """
    released = _read(release) if release is not None else None
    return source_notebook(path, _read(path), released, markers or Markers())


def source_notebook(
    path: Path, file: NotebookFile, released: NotebookFile | None, markers: Markers
) -> SourceNotebook:
    """The same from files that are read; `path` is for the messages."""
    reader = _Reader(str(path), markers, _language(file), _Released(released))
    cells = tuple(reader.cell(n, cell) for n, cell in enumerate(file.cells, start=1))
    _require_unique(str(path), cells)
    return SourceNotebook(path.stem, cells, file.metadata)


def as_gradebook_has_it(
    source: SourceNotebook, known: Mapping[str, str], hidden: Region
) -> SourceNotebook:
    """The notebook with the gradebook's texts of locked cells, without cells it does not know.

    The gradebook keeps the assignment as it was generated, tests made at release included.
    """
    cells = []
    for cell in source.cells:
        if cell.is_named and cell.name not in known:
            continue
        if cell.kind in ("tests", "readonly"):
            text = known[cell.name]
            released = without(text, hidden)
            cell = replace(cell, source=text, released=text if released is None else released)
        cells.append(cell)
    return replace(source, cells=tuple(cells))


def without(text: str, region: Region, stub: Sequence[str] = ()) -> str | None:
    """The text with the region's lines replaced by the stub, indented like its first delimiter.

    None if there is no such region. Raises ValueError if it is nested or has no end.
    """
    lines: list[str] = []
    inside = found = False
    for line in text.split("\n"):
        if region.begin in line:
            if inside:
                raise ValueError(f'a second "{region.begin}" before "{region.end}"')
            inside = found = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + each for each in stub]
        elif region.end in line:
            inside = False
        elif not inside:
            lines.append(line)
    if inside:
        raise ValueError(f'"{region.begin}" without "{region.end}"')
    return "\n".join(lines) if found else None


def _read(path: Path) -> NotebookFile:
    try:
        file = read_notebook(path.read_bytes())
    except OSError as error:
        to_do = "Make it readable for the account that grades."
        what = f"cannot be opened ({error.strerror})"
        raise AuthorError(str(path), what, to_do) from error
    except UnreadableNotebookError as error:
        raise AuthorError(str(path), f"this file {error}", _REPAIR) from error
    if file.damage:
        raise AuthorError(str(path), f"this file is {file.damage}", _REPAIR)
    return file


_REPAIR = "Put back a version that JupyterLab opens."


def _language(file: NotebookFile) -> str:
    kernelspec = file.metadata.get("kernelspec")
    language = kernelspec.get("language") if isinstance(kernelspec, dict) else None
    return language if isinstance(language, str) else "python"


def _require_unique(path: str, cells: Sequence[SourceCell]) -> None:
    names = [cell.name for cell in cells]
    for n, name in enumerate(names):
        if name in names[:n]:
            where = f"{path}, cells {names.index(name) + 1} and {n + 1}"
            raise AuthorError(where, f"both have the grade_id {name!r}", "Rename one of them.")


class _Released:
    """What students got: by grade_id, and for plain cells by the id of the cell."""

    def __init__(self, file: NotebookFile | None) -> None:
        cells = file.cells if file else ()
        self._named = {cell.grade_id: cell for cell in cells if cell.grade_id}
        self._plain = {cell.cell_id: cell for cell in cells if cell.cell_id and not cell.grade_id}

    def find(self, cell: Cell) -> Cell | None:
        if cell.kind == "plain":
            return self._plain.get(cell.cell_id)
        return self._named.get(cell.grade_id)


@dataclass(frozen=True)
class _Reader:
    path: str
    markers: Markers
    language: str
    released: _Released

    def cell(self, number: int, cell: Cell) -> SourceCell:
        plain = cell.kind == "plain"
        where = f"{self.path}, cell {number}" + ("" if plain else f" ({cell.grade_id!r})")
        for what, to_do in _faults(cell):
            raise AuthorError(where, what, to_do)
        try:
            cleared = self._cleared(cell)
        except ValueError as error:
            raise AuthorError(
                where, str(error), "Put each region between its two lines."
            ) from error
        except LookupError as error:
            to_do = "Set ClearSolutions.code_stub for it in nbgrader_config.py."
            raise AuthorError(where, f"no code stub for {error}", to_do) from error
        twin = self.released.find(cell)
        return SourceCell(
            name=f"cell {number}" if plain else cell.grade_id,
            kind=cell.kind,
            cell_type=cell.cell_type,
            source=self._instantiated(where, cell, twin),
            released=twin.text if twin else cleared,
            points=cell.points or 0.0,
            cell_id=(twin.cell_id if twin else "") or cell.cell_id,
        )

    def _cleared(self, cell: Cell) -> str:
        """The text without solutions, hidden tests and mark schemes."""
        markers, text = self.markers, cell.text
        solved = without(text, markers.solution, ())
        if solved is not None and cell.kind not in ("solution", "answer"):
            raise ValueError("a solution region in a cell that is not for students to write in")
        if cell.kind in ("solution", "answer"):
            stub = self._stub(cell)
            kept = without(text, markers.solution, stub)
            text = "\n".join(stub) if kept is None else kept
        tested = without(text, markers.hidden_tests)
        if tested is not None and cell.kind not in ("tests", "answer"):
            raise ValueError("hidden tests in a cell that has no points")
        text = text if tested is None else tested
        schemed = without(text, markers.mark_scheme)
        return text if schemed is None else schemed

    def _stub(self, cell: Cell) -> list[str]:
        if cell.cell_type != "code":
            return self.markers.text_stub.split("\n")
        return self.markers.code_stub[self.language].split("\n")

    def _instantiated(self, where: str, cell: Cell, twin: Cell | None) -> str:
        """The cell's text; where nbgrader makes tests of a line, those that it released.

        It makes them of the solution's values when it releases, so that the source does not say
        them. Its hidden regions are not released and follow behind.
        """
        if not self._has_autotest(cell, cell.text):
            return cell.text
        hidden = "\n".join(_inside(cell.text, self.markers.hidden_tests))
        if twin is None:
            raise AuthorError(where, "its tests are made at release", RELEASE_AGAIN)
        if self._has_autotest(cell, hidden):
            to_do = "Write this test out: made ones are not in the released notebook."
            raise AuthorError(where, f"{self.markers.autotest} among hidden tests", to_do)
        return f"{twin.text}\n{hidden}" if hidden else twin.text

    def _has_autotest(self, cell: Cell, text: str) -> bool:
        comments = (line for line in text.split("\n") if line.lstrip().startswith("#"))
        return cell.cell_type == "code" and any(self.markers.autotest in line for line in comments)


def _inside(text: str, region: Region) -> Iterator[str]:
    """The lines of a region with its delimiters, as nbgrader keeps them."""
    inside = False
    for line in text.split("\n"):
        inside = inside or region.begin in line
        if inside:
            yield line
        if region.end in line:
            inside = False


def _faults(cell: Cell) -> Iterator[tuple[str, str]]:
    """What nbgrader refuses in a cell's metadata, and what to do."""
    schema, markdown = cell.nbgrader.get("schema_version", 0), cell.cell_type != "code"
    in_toolbar = "Set it in JupyterLab's panel Create Assignment."
    if cell.flaw:
        yield "its text is damaged", _REPAIR
    if isinstance(schema, int) and schema > SCHEMA:
        yield f"metadata of version {schema}, this grader knows {SCHEMA}", "Update the grader."
    if cell.kind == "plain":
        return
    if not cell.grade_id:
        yield "no grade_id, so its grade has no name", in_toolbar
    if not _GRADE_ID.fullmatch(cell.grade_id):
        yield "a grade_id of other characters than A-Z a-z 0-9 _ -", in_toolbar
    if cell.kind in ("tests", "answer", "task") and cell.points is None and schema:
        yield "no points, or points that are not a number from 0 up", in_toolbar
    if markdown and cell.kind in ("tests", "solution"):
        yield f"text, yet marked as {_MARKED[cell.kind]}", "Make it a code cell or unmark it."
    if not markdown and cell.kind == "task":
        yield "code, yet marked as a task", "Make it a Markdown cell or unmark it."


_MARKED = {"tests": "autograded tests", "solution": "an autograded answer"}
