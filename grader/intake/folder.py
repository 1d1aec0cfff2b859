"""A submission's folder, read without following, running or trusting anything in it.

Regular files alone, opened without following a link, within limits of size and number. What is
left out is told; a notebook under another name is found; nothing is ever unpacked.
"""

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path

from grader.intake.read import NOTEBOOK_BYTES, UnreadableNotebookError, read_notebook
from grader.limits import MIB
from grader.texts import one_line

FILE_BYTES = 20 * MIB
ALL_BYTES = 50 * MIB
FILES = 1000
DEPTH = 8
NAME_BYTES = 200
NOTEBOOK = ".ipynb"
TIMESTAMP = "timestamp.txt"
IGNORED = frozenset({".ipynb_checkpoints", "__pycache__", ".git", ".DS_Store", TIMESTAMP})
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".rar", ".7z")
ENTRIES = 10_000  # names that are looked at, folders too
# What browsers and Jupyter add to a name. No bare number: p2 is no copy of p1.
COPY_MARKS = re.compile(r"([ _-]*(\(\d+\)|copy ?\d*|kopie|v\d+|final))+$", re.IGNORECASE)
# Some browsers take JSON for text.
ENDINGS = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Folder:
    """What lies in a submission: notebooks and side files by name; a `reason` not to grade it.

    `timestamp` is the content of timestamp.txt. `repairs` are sentences about what was odd.
    """

    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    timestamp: bytes | None = None
    repairs: tuple[str, ...] = ()
    reason: str = ""


def read_folder(
    path: Path, expected: Mapping[str, Collection[str]], ignore: Collection[str] = ()
) -> Folder:
    """Read a submission; `expected` maps each notebook of the assignment to its grade_ids.

    `ignore` are patterns of names, of folders too, that are left out without a word.
    """
    reader = _Reader(ignore)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        return Folder(reason=f"the folder cannot be read ({error.strerror})")
    try:
        found = dict(reader.files(descriptor, "", 0))
        timestamp = reader.timestamp(descriptor)
    finally:
        os.close(descriptor)
    matched = _matched(found, expected, reader.told)
    notebooks = {name: found.pop(file) for name, file in matched.items()}
    reason = _refused(expected, matched, reader.told)
    if not notebooks:
        reason = reason or _nothing(found, expected)
    return Folder(notebooks, found, timestamp, tuple(dict.fromkeys(reader.told)), reason)


class _Reader:
    """Reads what may be read, and remembers what may not; `told` are sentences about it."""

    def __init__(self, ignore: Collection[str]) -> None:
        self.told: list[str] = []
        self._ignore = {*IGNORED, *ignore}
        self._bytes, self._count, self._entries = 0, 0, 0

    def files(self, folder: int, above: str, depth: int) -> Iterator[tuple[str, bytes]]:
        """Every regular file below an open folder, by its path in the submission."""
        for name in sorted(os.listdir(folder), key=_notebooks_first):
            path = f"{above}{name}"
            self._entries += 1
            if self._entries > ENTRIES:
                self._leave_out("the rest", f"is beyond {ENTRIES} names")
                return
            if self._is_ignored(name) or not self._is_allowed(name, path):
                continue
            try:
                yield from self._entry(folder, name, path, depth)
            except OSError as error:  # gone meanwhile, or not for us to read
                self._leave_out(path, f"cannot be read ({error.strerror})")

    def _entry(self, folder: int, name: str, path: str, depth: int) -> Iterator[tuple[str, bytes]]:
        kind = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISDIR(kind) and depth < DEPTH:
            yield from self._below(folder, name, path, depth)
        elif stat.S_ISREG(kind):
            data = self._read(folder, name, path)
            if data is not None:
                yield path, data
        elif stat.S_ISDIR(kind):
            self._leave_out(path, f"is more than {DEPTH} folders deep")
        else:
            what = "link" if stat.S_ISLNK(kind) else "file of a kind that is not read"
            self._leave_out(path, f"is a {what}")

    def timestamp(self, folder: int) -> bytes | None:
        """When the submission was handed in, as nbgrader wrote it down."""
        try:
            content, why = _regular_bytes(folder, TIMESTAMP, 1000), "too long"
        except FileNotFoundError:
            return None
        except OSError as error:
            content, why = None, error.strerror or str(error)
        if content is None:
            no_time = "it counts as submitted at no known time"
            self.told.append(f"{TIMESTAMP} cannot be read ({why}): {no_time}")
        return content

    def _below(self, folder: int, name: str, path: str, depth: int) -> Iterator[tuple[str, bytes]]:
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
        try:
            yield from self.files(descriptor, f"{path}/", depth + 1)
        finally:
            os.close(descriptor)

    def _read(self, folder: int, name: str, path: str) -> bytes | None:
        limit = NOTEBOOK_BYTES if name.endswith(NOTEBOOK) else FILE_BYTES
        limit = min(limit, ALL_BYTES - self._bytes)
        if self._count >= FILES:
            self._leave_out("the rest", f"is beyond {FILES} files")
            return None
        data = _regular_bytes(folder, name, limit)
        if data is None:
            self._leave_out(path, f"is too large (more than {limit / MIB:.3g} MiB)")
            return None
        self._count, self._bytes = self._count + 1, self._bytes + len(data)
        return data

    def _is_ignored(self, name: str) -> bool:
        return not ENDINGS.search(name) and any(fnmatch(name, p) for p in self._ignore)

    def _is_allowed(self, name: str, path: str) -> bool:
        if len(os.fsencode(name)) <= NAME_BYTES and name.isprintable() and "\\" not in name:
            return True
        self._leave_out(path, "has a name that is not allowed")
        return False

    def _leave_out(self, path: str, why: str) -> None:
        self.told.append(one_line(f"{path} {why} and was left out"))


