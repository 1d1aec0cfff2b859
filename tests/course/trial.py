"""Runs the cells of an instructor's notebook with given answers in a forked process.

Trusted course code only; a kernel per case would take seconds. Plain cells (figures) are left
out: grade cells may rest on read-only and solution cells alone.
"""

import ast
import contextlib
import io
import json
import os
import traceback
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

from course.answers import fill_in


@dataclass(frozen=True)
class Mark:
    """What one grade cell gave."""

    points: float
    score: float
    message: str


@dataclass(frozen=True)
class Sheet:
    """What is written into the solution cells, and the grade cells to run (all, if None)."""

    texts: dict[str, str]
    only: frozenset[str] | None = None


def trial(notebook: Any, texts: dict[str, str], seed: int = 0) -> dict[str, Mark]:
    """Grade the notebook with `texts` in its solution cells; returns grade_id → Mark."""
    return trials(notebook, [Sheet(texts)], seed)[0]


def trials(notebook: Any, sheets: list[Sheet], seed: int) -> list[dict[str, Mark]]:
    """Grade several sheets one after the other in one forked process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            marks = [_run(fill_in(notebook, s.texts), seed, s.only) for s in sheets]
            with os.fdopen(writing, "w") as out:
                json.dump(marks, out)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    assert status == 0, "the trial process ended abnormally; see its traceback"
    return [{cell: Mark(*m) for cell, m in sheet.items()} for sheet in json.loads(text)]


def _run(
    notebook: Any, seed: int, only: frozenset[str] | None
) -> dict[str, tuple[float, float, str]]:
    os.environ |= {"NBGRADER_EXECUTION": "autograde", "COURSE_SEED": str(seed)}
    namespace: dict[str, Any] = {"__name__": "__main__"}
    marks = {}
    for cell in notebook.cells:
        keys = cell.metadata.get("nbgrader")
        if keys is None or cell.cell_type != "code":
            continue
        if keys["grade"] and only is not None and keys["grade_id"] not in only:
            continue
        score, message = _execute(cell.source, namespace)
        if keys["grade"]:
            points = float(keys["points"])
            marks[keys["grade_id"]] = (points, points if score is None else score, message)
        elif message and keys["locked"]:
            raise AssertionError(f"locked cell {keys['grade_id']} fails: {message}")
    return marks


def _execute(source: str, namespace: dict[str, Any]) -> tuple[float | None, str]:
    """Run a cell as a kernel would; returns partial credit or None, and the error message."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            value = _evaluate(source, namespace)
    except Exception as error:
        return 0.0, f"{type(error).__name__}: {error}"
    partial = isinstance(value, int | float) and not isinstance(value, bool)
    return (float(value) if partial else None), printed.getvalue() if partial else ""


def _evaluate(source: str, namespace: dict[str, Any]) -> Any:
    statements, last = _compiled(source)
    exec(statements, namespace)
    return eval(last, namespace) if last else None


@cache
def _compiled(source: str) -> tuple[CodeType, CodeType | None]:
    """The statements of a cell, and its last expression if it ends with one."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return compile(tree, "cell", "exec"), None
    statements = compile(ast.Module(tree.body[:-1], []), "cell", "exec")
    return statements, compile(ast.Expression(last.value), "cell", "eval")


def touched(notebook: Any, solution: str) -> frozenset[str]:
    """The grade cells that use a name which the solution cell binds; no other can change."""
    cells = {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}
    bound = {
        name
        for node in ast.parse(cells[solution].source).body
        for name in (
            [node.name]
            if isinstance(node, ast.FunctionDef)
            else [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
        )
    }
    return frozenset(
        cell.id
        for cell in cells.values()
        if cell.metadata.get("nbgrader", {}).get("grade")
        and bound & {n.id for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Name)}
    )
