"""Grades a class of attackers among honest students, and says what each of them got.

    run(attacks, autograde) -> Findings

Everything is one class in one batch. It runs as process 1 of a machine of its own (`guard`): some
attacks end every process that they may end.
"""

import contextlib
import json
import os
import re
import signal
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader import Report, SubmissionResult
from grader.limits import MIB, Limits

from . import class_of_attackers, inert, world
from .class_of_attackers import WRONG_STUDENT, Class
from .grading_process import Autograde, grade_class
from .prelude import loot_in
from .records import Attack, Findings, Verdict
from .secrets_planted import places_seen
from .victim import ASSIGNMENT, EXPECTED, GRADE_CELLS

SMALL = Limits(
    cell_wall_s=3.0,
    submission_wall_s=8.0,
    cpu_s=8,
    memory_bytes=512 * MIB,
    processes=64,
    disk_bytes=16 * MIB,
    output_bytes=MIB // 4,
)
WRITTEN_LIMIT_BYTES = 16 * MIB  # more than this for one submission: a bomb went off
FILES_LIMIT = 2000


def run(
    attacks: Sequence[Attack],
    autograde: Autograde,
    *,
    limits: Limits = SMALL,
    deadline_s: float = 900.0,
    ours: bool = True,
) -> Findings:
    """Grade the attacks and their honest controls; the course is thrown away afterwards.

    A grader of ours also writes the gradebook and tells nobody what a test expects.
    """
    if os.getpid() != 1:
        raise RuntimeError("attacks need a machine of their own: tests.grader.attacks.guard")
    folder = Path(tempfile.mkdtemp(dir="/mnt"))
    group = class_of_attackers.gather(folder, attacks)
    try:
        return _findings(group, autograde, limits, deadline_s, ours)
    finally:
        for pid in group.bystander.pids:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        world.remove(folder)


def _findings(
    group: Class, autograde: Autograde, limits: Limits, deadline_s: float, ours: bool
) -> Findings:
    before, started = world.look(group.course), time.monotonic()
    graded = grade_class(group, autograde, limits, deadline_s)
    seconds = time.monotonic() - started
    strange = [*graded.problems, *_strange(group, before)]
    if ours and graded.report:
        strange += _badly_stored(group.course, graded.report)
        strange += _told(group.course)
    submissions = graded.report.submissions if graded.report else ()
    results = {result.student: result for result in submissions}
    by_student = {student: attack for attack in group.attacks for student in attack.students}
    gains: dict[str, list[str]] = {attack.name: [] for attack in group.attacks}
    for student, attack in by_student.items():
        gains[attack.name] += _gains(group, student, results.get(student))
        gains[attack.name] += [each for each in strange if _names(each, student)]
    others = [each for each in strange if not any(_names(each, name) for name in by_student)]
    verdicts = (Verdict(each.name, each.kind, tuple(gains[each.name])) for each in group.attacks)
    honest = tuple(_honest(group, results))
    left = (f"{each.student}: {each.reason}" for each in submissions if each.score is None)
    return Findings(tuple(verdicts), honest, tuple(others), tuple(left), seconds)


def _strange(group: Class, before: world.World) -> Iterator[str]:
    """What is not as it was."""
    known = {os.getpid(), *group.bystander.pids}
    yield from world.left_running(known)
    if any(map(world.has_ended, group.bystander.pids)):
        yield "another process of the instructor's was ended"
    yield from (f"called the instructor's service, {call}" for call in group.bystander.called())
    yield from world.changes(before, world.look(group.course))


def _names(sentence: str, student: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(student)}(?![\w-])", sentence) is not None


def _gains(group: Class, student: str, result: SubmissionResult | None) -> Iterator[str]:
    """What a dishonest student got."""
    if result is None:
        yield "has no result"
    else:
        yield from _points(result)
        yield from _said(result)
        yield from _seen(json.dumps(result.to_dict()).encode(), group)
    for step in ("autograded", "feedback"):
        yield from _written(group.course / step / student, group)


