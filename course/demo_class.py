"""A class of invented students, made of the wrong answers: who submits what, and why.

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


@dataclass(frozen=True)
class Material:
    """What an assignment offers: its notebooks by name and the answers beside them."""

    name: str
    sources: Mapping[str, Any]
    releases: Mapping[str, Any]
    wrong: Sequence[Answer]


@dataclass(frozen=True)
class DemoSubmission:
    """One submission: its notebooks and the grade cells that it must lose, if that is known."""

    student: str
    assignment: str
    label: str
    notebooks: Mapping[str, Any]
    must_lose: frozenset[str] | None


def demo_class(course: Sequence[Material]) -> list[DemoSubmission]:
    """About 30 ordinary submissions spread over the assignments, then the five odd ones."""
    rng = np.random.default_rng(20)
    ordinary = [
        _ordinary(
            f"{PREFIX}{student + 1:02}",
            course[(SUBMISSIONS_EACH * student + k) % len(course)],
            rng,
        )
        for student in range(STUDENTS)
        for k in range(SUBMISSIONS_EACH)
    ]
    return ordinary + _odd(course)


def _ordinary(student: str, material: Material, rng: np.random.Generator) -> DemoSubmission:
    """One mistake: two may hide each other. The first ones of the list are the popular ones."""
    mistake = material.wrong[int(len(material.wrong) * rng.random() ** 2)]
    right = solutions(*material.sources.values())
    return DemoSubmission(
        student,
        material.name,
        mistake.name,
        _filled(material.releases, right | {mistake.solution: mistake.source}),
        frozenset(mistake.loses),
    )


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
            starter.releases,
            frozenset(_auto_graded(starter.releases)),
        ),
        _with_function(solved[0], "raises", "raise RuntimeError('I was sure this works')"),
        _with_function(solved[1], "endless", "while True:\n        pass"),
        _without_a_test(solved[2]),
        _with_function(solved[3], "typo", "return x0 +* eps"),
    ]


def _solved(material: Material) -> DemoSubmission:
    notebooks = _filled(material.releases, solutions(*material.sources.values()))
    return DemoSubmission("", material.name, "", notebooks, frozenset())


def _filled(notebooks: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: fill_in(notebook, texts) for name, notebook in notebooks.items()}


def _with_function(solved: DemoSubmission, label: str, statement: str) -> DemoSubmission:
    """The last function of a solved notebook gets this body."""
    functions = {
        cell.metadata.nbgrader.grade_id: cell.source
        for notebook in solved.notebooks.values()
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution") and "def " in cell.source
    }
    grade_id, source = next(iter(functions.items()))
    head = source[source.index("def ") :].split(":\n", 1)[0]
    texts = {grade_id: f"{head}:\n    {statement}"}
    return replace(
        solved,
        student=f"{PREFIX}{label}",
        label=label,
        notebooks=_filled(solved.notebooks, texts),
        must_lose=None,
    )


def _without_a_test(solved: DemoSubmission) -> DemoSubmission:
    victim = _auto_graded(solved.notebooks)[1]
    notebooks = _filled(solved.notebooks, {})
    for notebook in notebooks.values():
        notebook.cells = [
            c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != victim
        ]
    return replace(
        solved,
        student=f"{PREFIX}deleted_test",
        label=f"deleted the test {victim}",
        notebooks=notebooks,
        must_lose=frozenset(),
    )


def _auto_graded(notebooks: Mapping[str, Any]) -> list[str]:
    cells: list[Mapping[str, Any]] = [
        cell.metadata.get("nbgrader", {})
        for notebook in notebooks.values()
        for cell in notebook.cells
    ]
    return [c["grade_id"] for c in cells if c.get("grade") and not c.get("solution")]
