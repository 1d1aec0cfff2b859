"""Turns a fresh child of the warm process into a confined student's process and its supervisor.

All of this runs for each submission, between the fork and the first cell.
"""

import errno
import json
import os
import platform
import resource
import signal
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from grader.limits import Limits
from grader.sandbox import linux, processes, seccomp
from grader.sandbox.container import (
    DEVICES,
    FOLDER,
    SETTINGS,
    SYSTEM,
    WHAT_TO_SEE,
    allowed_parts,
    python_paths,
)
from grader.sandbox.folder import make_folder
from grader.sandbox.supervisor import TEXT_BYTES, Alone, BesideOthers, max_files, supervise
from grader.sandbox.users import closed_to_others, spare_user

if TYPE_CHECKING:  # the canary starts without the packages that this one would bring along
    from grader.execution.job import Level

INSIDE = 1000  # the student's user and group, as its own namespace names them
NAMESPACES = linux.NEW_USER | linux.NEW_PID | linux.NEW_NET | linux.NEW_IPC | linux.NEW_UTS
OPEN_FILES = 256
LOCKED_BYTES = 1 << 16
HARMLESS = ("/proc/cpuinfo", "/proc/meminfo")  # numeric libraries look at their machine


def confine(level: "Level", limits: Limits, lifeline: int, *, keep: Sequence[int] = ()) -> None:
    """Returns in a new process that may run a student's code, in a private empty folder.

    Called in a freshly forked, single-threaded child, which stays behind as the supervisor: in
    it this never returns. `lifeline` is a socket whose other end the judge holds; when that
    closes, everything here ends. Of the descriptors only `keep` survive; 0, 1 and 2 lead nowhere.
    """
    try:
        os.setsid()  # no signal from a terminal; the judge decides
        territory = _own_namespaces() if level == "full" else _own_folder(level)
        trouble, told = os.pipe()
        present = _descriptors()  # not after the fork: the student's /proc replaces this one
        student = os.fork()
    except OSError as error:
        os.write(lifeline, _trouble(error))
        os._exit(0)
    if student:
        _close(present - {0, 1, 2, lifeline, trouble})
        supervise(student, lifeline, trouble, limits, territory)
    try:
        os.setsid()  # a signal to the student's process group must not reach the supervisor
        _lead_nowhere()
        _close(present - {0, 1, 2, told, *keep})
        _become_student(level, limits, territory)
    except BaseException as error:  # whatever it is, no student's code may run now
        os.write(told, _trouble(error))
        os._exit(0)
    os.close(told)


def _own_namespaces() -> Alone:
    """All but the one for processes, which begins with the next fork, are this process's too."""
    user, group = os.getuid(), os.getgid()
    linux.unshare(NAMESPACES | linux.NEW_MOUNTS)
    linux.map_user(user, group, INSIDE)
    return Alone(Path(FOLDER))


def _own_folder(level: "Level") -> BesideOthers:
    """Root can spare the student a user of its own, too; to that user the folder belongs."""
    linux.adopt_orphans()
    changes_user = os.getuid() == 0 and level != "none"
    return BesideOthers(make_folder(spare_user() if changes_user else os.getuid()))


def _become_student(level: "Level", limits: Limits, territory: Alone | BesideOthers) -> None:
    if level == "full":
        _mount_own(limits)
    _settle_in(territory.folder)
    sees = json.loads(os.environ.pop(WHAT_TO_SEE, "[[], []]"))
    readable, hidden = ([Path(path) for path in paths] for paths in sees)
    if level == "none":
        linux.die_with_parent(signal.SIGKILL)
        return
    if level == "full":
        linux.drop_capabilities()
    elif os.getuid() == 0:
        _become_user(territory.folder.stat().st_uid, readable)
    _set_limits(limits, level)
    linux.die_with_parent(signal.SIGKILL)  # not before: changing the user forgets it
    if level == "full":
        linux.landlock([Path("/")], [territory.folder, Path(os.devnull)], execute=True)
    elif level == "landlock":
        _see_only(readable, hidden, territory.folder)
    with suppress(OSError) if level == "limits" else nullcontext():  # it takes what there is
        _filter_calls(level)


