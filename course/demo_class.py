"""A class of invented students, made of the right and wrong answers: who submits what, and why.

Pure and the same every time. Each submission knows which grade cells it must lose, so that the
demo can compare what the grader found with what was planted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course.answers import Answer, fill_in, solutions

PREFIX = "demo-"  # the demo writes and replaces students of this name only
STUDENTS = 11
SUBMISSIONS_EACH = 3
SHARE_WRONG = 0.4  # of the solution cells


@dataclass(frozen=True)
class Material:
    """What an assignment offers: both notebooks and the answers beside them."""

    name: str
    source: Any
    release: Any
    wrong: Sequence[Answer]
    right: Sequence[Answer]


@dataclass(frozen=True)
class DemoSubmission:
    """One submission: the notebook and the grade cells that it must lose, if that is known."""

    student: str
    assignment: str
    label: str
    notebook: Any
    must_lose: frozenset[str] | None


def demo_class(course: Sequence[Material]) -> list[DemoSubmission]:
    """About 30 ordinary submissions spread over the assignments, then the five odd ones."""
    rng = np.random.default_rng(20)
    ordinary = [
        _ordinary(f"{PREFIX}{student + 1:02}", course[(student + 4 * k) % len(course)], rng)
        for student in range(STUDENTS)
        for k in range(SUBMISSIONS_EACH)
    ]
    return ordinary + _odd(course)


def _ordinary(student: str, material: Material, rng: np.random.Generator) -> DemoSubmission:
    """Most cells right, some with a mistake; the first mistakes of a list are the popular ones."""
    chosen = [
        answer
        for cell in solutions(material.source)
        if (answer := _answer(material, cell, rng)) is not None
    ]
    texts = solutions(material.source) | {answer.solution: answer.source for answer in chosen}
    return DemoSubmission(
        student,
        material.name,
        ", ".join(answer.name for answer in chosen) or "reference",
        fill_in(material.release, texts),
        frozenset(cell for answer in chosen for cell in answer.loses),
    )


def _answer(material: Material, cell: str, rng: np.random.Generator) -> Answer | None:
    wrong = [answer for answer in material.wrong if answer.solution == cell]
    right = [answer for answer in material.right if answer.solution == cell]
    make_mistake, pick = rng.random(), rng.random()  # two draws whatever happens
    if wrong and make_mistake < SHARE_WRONG:
        return wrong[int(len(wrong) * pick**2)]
    return right[int(len(right) * pick)] if right else None


def _odd(course: Sequence[Material]) -> list[DemoSubmission]:
    """What a grader must survive: nothing done, an exception, a loop, a lost test, a typo."""
    by_name = {material.name: material for material in course}
    starter = by_name.get("ex02_vae_kl", course[0])
    solved = [
        _solved(by_name.get(name, course[0]))
        for name in (
            "ex03_reparameterization",
            "ex08_score_update",
            "ex05_flow_density",
            "ex06_diffusion_noising",
        )
    ]
    return [
        DemoSubmission(
            f"{PREFIX}untouched",
            starter.name,
            "untouched starter",
            starter.release,
            frozenset(_auto_graded(starter.release)),
        ),
        _with_function(solved[0], "raises", "raise RuntimeError('I was sure this works')"),
        _with_function(solved[1], "endless", "while True:\n        pass"),
        _without_a_test(solved[2]),
        _with_function(solved[3], "typo", "return x0 +* eps"),
    ]


def _solved(material: Material) -> DemoSubmission:
    notebook = fill_in(material.release, solutions(material.source))
    return DemoSubmission("", material.name, "", notebook, frozenset())


def _with_function(solved: DemoSubmission, label: str, statement: str) -> DemoSubmission:
    """The last function of a solved notebook gets this body."""
    functions = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in solved.notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution") and "def " in cell.source
    }
    grade_id, source = next(iter(functions.items()))
    head = source[source.index("def ") :].split(":\n", 1)[0]
    texts = {grade_id: f"{head}:\n    {statement}"}
    return replace(
        solved,
        student=f"{PREFIX}{label}",
        label=label,
        notebook=fill_in(solved.notebook, texts),
        must_lose=None,
    )


def _without_a_test(solved: DemoSubmission) -> DemoSubmission:
    victim = _auto_graded(solved.notebook)[1]
    notebook = fill_in(solved.notebook, {})
    notebook.cells = [
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != victim
    ]
    return replace(
        solved,
        student=f"{PREFIX}deleted_test",
        label=f"deleted the test {victim}",
        notebook=notebook,
        must_lose=frozenset(),
    )


def _auto_graded(notebook: Any) -> list[str]:
    cells: list[Mapping[str, Any]] = [c.metadata.get("nbgrader", {}) for c in notebook.cells]
    return [c["grade_id"] for c in cells if c.get("grade") and not c.get("solution")]
