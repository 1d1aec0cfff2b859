"""What processes use, as /proc tells it; reads, decides nothing.

A process may end between any two lines here: it then counts for nothing.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

KIB = 1024
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_LONGER_THAN_ANY = 1 << 14
# Page tables are memory too: untouched pages of a huge mapping need nothing else.
_QUICK = re.compile(rb"^(?:RssAnon|RssShmem|VmSwap|VmPTE):\s+(\d+)", re.MULTILINE)
_EXACT = re.compile(rb"^(?:Pss|SwapPss):\s+(\d+)", re.MULTILINE)
_TABLES = re.compile(rb"^VmPTE:\s+(\d+)", re.MULTILINE)
_DATA = re.compile(rb"^VmData:\s+(\d+)", re.MULTILINE)


def all_processes() -> list[int]:
    """The processes that this /proc shows."""
    with os.scandir("/proc") as entries:
        return [int(entry.name) for entry in entries if entry.name.isdigit()]


def descendants(ancestor: int) -> list[int]:
    """The processes that stem from this one, zombies included."""
    children: dict[int, list[int]] = {}
    for pid in all_processes():
        children.setdefault(_parent(pid), []).append(pid)
    found, waiting = list[int](), [ancestor]
    while waiting:
        ours = children.get(waiting.pop(), [])
        found += ours
        waiting += ours
    return found


def use_more_memory(processes: Iterable[int], limit_bytes: int) -> bool:
    """Whether these processes together use more.

    Pages that several of them share count once. Finding out means to walk their page tables, so
    the kernel's counters are asked first, in which shared pages count for each.
    """
    pids = list(processes)
    if sum(_quick_bytes(pid) for pid in pids) <= limit_bytes:
        return False
    return sum(_exact_bytes(pid) for pid in pids) > limit_bytes


def processor_s(processes: Iterable[int]) -> float:
    """The processor time that these have used, with their children that they have waited for."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in processes) / TICKS_PER_S


def data_bytes() -> int:
    """What counts against this process's RLIMIT_DATA already."""
    return _kib(_DATA, _read("/proc/self/status"))


def threads_of_user(user: int) -> int:
    """How many tasks of this user the machine runs, as far as /proc shows."""
    total = 0
    for pid in all_processes():
        with suppress(OSError):
            folder = Path(f"/proc/{pid}")
            if folder.stat().st_uid == user:
                total += sum(1 for _ in (folder / "task").iterdir())
    return total


def _quick_bytes(pid: int) -> int:
    return _kib(_QUICK, _read(f"/proc/{pid}/status"))


def _exact_bytes(pid: int) -> int:
    rollup = _read(f"/proc/{pid}/smaps_rollup")
    if not rollup:  # a process can hide its pages, at its own expense
        return _quick_bytes(pid)
    return _kib(_EXACT, rollup) + _kib(_TABLES, _read(f"/proc/{pid}/status"))


def _kib(pattern: re.Pattern[bytes], text: bytes) -> int:
    return KIB * sum(int(number) for number in pattern.findall(text))


def _parent(pid: int) -> int:
    """0 if it has ended."""
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _stat(pid: int) -> list[bytes]:
    """The fields after the name, which stands in parentheses and may hold anything."""
    return _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()


def _read(path: str) -> bytes:
    """The text, empty if its process has ended; without a file object, of which this needs many."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(descriptor, _LONGER_THAN_ANY)
    except OSError:
        return b""
    finally:
        os.close(descriptor)
