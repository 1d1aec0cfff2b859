"""Which memory is packed into huge pages; that packing keeps it as it is."""

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


def test_packed_memory_is_as_before():
    data = bytearray(range(256)) * (64 * MIB // 256)
    huge_pages.pack()
    assert data == bytearray(range(256)) * (64 * MIB // 256)
