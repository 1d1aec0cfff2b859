"""Writes a folder so that it is never seen half-written: all of it is new, or all is as before."""

import ctypes
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

_SHARED = stat.S_ISGID | stat.S_IWGRP  # how nbgrader marks the folders of a group of instructors
_ENDING = ".writing"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold these files, to be read only, and no others; a name may hold folders.

    After a kill -9 too readers find the old folder or the new one; what a killed run has left
    beside it goes with the next one. One process writes at a time. Raises ValueError for a name
    that leads out of the folder.
    """
    for name in files:
        _require_inside(name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in _left_behind(folder):
        shutil.rmtree(left)
    new = _beside(folder)
    mode = stat.S_IMODE(folder.parent.stat().st_mode)
    is_shared = mode & _SHARED == _SHARED
    for name, data in files.items():
        _write(new / name, data, 0o664 if is_shared else 0o444)
    new.chmod(mode)
    _put(new, folder)


def _require_inside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"{name!r} is no name of a file inside a folder")


def _left_behind(folder: Path) -> Iterator[Path]:
    start = f".{folder.name}."
    for path in folder.parent.iterdir():
        if path.name.startswith(start) and path.name.endswith(_ENDING):
            yield path


def _beside(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(_ENDING, f".{folder.name}.", folder.parent))


def _write(path: Path, data: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(mode)


def _put(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = new
    if not _exchange(new, folder):  # then there is a moment without the folder
        old = _beside(folder)
        folder.rename(old)
        new.rename(folder)
    shutil.rmtree(old)


def _exchange(new: Path, folder: Path) -> bool:
    """Swap the names of two folders in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except AttributeError:  # macOS
        return False
    places = (_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(folder))
    return bool(renameat2(*places, _RENAME_EXCHANGE) == 0)
