"""The work order for one notebook and its answer, as plain data; imports nothing but the limits.

A `Job` says what to run where. Whatever runs it answers with an `Outcome`. Nothing here knows
nbgrader, students or points.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from grader.limits import Limits

Mode = Literal["split", "shared"]
Ended = Literal["ok", "error", "stopped", "not run"]
Level = Literal["full", "landlock", "limits", "none"]
# What a test may meet only if the solution showed it too: a last line that is a number, arguments
# changed by a function that returns None, an ordered array with NaN, complex minus real numbers,
# empty arrays, a column compared with a row.
Trait = Literal["points", "changes", "nan", "complex", "empty", "stretched"]


@dataclass(frozen=True)
class Step:
    """One code cell, in the order of the notebook.

    `student` is what the student's process executes, `judge` what the judge does; a grade cell
    of a split job has a judge's text alone. `fetch` are the names that the judge's text takes
    from the student. `visible` is the judge's text without its hidden tests. `traits` are those
    that the test has with the solution; None if that was not tried.
    """

    name: str  # unique in the job: the grade_id, or "cell 7" for a cell without one
    student: str | None = None
    judge: str | None = None
    graded: bool = False
    fetch: tuple[str, ...] = ()
    visible: str = ""
    traits: tuple[Trait, ...] | None = None


@dataclass(frozen=True)
class Job:
    """One submitted notebook, ready to run.

    `classes` are the classes whose instances may stay with the student as handles; `files` lie
    beside the notebook in the student's folder, the judge starts in a copy of `judge_folder`;
    `environment` is added to the environment of both.
    """

    key: str
    steps: tuple[Step, ...]
    mode: Mode = "split"
    limits: Limits = field(default_factory=Limits)
    classes: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    judge_folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    kind: str = "light"  # of the warm processes that it wants
    collect_files: bool = False  # whether what the cells write beside the notebook is wanted
    spent_s: float = 0.0  # of the notebook's time, before


@dataclass(frozen=True)
class StepOutcome:
    """What became of one step.

    A graded step has reached its end if `ended` is "ok"; `partial` is then the number that its
    last line gave, or None. "error" is an exception, "stopped" a limit or a dead process, "not
    run" a step that never started. `message` is for the student: the symptom, never the source.
    `outputs` are in the notebook format, not sanitised yet; `traits` are what a test has shown.
    """

    name: str
    ended: Ended
    message: str = ""
    partial: float | None = None
    outputs: tuple[Mapping[str, Any], ...] = ()
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one job; `problem` is empty unless we could not run it."""

    key: str
    steps: tuple[StepOutcome, ...]
    problem: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)  # what the cells left in their folder


class Executor(Protocol):
    """Runs jobs; the seam between a pool on this machine and one that is spread over several."""

    level: Level

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run the jobs, several at a time; outcomes come as they are done, one for each job."""
