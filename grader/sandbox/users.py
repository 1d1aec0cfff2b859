"""Which user a student's process becomes when root starts it; limits on processes spare root."""

import os
from collections.abc import Iterable
from pathlib import Path

UNPRIVILEGED = 64999  # user and group of a warm process that root starts in a container
# systemd's documentation of user ids lists this range as unused; no process id reaches its end.
_ONE_PER_PROCESS = 0x70000000


def spare_user() -> int:
    """A user that no other process has, if this place has so many, to become now."""
    own = _ONE_PER_PROCESS + os.getpid()
    return own if exists(own, Path("/proc/self/uid_map").read_text()) else UNPRIVILEGED


def exists(user: int, uid_map: str) -> bool:
    """Whether a user namespace with this map has the user."""
    ranges = [line.split() for line in uid_map.splitlines()]
    return any(int(first) <= user < int(first) + int(size) for first, _, size in ranges)


def closed_to_others(paths: Iterable[Path]) -> bool:
    """Whether a folder on the way to one of these keeps other users out, as /root does."""
    folders = {folder for path in paths for folder in [path, *path.parents] if folder.is_dir()}
    return any(not folder.stat().st_mode & 0o001 for folder in folders)
