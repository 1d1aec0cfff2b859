import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grader import screen
from grader.cli import app
from grader.records import Report


@pytest.fixture
def run(course: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(course)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["autograde", *words])

    return run


def test_when_all_is_graded_the_exit_code_is_0(run, fake):
    result = run("--student", "ada", "--student", "bob")
    assert result.exit_code == 0
    assert "2.50 of 7" in result.stdout
    assert "needs a human:" not in result.stdout


def test_when_something_needs_a_human_the_exit_code_is_1_and_the_reason_is_shown(run, fake):
    result = run()
    assert result.exit_code == 1
    assert "needs a human: ex1 eve: ex1.ipynb" in result.stdout


def test_when_nothing_was_submitted_it_says_so(run, fake, course: Path):
    shutil.rmtree(course / "submitted")
    result = run()
    assert (result.exit_code, result.stdout) == (0, "nothing was submitted\n")


@pytest.mark.parametrize("words", [["ex9"], ["--student", "zoe"]])
def test_an_unknown_name_is_one_line_and_exit_code_2(run, fake, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("grader: ")
    assert result.stderr.count("\n") == 1
    assert "Known: " in result.stderr


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (
            "answers/ex1/wrong_answers.py",
            '# %% wrong="w" solution="double" loses="hidden" symptom="\\sigma"\n',
            "answers/ex1/wrong_answers.py:1: a value cannot be read",
        ),
        (
            "answers/ex1/equivalent_mutants.toml",
            "# é\n",
            "answers/ex1/equivalent_mutants.toml: not UTF-8 text",
        ),
        (
            "answers/ex1/equivalent_mutants.toml",
            'equivalent = ["x"]\n',
            "answers/ex1/equivalent_mutants.toml: something else than entries",
        ),
        (
            "nbgrader_config.py",
            "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}'\n",
            "nbgrader_config.py: c.CourseDirectory.directory_structure",
        ),
    ],
)
def test_an_authors_file_that_cannot_be_used_is_one_line_and_exit_code_2(
    course: Path, monkeypatch, path, text, says
):
    monkeypatch.chdir(course)
    (course / path).parent.mkdir(parents=True, exist_ok=True)
    (course / path).write_text(text, encoding="latin-1")
    result = CliRunner().invoke(app, ["audit", "--isolation", "none"])
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("grader: ")
    assert says in line


@pytest.mark.parametrize(
    "words",
    [["--cell-limit", "0"], ["--cell-limit", "inf"], ["--jobs", "0"], ["--isolation", "some"]],
)
def test_an_option_out_of_its_range_is_exit_code_2(run, words):
    assert run(*words).exit_code == 2


def test_outside_a_course_the_exit_code_is_3(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 3
    assert "no nbgrader_config.py here" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_report_that_cannot_be_written_stops_before_grading(run, fake, course: Path):
    (course / "file").touch()
    result = run("--report", "file/report.json")
    assert result.exit_code == 3
    assert not (course / "gradebook.db").exists()
    (course / "folder").mkdir()
    result = run("--report", "folder")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert not (course / "gradebook.db").exists()


def test_the_report_is_there_even_if_nobody_reads_the_screen(run, fake, course: Path, monkeypatch):
    def hung_up(_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(screen, "print_report", hung_up)
    run("--report", "report.json")
    assert (course / "report.json").exists()


def test_the_report_replaces_the_old_one_and_leaves_no_scratch_file(run, fake, course: Path):
    path = course / "out" / "report.json"
    path.parent.mkdir()
    path.write_text("old")
    run("ex1", "--student", "ada", "--report", str(path))
    report = Report.from_dict(json.loads(path.read_text()))
    assert [each.score for each in report.submissions] == [4.0]
    assert list(path.parent.iterdir()) == [path]


def test_the_options_reach_whoever_executes(run, fake):
    run("--cell-limit", "3", "--jobs", "5", "--mode", "shared")
    assert {job.limits.cell_wall_s for job in fake.jobs} == {3.0}
    assert {job.mode for job in fake.jobs} == {"shared"}


def test_the_level_is_named_if_it_is_weak(run, fake):
    assert "nothing was isolated" in run("--student", "ada").stdout


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
