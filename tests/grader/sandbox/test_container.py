import sys
from pathlib import Path

import pytest

from grader.sandbox.container import FOLDER, allowed_parts, command, outermost, python_paths


def line(monkeypatch, *, user=1000, readable=(), hidden=(), level="full", **environment):
    monkeypatch.setattr("os.getuid", lambda: user)
    return command(
        ["python", "-V"],
        level=level,
        readable=readable,
        hidden=hidden,
        environment=environment,
        pass_fds=(),
    )


def uses(words: list[str], option: str, count: int) -> list[tuple[str, ...]]:
    return [
        tuple(words[at + 1 : at + 1 + count]) for at, word in enumerate(words) if word == option
    ]


def test_an_ordinary_user_gets_a_user_namespace_and_root_keeps_the_way_out_of_root(monkeypatch):
    ordinary, root = line(monkeypatch), line(monkeypatch, user=0)
    assert "--unshare-user" in ordinary
    assert "--cap-add" not in ordinary
    assert "--unshare-user" not in root
    assert uses(root, "--cap-drop", 1) == [("ALL",)]
    assert {name for (name,) in uses(root, "--cap-add", 1)} == {
        "CAP_SETUID",
        "CAP_SETGID",
        "CAP_SYS_ADMIN",
    }
    for words in (ordinary, root):
        assert {"--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"} <= {*words}
        assert {"--die-with-parent", "--new-session", "--clearenv"} <= {*words}
        assert words[-3:] == ["--", "python", "-V"]


def test_nothing_is_writable_but_the_folder(monkeypatch):
    words = line(monkeypatch, readable=[Path("/opt/data")])
    assert uses(words, "--bind", 2) == []
    assert ("/opt/data", "/opt/data") in uses(words, "--ro-bind", 2)
    assert uses(words, "--tmpfs", 1) == [(FOLDER,)]
    assert uses(words, "--remount-ro", 1)[-1] == ("/",)


def test_hidden_paths_are_covered_behind_what_shows_them(monkeypatch, tmp_path):
    secret, key = tmp_path / "answers", tmp_path / "key.txt"
    secret.mkdir()
    key.touch()
    hidden = [secret, key, secret / "below", tmp_path / "missing", Path("/elsewhere")]
    words = line(monkeypatch, readable=[tmp_path], hidden=hidden)
    assert uses(words, "--tmpfs", 1) == [(FOLDER,), (str(secret),)]
    binds = uses(words, "--ro-bind", 2)
    assert binds.index(("/dev/null", str(key))) > binds.index((str(tmp_path), str(tmp_path)))
    assert not any("missing" in word or "elsewhere" in word for word in words)


def test_what_is_readable_below_a_hidden_folder_is_hidden(monkeypatch, tmp_path):
    words = line(monkeypatch, readable=[tmp_path / "answers/data"], hidden=[tmp_path / "answers"])
    assert not any("answers" in word for word in words)


def test_hidden_paths_are_covered_under_every_name(monkeypatch, tmp_path):
    (tmp_path / "course/answers").mkdir(parents=True)
    (tmp_path / "alias").symlink_to(tmp_path / "course")
    course, alias = tmp_path / "course", tmp_path / "alias"
    words = line(monkeypatch, readable=[course, alias], hidden=[alias / "answers"])
    covered = [(FOLDER,), (str(course / "answers"),), (str(alias / "answers"),)]
    assert uses(words, "--tmpfs", 1) == covered


def test_tmp_is_the_folder_unless_something_readable_lies_there(monkeypatch):
    assert (FOLDER, "/tmp") in uses(line(monkeypatch), "--symlink", 2)
    words = line(monkeypatch, readable=[Path("/tmp/course")])
    assert (FOLDER, "/tmp") not in uses(words, "--symlink", 2)
    assert ("/tmp",) in uses(words, "--dir", 1)


def test_the_environment_is_what_was_given_and_a_name(monkeypatch):
    monkeypatch.setenv("SECRET", "canary")
    settings = dict(uses(line(monkeypatch, A="1", HOME="/home/me"), "--setenv", 2))
    assert settings == {
        "A": "1",
        "USER": "student",
        "LOGNAME": "student",
        "HOME": FOLDER,
        "TMPDIR": FOLDER,
    }


@pytest.mark.parametrize("level", ["landlock", "limits", "none"])
def test_a_weak_level_starts_the_program_itself_with_a_cleared_environment(monkeypatch, level):
    words = line(monkeypatch, level=level, readable=[Path("/opt/data")], A="1")
    assert words[:2] == ["/usr/bin/env", "-i"]
    assert "A=1" in words
    assert 'GRADER_SANDBOX_SEES=[["/opt/data"], []]' in words
    assert words[-2:] == ["python", "-V"]


def test_python_needs_its_prefixes_and_packages_but_no_checkout(monkeypatch, tmp_path):
    added = tmp_path / "site-packages"
    added.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(added)])
    paths = python_paths()
    assert added in paths
    assert tmp_path not in paths
    assert any(Path(sys.executable).is_relative_to(path) for path in paths)
    assert any(Path(sys.executable).resolve().is_relative_to(path) for path in paths)


def test_a_path_below_another_is_left_out():
    a, b, other = Path("/a"), Path("/a/b"), Path("/ab")
    assert outermost([b, a, other, a]) == [a, other]


def test_landlock_allows_everything_beside_the_hidden(tmp_path):
    for name in ("course/answers", "course/data", "course/answers/deep"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    for name in ("course/public.txt", "course/key.txt"):
        (tmp_path / name).touch()
    course = tmp_path / "course"
    hidden = [course / "answers", course / "key.txt", course / "missing"]
    (course / "link").symlink_to(course / "answers")
    (tmp_path / "alias").symlink_to(course)
    whole, listed = allowed_parts([tmp_path / "alias", tmp_path / "other"], hidden)
    assert sorted(whole) == [course / "data", course / "public.txt", tmp_path / "other"]
    assert listed == [course]
