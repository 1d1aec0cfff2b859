"""What the README shows works: its commands exist, its example builds and proves itself."""

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from course.build import source_notebooks
from course.files import Layout
from course.outline import OUTLINE, Assignment
from course.syllabus import syllabus, text
from grader.audit import audit
from grader.limits import MIB, Limits
from grader.sandbox import strongest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OURS = {"course", "grader"}


def console_commands() -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line[2:], comments=True) for line in lines]


def example(name: str) -> str:
    return re.search(rf"<!-- {re.escape(name)} -->\n```python\n(.*?)```", README, re.DOTALL)[1]


@pytest.mark.parametrize("words", console_commands(), ids=" ".join)
def test_every_command_shown_exists(words):
    program = Path(words[0]).name
    if program == "make":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE)
        return
    if program == "pytest":
        assert (ROOT / words[1]).exists()
        return
    if program == "nbgrader":
        assert words[1] in NbGraderApp.subcommands
        return
    if program == "jupyter":
        assert shutil.which(f"jupyter-{words[1]}", path=Path(sys.executable).parent)
        return
    command = [str(Path(sys.executable).with_name(program)), words[1], "--help"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    for option in (word for word in words if word.startswith("--")):
        assert option in asked.stdout
    known = {a.name for a in OUTLINE} | {"ex11_rms"}
    assert set(words[2:]) <= known | {w for w in words if w.startswith("--")}


def test_the_outline_shown_is_the_one_that_the_command_prints():
    shown = re.search(r"<!-- outline -->\n```\n(.*?)```", README, re.DOTALL)[1]
    assert shown.splitlines() == list(text(syllabus(Layout(ROOT), OUTLINE)))


def test_the_options_and_commands_named_in_prose_exist():
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    spans = re.findall(r"`([^`]+)`", prose)
    commands = {tuple(words) for span in spans if len(words := span.split()[:2]) == 2}
    helps = {command: help_of(*command) for command in commands if command[0] in OURS}
    assert {program for program, _ in helps} == OURS
    for span in spans:
        own = helps.get(tuple(span.split()[:2]), "".join(helps.values()))
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", span):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", own), span


def help_of(program: str, name: str) -> str:
    words = [sys.executable, "-m", program, name, "--help"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_the_example_assignment_proves_itself(tmp_path):
    name = "ex11_rms"
    layout = Layout(tmp_path)
    layout.assignment_text(name).parent.mkdir(parents=True)
    layout.assignment_text(name).write_text(example(f"{name}.py"), "utf-8")
    layout.answers(name, "wrong").write_text(example("wrong_answers.py"), "utf-8")
    layout.source_notebook(name).parent.mkdir(parents=True)
    source = source_notebooks(layout, Assignment(name, "Root mean square", 10, "…"))[name]
    layout.source_notebook(name).write_text(source, "utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (found,) = audit(tmp_path, [name], isolation=strongest()).assignments
    assert [str(problem) for problem in found.problems] == []
    assert (found.grade_cells, found.wrong_answers) == (2, 1)


def test_the_picture_is_there():
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()


def test_the_limits_and_their_defaults_are_those_of_the_engine():
    table = re.search(r"<!-- limits -->\n(.*?)<!-- /limits -->", README, re.DOTALL)[1]
    told = {
        name: int(value)
        for value, name in re.findall(r"\| (\d+)[^|]*\| `c\.Grader\.(\w+)` \|", table)
    }
    for field in fields(Limits):
        value = getattr(Limits(), field.name)
        assert told[field.name] == (value // MIB if field.name.endswith("bytes") else value)
