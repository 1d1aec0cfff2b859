"""The world around a grader: what was there before, what is there after, and whether it differs."""

import hashlib
import os
import select
import signal
import sqlite3
import stat
import subprocess
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

SCRATCH = tuple(Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/mnt"))
# What graders write; looked at cell by cell, row by row.
WRITTEN = ("autograded", "feedback", "gradebook.db")
LEARNED_LATER = ("gradebook.db-journal", "gradebook.db-wal", "gradebook.db-shm")
LISTENING = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07", "unix": "00010000"}
LARGEST_BYTES = 1 << 28  # of a file that is read whole
GRACE_S = 3.0  # what ends by itself in this time was not left behind


@dataclass(frozen=True)
class World:
    """Files with their content, listening sockets, System V memory, and rows of the gradebook."""

    files: dict[str, str]
    sockets: frozenset[str]
    segments: frozenset[str]
    rows: frozenset[tuple[str, ...]]


def look(course: Path) -> World:
    """The world as it is."""
    ours = {course / name for name in (*WRITTEN, *LEARNED_LATER)}
    files = {str(path): _described(path) for path in tree(SCRATCH, ours)}
    return World(files, _sockets(), _segments(), _rows(course / "gradebook.db"))


def changes(before: World, after: World) -> list[str]:
    """What is different, in sentences."""
    files = before.files | after.files
    changed = [path for path in files if before.files.get(path) != after.files.get(path)]
    found = [f"{_verb(path, before, after)} {path}" for path in sorted(changed)]
    found += [f"left listening: {each}" for each in sorted(after.sockets - before.sockets)]
    found += [f"left in memory: {each}" for each in sorted(after.segments - before.segments)]
    found += [f"gradebook row gone: {each}" for each in sorted(before.rows - after.rows)]
    return found


def left_running(known: Collection[int]) -> list[str]:
    """The command lines of processes that do not end by themselves; they are ended now."""
    until = time.monotonic() + GRACE_S
    for pid in _processes(known):
        _wait(pid, until)
    found = {pid: _command_line(pid) for pid in _processes(known)}
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            _wait(pid, time.monotonic() + GRACE_S)
    _processes(known)
    return [f"left running: {line}" for line in found.values()]


def has_ended(pid: int) -> bool:
    """Whether a process is dead, buried or not."""
    return _state(pid) in "ZX"


def stored_scores(gradebook: Path) -> dict[tuple[str, str], float]:
    """The automatic score of each student's grade cell."""
    query = """
        select student_id, base_cell.name, auto_score from grade
        join base_cell on grade.cell_id = base_cell.id
        join submitted_notebook on grade.notebook_id = submitted_notebook.id
        join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
        where auto_score is not null
    """
    with closing(sqlite3.connect(gradebook)) as database:
        return {(student, cell): score for student, cell, score in database.execute(query)}


def tree(roots: Iterable[Path], left_out: Collection[Path] = ()) -> Iterator[Path]:
    """Everything in these folders, however deep, links not followed."""
    waiting = list(roots)
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except (PermissionError, FileNotFoundError):
            continue
        for entry in entries:
            if (path := Path(entry.path)) not in left_out:
                yield path
                waiting += [path] if entry.is_dir(follow_symlinks=False) else []


def remove(folder: Path) -> None:
    """Remove a folder that nobody may be able to enter, or that is too deep for Python."""
    subprocess.run(["chmod", "-R", "u+rwX", folder], capture_output=True)
    subprocess.run(["rm", "-rf", folder], check=True)


def _verb(path: str, before: World, after: World) -> str:
    if path not in before.files:
        return "left behind"
    return "removed" if path not in after.files else "changed"


def _described(path: Path) -> str:
    """What a change of the file would change; times are left out."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return f"link to {path.readlink()}"
    if stat.S_ISDIR(status.st_mode):
        return oct(status.st_mode)
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_BYTES:
        return f"{oct(status.st_mode)} {status.st_size} bytes"
    try:
        return f"{oct(status.st_mode)} {hashlib.blake2b(path.read_bytes()).hexdigest()}"
    except PermissionError:
        return f"{oct(status.st_mode)} {status.st_size} bytes"


def _sockets() -> frozenset[str]:
    found = set()
    for kind, state in LISTENING.items():
        for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]:
            words = line.split()
            if state in words[3:4]:
                found.add(f"{kind} {words[7:] if kind == 'unix' else words[1]}")
    return frozenset(found)


def _segments() -> frozenset[str]:
    lines = [Path(f"/proc/sysvipc/{kind}").read_text() for kind in ("shm", "sem", "msg")]
    return frozenset(line for text in lines for line in text.splitlines()[1:])


def _rows(gradebook: Path) -> frozenset[tuple[str, ...]]:
    """Every row about what students have."""
    tables = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
    try:
        with closing(sqlite3.connect(gradebook)) as database:
            found = [(t, *row) for t in tables for row in database.execute(f"select * from {t}")]
    except sqlite3.Error as error:
        return frozenset({("unreadable", str(error))})
    return frozenset(tuple(map(str, row)) for row in found)


def _processes(known: Collection[int]) -> list[int]:
    """Those that live and are not known; the dead are buried."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    alive = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    return [pid for pid in alive if pid not in known and _state(pid) not in "ZX"]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def _command_line(pid: int) -> str:
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return str(pid)
    return raw.replace(b"\0", b" ").decode(errors="replace")[:300]


def _wait(pid: int, until: float) -> None:
    """Until the process has ended, or the time is over."""
    with suppress(ProcessLookupError):
        line = os.pidfd_open(pid)
        try:
            select.select([line], [], [], max(0.0, until - time.monotonic()))
        finally:
            os.close(line)
