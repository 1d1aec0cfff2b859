"""A submission that tries everything forbidden, and says what worked.

Runs where a student's code would, started by `probe` as a program of its own: it is a small
warm process and its one child.
"""

import ctypes
import json
import mmap
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from grader.limits import MIB, Limits
from grader.sandbox import linux, processes
from grader.sandbox.confine import confine
from grader.sandbox.container import drop_root

if TYPE_CHECKING:
    from grader.execution.job import Level

SMALL = Limits(
    submission_wall_s=10.0, cpu_s=5, memory_bytes=64 * MIB, processes=8, disk_bytes=1 * MIB
)
SECRET, WRITTEN = "secret", "written"  # files in a folder that the student must not see
_PTRACE_SEIZE = 0x4206


@dataclass(frozen=True)
class Outside:
    """What the one who watches has put up: a folder with a secret, a port that listens."""

    folder: str
    port: int


def main() -> None:
    """Arguments: level, descriptors of the answer and the lifeline, folder, port."""
    level, answer, lifeline, folder, port = sys.argv[1:]
    drop_root(cast("Level", level))
    child = os.fork()
    if not child:
        confine(cast("Level", level), SMALL, int(lifeline), keep=(int(answer),))
        os.write(int(answer), json.dumps(attempt(Outside(folder, int(port)))).encode())
        os._exit(0)
    os.close(int(answer))
    os.waitpid(child, 0)


def attempt(outside: Outside) -> dict[str, list[str]]:
    """Names of what was possible, and of what an honest program was refused."""
    refused = [name for name, act in HONEST.items() if not _works(act, outside)]
    possible = [name for name, act in ATTEMPTS.items() if _works(act, outside)]
    return {"possible": possible, "refused": refused}


def _works(act: Callable[[Outside], object], outside: Outside) -> bool:
    try:
        act(outside)
    except (OSError, MemoryError, ImportError):
        return False
    return True


def _read_secret(outside: Outside) -> None:
    Path(outside.folder, SECRET).read_text()


def _write_outside(outside: Outside) -> None:
    Path(outside.folder, WRITTEN).write_text("x")


def _connect(outside: Outside) -> None:
    with socket.socket() as end:
        end.connect(("127.0.0.1", outside.port))


def _see_processes(outside: Outside) -> None:
    if set(processes.all_processes()) == {os.getpid()}:
        raise ProcessLookupError


def _signal_processes(outside: Outside) -> None:
    os.kill(_supervisor(), 0)


def _trace_processes(outside: Outside) -> None:
    if ctypes.CDLL(None).ptrace(_PTRACE_SEIZE, _supervisor(), None, None) != 0:
        raise PermissionError


def _supervisor() -> int:
    if not os.getppid():
        raise ProcessLookupError  # out of sight
    return os.getppid()


def _mount(outside: Outside) -> None:
    linux.unshare(linux.NEW_USER | linux.NEW_MOUNTS)
    linux.mount("tmpfs", ".", 0)


def _fork_too_often(outside: Outside) -> None:
    """Three times too often: beside others the limit counts them too, and they come and go."""
    stay, leave = os.pipe()
    try:
        for _ in range(3 * SMALL.processes):
            if not os.fork():
                os.close(leave)
                os.read(stay, 1)  # until there is nobody to write
                os._exit(0)
    finally:
        os.close(stay)
        os.close(leave)


def _fill_memory(outside: Outside) -> None:
    mmap.mmap(-1, 2 * SMALL.memory_bytes, flags=mmap.MAP_PRIVATE).close()


def _fill_disk(outside: Outside) -> None:
    big = Path("big")
    try:
        big.write_bytes(bytes(SMALL.disk_bytes + 1))
    finally:
        big.unlink()


def _keep_a_file(outside: Outside) -> None:
    mine = Path("mine")
    mine.write_text("x")
    mine.read_text()
    mine.unlink()


def _fork_once(outside: Outside) -> None:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)


def _import(outside: Outside) -> None:
    __import__("fractions")


ATTEMPTS: dict[str, Callable[[Outside], object]] = {
    "read files outside": _read_secret,
    "write files outside": _write_outside,
    "use the network": _connect,
    "see other processes": _see_processes,
    "signal other processes": _signal_processes,
    "trace other processes": _trace_processes,
    "start too many processes": _fork_too_often,
    "take too much memory": _fill_memory,
    "fill the disk": _fill_disk,
    "mount file systems": _mount,  # last: where it works, the others would fail behind it
}
HONEST: dict[str, Callable[[Outside], object]] = {
    "keep a file": _keep_a_file,
    "start a process": _fork_once,
    "import a module": _import,
}
