"""The system calls that confine, one function each; decides nothing.

Each raises OSError with the call's name in place of a file name. Numbers are those of the
kernel's headers, the same on every architecture unless `syscalls` says otherwise.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

NEW_MOUNTS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000
NO_SUID, NO_DEVICES, NO_EXEC = 0x2, 0x4, 0x8
SIGNALS_SCOPED = 6  # the version of Landlock that keeps signals inside
KEEP_SEARCH = 1 << 2  # CAP_DAC_READ_SEARCH: may read what belongs to others

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_CAPBSET_DROP = 1, 4, 8, 24
_PR_GET_SECCOMP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 21, 36, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_SET_MODE_FILTER = 1
_CAPABILITY_VERSION_3 = 0x20080522
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446

# Landlock's rights on files, in the order of their bits; each ABI version added some at the end.
_EXECUTE, _WRITE, _READ, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_DEVICES, _MAKE_SOCKET, _TRUNCATE, _IOCTL = 1 << 6 | 1 << 11, 1 << 9, 1 << 14, 1 << 15
_RIGHTS_OF_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # ABI → how many rights it knows
_OF_A_FILE = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(namespaces: int) -> None:
    """Leave these namespaces of the parent; a new pid namespace begins with the next fork."""
    _check(_libc.unshare(namespaces), "unshare")


def mount(kind: str, folder: str, flags: int, options: str = "") -> None:
    """Mount a new file system of this kind on a folder."""
    words = [text.encode() for text in (kind, folder, kind)]
    _check(_libc.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {kind}")


def die_with_parent(signal: int) -> None:
    """Get this signal when the parent dies."""
    _prctl(_PR_SET_PDEATHSIG, signal, "die with parent")


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent has died."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1, "adopt orphans")


def set_readable_by_own_user(readable: bool) -> None:
    """Whether processes of the same user may look into this one's /proc entry."""
    _prctl(_PR_SET_DUMPABLE, int(readable), "set dumpable")


def no_new_privileges() -> None:
    """Never gain a privilege again by starting a program."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, "no new privileges")


def become(user: int, capabilities: int = 0) -> None:
    """Root becomes this user and group for good, with these capabilities alone."""
    _prctl(_PR_SET_KEEPCAPS, int(capabilities != 0), "keep capabilities")
    _drop_bounding_set()  # while root may
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    drop_capabilities(keep=capabilities)
    set_readable_by_own_user(True)  # changing the user made /proc/self root's


def drop_capabilities(keep: int = 0) -> None:
    """Give up all capabilities but these, here and in every program started from here."""
    _drop_bounding_set()
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)  # absent before Linux 4.3
    header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
    low, high = keep & 0xFFFFFFFF, keep >> 32
    _check(_libc.capset(header, struct.pack("<6I", low, low, 0, high, high, 0)), "capset")


def _drop_bounding_set() -> None:
    number = 0
    while _libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0) == 0:  # fails behind the last one, or
        number += 1  # at the first without the right to: `no_new_privileges` covers that


def map_user(user: int, group: int, inside: int) -> None:
    """In a new user namespace: `inside` stands for this user and group, nobody else exists."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{inside} {user} 1"),
        ("gid_map", f"{inside} {group} 1"),
    ):
        Path("/proc/self", name).write_text(text)


def landlock_abi() -> int:
    """The kernel's version of Landlock; 0 if it has none."""
    return max(int(_libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)), 0)


def landlock(
    readonly: Iterable[Path],
    writable: Iterable[Path],
    *,
    listed: Iterable[Path] = (),
    execute: bool,
) -> None:
    """Only these paths and what is below them; no TCP; no signal to processes outside.

    `listed` are folders whose names alone may be read. TCP and signals as far as the kernel's
    version goes. A path that is not there is left out.
    """
    abi = landlock_abi()
    known = (1 << _RIGHTS_OF_ABI.get(min(abi, 5), 0)) - 1
    ruleset = _landlock_ruleset(abi, known)
    try:
        read = _READ | _READ_FOLDER | (_EXECUTE if execute else 0)
        _landlock_allow(ruleset, readonly, read)
        _landlock_allow(ruleset, listed, _READ_FOLDER)
        write = known & ~(_MAKE_DEVICES | _MAKE_SOCKET | _IOCTL)
        _landlock_allow(ruleset, writable, write if execute else write & ~_EXECUTE)
        no_new_privileges()
        _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _landlock_ruleset(abi: int, known: int) -> int:
    tcp = 3 if abi >= 4 else 0  # bind, connect
    scoped = 3 if abi >= 6 else 0  # abstract sockets, signals
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    attributes = struct.pack("<QQQ", known, tcp, scoped)[:size]
    ruleset = _libc.syscall(_LANDLOCK_CREATE, attributes, ctypes.c_size_t(size), 0)
    return _check(ruleset, "landlock_create_ruleset")


def _landlock_allow(ruleset: int, paths: Iterable[Path], rights: int) -> None:
    for path in paths:
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        allowed = rights if folder else rights & _OF_A_FILE
        rule = struct.pack("<Qi", allowed, descriptor)
        done = _libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0)
        os.close(descriptor)
        _check(done, f"landlock_add_rule {path}")


def has_seccomp() -> bool:
    """Whether this kernel can filter system calls."""
    return int(_libc.prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def seccomp(number: int, instructions: Sequence[bytes]) -> None:
    """Filter this process's system calls; `number` is that of the call `seccomp`."""
    text = ctypes.create_string_buffer(b"".join(instructions))
    program = struct.pack("<HxxxxxxQ", len(instructions), ctypes.addressof(text))
    no_new_privileges()
    _check(_libc.syscall(number, _SET_MODE_FILTER, 0, program), "seccomp")


def _prctl(option: int, value: int, name: str) -> None:
    arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
    _check(_libc.prctl(option, *arguments), name)


def _check(result: int, name: str) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), name)
    return result
