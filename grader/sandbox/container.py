"""How to start a warm process so that it sees nothing but what it needs.

The command line is bubblewrap's for the level "full"; for the weaker ones it is the program
itself with a cleared environment, which also tells `confine` what Landlock may allow.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import GraderEnvironmentError
from grader.sandbox import linux
from grader.sandbox.users import UNPRIVILEGED

if TYPE_CHECKING:  # the canary starts without the packages that this one would bring along
    from grader.execution.job import Level

FOLDER = "/student"  # what is writable inside; /tmp is another name for it where it can be
WHAT_TO_SEE = "GRADER_SANDBOX_SEES"  # the variable that carries readable and hidden paths
# Programs, libraries and data of the distribution; nothing that tells about the machine's users.
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin")
SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
OURS = [Path(path) for path in (*SETTINGS, *DEVICES)]
NAME = {"USER": "student", "LOGNAME": "student"}  # there is no passwd file to look it up in
MISSING, INSTALL = "bubblewrap is not installed", "apt-get install bubblewrap"
HOME = {"HOME": FOLDER, "TMPDIR": FOLDER}


def command(
    argv: Sequence[str],
    *,
    level: "Level",
    readable: Iterable[Path],
    hidden: Iterable[Path] = (),
    environment: Mapping[str, str],
    pass_fds: Sequence[int] = (),
) -> list[str]:
    """The command line that starts `argv` at this level; give `pass_fds` to `Popen` as well.

    It sees `readable` files and folders and the distribution, read-only, and an empty folder;
    `hidden` paths stay out of sight wherever they lie. bubblewrap hands on every
    descriptor that it inherits, so `pass_fds` needs no words of its own. A program that root
    starts must call `drop_root` first of all. It dies with the *thread* that starts it. Raises
    GraderEnvironmentError if bubblewrap is needed and missing.
    """
    for descriptor in pass_fds:
        os.set_inheritable(descriptor, True)
    readable, hidden = list(readable), list(hidden)
    if level == "full":
        program = bubblewrap()
        if program is None:
            raise GraderEnvironmentError('isolation "full"', MISSING, f"Do this: {INSTALL}")
        words = [program, *_namespaces(root=os.getuid() == 0), *_sees(readable, hidden)]
        settings = _options("--setenv", {**NAME, **environment, **HOME}.items())
        return [*words, "--clearenv", *settings, "--chdir", FOLDER, "--", *argv]
    sees = json.dumps([[str(p) for p in paths] for paths in (readable, hidden)])
    variables = {**NAME, **environment, WHAT_TO_SEE: sees}
    return ["/usr/bin/env", "-i", *(f"{k}={v}" for k, v in variables.items()), *argv]


def bubblewrap() -> str | None:
    """Where the program is, if it is installed."""
    from shutil import which  # not at the top: it brings compression along, the canary hurries

    return which("bwrap")


def drop_root(level: "Level") -> None:
    """What the warm process does in its first lines: stop being root, in a full container.

    bubblewrap, started by root, covers parts of /proc; a student's process may mount a /proc of
    its own only where a whole one is in sight, so there must be one first. Elsewhere this does
    nothing: the weak levels change the user in each child.
    """
    if level == "full" and os.getuid() == 0:
        linux.mount("proc", "/proc", linux.NO_SUID | linux.NO_DEVICES | linux.NO_EXEC)
        Path(FOLDER).chmod(0o1777)  # imports may want to write: matplotlib does
        linux.become(UNPRIVILEGED)
        linux.no_new_privileges()


def python_paths() -> list[Path]:
    """What this interpreter reads at run time: its prefixes and its folders of packages.

    A folder that somebody added to the path, the checkout of a course for example, is not one.
    """
    prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix]
    program = Path(sys.executable).resolve()
    packages = [p for p in sys.path if Path(p).name in ("site-packages", "dist-packages")]
    paths = [*map(Path, prefixes), program.parent.parent, *map(Path, packages)]
    return outermost(p for p in paths if os.access(p, os.R_OK) and p != Path("/"))


def outermost(paths: Iterable[Path]) -> list[Path]:
    """The paths, in order, without those that lie below another one or come twice."""
    unique = dict.fromkeys(paths)
    return [p for p in unique if not any(q != p and p.is_relative_to(q) for q in unique)]


def allowed_parts(
    readable: Iterable[Path], hidden: Sequence[Path]
) -> tuple[list[Path], list[Path]]:
    """Readable paths as Landlock wants them, which can allow but not except.

    Returns the paths that may be read with all that is below them, and the folders that may only
    be listed because something below them is hidden. A symbolic link needs no permission of its
    own, and with one it would open what it points to.
    """
    secrets = [path.resolve() for path in hidden]
    whole, listed = list[Path](), list[Path]()
    waiting = [path.resolve() for path in readable]
    while waiting:
        path = waiting.pop()
        if _below(path, secrets):
            continue
        if any(secret.is_relative_to(path) for secret in secrets) and path.is_dir():
            listed.append(path)
            waiting += [inner for inner in path.iterdir() if not inner.is_symlink()]
        else:
            whole.append(path)
    return whole, listed


def _namespaces(*, root: bool) -> list[str]:
    """Root keeps the machine's user namespace, in which alone it can become another user."""
    words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "grader"]
    if not root:
        return ["--unshare-user", *words]
    for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN"):  # until `drop_root`
        words += ["--cap-add", capability]
    return ["--cap-drop", "ALL", *words]