def _points(result: SubmissionResult) -> Iterator[str]:
    if result.state == "needs a human" and not (result.reason and result.score is None):
        yield "needs a human without a reason, or with a score"
    for cell in result.cells:
        if cell.score and (cell.grade_id in GRADE_CELLS or not cell.score <= 0):
            yield f"{cell.score:g} points of {cell.grade_id}"
        if cell.points != GRADE_CELLS.get(cell.grade_id, 2):
            yield f"{cell.grade_id} is worth {cell.points:g} points"


def _said(result: SubmissionResult) -> Iterator[str]:
    """Messages that could drive a terminal."""
    for text in (result.reason, *(cell.message for cell in result.cells)):
        if inert.CONTROL.search(text):
            yield f"control characters in a message: {text[:40]!r}"
        if len(text) > 10_000:
            yield f"a message of {len(text)} characters"


def _seen(data: bytes, group: Class) -> Iterator[str]:
    yield from (f"published: {found}" for found in loot_in(data))
    yield from (f"shows the secret of {place}" for place in places_seen(data, group.secrets))


def _written(folder: Path, group: Class) -> Iterator[str]:
    """What is wrong with the files that the grader left for a submission."""
    paths = list(world.tree([folder]))
    kinds = {path: path.lstat().st_mode for path in paths}
    yield from (f"left a link or worse: {p}" for p, m in kinds.items() if not _is_plain(m))
    files = [path for path in paths if stat.S_ISREG(kinds[path])]
    size = sum(path.stat().st_size for path in files)
    if size > WRITTEN_LIMIT_BYTES or len(paths) > FILES_LIMIT:
        yield f"{len(paths)} files of {size >> 20} MB were kept"
    small = [path for path in files if path.stat().st_size <= WRITTEN_LIMIT_BYTES]
    for path in small[:FILES_LIMIT]:
        with contextlib.suppress(PermissionError):
            data = path.read_bytes()
            yield from (f"{found} in {path.name}" for found in _seen(data, group))
            yield from (f"script in {path.name}: {found}" for found in _live(path, data))


def _is_plain(mode: int) -> bool:
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _live(path: Path, data: bytes) -> list[str]:
    if path.name == f"{ASSIGNMENT}.ipynb":
        return inert.live_in_notebook(json.loads(data))
    return inert.live_in_html(data.decode(errors="replace")) if path.suffix == ".html" else []


def _honest(group: Class, results: dict[str, SubmissionResult]) -> Iterator[str]:
    """What honest students did not get, and got too much of."""
    for student in group.controls:
        lost = dict(GRADE_CELLS) | _scores(results.get(student))
        lost = {name: got for name, got in lost.items() if got != GRADE_CELLS.get(name)}
        if student not in results or lost:
            yield f"{student}: {_described(results.get(student))}, lost {sorted(lost)}"
    gained = [name for name, score in _scores(results.get(WRONG_STUDENT)).items() if score]
    if gained or WRONG_STUDENT not in results or results[WRONG_STUDENT].state != "graded":
        yield f"{WRONG_STUDENT}: {_described(results.get(WRONG_STUDENT))}, got {gained}"


def _scores(result: SubmissionResult | None) -> dict[str, float]:
    cells = result.cells if result else ()
    found = {cell.grade_id: cell.score for cell in cells if cell.grade_id in GRADE_CELLS}
    return {name: found.get(name) or 0.0 for name in GRADE_CELLS}


def _described(result: SubmissionResult | None) -> str:
    return f"{result.state} {result.reason}".strip() if result else "no result"


def _told(course: Path) -> Iterator[str]:
    """Where a student with wrong answers reads what the tests expect."""
    for path in world.tree([course / "autograded" / WRONG_STUDENT]):
        if path.is_file() and str(EXPECTED)[:8].encode() in path.read_bytes():
            yield f"an expected value is told in {path.name}"


def _badly_stored(course: Path, report: Report) -> Iterator[str]:
    """Scores of the gradebook that are not those of the report."""
    stored = world.stored_scores(course / "gradebook.db")
    for result in report.submissions:
        for cell in result.cells:
            got = stored.get((result.student, cell.grade_id))
            if cell.grade_id in GRADE_CELLS and got != cell.score:
                yield f"{result.student}: the gradebook has {got} for {cell.grade_id}"
