"""What became of a submission, into autograded/ and the gradebook; or why a human must look."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader import handed_in, scoring
from grader.autograded.notebook import write_autograded
from grader.config import CourseConfig
from grader.errors import AuthorError
from grader.execution.job import Level
from grader.gradebook import GradedSubmission
from grader.intake.folder import TIMESTAMP
from grader.records import Submission, SubmissionResult
from grader.under_way import UnderWay

if TYPE_CHECKING:
    from grader.gradebook import Gradebook


class Saving:
    """The only writer of a run."""

    def __init__(
        self, config: CourseConfig, gradebook: "Gradebook", level: Level, cap_bytes: int
    ) -> None:
        self._config, self._gradebook = config, gradebook
        self._level, self._cap_bytes = level, cap_bytes

    def left(self, one: UnderWay, reason: str, *, by_itself: bool = True) -> SubmissionResult:
        """Leave a submission to a human; what it had before stays.

        If the reason does not lie in the submission itself, the next run tries again.
        """
        result = SubmissionResult.for_a_human(
            one.handed_in.submission, reason, seconds=time.perf_counter() - one.started
        )
        result = replace(result, repairs=one.handed_in.repairs)
        if one.jobs:
            result = replace(result, level=self._level, mode=one.mode)
        return self._recorded(GradedSubmission(result, one.digest if by_itself else ""))

    def saved(self, one: UnderWay) -> SubmissionResult:
        """Score it and write it down; to a human, with the reason, where that cannot be done."""
        problem = next((o.problem for o in one.outcomes if o.problem), "")
        if problem:
            return self.left(one, problem, by_itself=False)
        cells = one.cells()
        result = scoring.graded(
            one.handed_in.submission,
            cells,
            seconds=time.perf_counter() - one.started,
            repairs=one.handed_in.repairs,
            level=self._level,
            mode=one.mode,
        )
        folder = self.folder(one.handed_in.submission)
        files = handed_in.side_files(one.handed_in, one.assignment, self._config)
        files |= handed_in.left_behind(one.outcomes, files)
        if one.handed_in.folder.timestamp is not None:
            files[TIMESTAMP] = one.handed_in.folder.timestamp
        try:
            write_autograded(folder, one.autograded(cells, self._cap_bytes), files)
        except OSError as error:
            return self.left(one, f"{folder} cannot be written: {error}", by_itself=False)
        return self._recorded(
            GradedSubmission(
                result,
                one.digest,
                frozenset(rebuilt.name for rebuilt in one.handed_in.notebooks),
                frozenset(c for r in one.handed_in.notebooks for c in scoring.untouched_cells(r)),
                one.handed_in.timestamp,
            )
        )

    def _recorded(self, graded: GradedSubmission) -> SubmissionResult:
        """Record it; one that the gradebook cannot hold needs a human."""
        try:
            return self._gradebook.record(graded)
        except AuthorError as error:
            result = graded.result
            return replace(result, state="needs a human", reason=str(error), score=None, cells=())

    def folder(self, submission: Submission) -> Path:
        """Where its autograded notebooks lie."""
        course = self._config.course
        return course.folder(course.autograded_directory, submission.student, submission.assignment)
