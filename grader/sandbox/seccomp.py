"""Which system calls a student's process may make, as a filter program for the kernel.

Pure: builds instructions, `linux.seccomp` installs them. A denied call fails with EPERM, so that
a student reads an ordinary Python error.

What this costs: `socket` is denied, so a torch DataLoader with worker processes, which pass
tensors over Unix sockets, waits until the time is up; with `num_workers=0` all of torch works.
"""

import errno
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.sandbox import syscalls

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT = 0x15, 0x35, 0x45
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
MACHINES = tuple(syscalls.ARCHITECTURES)
_ANY = 0xFFFFFFFF

_NEW_NAMESPACES = 0x7E020000
_CLONE_PARENT = 0x8000  # a sibling instead of a child
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPES = 1, 1, 0xF
_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15
_PR_SET_PDEATHSIG = 1
_NOT_SAID = 0  # the call does nothing, and looks as if it had: daemons and subprocesses go on


@dataclass(frozen=True)
class Check:
    """Denies a call by the low 32 bits of one argument: if `is`, `is not` or has any bit of."""

    argument: int
    denied: Literal["is", "is not", "has"]
    value: int
    mask: int = _ANY


CHECKS = {
    "clone": (Check(0, "has", _NEW_NAMESPACES | _CLONE_PARENT),),
    # a pair of connected streams reaches nobody else; asyncio needs one
    "socketpair": (
        Check(0, "is not", _AF_UNIX),
        Check(1, "is not", _SOCK_STREAM, mask=_SOCK_TYPES),
    ),
    # type into a terminal; have signals sent to somebody
    "ioctl": tuple(Check(1, "is", n) for n in (_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP)),
    "fcntl": tuple(Check(1, "is", n) for n in (_F_SETOWN, _F_SETSIG, _F_SETOWN_EX)),
    "prctl": (Check(0, "is", _PR_SET_PDEATHSIG),),
}
ONLY_ITSELF = {
    "prlimit64": (Check(0, "is not", 0),),
    "sched_setaffinity": (Check(0, "is not", 0),),
}


def program(machine: str, *, execute: bool, alone: bool, only_signal: int | None) -> list[bytes]:
    """The filter's instructions for this machine; KeyError if we have no numbers for it.

    `execute`: may start programs. `alone`: no process of others is in sight, so the calls that
    reach processes by number are harmless. `only_signal`: the one process it may signal.
    """
    denied = syscalls.numbers(syscalls.DENIED, machine)
    if not execute:
        denied |= syscalls.numbers(syscalls.PROGRAMS, machine)
    checks = dict(CHECKS)
    if not alone:
        denied |= syscalls.numbers(syscalls.REACHES_OTHERS, machine)
        checks |= ONLY_ITSELF
    if only_signal is not None:
        checks |= {name: (Check(0, "is not", only_signal),) for name in ("kill", "tgkill")}
    numbers = syscalls.numbers(syscalls.CONDITIONAL, machine)
    return [
        *_only_this_machine(syscalls.ARCHITECTURES[machine]),
        *_deny(numbers["clone3"], errno.ENOSYS),  # its arguments are out of sight: use clone
        *_deny(numbers["setsid"], _NOT_SAID),  # the scheduler gives each session a student's share
        *(line for number in denied.values() for line in _deny(number, errno.EPERM)),
        *(line for name in checks for line in _deny_some(numbers[name], checks[name])),
        _instruction(_RETURN, _ALLOW),
    ]


def call_number(machine: str) -> int:
    """The number of the system call that installs a program."""
    return syscalls.numbers(syscalls.CONDITIONAL, machine)["seccomp"]


def supported(machine: str) -> bool:
    """Whether we know this machine's numbers."""
    return machine in MACHINES


def _only_this_machine(architecture: int) -> Iterator[bytes]:
    """Leaves the call's number in the accumulator; 32-bit and unknown calls end here."""
    yield _instruction(_LOAD, _ARCHITECTURE_AT)
    yield _instruction(_IF_EQUAL, architecture, then=1)
    yield _instruction(_RETURN, _KILL)
    yield _instruction(_LOAD, _NUMBER_AT)
    yield _instruction(_IF_AT_LEAST, syscalls.LAST + 1, otherwise=1)
    yield _instruction(_RETURN, _FAIL | errno.ENOSYS)


def _deny(number: int, error: int) -> Iterator[bytes]:
    yield _instruction(_IF_EQUAL, number, otherwise=1)
    yield _instruction(_RETURN, _FAIL | error)


def _deny_some(number: int, checks: tuple[Check, ...]) -> Iterator[bytes]:
    block = [line for check in checks for line in _check(check)]
    yield _instruction(_IF_EQUAL, number, otherwise=len(block) + 1)
    yield from block
    yield _instruction(_RETURN, _ALLOW)


def _check(check: Check) -> Iterator[bytes]:
    yield _instruction(_LOAD, _ARGUMENTS_AT + 8 * check.argument)
    if check.mask != _ANY:
        yield _instruction(_AND, check.mask)
    test = _IF_ANY_BIT if check.denied == "has" else _IF_EQUAL
    negated = check.denied == "is not"
    yield _instruction(test, check.value, then=int(negated), otherwise=int(not negated))
    yield _instruction(_RETURN, _FAIL | errno.EPERM)


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("<HBBI", code, then, otherwise, value)
