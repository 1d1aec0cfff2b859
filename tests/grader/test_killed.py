"""kill -9 in the middle of a class: the next run completes it, nothing is lost or counted twice."""

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
from grader import grade, saving
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
    saving.write_autograded = third(saving.write_autograded)
if sys.argv[2] == "before the scores":
    Gradebook.record = third(Gradebook.record)
after = third(lambda result: None) if sys.argv[2] == "after both" else None
grade(sys.argv[1], isolation=sys.argv[3], on_result=after)
"""
# Runs a program to its death, then waits until all that it has left behind has ended too.
ORPHANAGE = """
import os, signal, subprocess, sys
from grader.sandbox import linux

linux.adopt_orphans()
code = subprocess.run(sys.argv[1:]).returncode
try:
    while True:
        os.wait()
except ChildProcessError:
    sys.exit(code != -signal.SIGKILL)
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


@pytest.mark.parametrize("when", ["before the files", "before the scores", "after both"])
def test_the_next_run_completes_a_class_that_was_killed(tmp_path: Path, when: str):
    undisturbed = full_course(tmp_path / "undisturbed")
    expected = grade(undisturbed, isolation=strongest())
    killed = full_course(tmp_path / "killed")
    words = [sys.executable, "-c", DIES, str(killed), when, strongest()]
    assert subprocess.run([sys.executable, "-c", ORPHANAGE, *words], timeout=120).returncode == 0
    assert 0 < len({row[0] for row in rows(killed)}) < len(STUDENTS)
    again = grade(killed, isolation=strongest())
    assert [r.score for r in again.submissions] == [r.score for r in expected.submissions]
    assert rows(killed) == rows(undisturbed)
    folders = [
        sorted(p.relative_to(r) for p in r.glob("autograded/**/*")) for r in (killed, undisturbed)
    ]
    assert folders[0] == folders[1]
