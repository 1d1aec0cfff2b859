"""The private folder of a student's process that has no file system of its own.

Its owner is hostile: names, depth and rights are whatever the student made them. Measuring runs
beside the student, removing after the student's last process has ended.
"""

import os
from pathlib import Path


def make_folder(owner: int) -> Path:
    """A new folder for this user alone."""
    from tempfile import mkdtemp  # not at the top: the canary hurries and needs no such folder

    folder = Path(mkdtemp(prefix="student-"))
    if owner != os.getuid():
        os.chown(folder, owner, owner)
    return folder


def folder_exceeds(folder: Path, size_bytes: int, files: int) -> bool:
    """Whether more than so many bytes or so many files and folders lie in it; stops counting."""
    size, found, waiting = 0, 0, [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            found += 1
            size += _bytes_on_disk(entry)
            if size > size_bytes or found > files:
                return True
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
    return False


def remove_folder(folder: Path) -> None:
    """Remove all of it, at any depth.

    Folders are brought up to the top before they are emptied, so that no path and no stack of
    open descriptors grows with what a student nested.
    """
    folder.chmod(0o700)
    while folders := _without_files(folder):
        for path in folders:
            for inner in _without_files(path):
                inner.rename(folder / os.urandom(8).hex())
            path.rmdir()
    folder.rmdir()


def _without_files(folder: Path) -> list[Path]:
    """Unlink the files of a folder; returns its folders, opened for us."""
    folders = []
    for entry in _entries(folder):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            path.chmod(0o700)  # to move a folder means to write into it
            folders.append(path)
        else:
            path.unlink()
    return folders


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Empty if it is gone, closed by its owner or too deep for a path: seen the next time."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _bytes_on_disk(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * 512
    except OSError:
        return 0
