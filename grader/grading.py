"""Grades a course: reads what was submitted, has it run, saves what came out, one at a time.

Submissions run side by side in the executor; this process prepares the next one and writes the
last one meanwhile. It is the only writer.
"""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import handed_in, modes
from grader.assignments import Assignment, folder_with, load_assignment
from grader.config import CourseConfig, load
from grader.course_dir import find_root, require_writable, select
from grader.environments import environments
from grader.errors import AuthorError
from grader.execution.job import Job, Level, Mode
from grader.execution.pool import LocalPool
from grader.gradebook import Run as GradingRun
from grader.limits import Limits
from grader.records import Report, Submission, SubmissionResult
from grader.sandbox import require
from grader.saving import Saving
from grader.under_way import UnderWay

if TYPE_CHECKING:
    from grader.gradebook import Gradebook

OnResult = Callable[[SubmissionResult], object]


@dataclass(frozen=True)
class Options:
    """What the instructor asked for; None and nothing mean what the course configures.

    `assignments` and `students` limit what is graded. `workers` is how many submissions run at a
    time. `limits` overrides fields of `Limits`. With `force` unchanged submissions are graded too.
    """

    assignments: tuple[str, ...] = ()
    students: tuple[str, ...] = ()
    workers: int | None = None
    isolation: Level | None = None
    mode: Mode | None = None
    force: bool = False
    limits: Mapping[str, Any] = field(default_factory=dict)


def grade(
    course_dir: Path | str,
    assignments: Iterable[str] | str | None = None,
    students: Iterable[str] | None = None,
    *,
    workers: int | None = None,
    isolation: Level | None = None,
    mode: Mode | None = None,
    force: bool = False,
    limits: Limits | None = None,
    on_result: OnResult | None = None,
) -> Report:
    """Grade a course's submissions; None or nothing means all assignments, all students.

    `course_dir` is the course directory or a folder in it; `workers` to `limits` are those of
    `Options`, with all limits at once. `on_result` is called after each submission. Raises
    AuthorError for an unknown name, GraderEnvironmentError if nothing can be graded here.
    """
    names = (assignments,) if isinstance(assignments, str) else tuple(assignments or ())
    own = {f.name: getattr(limits, f.name) for f in fields(Limits)} if limits else {}
    asked = Options(names, tuple(students or ()), workers, isolation, mode, force, own)
    with opened(find_root(Path(course_dir)), asked) as run:
        return run.report(on_result)


@contextmanager
def opened(root: Path, options: Options) -> Iterator["Run"]:
    """A course with its gradebook and its warm processes, ready to grade."""
    config = load(root)
    submissions = select(config.course, options.assignments, options.students)
    level = require(options.isolation or config.isolation)
    require_writable(config.course.root)
    with ExitStack() as stack:
        yield Run(config, options, submissions, level, stack)


