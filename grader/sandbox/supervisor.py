"""Stands beside a student's process until nothing of it is left, and says why it ended.

A trusted child of the warm process, single-threaded, outside the student's namespaces. Its one
message on the lifeline is `exit:<code>`, `signal:<number>`, `memory`, `notebook wall`, `cpu`,
`disk`, or `sandbox:<error>` if the student's process could not be confined. It says nothing if the
judge hung up on a process that was still running.
"""

import os
import select
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from grader.limits import MIB, Limits
from grader.sandbox import processes
from grader.sandbox.folder import folder_exceeds, remove_folder

POLL_S = 0.05  # two cores fill some 150 MB in this time
LOOK_AROUND_S = 0.2  # looking for descendants means to read all of /proc
FILES_PER_MIB = 64
TEXT_BYTES = 60
ENDED, HUNG_UP = "ended", "hung up"
FROM_OUTSIDE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Alone:
    """The student is process 1 of its own pid namespace, `folder` a file system of its own."""

    folder: Path
    killer = "memory"  # only the kernel can kill process 1 unasked: it had no memory left

    def members(self) -> Sequence[int]:
        """All of the student's processes: /proc shows no others, not even this one."""
        return processes.all_processes()

    def over_disk(self, limits: Limits) -> bool:
        """Never: the file system is of limited size."""
        return False

    def clear(self) -> None:
        """Nothing to do: processes, folder and all went with process 1."""


@dataclass
class BesideOthers:
    """The student shares the machine's processes and disk; only `folder` is its own."""

    folder: Path
    killer = f"signal:{signal.SIGKILL:d}"
    _seen: tuple[int, ...] = ()
    _look_again: float = 0.0

    def members(self) -> Sequence[int]:
        """Descendants, as of a moment ago; daemons too, which this process adopts."""
        if time.monotonic() > self._look_again:
            self._seen = tuple(processes.descendants(os.getpid()))
            self._look_again = time.monotonic() + LOOK_AROUND_S
        return self._seen

    def over_disk(self, limits: Limits) -> bool:
        """Whether the folder holds too much or too many."""
        return folder_exceeds(self.folder, limits.disk_bytes, max_files(limits))

    def clear(self) -> None:
        """Kill until nobody is left, then remove the folder."""
        with suppress(ChildProcessError):
            while True:
                for pid in processes.descendants(os.getpid()):
                    _kill(pid)
                os.waitpid(-1, 0)
        remove_folder(self.folder)


Territory = Alone | BesideOthers


def max_files(limits: Limits) -> int:
    """How many files and folders a student may have."""
    return FILES_PER_MIB * max(limits.disk_bytes // MIB, 1)


def supervise(
    student: int, lifeline: int, trouble: int, limits: Limits, territory: Territory
) -> Never:
    """Watch over the student's process, clear up behind it, say why it ended, exit.

    `trouble` is a pipe: the student's process closes it when it is confined, and before writes
    what went wrong, if something did.
    """
    for number in FROM_OUTSIDE:  # the judge decides, through the lifeline
        signal.signal(number, signal.SIG_IGN)
    line = socket.socket(fileno=lifeline)
    failure = os.read(trouble, TEXT_BYTES).decode(errors="replace")
    reason = failure or watch(student, line, limits, territory)
    _kill(student)
    _, status, usage = os.wait4(student, 0)
    last_word = verdict(reason, status, usage.ru_utime + usage.ru_stime, limits, territory.killer)
    try:
        territory.clear()
    finally:
        with suppress(OSError):  # the judge is gone
            line.send(last_word.encode(), socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
    os._exit(0)


def watch(student: int, lifeline: socket.socket, limits: Limits, territory: Territory) -> str:
    """Wait until it has ended, or must; returns the reason."""
    deadline = time.monotonic() + limits.submission_wall_s
    student_end = os.pidfd_open(student)
    poll = select.poll()
    poll.register(student_end, select.POLLIN)
    poll.register(lifeline, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _ in poll.poll(POLL_S * 1000)}
        if student_end in ready:
            return ENDED
        if lifeline.fileno() in ready and _hung_up(lifeline):
            return HUNG_UP
        if time.monotonic() > deadline:
            return "notebook wall"
        members = territory.members()
        if processes.processor_s(members) > limits.cpu_s:
            return "cpu"
        if processes.use_more_memory(members, limits.memory_bytes):
            return "memory"
        if territory.over_disk(limits):
            return "disk"


def verdict(reason: str, status: int, cpu_s: float, limits: Limits, killer: str) -> str:
    """The last word about a process that ended with this status, or was killed for `reason`."""
    if reason not in (ENDED, HUNG_UP):
        return reason
    if os.WIFEXITED(status):
        return f"exit:{os.WEXITSTATUS(status)}"
    number = os.WTERMSIG(status)
    if number != signal.SIGKILL:
        return f"signal:{number}"
    if cpu_s >= limits.cpu_s:
        return "cpu"
    return killer if reason == ENDED else ""


def _hung_up(lifeline: socket.socket) -> bool:
    try:
        return not lifeline.recv(TEXT_BYTES)
    except ConnectionError:
        return True


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