def _mount_own(limits: Limits) -> None:
    flags = linux.NO_SUID | linux.NO_DEVICES
    linux.mount("proc", "/proc", flags | linux.NO_EXEC)
    room = f"size={limits.disk_bytes},nr_inodes={max_files(limits)},mode=0700"
    linux.mount("tmpfs", FOLDER, flags, room)


def _settle_in(folder: Path) -> None:
    """Work in the folder; if the machine runs out of memory, this process should be the first."""
    os.chdir(folder)
    os.environ |= {"HOME": str(folder), "TMPDIR": str(folder)}
    if "tempfile" in sys.modules:
        vars(sys.modules["tempfile"])["tempdir"] = None  # it remembers the first answer
    with suppress(OSError):  # some machines do not let a process say so
        Path("/proc/self/oom_score_adj").write_text("1000")


def _become_user(user: int, readable: Collection[Path]) -> None:
    """Give up root; keep the right to read what root alone can reach, if Python lies there."""
    closed = closed_to_others([*python_paths(), *readable])
    linux.become(user, linux.KEEP_SEARCH if closed else 0)


def _set_limits(limits: Limits, level: "Level") -> None:
    others = 1 if level == "full" else processes.threads_of_user(os.getuid())
    ceilings = {
        # The supervisor watches the student's own process; this is for those that it starts,
        # and later: the kernel counts clock ticks here, up to half too many on a busy machine.
        resource.RLIMIT_CPU: limits.cpu_s * 3 // 2 + 1,
        # More than the supervisor allows: it kills, and the rest of the notebook starts afresh.
        # What cannot fit at all is a MemoryError at once, with a line number.
        resource.RLIMIT_DATA: processes.data_bytes() + limits.memory_bytes * 5 // 4,
        resource.RLIMIT_FSIZE: limits.disk_bytes,
        resource.RLIMIT_NPROC: others + limits.processes,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: LOCKED_BYTES,
    }
    for which, ceiling in ceilings.items():
        _, present = resource.getrlimit(which)
        if present != resource.RLIM_INFINITY:
            ceiling = min(ceiling, present)
        resource.setrlimit(which, (ceiling, ceiling))


def _see_only(readable: Sequence[Path], hidden: Sequence[Path], folder: Path) -> None:
    whole, listed = allowed_parts([*map(Path, SYSTEM), *readable], hidden)
    whole += [Path(path) for path in (*SETTINGS, *DEVICES, *HARMLESS)]
    linux.landlock(whole, [folder, Path(os.devnull)], listed=listed, execute=False)


def _filter_calls(level: "Level") -> None:
    machine = platform.machine()
    if not seccomp.supported(machine):
        raise OSError(errno.ENOSYS, f"no table for {machine}", "seccomp")
    scoped = level == "landlock" and linux.landlock_abi() >= linux.SIGNALS_SCOPED
    full = level == "full"
    only_signal = None if full or scoped else os.getpid()
    program = seccomp.program(machine, execute=full, alone=full, only_signal=only_signal)
    linux.seccomp(seccomp.call_number(machine), program)


def _descriptors() -> set[int]:
    return {int(path.name) for path in Path("/proc/self/fd").iterdir()}


def _close(descriptors: Iterable[int]) -> None:
    for descriptor in descriptors:
        with suppress(OSError):  # the one that read the list
            os.close(descriptor)


def _lead_nowhere() -> None:
    """Standard input, output and error."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def _trouble(error: BaseException) -> bytes:
    """The supervisor's word for a process that could not be confined: ours to solve."""
    where = getattr(error, "filename", None) or type(error).__name__
    what = getattr(error, "strerror", None) or error
    return f"sandbox:{where}: {what}".encode()[:TEXT_BYTES]
