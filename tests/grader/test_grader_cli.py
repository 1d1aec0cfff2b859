import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.records import Report
from grader.testing import FakeAutograder


@pytest.fixture
def run(course: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(course)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["autograde", *words])

    return run


def test_when_all_is_graded_the_exit_code_is_0(run, fake: FakeAutograder):
    result = run("--student", "ada", "--student", "bob")
    assert result.exit_code == 0
    assert "7.50 of 10" in result.stdout
    assert "needs a human:" not in result.stdout


def test_when_something_needs_a_human_the_exit_code_is_1_and_the_reason_is_shown(
    run, fake: FakeAutograder
):
    result = run()
    assert result.exit_code == 1
    assert "needs a human: ex1 eve: ex.ipynb is missing" in result.stdout.splitlines()


@pytest.mark.parametrize("words", [["ex9"], ["--student", "zoe"]])
def test_an_unknown_name_is_one_line_and_exit_code_2(run, fake: FakeAutograder, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("grader: ")
    assert result.stderr.count("\n") == 1
    assert "Known: " in result.stderr


def test_a_cell_limit_below_a_second_is_exit_code_2(run, fake: FakeAutograder):
    assert run("--cell-limit", "0").exit_code == 2


def test_outside_a_course_the_exit_code_is_3(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 3
    assert "no nbgrader_config.py here" in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_nbgrader_the_exit_code_is_3(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "nbgrader", None)
    result = run()
    assert result.exit_code == 3
    assert "pip install nbgrader" in result.stderr


def test_a_report_that_cannot_be_written_stops_before_grading(
    run, fake: FakeAutograder, course: Path
):
    (course / "file").touch()
    result = run("--report", "file/report.json")
    assert result.exit_code == 3
    assert fake.graded == []


def test_the_report_replaces_the_old_one_and_leaves_no_scratch_file(
    run, fake: FakeAutograder, course: Path
):
    path = course / "out" / "report.json"
    path.parent.mkdir()
    path.write_text("old")
    run("ex2", "--report", str(path))
    report = Report.from_dict(json.loads(path.read_text()))
    assert [each.score for each in report.submissions] == [10.0]
    assert list(path.parent.iterdir()) == [path]


def test_notes_go_to_stderr(run, fake: FakeAutograder):
    fake.new = frozenset({"ex2"})
    result = run("ex2")
    assert "new to the gradebook" in result.stderr
    assert "new to the gradebook" not in result.stdout


def test_the_limit_is_passed_on(run, fake: FakeAutograder):
    run("--cell-limit", "3")
    assert fake.limits_s == [3.0]


def test_autograde_is_a_command_of_its_own():
    result = CliRunner().invoke(app, ["--help"])
    assert "autograde" in result.stdout
    assert result.exit_code == 0


def test_help_imports_nothing_slow():
    heavy = "{'nbgrader', 'nbformat', 'rich', 'traitlets', 'jupyter_core'}"
    code = f"import grader.cli, sys; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_python_dash_m_grader_is_the_command(tmp_path: Path):
    words = [sys.executable, "-m", "grader", "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: grader ")
