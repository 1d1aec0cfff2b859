"""Three ways to grade the same submissions: nbgrader as it is, ours, and the floor.

Each is a program of its own that is started, measured and asked what it found.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from metering import Measurement, measure
from workloads import Submission, Workload

HERE = Path(__file__).resolve().parent
NEXT = "Creating/updating student with ID"  # what nbgrader says first of each submission
Passed = dict[tuple[str, str], int]  # by assignment and student: tests passed

PASSED_QUERY = """
select assignment.name, submitted_assignment.student_id, sum(grade.auto_score > 0)
from grade join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join assignment on assignment.id = submitted_assignment.assignment_id
where base_cell.name not in (select name from base_cell where type = 'SolutionCell')
group by 1, 2
"""


@dataclass
class Run:
    """Some submissions graded once.

    The start is what does not grow with the class: imports, warming up. `each_s` is the wall
    time of each submission; several at a time overlap.
    """

    who: str
    submissions: int
    start_s: float
    start_cpu_s: float
    then_s: float
    then_cpu_s: float
    each_s: list[float]
    peak_bytes: int
    others: float
    cpu_by: str
    passed: Passed = field(default_factory=dict, repr=False)


class BenchmarkError(Exception):
    """A contender did not grade: no figure would mean anything."""


def prepared_for_stock(
    workload: Workload, submissions: Sequence[Submission], scratch: Path
) -> Path:
    """A course whose gradebook knows the assignments, which nbgrader demands before it grades."""
    root = workload.write(scratch / "prepared", submissions)
    for name in sorted({one.assignment for one in submissions}):
        command = [*_nbgrader(), "generate_assignment", name]
        _succeed(command, root, _stock_environment(scratch))
    return root


def stock(prepared: Path, submissions: Sequence[Submission], scratch: Path) -> Run:
    """`nbgrader autograde` as it comes, one process for each assignment."""
    root = shutil.copytree(prepared, scratch / "stock")
    environment = _stock_environment(scratch)
    runs = []
    for name in sorted({one.assignment for one in submissions}):
        found, cpu_by = measure([*_nbgrader(), "autograde", name], root, environment)
        begins = [at for at, line in found.lines if NEXT in line]
        expected = sum(one.assignment == name for one in submissions)
        if found.exit_code or len(begins) != expected:
            raise BenchmarkError(_told(found, f"{len(begins)} of {expected} submissions"))
        ends = [*begins[1:], found.ended]
        each = [end - begin for begin, end in zip(begins, ends, strict=True)]
        runs.append(_run("stock", found, begins[0], each, cpu_by))
    total = _sum(runs)
    total.passed = tests_passed(root / "gradebook.db")
    return total


def ours(
    workload: Workload, submissions: Sequence[Submission], scratch: Path, level: str, workers: int
) -> Run:
    """`grader.grade`, gradebook and autograded notebooks included."""
    root = workload.write(scratch / "ours", submissions)
    command = [sys.executable, str(HERE / "ours.py"), str(root), level, str(workers)]
    found, cpu_by = measure(command, scratch)
    if found.exit_code:
        raise BenchmarkError(_told(found, f"exit code {found.exit_code}"))
    said = json.loads(found.lines[-1][1])
    if said["trouble"]:
        raise BenchmarkError(f"ours left to a human: {'; '.join(said['trouble'][:3])}")
    each = [result["seconds"] for result in said["results"]]
    # The first ones wait for the warm processes, which is part of the start.
    begin = said["results"][0]["at"] - min(each[0], median(each))
    run = _run("ours", found, begin, each, cpu_by)
    run.passed = tests_passed(root / "gradebook.db")
    return run


def floor(
    workload: Workload, submissions: Sequence[Submission], scratch: Path, workers: int
) -> Run:
    """Fork and execute."""
    work = scratch / "work.json"
    notebooks = [workload.executed(one) for one in submissions]
    work.write_text(json.dumps({"modules": workload.modules(), "notebooks": notebooks}))
    found, cpu_by = measure([sys.executable, str(HERE / "floor.py"), str(work), str(workers)], HERE)
    if found.exit_code:
        raise BenchmarkError(_told(found, f"exit code {found.exit_code}"))
    said = json.loads(found.lines[-1][1])
    run = _run("floor", found, said["warm"], [seconds for seconds, _ in said["results"]], cpu_by)
    for one, (_, passed) in zip(submissions, said["results"], strict=True):
        run.passed[one.assignment, one.student] = passed
    return run


def tests_passed(gradebook: Path) -> Passed:
    """How many tests each submission passed, as the gradebook has it."""
    with closing(sqlite3.connect(gradebook)) as connection:
        rows = connection.execute(PASSED_QUERY)
        return {(assignment, student): passed or 0 for assignment, student, passed in rows}


def _run(who: str, found: Measurement, begin: float, each: list[float], cpu_by: str) -> Run:
    start_cpu_s, cpu_s = found.cpu_s_at(begin), found.cpu[-1][1]
    return Run(
        who,
        len(each),
        begin - found.started,
        start_cpu_s,
        found.ended - begin,
        cpu_s - start_cpu_s,
        each,
        found.peak_bytes,
        found.others,
        cpu_by,
    )


def _sum(runs: Sequence[Run]) -> Run:
    """One after the other, as one."""
    wall_s = [run.start_s + run.then_s for run in runs]
    return Run(
        runs[0].who,
        sum(run.submissions for run in runs),
        sum(run.start_s for run in runs),
        sum(run.start_cpu_s for run in runs),
        sum(run.then_s for run in runs),
        sum(run.then_cpu_s for run in runs),
        [seconds for run in runs for seconds in run.each_s],
        max(run.peak_bytes for run in runs),
        sum(run.others * s for run, s in zip(runs, wall_s, strict=True)) / sum(wall_s),
        runs[0].cpu_by,
    )


def _nbgrader() -> list[str]:
    return [sys.executable, "-m", "nbgrader"]


def _stock_environment(scratch: Path) -> dict[str, str]:
    """Nothing of the configuration of whoever runs this; `alembic` is called by name."""
    settings = scratch / "settings"
    settings.mkdir(exist_ok=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "JUPYTER_CONFIG_DIR": str(settings), "IPYTHONDIR": str(settings)}


def _succeed(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if done.returncode:
        raise BenchmarkError(f"{' '.join(command[2:])} failed:\n{done.stderr[-2000:]}")


def _told(found: Measurement, what: str) -> str:
    return f"{what}:\n" + "\n".join(line for _, line in found.lines[-15:])
