"""One submission: from the shell prompt to the grade, and in a run that is already warm."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from results import Result, seconds, table_row
from workloads import Workload


@dataclass(frozen=True)
class Times:
    """Seconds of each repetition."""

    imports_s: list[float]  # a new Python that imports what the notebook does, and ends
    cold_s: list[float]  # a new process each time
    warm_s: list[float]  # the same pool each time


def single(workloads: list[Workload], level: str, repeat: int, scratch: Path) -> Result:
    """Grade the same submission of each workload again and again."""
    found = {each.name: _times(each, level, repeat, scratch) for each in workloads}
    lines = [
        f"single: one submission, {level}, median (and worst) of {repeat}",
        "",
        table_row("", list(found)),
        table_row("Python with its imports alone", [_shown(t.imports_s) for t in found.values()]),
        table_row("from the shell prompt", [_shown(t.cold_s) for t in found.values()]),
        table_row("in a running pool", [_shown(t.warm_s) for t in found.values()]),
    ]
    return Result(lines, {name: asdict(times) for name, times in found.items()})


def _times(workload: Workload, level: str, repeat: int, scratch: Path) -> Times:
    one = workload.submissions[0]
    root = workload.write(scratch / f"single-{workload.name}", [one])
    command = [sys.executable, "-m", "grader", "autograde", one.assignment]
    command += ["--student", one.student, "--isolation", level, "--force"]

    def cold() -> None:
        subprocess.run(command, cwd=root, check=True, capture_output=True)

    cold()  # the gradebook is made, bytecode and disk are warm
    words = [sys.executable, "-c", f"import {', '.join(workload.seen_modules())}"]
    imports_s = _repeated(lambda: subprocess.run(words, check=True), repeat)
    return Times(imports_s, _repeated(cold, repeat), _warm(root, one.assignment, level, repeat))


def _warm(root: Path, assignment: str, level: str, repeat: int) -> list[float]:
    from grader.grading import Options, opened

    options = Options((assignment,), isolation=level, force=True)  # type: ignore[arg-type]
    with opened(root, options) as run:
        run.report()
        return _repeated(run.report, repeat)


def _repeated(act: Callable[[], object], repeat: int) -> list[float]:
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return times


def _shown(times: list[float]) -> str:
    return f"{seconds(median(times))} ({seconds(max(times))})"
