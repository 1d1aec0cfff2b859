import shutil

import pytest
from typer.testing import CliRunner

from course import cli, lab
from course.cli import app
from course.outline import OUTLINE, select
from course.syllabus import Line, text

from .conftest import CHECKOUT


def course(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout that holds two assignments and may be written to."""
    for name in ("ex02_vae_kl", "ex07_denoising_mse"):
        folder = tmp_path / "course/assignments" / name
        shutil.copytree(CHECKOUT / "course/assignments" / name, folder)
    shutil.copy(CHECKOUT / "nbgrader_config.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_build_names_what_it_wrote_and_check_finds_it_fresh(checkout):
    built = course("build", "ex02_vae_kl")
    assert built.exit_code == 0
    assert built.stdout.splitlines() == [
        "wrote source/ex02_vae_kl/ex02_vae_kl.ipynb",
        "wrote release/ex02_vae_kl/ex02_vae_kl.ipynb",
    ]
    assert course("build", "--check", "ex02_vae_kl").exit_code == 0


def test_check_names_what_is_stale_and_exits_with_1(checkout):
    ended = course("build", "--check", "ex02_vae_kl")
    assert ended.exit_code == 1
    assert "stale: source/ex02_vae_kl/ex02_vae_kl.ipynb. Run: course build" in ended.stdout
    assert not (checkout / "source").exists()


def test_an_unknown_assignment_is_a_usage_error_that_lists_the_known(checkout):
    ended = course("build", "ex99")
    assert ended.exit_code == 2
    assert "unknown assignment 'ex99'" in ended.stderr
    assert "ex02_vae_kl" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_broken_text_ends_with_one_line_and_exit_code_1(checkout):
    text = checkout / "course/assignments/ex02_vae_kl/ex02_vae_kl.py"
    text.write_text(text.read_text().replace('points=1 tests="kl_by_hand"', "points=1"))
    ended = course("build", "ex02_vae_kl", "ex07_denoising_mse")
    assert ended.exit_code == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "ex02_vae_kl.py, line " in ended.stderr
    assert not (checkout / "source").exists()


def test_outside_a_checkout_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = course("build")
    assert ended.exit_code == 3
    assert "not inside a checkout" in ended.stderr


def test_a_folder_in_the_way_is_an_environment_error(checkout):
    (checkout / "release").write_text("")
    ended = course("build", "ex02_vae_kl")
    assert ended.exit_code == 3
    assert "cannot write" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_unknown_option_is_a_usage_error():
    assert course("build", "--chek").exit_code == 2


def test_the_outline_is_printed_in_order_with_points_and_what_comes_before(checkout, monkeypatch):
    course("build", "ex02_vae_kl", "ex07_denoising_mse")
    monkeypatch.setattr(cli, "OUTLINE", select(["ex02_vae_kl", "ex07_denoising_mse"]))
    lines = course("outline").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:-1:2]] == ["ex02_vae_kl", "ex07_denoising_mse"]
    assert lines[1].split()[1:] == ["7", "7", "30", "ex01"]
    assert lines[-1].split() == ["2", "assignments", "15", "15", "55"]


def test_each_line_of_the_outline_fits_into_80_columns():
    lines = [Line(assignment, 100, 100) for assignment in OUTLINE]
    assert max(map(len, text(lines))) <= 80


def test_the_outline_needs_built_notebooks(checkout):
    ended = course("outline")
    assert ended.exit_code == 3
    assert "course build" in ended.stderr


def test_lab_hands_out_what_is_missing_and_keeps_work(checkout, monkeypatch):
    started = []
    monkeypatch.setattr(lab, "start", lambda *words: started.append(words))
    course("build", "ex02_vae_kl", "ex07_denoising_mse")
    assert "1 notebooks added, 0 kept" in course("lab", "ex02_vae_kl").stdout
    work = checkout / "lab/ex02_vae_kl/ex02_vae_kl.ipynb"
    work.write_text("my work")
    assert "1 notebooks added, 1 kept" in course("lab", "ex02_vae_kl", "ex07_denoising_mse").stdout
    assert work.read_text() == "my work"
    assert len(started) == 2


def test_lab_says_what_to_do_when_its_folder_cannot_be_written(checkout, monkeypatch):
    course("build", "ex02_vae_kl")
    (checkout / "lab").write_text("")
    ended = course("lab", "ex02_vae_kl")
    assert ended.exit_code == 3
    assert "cannot write" in ended.stderr


def test_lab_listens_on_this_machine_only(tmp_path):
    assert "--ServerApp.ip=127.0.0.1" in lab.command(tmp_path, 8888, browser=False)
