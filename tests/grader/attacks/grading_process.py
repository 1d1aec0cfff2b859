"""Runs a grader in a process of its own, as its command would, and brings back what it reports."""

import json
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader import Report
from grader.limits import Limits

from .class_of_attackers import Class

Autograde = Callable[[Path, Limits], Report]


LARGEST_PROCESS_MIB = 1500  # students are given less, and a judge of small numbers needs less


@dataclass(frozen=True)
class Graded:
    """A report, or nothing, and what became of the grader itself."""

    report: Report | None
    problems: tuple[str, ...]


def grade_class(group: Class, autograde: Autograde, limits: Limits, deadline_s: float) -> Graded:
    answer = os.memfd_create("report")
    priority, peak_mib = os.getpriority(os.PRIO_PROCESS, 0), _peak_mib()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            _be_careless(group)
            report = autograde(group.course, limits)
            os.write(answer, json.dumps(report.to_dict()).encode())
            status = os.getpriority(os.PRIO_PROCESS, 0) - priority
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    problems = [_ended(pid, deadline_s), _took_too_much(peak_mib)]
    return Graded(_read(answer), tuple(problem for problem in problems if problem))


def _be_careless(group: Class) -> None:
    """What an instructor's shell hands on: a session, a home, a token, an open file."""
    os.setsid()
    instructor = str(group.course / "instructor")
    token = {"COURSE_TOKEN": group.secrets["environment"]}
    os.environ |= {"HOME": str(group.home), "PYTHONPATH": instructor, **token}
    sys.path.append(instructor)
    os.chdir(group.course)
    os.set_inheritable(os.open(group.course.parent / "open_file", os.O_RDONLY), True)


def _ended(pid: int, deadline_s: float) -> str:
    """Waits for the grader; what went wrong with it."""
    line = os.pidfd_open(pid)
    in_time = select.select([line], [], [], deadline_s)[0]
    os.close(line)
    if not in_time:
        os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if not in_time:
        return f"the grader did not end within {deadline_s:.0f} s"
    if code < 0:
        return f"the grader was ended by {signal.Signals(-code).name}"
    return "the grader failed, or runs at another priority now" if code else ""


def _took_too_much(before_mib: int) -> str:
    """Whether a process of the grader's, students' and judges' among them, needed much memory."""
    peak_mib = _peak_mib()
    too_much = peak_mib > max(before_mib, LARGEST_PROCESS_MIB)
    return f"a process needed {peak_mib} MiB" if too_much else ""


def _peak_mib() -> int:
    """The memory of the largest process so far that has ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def _read(answer: int) -> Report | None:
    raw = os.pread(answer, os.fstat(answer).st_size, 0)
    os.close(answer)
    return Report.from_dict(json.loads(raw)) if raw else None
