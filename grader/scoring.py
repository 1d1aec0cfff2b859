"""Points for what became of a notebook's cells; decides, touches nothing.

The rules are those of nbgrader's `determine_grade`, except where it gives full points by accident:
a grade cell that never ran gets none, output on stderr costs nothing, and a final number that is
no score of this cell (negative, not a number, more than its points) is left to a person. nbgrader
gives full points for the first two of these and stops the submission at the third.
"""

import math
from collections.abc import Iterable, Mapping

from grader.cells import Rebuilt, RebuiltCell, SourceNotebook
from grader.execution.job import Outcome, StepOutcome
from grader.records import CellResult, Submission, SubmissionResult

WAITING = "Waits for manual grading."
STRANGE = "The test gave"
NO_RESPONSE = "No response."
NOT_SUBMITTED = "The notebook was not submitted."
NOT_AVAILABLE = "Not graded yet: {package} is not available where this was graded."
WITHOUT_MESSAGE = {
    "error": "The test failed.",
    "stopped": "The cell was stopped.",
    "not run": "The cell did not run.",
}


def cell_results(rebuilt: Rebuilt, outcome: Outcome) -> tuple[CellResult, ...]:
    """The points of every cell that has some, in the order of the notebook."""
    steps = {step.name: step for step in outcome.steps}
    return tuple(_results(rebuilt.name, rebuilt.cells, steps))


def unclear(results: Iterable[CellResult]) -> str:
    """What a person must decide of tests whose last number is no score; empty if there are none."""
    told = (r for r in results if r.score is None and r.message.startswith(STRANGE))
    return "; ".join(f"{result.grade_id}: {result.message}" for result in told)


def untouched_cells(rebuilt: Rebuilt) -> frozenset[tuple[str, str]]:
    """(notebook, grade_id) of the solutions and answers that are as they were released."""
    return frozenset(
        (rebuilt.name, cell.name)
        for cell in rebuilt.cells
        if cell.kind in ("solution", "answer") and not cell.touched
    )


def results_of_missing(source: SourceNotebook) -> tuple[CellResult, ...]:
    """The results of a notebook that the student did not hand in: no points, nothing to read."""
    return tuple(
        CellResult(cell.name, cell.points, 0.0, NOT_SUBMITTED, source.name)
        for cell in source.cells
        if cell.kind in ("tests", "answer", "task")
    )


def results_of_unavailable(source: SourceNotebook, package: str) -> tuple[CellResult, ...]:
    """The results of a notebook that cannot run without a package: no score, which is not 0."""
    told = NOT_AVAILABLE.format(package=package)
    return tuple(
        CellResult(cell.name, cell.points, None, told, source.name, available=False)
        for cell in source.cells
        if cell.kind in ("tests", "answer", "task")
    )


def graded(
    submission: Submission,
    cells: Iterable[CellResult],
    *,
    seconds: float,
    repairs: Iterable[str] = (),
    level: str = "",
    mode: str = "",
) -> SubmissionResult:
    """The result of a submission with the sums over its cells; no score if none could run here."""
    cells = tuple(cells)
    ran = any(cell.available for cell in cells) or not cells
    return SubmissionResult(
        submission.assignment,
        submission.student,
        score=sum(cell.score or 0.0 for cell in cells) if ran else None,
        max_score=sum(cell.points for cell in cells),
        seconds=seconds,
        state="graded",
        reason="",
        cells=cells,
        repairs=tuple(repairs),
        level=level,
        mode=mode,
    )


def _results(
    notebook: str, cells: Iterable[RebuiltCell], steps: Mapping[str, StepOutcome]
) -> Iterable[CellResult]:
    for cell in cells:
        points = cell.origin.points if cell.origin else 0.0
        if cell.kind == "tests" and cell.cell_type == "code":
            ran = steps.get(cell.name, StepOutcome(cell.name, "not run"))
            yield CellResult(cell.name, points, *_tested(points, ran), notebook)
        elif cell.kind == "answer" and not cell.touched:
            yield CellResult(cell.name, points, 0.0, NO_RESPONSE, notebook)
        elif cell.kind in ("tests", "answer", "task"):
            yield CellResult(cell.name, points, None, WAITING, notebook)


def _tested(points: float, ran: StepOutcome) -> tuple[float | None, str]:
    """The score of a grade cell, None if a person must decide, and the message."""
    if ran.ended != "ok":
        return 0.0, ran.message or WITHOUT_MESSAGE[ran.ended]
    if ran.partial is None or math.isclose(ran.partial, points):  # 1.1 + 2.2 of 3.3
        return points, ""
    if 0.0 <= ran.partial <= points:  # False for a NaN
        return ran.partial, ran.message if ran.partial < points else ""
    return None, f"{STRANGE} {ran.partial:g} of {points:g} points. {WAITING}"
