"""The filter's decisions, by running its instructions as the kernel does."""

import errno
import re
import struct
from pathlib import Path

import pytest

from grader.sandbox import seccomp, syscalls

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
TABLES = (
    syscalls.DENIED,
    syscalls.PROGRAMS,
    syscalls.REACHES_OTHERS,
    syscalls.CONDITIONAL,
)
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
WEAK = {"execute": False, "alone": False, "only_signal": 77}
FULL = {"execute": True, "alone": True, "only_signal": None}


def failed(error: int) -> int:
    return 0x00050000 | error


def decide(instructions: list[bytes], data: bytes) -> int:
    """What the kernel would do with this call; `data` is its struct seccomp_data."""
    at, accumulator = 0, 0
    while True:
        code, then, otherwise, value = struct.unpack("<HBBI", instructions[at])
        at += 1
        if code == 0x06:
            return value
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x54:
            accumulator &= value
        else:
            holds = {
                0x15: accumulator == value,
                0x35: accumulator >= value,
                0x45: bool(accumulator & value),
            }[code]
            at += then if holds else otherwise


def call(machine: str, number: int, *arguments: int) -> bytes:
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    return struct.pack("<iIQ6Q", number, syscalls.ARCHITECTURES[machine], 0, *padded)


def number_of(machine: str, name: str) -> int:
    return {
        key: value for table in TABLES for key, value in syscalls.numbers(table, machine).items()
    }[name]


@pytest.fixture(params=seccomp.MACHINES)
def machine(request):
    return request.param


def test_every_denied_call_is_refused_and_others_pass(machine):
    program = seccomp.program(machine, **FULL)
    denied = syscalls.numbers(syscalls.DENIED, machine)
    for number in denied.values():
        assert decide(program, call(machine, number)) == failed(errno.EPERM)
    free = set(range(syscalls.LAST + 1)) - set(denied.values()) - {number_of(machine, "clone3")}
    free -= {number_of(machine, name) for name in (*seccomp.CHECKS, "setsid")}
    assert all(decide(program, call(machine, number)) == ALLOWED for number in free)


def test_calls_behind_the_list_do_not_exist(machine):
    program = seccomp.program(machine, **FULL)
    for number in (syscalls.LAST + 1, 0x40000000, 0xFFFFFFF - 1):
        assert decide(program, call(machine, number)) == failed(errno.ENOSYS)
    assert decide(program, call(machine, number_of(machine, "clone3"))) == failed(errno.ENOSYS)


def test_calls_of_another_architecture_kill(machine):
    program = seccomp.program(machine, **FULL)
    others = {"x86_64": 0x40000003, "aarch64": 0x40000028}  # i386, arm
    data = bytearray(call(machine, 0))
    data[4:8] = struct.pack("<I", others[machine])
    assert decide(program, bytes(data)) == KILLED


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("clone", (0x1200011,), True),  # fork
        ("clone", (0x3D0F00,), True),  # a thread
        ("clone", (0x10000011,), False),  # a user namespace
        ("clone", (0x8011,), False),  # a sibling
        ("socketpair", (1, 1 | 0o2000000), True),
        ("socketpair", (1, 2), False),
        ("socketpair", (2, 1), False),
        ("ioctl", (0, 0x5401), True),
        ("ioctl", (0, 0x5412), False),
        ("fcntl", (0, 4), True),
        ("fcntl", (0, 8), False),
        ("prctl", (15,), True),
        ("prctl", (1,), False),
        ("kill", (5,), True),
        ("prlimit64", (5,), True),
        ("execve", (), True),
    ],
)
def test_a_call_is_judged_by_its_arguments(machine, name, arguments, allowed):
    program = seccomp.program(machine, **FULL)
    expected = ALLOWED if allowed else failed(errno.EPERM)
    assert decide(program, call(machine, number_of(machine, name), *arguments)) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("kill", (77,), True),
        ("kill", (78,), False),
        ("kill", (0xFFFFFFFF,), False),  # everybody
        ("tgkill", (77, 79), True),
        ("tgkill", (78, 78), False),
        ("tkill", (77,), False),
        ("prlimit64", (0,), True),
        ("prlimit64", (78,), False),
        ("sched_setaffinity", (0,), True),
        ("sched_setaffinity", (78,), False),
        ("setpriority", (), False),
        ("execve", (), False),
        ("execveat", (), False),
    ],
)
def test_beside_others_it_reaches_only_itself(machine, name, arguments, allowed):
    program = seccomp.program(machine, **WEAK)
    expected = ALLOWED if allowed else failed(errno.EPERM)
    assert decide(program, call(machine, number_of(machine, name), *arguments)) == expected


def test_signals_are_left_to_landlock_where_it_scopes_them(machine):
    program = seccomp.program(machine, execute=False, alone=False, only_signal=None)
    assert decide(program, call(machine, number_of(machine, "kill"), 78)) == ALLOWED


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_the_numbers_are_those_of_the_kernels_headers(machine):
    header = HEADERS[machine]
    if not header.exists():
        pytest.skip(f"{header} is not installed")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text())
    numbers = {name: int(number) for name, number in found}
    ours = {n: v for table in TABLES for n, v in syscalls.numbers(table, machine).items()}
    assert {name: number for name, number in ours.items() if name in numbers} == {
        name: numbers[name] for name in ours if name in numbers
    }
    assert len(set(ours) & set(numbers)) > 100


def test_a_machine_without_a_table_is_not_supported():
    assert seccomp.supported("x86_64")
    assert seccomp.supported("aarch64")
    assert not seccomp.supported("riscv64")
