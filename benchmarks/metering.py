"""What a command and all its processes use: wall time, CPU time, memory; owns the cgroup.

Waiting for children does not count those in a container: others reap them. So CPU time is that of
a cgroup made for the command, where root can make one; else all the time that the machine was
busy, without what it was before the command started.
"""

import contextlib
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from grader.sandbox.processes import descendants

ACCOUNTING = Path("/sys/fs/cgroup/cpuacct")  # cgroup v1
UNIFIED = (Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/unified"))  # cgroup v2
POLL_S = 0.05
POLLS_PER_MEMORY = 8  # asking each process for its memory costs milliseconds
LEFTOVERS_S = 10.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Measurement:
    """What a command printed and when; CPU seconds so far at moments of time.perf_counter()."""

    started: float
    ended: float = 0.0
    exit_code: int = 0
    lines: list[tuple[float, str]] = field(default_factory=list)
    cpu: list[tuple[float, float]] = field(default_factory=list)
    peak_bytes: int = 0
    others: float = 0.0  # processors that others kept busy meanwhile

    def cpu_s_at(self, moment: float) -> float:
        """CPU seconds up to a moment."""
        after = min(bisect_left(self.cpu, (moment, 0.0)), len(self.cpu) - 1)
        (t0, used0), (t1, used1) = self.cpu[max(0, after - 1)], self.cpu[after]
        share = (moment - t0) / (t1 - t0) if t1 > t0 else 1.0
        return used0 + (used1 - used0) * min(1.0, max(0.0, share))


class Meter(Protocol):
    """Counts what the processes of a command use."""

    name: str

    def joining(self) -> list[str]:
        """The words before a command that make it count."""

    def cpu_s(self) -> float:
        """CPU seconds so far."""

    def pids(self) -> list[int]:
        """The processes."""


class CgroupMeter:
    """A cgroup of its own."""

    name = "CPU time of a cgroup"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        v1 = folder / "cpuacct.usage"
        self._usage, self._per_second = (v1, 1e9) if v1.exists() else (folder / "cpu.stat", 1e6)

    def joining(self) -> list[str]:
        """A shell that becomes the command."""
        return ["/bin/sh", "-c", f'echo $$ >{self._folder}/cgroup.procs; exec "$@"', "sh"]

    def cpu_s(self) -> float:
        """Also of processes that have ended."""
        found = re.search(r"^(?:usage_usec )?(\d+)$", self._usage.read_text(), re.MULTILINE)
        return int(found[1]) / self._per_second if found else 0.0

    def pids(self) -> list[int]:
        """Also those that a container hides from its neighbours."""
        return [int(pid) for pid in (self._folder / "cgroup.procs").read_text().split()]


class MachineMeter:
    """The whole machine, without what kept it busy in the second before."""

    name = "CPU time of the machine, less that of the second before"

    def __init__(self) -> None:
        begin, busy = time.perf_counter(), busy_s()
        time.sleep(1.0)
        self._begin, self._busy = time.perf_counter(), busy_s()
        self._baseline = (self._busy - busy) / (self._begin - begin)

    def joining(self) -> list[str]:
        """Nothing."""
        return []

    def cpu_s(self) -> float:
        """Ours, if the others are as busy as they were."""
        idle = self._baseline * (time.perf_counter() - self._begin)
        return max(0.0, busy_s() - self._busy - idle)

    def pids(self) -> list[int]:
        """Whatever stems from this process."""
        return descendants(os.getpid())


@contextlib.contextmanager
def meter() -> Iterator[Meter]:
    """The best meter of this machine."""
    folder = _new_cgroup()
    if folder is None:
        yield MachineMeter()
        return
    try:
        yield CgroupMeter(folder)
    finally:
        with contextlib.suppress(OSError):  # of processes that do not end we have told already
            folder.rmdir()


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> tuple[Measurement, str]:
    """Run a command to its end; returns the figures, and how its CPU time was found."""
    with meter() as counter:
        busy, found = busy_s(), Measurement(time.perf_counter())
        process = subprocess.Popen(
            [*counter.joining(), *command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(ended, counter, found))
        watching.start()
        with process:
            assert process.stdout
            _listen(process.stdout, found)
        found.exit_code = process.returncode
        found.ended = time.perf_counter()
        ended.set()
        watching.join()
        _await_end(counter)
        found.cpu.append((found.ended, counter.cpu_s()))
        others = busy_s() - busy - found.cpu[-1][1]
    found.others = max(0.0, others / (found.ended - found.started))
    return found, counter.name


def busy_s() -> float:
    """Seconds that the machine's processors have been busy since it started."""
    user, nice, system, _idle, _wait, irq, soft, *_ = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system + irq + soft) / TICKS


def _new_cgroup() -> Path | None:
    name = f"benchmark-{os.getpid()}-{time.monotonic_ns()}"
    for root in (ACCOUNTING, *UNIFIED):
        if not (root / "cgroup.procs").exists():
            continue
        with contextlib.suppress(OSError):
            (root / name).mkdir()
            return root / name
    return None


def _listen(stream: IO[str], found: Measurement) -> None:
    for line in stream:
        found.lines.append((time.perf_counter(), line.rstrip("\n")))


def _watch(ended: threading.Event, counter: Meter, found: Measurement) -> None:
    for poll in itertools.count():
        found.cpu.append((time.perf_counter(), counter.cpu_s()))
        if poll % POLLS_PER_MEMORY == 0:
            found.peak_bytes = max(found.peak_bytes, sum(map(memory_bytes, counter.pids())))
        if ended.wait(POLL_S):
            return


def memory_bytes(pid: int) -> int:
    """What a process has in memory; pages that it shares with n others count 1/n.

    Whose pages may not be read counts with all of them.
    """
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    with contextlib.suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0


def _await_end(counter: Meter) -> None:
    """A process may end after the one that started it; it has to count."""
    if isinstance(counter, MachineMeter):
        return
    deadline = time.monotonic() + LEFTOVERS_S
    while counter.pids():
        if time.monotonic() > deadline:
            print(f"still running: {counter.pids()}", file=sys.stderr)
            return
        time.sleep(POLL_S)
