"""Opens a course for an audit: reads its assignments, starts the processes that run their cells."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from grader.assignments import Assignment, folder_with, load_assignment
from grader.audit.auditing import OnSheets, audit_subjects
from grader.audit.records import AuditReport
from grader.audit.subjects import subject
from grader.config import CourseConfig, load
from grader.course_dir import find_root
from grader.environments import environments
from grader.errors import AuthorError
from grader.execution.job import Executor, Level
from grader.execution.pool import LocalPool
from grader.sandbox import require


def audit(
    course_dir: Path | str,
    assignments: Iterable[str] = (),
    executor: Executor | None = None,
    *,
    seeds: Sequence[int] = (0,),
    isolation: Level | None = None,
    workers: int | None = None,
    on_sheets: OnSheets | None = None,
) -> AuditReport:
    """Audit a course's assignments; nothing means all that have an instructor's notebook.

    `course_dir` is the course directory or a folder in it. Without an `executor` the jobs run on
    this machine, `workers` at a time, in this `isolation` or the one that the course configures.
    The reference, the starter and the answers are tried by each of the `seeds`, which tests read
    from the environment variable COURSE_SEED; mutants by the first. `on_sheets` is called with
    the number of texts tried, whenever some are done. Raises AuthorError for what cannot be read.
    """
    config = load(find_root(Path(course_dir)))
    mode = config.mode or "split"
    loaded = [load_assignment(config, name, mode) for name in _asked(config, assignments)]
    with ExitStack() as stack:
        subjects = [
            subject(config, each, stack.enter_context(folder_with(each.side_files)))
            for each in loaded
        ]
        pool = executor or stack.enter_context(_pool(config, loaded, isolation, workers))
        return audit_subjects(subjects, pool, seeds, on_sheets)


def _asked(config: CourseConfig, assignments: Iterable[str]) -> list[str]:
    """The names in the order asked for; without any, all that have a source."""
    course = config.course
    names = list(dict.fromkeys(assignments)) or [
        name
        for name in course.assignments()
        if course.folder(course.source_directory, assignment=name).is_dir()
    ]
    if not names:
        where = str(course.folder(course.source_directory))
        raise AuthorError(where, "no instructor's notebook here", "Put assignments there.")
    return names


def _pool(
    config: CourseConfig,
    assignments: Sequence[Assignment],
    isolation: Level | None,
    workers: int | None,
) -> LocalPool:
    apart = [each.in_mode("split", each.plans) for each in assignments]  # the other mode of some
    warm = environments(each for a in (*assignments, *apart) for each in a.imports)
    level = require(isolation or config.isolation)
    return LocalPool(warm, level, workers or (os.cpu_count() or 1) + 1, config.course.root)
