"""The gradebook at the size of a class: how long nbgrader's questions and our writing take."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from recording import Figures, measure
from results import Result, number, table_row

from grader.gradebook import Gradebook, GradedSubmission
from grader.gradebook.schema import INDEXES
from grader.records import CellResult, SubmissionResult

QUERIES = Path(__file__).resolve().parent / "queries.py"
MEMORY = Path("/dev/shm")  # filling a gradebook on a disk waits for it twice per student
RECORDED = (
    ("first_ms", "our record(), new, no disk"),
    ("again_ms", "our record(), regraded, no disk"),
    ("unchanged_ms", "our record(), unchanged"),
    ("first_cpu_ms", "our record(), new, CPU"),
    ("disk_ms", "our record(), regraded, on disk"),
)
CELLS = 20
SAMPLE = 50
NAMES = ("export", "submission list", "notebook list", "student list")


def gradebooks(sizes: Sequence[int], scratch: Path, patience_s: float) -> Result:
    """Exports, lists and records in classes of these sizes."""
    found = [_one(size, scratch, patience_s) for size in sizes]
    lines = [
        "gradebook: one assignment of 20 tests, so many students",
        "",
        table_row("", [f"{size:,}" for size in sizes]),
    ]
    for name in NAMES:
        for how in ("with", "without"):
            times = [each[how].get(name) for each in found]
            lines.append(table_row(f"{name}, {how} indexes", [_time(t, patience_s) for t in times]))
    for field, name in RECORDED:
        lines.append(table_row(name, [f"{number(each['record'][field])} ms" for each in found]))
    return Result(lines, {"sizes": list(sizes), "patience_s": patience_s, "found": found})


def _one(size: int, scratch: Path, patience_s: float) -> dict[str, Any]:
    path = scratch / f"class{size}.db"
    recorded = asdict(_filled(path, size))
    recorded["disk_ms"] = recording_ms(path, size)
    with_indexes = ask(path, scratch, patience_s)
    drop_indexes(path)
    without = ask(path, scratch, patience_s)
    path.unlink()
    return {"record": recorded, "with": with_indexes, "without": without}


def _filled(path: Path, size: int) -> Figures:
    """Make a gradebook of this size, in memory if that can be."""
    folder = MEMORY if os.access(MEMORY, os.W_OK) else path.parent
    with tempfile.TemporaryDirectory(dir=folder) as memory:
        made = Path(memory, path.name)
        figures = measure(f"sqlite:///{made}", size, CELLS)
        shutil.copy(made, path)
    return figures


def recording_ms(path: Path, size: int) -> float:
    """The median wall time of recording other scores for some of the class."""
    times = []
    with Gradebook(f"sqlite:///{path}", "measure") as gradebook:
        for student in range(0, size, max(1, size // SAMPLE)):
            cells = tuple(CellResult(f"t{n}", 1.0, 0.25, "", "nb") for n in range(CELLS))
            name = f"student{student:05}"
            result = SubmissionResult("ex1", name, None, None, 0.0, "graded", "", cells)
            begin = time.perf_counter()
            gradebook.record(GradedSubmission(result, "other", frozenset({"nb"})))
            times.append(1000 * (time.perf_counter() - begin))
    return median(times)


def drop_indexes(path: Path) -> None:
    """As nbgrader makes it."""
    with closing(sqlite3.connect(path)) as connection:
        for index in INDEXES:
            connection.execute(f"drop index {index.name}")


def ask(path: Path, scratch: Path, patience_s: float) -> dict[str, float]:
    """Seconds of each query; one that took too long is missing, and those after it."""
    command = [sys.executable, str(QUERIES), str(path), str(scratch / "grades.csv")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        said, _ = process.communicate(timeout=patience_s)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    else:
        if process.returncode:
            raise RuntimeError(f"{QUERIES.name} failed with {process.returncode}")
    return dict(json.loads(line) for line in said.splitlines())


def _time(value: float | None, patience_s: float) -> str:
    if value is None:
        return f"over {patience_s:g} s"
    return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.1f} s"
