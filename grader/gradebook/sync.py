"""Makes the gradebook know an assignment as its source is now, by the rules of nbgrader.

While nothing is submitted, anything may change. Afterwards points and texts may, but cells and
notebooks neither come nor go: their grades would hang in the air.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import Connection, Table, exists, select

from grader.cells import SourceNotebook
from grader.errors import AuthorError
from grader.gradebook import schema
from grader.gradebook.structure import (
    KnownAssignment,
    KnownCell,
    KnownNotebook,
    KnownText,
    described,
    load,
)

NAMES_SHOWN = 6
CELLS = {
    "GradeCell": schema.grade_cells,
    "SolutionCell": schema.solution_cells,
    "TaskCell": schema.task_cells,
}


def sync(
    connection: Connection, name: str, sources: Sequence[SourceNotebook], course_id: str
) -> str | None:
    """Save what is new or has changed; a sentence about it, if there was anything.

    Raises AuthorError if the gradebook cannot follow the source any more.
    """
    if not sources:
        raise AuthorError(name, "its source has no notebook", "Is it in the source folder?")
    wanted = [described(source) for source in sources]
    known = load(connection, name, with_texts=True)
    if known is None:
        _create(connection, name, wanted, course_id)
        return f"{name}: new to the gradebook, read from the source folder."
    _require_no_loss(connection, known, {notebook.name for notebook in wanted})
    changes = list(dict.fromkeys(_follow(connection, known, wanted)))
    return f"{name}: the gradebook follows its source: {_list(changes)}." if changes else None


def _create(
    connection: Connection, name: str, wanted: Iterable[KnownNotebook], course_id: str
) -> None:
    row = {"id": uuid4().hex, "name": name, "course_id": course_id}
    connection.execute(schema.assignment.insert(), row)
    for notebook in wanted:
        _add_notebook(connection, row["id"], notebook)


def _follow(
    connection: Connection, known: KnownAssignment, wanted: Iterable[KnownNotebook]
) -> Iterable[str]:
    """Apply what differs; yields what it was."""
    old = {notebook.name: notebook for notebook in known.notebooks}
    for notebook in wanted:
        before = old.pop(notebook.name, None)
        if before is None:
            _add_notebook(connection, known.id, notebook)
            yield f"notebook {notebook.name} added"
        elif _has_submissions(connection, before):
            _require_same_cells(known.name, before, notebook)
            yield from _update_rows(connection, before, notebook)
        elif not _is_same(before, notebook):
            _replace_cells(connection, before, notebook)
            yield f"the cells of {notebook.name}"
    for notebook in old.values():
        _remove_notebook(connection, notebook)
        yield f"notebook {notebook.name} removed"


def _require_no_loss(
    connection: Connection, known: KnownAssignment, names: Collection[str]
) -> None:
    if {notebook.name for notebook in known.notebooks} == names:
        return
    submitted = schema.submitted_assignment
    if connection.scalar(select(exists().where(submitted.c.assignment_id == known.id))):
        raise _would_lose(known.name, known.name, "notebooks", known.notebooks, names)


def _require_same_cells(assignment: str, before: KnownNotebook, after: KnownNotebook) -> None:
    if _keys(before) != _keys(after):
        where, names = f"{assignment}/{before.name}", {text.name for text in after.texts}
        raise _would_lose(assignment, where, "cells", before.texts, names)


def _would_lose(
    assignment: str,
    where: str,
    things: str,
    before: Iterable[KnownNotebook | KnownText],
    after: Collection[str],
) -> AuthorError:
    names = {each.name for each in before}
    new, gone = sorted(set(after) - names), sorted(names - set(after))
    parts = [f"new: {_list(new)}"] * bool(new) + [f"gone: {_list(gone)}"] * bool(gone)
    return AuthorError(
        where,
        f"its {things} changed after submissions were graded ({'; '.join(parts) or 'their kind'})",
        "nbgrader allows new points and texts only. Take the change back, or give up the grades: "
        f"nbgrader db assignment remove {assignment} --force",
    )


def _has_submissions(connection: Connection, notebook: KnownNotebook) -> bool:
    submitted = schema.submitted_notebook
    return bool(connection.scalar(select(exists().where(submitted.c.notebook_id == notebook.id))))


def _is_same(before: KnownNotebook, after: KnownNotebook) -> bool:
    same_cells = set(before.cells) == set(after.cells) and set(before.texts) == set(after.texts)
    return same_cells and before.kernelspec == after.kernelspec


def _keys(notebook: KnownNotebook) -> set[tuple[str, str]]:
    cells = {(cell.name, cell.table) for cell in notebook.cells}
    return cells | {(text.name, "source") for text in notebook.texts}


def _update_rows(
    connection: Connection, before: KnownNotebook, after: KnownNotebook
) -> Iterable[str]:
    """Points and texts that changed; the kernelspec stays, as with nbgrader."""
    ids = {(cell.name, cell.table): cell.id for cell in before.cells}
    for cell in after.cells:
        if cell not in before.cells:
            row = {"max_score": cell.max_score, "cell_type": cell.cell_type}
            _update(connection, CELLS[cell.table], ids[cell.name, cell.table], row)
            yield f"cell {cell.name}"
    text_ids = {text.name: text.id for text in before.texts}
    for text in after.texts:
        if text not in before.texts:
            _update(connection, schema.source_cell, text_ids[text.name], _text_row(text))
            yield f"cell {text.name}"


def _update(connection: Connection, table: Table, key: str, row: Mapping[str, object]) -> None:
    connection.execute(table.update().where(table.c.id == key), row)


def _add_notebook(connection: Connection, assignment_id: str, notebook: KnownNotebook) -> None:
    row = {"id": uuid4().hex, "name": notebook.name, "assignment_id": assignment_id}
    connection.execute(schema.notebook.insert(), row | {"kernelspec": notebook.kernelspec})
    _add_cells(connection, row["id"], notebook.cells, notebook.texts)


def _add_cells(
    connection: Connection,
    notebook_id: str,
    cells: Iterable[KnownCell],
    texts: Iterable[KnownText],
) -> None:
    for cell in cells:
        row = {"id": cell.id or uuid4().hex, "name": cell.name, "type": cell.table}
        connection.execute(schema.base_cell.insert(), row | {"notebook_id": notebook_id})
        points = {"max_score": cell.max_score, "cell_type": cell.cell_type}
        own = {"id": row["id"]} | (points if cell.table != "SolutionCell" else {})
        connection.execute(CELLS[cell.table].insert(), own)
    for text in texts:
        key = {"id": text.id or uuid4().hex, "notebook_id": notebook_id, "name": text.name}
        connection.execute(schema.source_cell.insert(), key | _text_row(text))


def _text_row(text: KnownText) -> dict[str, object]:
    names = ("cell_type", "locked", "source", "checksum")
    return {name: getattr(text, name) for name in names}


def _replace_cells(connection: Connection, before: KnownNotebook, after: KnownNotebook) -> None:
    """All rows anew, in the order of the notebook; as with nbgrader an id stays with its name."""
    _remove_cells(connection, before)
    ids = {(cell.name, cell.table): cell.id for cell in before.cells}
    text_ids = {text.name: text.id for text in before.texts}
    cells = [replace(cell, id=ids.get((cell.name, cell.table), "")) for cell in after.cells]
    texts = [replace(text, id=text_ids.get(text.name, "")) for text in after.texts]
    _update(connection, schema.notebook, before.id, {"kernelspec": after.kernelspec})
    _add_cells(connection, before.id, cells, texts)


def _remove_notebook(connection: Connection, notebook: KnownNotebook) -> None:
    _remove_cells(connection, notebook)
    table = schema.notebook
    connection.execute(table.delete().where(table.c.id == notebook.id))


def _remove_cells(connection: Connection, notebook: KnownNotebook) -> None:
    keys = [cell.id for cell in notebook.cells]
    for table in (*CELLS.values(), schema.base_cell):
        connection.execute(table.delete().where(table.c.id.in_(keys)))
    texts = schema.source_cell
    connection.execute(texts.delete().where(texts.c.notebook_id == notebook.id))


def _list(names: Sequence[str]) -> str:
    more = f", … {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(names[:NAMES_SHOWN]) + more
