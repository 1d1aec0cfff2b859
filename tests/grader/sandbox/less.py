"""Runs a program where the kernel has fewer system calls, as an older or stricter machine.

less.py NAME,NAME… PROGRAM ARGUMENT…
"""

import errno
import os
import platform
import struct
import sys

from grader.sandbox import linux, seccomp, syscalls

LANDLOCK = {"landlock_create_ruleset": 444}
LOAD_NUMBER, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
MISSING, ALLOW = 0x00050000 | errno.ENOSYS, 0x7FFF0000


def without(names: list[str]) -> list[bytes]:
    """A filter in which these calls do not exist."""
    machine = platform.machine()
    tables = (syscalls.DENIED, syscalls.CONDITIONAL)
    numbers = LANDLOCK | {n: v for t in tables for n, v in syscalls.numbers(t, machine).items()}
    lines = [(LOAD_NUMBER, 0, 0, 0)]
    for name in names:
        lines += [(IF_EQUAL, 0, 1, numbers[name]), (RETURN, 0, 0, MISSING)]
    return [struct.pack("<HBBI", *line) for line in [*lines, (RETURN, 0, 0, ALLOW)]]


if __name__ == "__main__":
    _, names, *program = sys.argv
    linux.seccomp(seccomp.call_number(platform.machine()), without(names.split(",")))
    os.execvp(program[0], program)