def _notebooks_first(name: str) -> tuple[bool, str]:
    """So that no side file takes up what a notebook may have."""
    return not ENDINGS.search(name), name


def _regular_bytes(folder: int, name: str, limit: int) -> bytes | None:
    """A regular file's content; None if it is larger. Raises OSError for a link or another kind."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(name, flags, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "no regular file")
        if found.st_nlink > 1:
            raise OSError(0, "another name of a file elsewhere")
        data = file.read(limit + 1)
    return data if len(data) <= limit else None


def _matched(
    found: Mapping[str, bytes], expected: Mapping[str, Collection[str]], told: list[str]
) -> dict[str, str]:
    """The file for each notebook of the assignment: by its name, a copy's name, its cells."""
    files = [path for path in found if ENDINGS.search(path)]
    matched = {name: f"{name}{NOTEBOOK}" for name in expected if f"{name}{NOTEBOOK}" in found}
    for name, file in matched.items():
        told += [
            one_line(f"{other!r} is there too, {file} is graded")
            for other in files
            if _is_copy(other, name) and found[other] != found[file]
        ]
    for name in expected:
        if name in matched:
            continue
        left = [file for file in files if file not in matched.values()]
        candidate = _candidate(name, expected[name], found, left)
        if candidate:
            matched[name] = candidate
            told.append(one_line(f"{name}{NOTEBOOK} was handed in as {candidate!r}"))
    return matched


def _candidate(
    name: str, grade_ids: Collection[str], found: Mapping[str, bytes], files: Collection[str]
) -> str | None:
    """The only file with the name of a copy and the notebook's cells; or with one of the two."""
    copies = [file for file in files if _is_copy(file, name)]
    known = [file for file in files if _ids(found[file]) & set(grade_ids)]
    for likely in ([file for file in copies if file in known], known, copies):
        if len({found[file] for file in likely}) == 1:
            return likely[0]
    return None


def _is_copy(file: str, name: str) -> bool:
    """Whether a file's name is that of the notebook but for case, blanks and marks of copies."""
    return _simple(ENDINGS.sub("", Path(file).name)) == _simple(name)


def _simple(name: str) -> str:
    return re.sub(r"[\s_-]+", "", COPY_MARKS.sub("", name)).lower()


def _ids(data: bytes) -> set[str]:
    try:
        return {cell.grade_id for cell in read_notebook(data).cells if cell.grade_id}
    except UnreadableNotebookError:
        return set()


def _refused(expected: Collection[str], matched: Collection[str], told: Sequence[str]) -> str:
    """Why a notebook that is there under its name could not be read: that is no missing one."""
    absent = [f"{name}{NOTEBOOK} " for name in expected if name not in matched]
    return next((line for line in told if line.startswith(tuple(absent))), "")


def _nothing(found: Mapping[str, bytes], expected: Collection[str]) -> str:
    """Why there is nothing to grade."""
    missing = ", ".join(f"{name}{NOTEBOOK}" for name in expected)
    archive = next((path for path in found if path.lower().endswith(ARCHIVES)), None)
    if archive:
        return one_line(f"{missing} is missing; {archive!r} is an archive, which is not unpacked")
    nearest = get_close_matches(missing, found, n=3) or sorted(found)[:12]
    holds = f"the folder holds {', '.join(nearest)}" if nearest else "the folder is empty"
    return one_line(f"{missing} is missing; {holds}")
