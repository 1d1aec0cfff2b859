"""A machine of its own for one command: attacks must not reach the tests' machine if they succeed.

    python -m tests.grader.attacks.guard ordinary tests.grader.attacks.inside …

runs the module as process 1 of new namespaces, where /tmp, /var/tmp, /dev/shm, /run, /mnt and the
home are empty and the rest is read-only, with a loopback that nobody else sees. "ordinary" is a
user without any right, "root" is root. Whatever is left running ends with the command.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

User = Literal["root", "ordinary"]
USERS: tuple[User, ...] = ("root", "ordinary")
ORDINARY_ID = 1000
CHECKOUT = Path(__file__).resolve().parents[3]
EMPTY = tuple(Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/mnt", "/root"))
STASH = Path("/mnt")
ME = "tests.grader.attacks.guard"


def why_not(user: User) -> str:
    """Why this machine cannot give the command such a user; empty if it can."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return "namespaces need Linux and unshare (util-linux)"
    if user == "root" and os.geteuid() != 0:
        return "only root can try what root's grader withstands"
    tried = subprocess.run([*_unshare(), "true"], capture_output=True, text=True)
    return f"no namespaces here: {tried.stderr.strip()}" if tried.returncode else ""


def command(user: User, module: str, *arguments: str) -> list[str]:
    """The command that runs the module so, to be started in the checkout."""
    return [*_unshare(), sys.executable, "-m", ME, user, module, *arguments]


def _unshare() -> list[str]:
    kinds = ["--mount", "--pid", "--ipc", "--net", "--uts", "--fork", "--kill-child"]
    mine = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]
    return ["unshare", *mine, *kinds, "--mount-proc", "--"]


def enter(user: User) -> None:
    """Turn the namespaces, new already, into an empty machine, and become the user."""
    needed = _topmost({Path(sys.prefix), Path(sys.base_prefix), CHECKOUT})
    _mount("--make-rprivate", "/")
    _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", STASH)
    for n, path in enumerate(needed):
        (STASH / str(n)).mkdir()
        _mount("--bind", path, STASH / str(n))
    for folder in _topmost({*EMPTY, *_closed(needed)} - {STASH}):
        mode = "1777" if os.access(folder, os.W_OK) and folder.name != "root" else "755"
        _mount("-t", "tmpfs", "-o", f"size=4g,mode={mode}", "tmpfs", folder)
    for n, path in enumerate(needed):
        path.mkdir(parents=True, exist_ok=True)
        _mount("--bind", STASH / str(n), path)
        _mount("-o", "remount,ro,bind", path)
        _run("umount", STASH / str(n))
    _mount("-t", "tmpfs", "-o", "size=4g,mode=1777", "tmpfs", STASH)
    _raise_loopback()
    if os.geteuid() == 0:
        _mount("-o", "remount,ro,bind", "/")
    _become(user)


def _topmost(paths: Iterable[Path]) -> list[Path]:
    """The paths that exist and are in none of the others."""
    there = sorted(path for path in set(paths) if path.is_dir())
    return [path for path in there if not any(path.is_relative_to(o) for o in there if o != path)]


def _closed(paths: Iterable[Path]) -> set[Path]:
    """The folders above these that other users may not enter."""
    return {above for path in paths for above in path.parents if not above.stat().st_mode & 0o001}


def _mount(*arguments: object) -> None:
    _run("mount", *arguments)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)


def _raise_loopback() -> None:
    get_flags, set_flags, up = 0x8913, 0x8914, 1
    with socket.socket() as any_socket:
        request = fcntl.ioctl(any_socket, get_flags, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", request)[1] | up
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", flags))


def _become(user: User) -> None:
    if os.geteuid() != 0:  # an ordinary user already: give back what it took to mount
        drop_ambient = (47, 4, 0, 0, 0)
        ctypes.CDLL(None).prctl(*drop_ambient)
    elif user == "ordinary":
        os.setgroups([])
        os.setresgid(*[ORDINARY_ID] * 3)
        os.setresuid(*[ORDINARY_ID] * 3)


def main(user: User, module: str, *arguments: str) -> None:
    enter(user)
    for number in range(1, signal.NSIG):
        if number not in (signal.SIGKILL, signal.SIGSTOP, 32, 33):
            signal.signal(number, signal.SIG_DFL)
    home = STASH / "home"
    home.mkdir()
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "TERM") if key in os.environ}
    environment = kept | {"HOME": str(home), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    os.chdir(CHECKOUT)
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], environment)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
