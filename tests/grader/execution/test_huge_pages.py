"""Which memory is packed into huge pages; that packing keeps it as it is."""

import mmap
import re
from pathlib import Path

import pytest

from grader.execution import huge_pages

MAPS = """\
55d000000000-55d000600000 rw-p 00000000 00:00 0                          [heap]
55d000600000-55d000700000 rw-p 00000000 00:00 0
7f0000100000-7f0000900000 rw-p 00000000 00:00 0
7f0001000000-7f0002000000 r--p 00000000 fe:00 123                        /usr/lib/libc.so.6
7f0003000000-7f0004000000 rw-s 00000000 00:05 7                          /dev/shm/x y
7f0005000000-7f0006000000 rw-p 00000000 fe:00 123                        /usr/lib/with space.so
7ffd00000000-7ffd00400000 rw-p 00000000 00:00 0                          [stack]
"""
MIB = 1 << 20


def test_whole_huge_pages_of_private_memory_are_packed_and_nothing_else():
    found = list(huge_pages._private_memory(MAPS))
    assert found == [(0x55D000000000, 6 * MIB), (0x7F0000200000, 6 * MIB)]


def huge_kib() -> int:
    """How much of this process's memory is in huge pages."""
    smaps = Path("/proc/self/smaps").read_text()
    return sum(map(int, re.findall(r"^AnonHugePages: +(\d+) kB", smaps, re.MULTILINE)))


def in_small_pages(size: int) -> mmap.mmap:
    """Private memory that is filled, whatever the machine's setting for huge pages."""
    memory = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    memory.write(bytes(range(256)) * (size // 256))
    memory.madvise(mmap.MADV_HUGEPAGE)  # may be packed from now on
    return memory


def test_packed_memory_is_in_huge_pages_and_as_before():
    try:
        in_small_pages(4 * MIB).madvise(huge_pages.COLLAPSE)
    except OSError as error:
        pytest.skip(f"this kernel packs no memory on demand ({error})")
    memory = in_small_pages(64 * MIB)
    before = huge_kib()
    huge_pages.pack()
    assert huge_kib() - before >= 60 * 1024
    assert memory[:] == bytes(range(256)) * (64 * MIB // 256)