def _sees(readable: list[Path], hidden: list[Path]) -> list[str]:
    system = [Path(folder) for folder in SYSTEM]
    allowed = [path for path in readable if not _below(path, hidden)]
    shown = [path for path in outermost([*system, *allowed]) if path not in system]
    secrets = [place for path in hidden for place in _places(path, [*system, *shown])]
    return [
        *_options("--dir", ((folder,) for folder in _parents([*shown, *OURS]))),
        *_options("--tmpfs", [(FOLDER,)]),
        *_shared_folder(shown),
        *("--proc", "/proc"),
        *_distribution(system),
        *_options("--ro-bind-try", ((path, path) for path in SETTINGS)),
        *_options("--dev-bind", ((path, path) for path in DEVICES)),
        *("--symlink", FOLDER, "/dev/shm", "--symlink", "/proc/self/fd", "/dev/fd"),
        *_options("--ro-bind", ((str(path), str(path)) for path in shown)),
        *_masks(secrets),
        *("--remount-ro", "/"),
    ]


def _parents(paths: Iterable[Path]) -> list[str]:
    """Folders above these, from the top: bubblewrap would make them for root's eyes only."""
    return sorted({str(folder) for path in paths for folder in path.parents} - {"/"})


def _shared_folder(shown: Iterable[Path]) -> list[str]:
    """Programs write to /tmp, unless something of the instructor's lies there."""
    if any(path.is_relative_to("/tmp") for path in shown):
        return []
    return ["--symlink", FOLDER, "/tmp"]


def _distribution(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        if folder.is_symlink():  # merged into /usr
            yield from ("--symlink", str(folder.readlink()), str(folder))
        else:
            yield from ("--ro-bind-try", str(folder), str(folder))


def _below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _places(secret: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """Where a hidden path would show: a folder may be known by several names."""
    real = secret.resolve()
    for folder in folders:
        if real.is_relative_to(folder.resolve()):
            yield folder / real.relative_to(folder.resolve())


def _masks(hidden: Iterable[Path]) -> Iterator[str]:
    for path in outermost(hidden):
        if path.is_dir():
            yield from ("--tmpfs", str(path), "--remount-ro", str(path))
        elif path.exists():
            yield from ("--ro-bind", "/dev/null", str(path))


def _options(option: str, uses: Iterable[tuple[str, ...]]) -> list[str]:
    return [word for values in uses for word in (option, *values)]
