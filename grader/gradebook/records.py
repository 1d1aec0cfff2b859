"""What goes into the gradebook for one submission, and what comes back of an earlier run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from grader.execution.job import Mode, Trait
from grader.records import State, SubmissionResult


@dataclass(frozen=True)
class GradedSubmission:
    """A submission as it was graded just now; with state "needs a human" no score is touched.

    `digest` stands for all that the result depends on: the submission, the source, the settings.
    `notebooks` are the names of those that were handed in, `untouched` the (notebook, grade_id)
    of solutions and answers left as they were released. `timestamp` is UTC without a zone; None
    keeps the one of an earlier submission, as nbgrader does.
    """

    result: SubmissionResult
    digest: str
    notebooks: frozenset[str] = frozenset()
    untouched: frozenset[tuple[str, str]] = frozenset()
    timestamp: datetime | None = None


@dataclass(frozen=True)
class TriedMode:
    """How a notebook's tests must run: what its reference solution has shown.

    `lost` are the cells that cost it points: apart from students' code if the mode is "shared",
    in either mode if it is "split". `traits` are those of the tests that it passes apart.
    """

    mode: Mode
    lost: tuple[str, ...] = ()
    traits: Mapping[str, tuple[Trait, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """How a submission was last graded, as far as that decides whether to do it again."""

    student: str
    digest: str
    level: str
    state: State
