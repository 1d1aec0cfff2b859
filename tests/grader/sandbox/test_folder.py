import os
from pathlib import Path

import pytest

from grader.sandbox.folder import folder_exceeds, make_folder, remove_folder


@pytest.fixture
def folder():
    path = make_folder(os.getuid())
    yield path
    if path.exists():
        remove_folder(path)


def test_a_folder_is_for_its_owner_alone(folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == os.getuid()


def test_bytes_and_entries_are_counted_at_any_depth(folder):
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "file").write_bytes(bytes(100_000))
    assert not folder_exceeds(folder, 200_000, 3)
    assert folder_exceeds(folder, 50_000, 3)
    assert folder_exceeds(folder, 200_000, 2)


def test_a_link_counts_for_itself_and_is_not_followed(folder, tmp_path):
    (tmp_path / "big").write_bytes(bytes(1_000_000))
    (folder / "link").symlink_to(tmp_path)
    assert not folder_exceeds(folder, 100_000, 1)


def test_a_folder_that_is_gone_exceeds_nothing(tmp_path):
    assert not folder_exceeds(tmp_path / "missing", 0, 0)


def test_removing_follows_no_link(folder, tmp_path):
    (tmp_path / "mine").write_text("stays")
    (folder / "link").symlink_to(tmp_path)
    remove_folder(folder)
    assert not folder.exists()
    assert (tmp_path / "mine").read_text() == "stays"


def test_removing_opens_what_was_closed_and_reaches_what_is_nested(folder):
    start = Path.cwd()
    os.chdir(folder)
    for _ in range(300):
        Path("x" * 20).mkdir()
        os.chdir("x" * 20)
    os.chdir(start)
    closed = folder / "closed"
    closed.mkdir()
    (closed / "file").touch()
    closed.chmod(0)
    remove_folder(folder)
    assert not folder.exists()
