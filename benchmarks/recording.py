"""How long the gradebook takes for one submission, in a class of any size; for the benchmarks."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from grader.cells import SourceCell, SourceNotebook
from grader.gradebook.gradebook import Gradebook
from grader.gradebook.records import GradedSubmission
from grader.records import CellResult, SubmissionResult

SAMPLE = 100  # submissions of which the median is taken


@dataclass(frozen=True)
class Figures:
    """Milliseconds per submission, medians over the last ones of a class of `students`.

    Waiting for the disk is most of the wall time: the rest is `first_cpu_ms`.
    """

    students: int
    first_ms: float
    again_ms: float
    unchanged_ms: float
    first_cpu_ms: float


def measure(db_url: str, students: int, cells: int = 20) -> Figures:
    """Record a class into a new gradebook: for the first time, with other scores, as it was.

    Every submission has one notebook of `cells` tests and as many solutions.
    """
    last = range(max(0, students - SAMPLE), students)
    with Gradebook(db_url, "measure") as gradebook:
        gradebook.sync_assignment("ex1", [_notebook(cells)])
        for number in range(last.start):
            gradebook.record(_graded(_student(number), cells, 1.0))
        first, cpu = _times(gradebook, last, cells, 1.0)
        again, _ = _times(gradebook, last, cells, 0.5)
        unchanged, _ = _times(gradebook, last, cells, 0.5)
    return Figures(students, first, again, unchanged, cpu)


def _times(
    gradebook: Gradebook, students: Iterable[int], cells: int, score: float
) -> tuple[float, float]:
    """The median wall and CPU time of one record, in ms."""
    wall, cpu = list[float](), list[float]()
    for number in students:
        graded = _graded(_student(number), cells, score)
        started = time.perf_counter(), time.process_time()
        gradebook.record(graded)
        wall.append(1000 * (time.perf_counter() - started[0]))
        cpu.append(1000 * (time.process_time() - started[1]))
    return median(wall), median(cpu)


def _student(number: int) -> str:
    return f"student{number:05}"


def _notebook(cells: int) -> SourceNotebook:
    numbers = range(cells)
    solutions = [SourceCell(f"s{n}", "solution", "code", "", "") for n in numbers]
    tests = [SourceCell(f"t{n}", "tests", "code", "", "", 1.0) for n in numbers]
    return SourceNotebook("nb", (*solutions, *tests))


def _graded(student: str, cells: int, score: float) -> GradedSubmission:
    results = tuple(CellResult(f"t{n}", 1.0, score, "", "nb") for n in range(cells))
    result = SubmissionResult("ex1", student, None, None, 0.0, "graded", "", results)
    return GradedSubmission(result, "digest", frozenset({"nb"}))
