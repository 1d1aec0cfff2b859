"""What goes into grading and what comes out, as frozen records; imports nothing of ours.

The three results make the JSON report: `to_dict` gives plain dicts and lists, `from_dict` takes
them back.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self

State = Literal["graded", "needs a human"]


@dataclass(frozen=True, order=True)
class Submission:
    """One student's folder for one assignment, not opened yet."""

    assignment: str
    student: str
    folder: Path


@dataclass(frozen=True)
class CellResult:
    """The points of one grade cell, and what the student should read about it.

    `score` is None while the cell waits for manual grading, or for a machine that can run it if it
    is not `available`. `grade_id` is unique in `notebook`, the file's name without `.ipynb`.
    """

    grade_id: str
    points: float
    score: float | None
    message: str
    notebook: str = ""
    available: bool = True


@dataclass(frozen=True)
class SubmissionResult:
    """What became of one submission.

    "graded": `score` is the sum over the cells graded so far, before any late penalty, None if
    no notebook can run on this machine, and `reason` is empty. "needs a human": there is no score,
    which is not the same as 0, and `reason` says in one line what to look at. `max_score` is None
    if the gradebook could not be asked. `seconds` is wall time. `repairs` are sentences about what
    was mended before the notebooks ran; `level` is the isolation that they ran with, `mode` how
    their tests ran, both empty if nothing ran.
    """

    assignment: str
    student: str
    score: float | None
    max_score: float | None
    seconds: float
    state: State
    reason: str
    cells: tuple[CellResult, ...]
    repairs: tuple[str, ...] = ()
    level: str = ""
    mode: str = ""

    @classmethod
    def for_a_human(cls, submission: Submission, reason: str, *, seconds: float = 0.0) -> Self:
        """The result of a submission that could not be graded."""
        names = (submission.assignment, submission.student)
        return cls(*names, None, None, seconds, "needs a human", reason, ())

    @property
    def cells_to_read(self) -> int:
        """How many answers wait for manual grading."""
        return sum(cell.score is None and cell.available for cell in self.cells)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists, for JSON."""
        cells = [asdict(cell) for cell in self.cells]
        return asdict(self) | {"cells": cells, "repairs": list(self.repairs)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The inverse of `to_dict`."""
        cells = tuple(CellResult(**cell) for cell in plain["cells"])
        return cls(**{**plain, "cells": cells, "repairs": tuple(plain["repairs"])})


@dataclass(frozen=True)
class Report:
    """One run: a result per submission, notes about the run as a whole, its wall time.

    `unchanged` is how many results are those of an earlier run.
    """

    submissions: tuple[SubmissionResult, ...]
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    unchanged: int = 0

    @property
    def for_a_human(self) -> tuple[SubmissionResult, ...]:
        """The submissions that have no score."""
        return tuple(result for result in self.submissions if result.state == "needs a human")

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists, for JSON."""
        results = [result.to_dict() for result in self.submissions]
        run = {"notes": list(self.notes), "seconds": self.seconds, "unchanged": self.unchanged}
        return run | {"submissions": results}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The inverse of `to_dict`."""
        results = (SubmissionResult.from_dict(result) for result in plain["submissions"])
        notes = tuple(plain["notes"])
        return cls(tuple(results), notes, plain["seconds"], plain["unchanged"])
