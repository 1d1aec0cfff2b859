"""What a student handed in for an assignment: read, repaired, and turned into jobs."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from fnmatch import fnmatch

from grader.assignments import Assignment
from grader.cells import Rebuilt, SourceNotebook
from grader.config import CourseConfig
from grader.execution.job import Job, Outcome
from grader.gradebook.late import LatePenalty
from grader.gradebook.timestamps import submitted_at
from grader.intake.folder import TIMESTAMP, Folder, read_folder
from grader.intake.rebuild import rebuild_file
from grader.limits import Limits
from grader.planning.plan import job
from grader.records import Submission

ENGINE = "4"  # goes up when the same submission may get another score


@dataclass(frozen=True)
class HandedIn:
    """A submission that has been read; with a `reason` a human must look, and nothing runs.

    `notebooks` are those that were handed in, `repairs` sentences about what was put right.
    """

    submission: Submission
    folder: Folder
    notebooks: tuple[Rebuilt, ...]
    repairs: tuple[str, ...]
    reason: str

    @property
    def timestamp(self) -> datetime | None:
        """When it was handed in, UTC without a zone; None if that is not known."""
        return submitted_at(self.folder.timestamp)[0]


def read(submission: Submission, assignment: Assignment, ignore: Collection[str]) -> HandedIn:
    """Read and repair a submission; whatever is wrong with it ends in `repairs` or `reason`.

    `ignore` are patterns of names of side files, and of folders, that do not belong to it.
    """
    names = {source.name: _grade_ids(source) for source in assignment.sources}
    folder = read_folder(submission.folder, names, ignore)
    folder, in_the_way = _without_files_in_the_way(folder, assignment)
    if folder.reason:
        return HandedIn(submission, folder, (), folder.repairs, folder.reason)
    rebuilt = [
        rebuild_file(source, folder.notebooks[source.name])
        for source in assignment.sources
        if source.name in folder.notebooks
    ]
    missing = [f"{name}.ipynb was not handed in" for name in names if name not in folder.notebooks]
    odd_time = submitted_at(folder.timestamp)[1]
    repairs = [*folder.repairs, *in_the_way, odd_time, *missing]
    repairs += [text for each in rebuilt for text in each.repairs]
    reason = next((each.reason for each in rebuilt if each.reason), "")
    return HandedIn(submission, folder, tuple(rebuilt), tuple(filter(None, repairs)), reason)


def jobs(
    handed_in: HandedIn,
    assignment: Assignment,
    config: CourseConfig,
    limits: Limits,
    judge_folder: str,
) -> Sequence[Job]:
    """One job for each notebook; its key ends with the notebook's name."""
    submission = handed_in.submission
    files = side_files(handed_in, assignment, config)
    return [
        replace(
            job(
                assignment.plans[rebuilt.name],
                rebuilt,
                key=f"{submission.assignment}/{submission.student}/{rebuilt.name}",
                limits=limits,
                files=files,
                judge_folder=judge_folder,
            ),
            collect_files=True,
        )
        for rebuilt in handed_in.notebooks
        if rebuilt.name not in assignment.lacks
    ]


def side_files(
    handed_in: HandedIn, assignment: Assignment, config: CourseConfig
) -> dict[str, bytes]:
    """The student's files, with the instructor's in place of those that were handed out."""
    kept = config.exclude_overwriting.get(assignment.name, ())
    files = dict(handed_in.folder.files)
    for name, data in assignment.side_files.items():
        if name not in files or not any(fnmatch(name, pattern) for pattern in kept):
            files[name] = data
    return files


def left_behind(outcomes: Iterable[Outcome], beside: Iterable[str]) -> dict[str, bytes]:
    """What the cells wrote beside the notebook and the files there, for whoever grades by hand."""
    taken = {TIMESTAMP, *(name.partition("/")[0] for name in beside)}
    return {
        name: data
        for outcome in outcomes
        for name, data in outcome.files.items()
        if name not in taken
    }


def digest(
    handed_in: HandedIn,
    assignment: Assignment,
    config: CourseConfig,
    limits: Limits,
    lacks: Collection[str],
) -> str:
    """Stands for all that the result depends on, on a machine where these notebooks cannot run."""
    kept = config.exclude_overwriting.get(assignment.name, ())
    parts = [ENGINE, assignment.fingerprint.hex(), repr(astuple(limits)), handed_in.reason]
    parts += [repr(config.markers), repr(kept), _name(config.late_penalty)]
    parts += [f"without {notebook}" for notebook in sorted(lacks)]
    parts += [
        f"{name} {made.mode} {sorted(made.traits.items())}"
        for name, made in sorted(assignment.plans.items())
    ]
    parts += [str(handed_in.timestamp), *handed_in.folder.repairs]
    for files in (handed_in.folder.notebooks, handed_in.folder.files):
        parts.append(str(len(files)))
        for name, data in sorted(files.items()):
            parts += [name, hashlib.sha256(data).hexdigest()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _name(rule: LatePenalty) -> str:
    return getattr(rule, "__qualname__", type(rule).__qualname__)


def _without_files_in_the_way(folder: Folder, assignment: Assignment) -> tuple[Folder, list[str]]:
    """The folder without files that cannot lie beside ours: over a folder, or inside a file."""
    ours = [*assignment.side_files, *(f"{source.name}.ipynb" for source in assignment.sources)]
    told = {
        name: f"{name} was left out: the assignment has {own} there"
        for name in folder.files
        for own in ours
        if name.startswith(f"{own}/") or own.startswith(f"{name}/")
    }
    kept = {name: data for name, data in folder.files.items() if name not in told}
    return replace(folder, files=kept), list(told.values())


def _grade_ids(source: SourceNotebook) -> frozenset[str]:
    return frozenset(cell.name for cell in source.cells if cell.is_named)
