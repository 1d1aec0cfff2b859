"""kill -9 in the middle of a class: the next run completes it, nothing is lost or counted twice."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grader import grade
from grader.sandbox import strongest

from .tiny_course import submit, tiny_course

STUDENTS = [f"s{n}" for n in range(8)]
DIES = """
import os, signal, sys
from grader import grade, grading
from grader.gradebook.gradebook import Gradebook

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

calls = 0
def third(original):
    def counted(*args, **kwargs):
        global calls
        calls += 1
        return die() if calls == 3 else original(*args, **kwargs)
    return counted

if sys.argv[2] == "before the files":
    grading.write_autograded = third(grading.write_autograded)
if sys.argv[2] == "before the scores":
    Gradebook.record = third(Gradebook.record)
after = third(lambda result: None) if sys.argv[2] == "after both" else None
grade(sys.argv[1], isolation=sys.argv[3], on_result=after)
"""
ROWS = """
select student.id, base_cell.name, grade.auto_score from grade
join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join student on student.id = submitted_assignment.student_id
order by 1, 2
"""


def rows(root: Path) -> list[tuple[str, str, float | None]]:
    with sqlite3.connect(root / "gradebook.db") as connection:
        return list(connection.execute(ROWS))


def full_course(root: Path) -> Path:
    tiny_course(root)
    for n, student in enumerate(STUDENTS):
        submit(root, student, f"def double(x):\n    return {1 + n % 2} * x\n")
    return root


def pids_below(root: Path) -> list[str]:
    """The processes that still work for this course."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(root) in str((folder / "cwd").readlink()):
                found.append(folder.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("when", ["before the files", "before the scores", "after both"])
def test_the_next_run_completes_a_class_that_was_killed(tmp_path: Path, when: str):
    undisturbed = full_course(tmp_path / "undisturbed")
    expected = grade(undisturbed, isolation=strongest())
    killed = full_course(tmp_path / "killed")
    words = [sys.executable, "-c", DIES, str(killed), when, strongest()]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert 0 < len({row[0] for row in rows(killed)}) < len(STUDENTS)
    again = grade(killed, isolation=strongest())
    assert [r.score for r in again.submissions] == [r.score for r in expected.submissions]
    assert rows(killed) == rows(undisturbed)
    folders = [
        sorted(p.relative_to(r) for p in r.glob("autograded/**/*")) for r in (killed, undisturbed)
    ]
    assert folders[0] == folders[1]
    assert pids_below(killed) == []