class Run:
    """One grading of a course's submissions, on its way."""

    def __init__(
        self,
        config: CourseConfig,
        options: Options,
        submissions: Sequence[Submission],
        level: Level,
        stack: ExitStack,
    ) -> None:
        self.submissions = submissions
        self._config, self._options, self._level = config, options, level
        self._mode = options.mode or config.mode
        limits = replace(config.limits, **options.limits)
        only_cells = options.limits.keys() == {"cell_wall_s"}
        self._limits = limits.fitting() if only_cells else limits
        self._workers = options.workers or (os.cpu_count() or 1) + 1
        self._notes = [*config.notes]
        self._broken: dict[str, str] = {}  # assignments that cannot be graded, and why
        self._assignments = self._loaded()
        self._pool = stack.enter_context(self._make_pool())
        self._gradebook = stack.enter_context(self._open_gradebook())
        self._saving = Saving(config, self._gradebook, level, self._limits.output_bytes)
        self._kept = 0  # results of an earlier run
        self._before: dict[str, Mapping[str, GradingRun]] = {}
        for assignment in self._assignments.values():
            self._sync(assignment)
        self._judge_folders = {
            name: stack.enter_context(folder_with(assignment.side_files))
            for name, assignment in self._assignments.items()
        }
        if self._mode is None:
            self._settle_modes(stack)

    def report(self, on_result: OnResult | None = None) -> Report:
        """Grade everything; results come in the order of the submissions."""
        results: dict[Submission, SubmissionResult] = {}
        started = time.perf_counter()
        for submission, result in self._results():
            results[submission] = result
            if on_result:
                on_result(result)
        ordered = tuple(results[submission] for submission in self.submissions)
        seconds = time.perf_counter() - started
        return Report(ordered, tuple(self._notes), seconds, self._kept)

    # --- before -----------------------------------------------------------------------------------

    def _loaded(self) -> dict[str, Assignment]:
        loaded = {}
        for name in sorted({submission.assignment for submission in self.submissions}):
            try:
                loaded[name] = load_assignment(self._config, name, self._mode or "split")
            except AuthorError as error:
                self._broken[name] = str(error)
            else:
                self._notes += [
                    f"not available: {name}/{notebook}.ipynb needs {package}, which is not "
                    "installed here. Its cells have no score yet; install it and grade again."
                    for notebook, package in loaded[name].lacks.items()
                ]
        return loaded

    def _make_pool(self) -> LocalPool:
        warm = environments(each for a in self._assignments.values() for each in a.imports)
        return LocalPool(warm, self._level, self._workers, self._config.course.root)

    def _open_gradebook(self) -> "Gradebook":
        from grader.gradebook import Gradebook  # slow to import: the pools are starting

        config = self._config
        return Gradebook(
            config.db_url,
            config.course_id,
            late_penalty=config.late_penalty,
            create_students=config.create_student,
        )

    def _settle_modes(self, stack: ExitStack) -> None:
        """Give each notebook the mode that its own solution needs; tries what is new."""
        asked = [a for name, a in self._assignments.items() if name not in self._broken]
        known = {a.name: self._gradebook.tried_modes(a.name, modes.stamp(a)) for a in asked}
        new = [a for a in asked if modes.to_try(a) - known[a.name].keys()]
        apart = self._tried(new)
        self._assignments |= {
            a.name: a.in_mode("shared", modes.shared(known[a.name], apart.get(a.name, {})))
            for a in asked
        }
        if any(each.shared for a in asked for each in self._assignments[a.name].imports):
            self._pool = stack.enter_context(self._make_pool())  # what students may read differs
        losing = [a.name for a in new if any(each.lost for each in apart[a.name].values())]
        together = self._tried([self._assignments[name] for name in losing])
        for a in new:
            known[a.name] = modes.settled(apart[a.name], together.get(a.name, {}))
            self._gradebook.keep_modes(a.name, modes.stamp(a), known[a.name])
        for a in asked:
            shared = a.in_mode("shared", modes.shared(known[a.name], {}))
            traits = {name: each.traits for name, each in known[a.name].items()}
            self._assignments[a.name] = shared.with_traits(traits)
            self._notes += modes.sentences(a.name, known[a.name])

    def _tried(self, assignments: Sequence[Assignment]) -> dict[str, modes.Tried]:
        return modes.tried(assignments, self._pool, self._limits, self._judge_folders)

    def _sync(self, assignment: Assignment) -> None:
        try:
            note = self._gradebook.sync_assignment(assignment.name, assignment.sources)
        except AuthorError as error:
            self._broken[assignment.name] = str(error)
            return
        self._notes += [note] if note else []
        if not self._options.force:
            own = (s.student for s in self.submissions if s.assignment == assignment.name)
            students = [student for student in own if _is_text(student)]
            self._before[assignment.name] = self._gradebook.previous(assignment.name, students)

    # --- the submissions --------------------------------------------------------------------------

    def _results(self) -> Iterator[tuple[Submission, SubmissionResult]]:
        yield from self._through(s for s in self.submissions if s.assignment not in self._broken)
        for submission in self.submissions:
            if submission.assignment in self._broken:
                reason = self._broken[submission.assignment]
                yield submission, SubmissionResult.for_a_human(submission, reason)

    def _through(
        self, submissions: Iterable[Submission]
    ) -> Iterator[tuple[Submission, SubmissionResult]]:
        """Run submissions; those that need no run are answered while others are running."""
        answered: list[tuple[Submission, SubmissionResult]] = []
        open_ones: dict[str, UnderWay] = {}

        def jobs() -> Iterator[Job]:
            for submission in submissions:
                one = self._opened(submission)
                if isinstance(one, SubmissionResult):
                    answered.append((submission, one))
                    continue
                for job in one.jobs:
                    open_ones[job.key] = one
                    yield job

        for outcome in self._pool.run(jobs()):
            yield from _drained(answered)
            one = open_ones.pop(outcome.key)
            one.outcomes.append(outcome)
            if len(one.outcomes) == len(one.jobs):
                yield one.handed_in.submission, self._saving.saved(one)
        yield from _drained(answered)

    def _opened(self, submission: Submission) -> UnderWay | SubmissionResult:
        """What to run for a submission; or its result, if there is nothing to run."""
        if not _is_text(submission.student):
            return SubmissionResult.for_a_human(submission, "the folder's name is not UTF-8")
        assignment = self._assignments[submission.assignment]
        started = time.perf_counter()
        read = handed_in.read(submission, assignment, self._config.ignore)
        # Where a machine that lacks nothing has graded it, one that does has nothing to add.
        digest, *others = (
            handed_in.digest(read, assignment, self._config, self._limits, lacks)
            for lacks in ([assignment.lacks, ()] if assignment.lacks else [()])
        )
        if known := self._unchanged(submission, {digest, *others}):
            self._kept += 1
            return known
        one = UnderWay(assignment, read, digest, started)
        if read.reason:
            return self._saving.left(one, read.reason)
        folder = self._judge_folders[assignment.name]
        one.jobs = handed_in.jobs(read, assignment, self._config, self._limits, folder)
        return one if one.jobs else self._saving.saved(one)

    def _unchanged(
        self, submission: Submission, digests: Collection[str]
    ) -> SubmissionResult | None:
        """Its result as it was, if nothing that it depends on has changed."""
        before = self._before.get(submission.assignment, {}).get(submission.student)
        if before is None or before.digest not in digests:
            return None
        if before.level not in ("", self._level):  # it is empty where nothing ran
            return None
        if before.state == "graded" and not self._saving.folder(submission).is_dir():
            return None
        return self._gradebook.previous_result(submission.assignment, submission.student)


def _is_text(name: str) -> bool:
    """Whether a file's name can be written down; a folder may have any bytes for a name."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _drained(
    answered: list[tuple[Submission, SubmissionResult]],
) -> Iterator[tuple[Submission, SubmissionResult]]:
    while answered:
        yield answered.pop(0)
