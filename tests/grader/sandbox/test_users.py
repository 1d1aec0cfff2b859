import os
from pathlib import Path

import pytest

from grader.sandbox.users import UNPRIVILEGED, closed_to_others, exists, spare_user

EVERYBODY = "         0          0 4294967295\n"
CONTAINER = "0 100000 65536\n"
ONE = "1000 1000 1\n"


@pytest.mark.parametrize(
    ("user", "uid_map", "there"),
    [
        (UNPRIVILEGED, EVERYBODY, True),
        (UNPRIVILEGED, CONTAINER, True),
        (65536, CONTAINER, False),
        (UNPRIVILEGED, ONE, False),
        (5, "0 0 1\n5 1005 1\n", True),
    ],
)
def test_a_user_exists_if_the_namespace_maps_it(user, uid_map, there):
    assert exists(user, uid_map) == there


def test_a_spare_user_is_of_this_process_alone_where_there_are_enough():
    enough = exists(0x7FFFFFFF, Path("/proc/self/uid_map").read_text())
    assert spare_user() == (0x70000000 + os.getpid() if enough else UNPRIVILEGED)


def test_a_folder_on_the_way_can_keep_others_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # no folder above is on the way of a relative path
    tmp_path.chmod(0o755)
    folder = Path("folder")
    folder.mkdir()
    for mode, is_closed in ((0o755, False), (0o711, False), (0o700, True), (0o754, True)):
        folder.chmod(mode)
        assert closed_to_others([folder / "file"]) == is_closed
    assert closed_to_others([Path("/usr"), folder])
    assert not closed_to_others([Path("/usr/bin")])
