"""Notebooks as text, and a way to run their jobs with two plain namespaces."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt

from grader.cells import Kind, Rebuilt, RebuiltCell, SourceCell, SourceNotebook
from grader.execution.job import Job, Mode
from grader.limits import Limits
from grader.planning.plan import NotebookPlan, job, plan


def notebook(*cells: tuple[Kind, str], metadata: Mapping[str, Any] | None = None) -> SourceNotebook:
    """Code cells of these kinds; named a, b, c …, plain ones by their place."""
    made = []
    for n, (kind, text) in enumerate(cells):
        name = f"cell {n + 1}" if kind == "plain" else "abcdefghijklmnopqrstuvwxyz"[n]
        source = textwrap.dedent(text).strip()
        released = source.split("### BEGIN HIDDEN")[0]
        made.append(SourceCell(name, kind, "code", source, released, float(kind == "tests")))
    return SourceNotebook("nb", tuple(made), metadata or {})


def planned(*cells: tuple[Kind, str], mode: Mode = "split") -> NotebookPlan:
    return plan(notebook(*cells), mode)


def judge_of(made: NotebookPlan, name: str) -> str | None:
    """What the judge runs of a cell, without empty lines."""
    place = [cell.name for cell in made.source.cells].index(name)
    text = made.judged[place].judge
    return text if text is None else "\n".join(line for line in text.split("\n") if line.strip())


def fetch_of(made: NotebookPlan, name: str) -> tuple[str, ...]:
    place = [cell.name for cell in made.source.cells].index(name)
    return made.judged[place].fetch


def submission(source: SourceNotebook, **answers: str) -> Rebuilt:
    """The instructor's solutions, but for these answers."""
    cells = []
    for n, cell in enumerate(source.cells, 1):
        name = cell.name if cell.is_named else f"cell {n}"
        locked = cell.kind in ("tests", "readonly")
        text = answers.get(name, cell.released if locked else cell.source)
        cells.append(RebuiltCell(name, cell.kind, cell.cell_type, text, cell))
    return Rebuilt(source.name, tuple(cells))


def job_of(made: NotebookPlan, rebuilt: Rebuilt | None = None) -> Job:
    return job(
        made,
        rebuilt or submission(made.source),
        key="job",
        limits=Limits(),
        files={},
        judge_folder="",
    )


def failures(work: Job) -> dict[str, str]:
    """Run the steps in two namespaces that share nothing but what is fetched; graded step → why.

    Objects are handed over as they are: what a judge needs is tested here, not how it gets it.
    """
    student: dict[str, Any] = {"__name__": "__main__"}
    judge: dict[str, Any] = {"__name__": "__main__"}
    failed = {}
    for step in work.steps:
        for name in step.fetch:
            judge.pop(name, None)
            if name in student:
                judge[name] = student[name]
        try:
            exec(compile(step.judge or "", step.name, "exec"), judge)
        except Exception as error:
            failed[step.name] = f"{type(error).__name__}: {error}"
        exec(compile(step.student or "", step.name, "exec"), student)
        plt.close("all")
    return failed


def course_sources() -> list[Path]:
    return sorted((Path(__file__).parents[3] / "source").rglob("*.ipynb"))
