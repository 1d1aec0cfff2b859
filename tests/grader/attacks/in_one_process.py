"""What an attack must beat to be one: tests and student in one process, as nbgrader runs them.

    autograde(course_dir, limits) -> Report

Forks per submission, executes the cells of the student and the tests of the instructor in one
IPython shell, and scores by nbgrader's rules: an error or output on stderr is 0, a final number
is partial credit, anything else is full credit. It shows no hidden source and writes no gradebook.
"""

import contextlib
import io
import json
import os
import select
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grader import CellResult, Report, Submission, SubmissionResult
from grader.limits import Limits

from .victim import ASSIGNMENT, FULL

UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
shown: list[dict[str, Any]] = []  # what the cell that runs has shown so far


class Hook(DisplayHook):
    """Keeps the value of a cell's last line, formatted."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shown.append({"output_type": "execute_result", "data": dict(format_dict), "metadata": {}})

    def finish_displayhook(self) -> None:
        pass


class Publisher(DisplayPublisher):
    """Keeps what a cell displays."""

    def publish(self, data: Any, metadata: Any = None, *args: Any, **kwargs: Any) -> None:
        found = {"data": dict(data), "metadata": dict(metadata or {})}
        shown.append({"output_type": "display_data", **found})


class Shell(InteractiveShell):
    """A shell that is silent: what went wrong is in the result."""

    displayhook_class = Hook
    display_pub_class = Publisher

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        pass

    def enable_gui(self, gui: Any = None) -> None:
        pass


def autograde(course: Path, limits: Limits) -> Report:
    source = json.loads((course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text())
    tests = {cell["id"]: cell for cell in source["cells"] if cell["cell_type"] == "code"}
    folders = sorted((course / "submitted").glob(f"*/{ASSIGNMENT}"))
    return Report(tuple(_graded(course, folder, tests, limits) for folder in folders))


def _graded(
    course: Path, folder: Path, tests: Mapping[str, Any], limits: Limits
) -> SubmissionResult:
    submission = Submission(ASSIGNMENT, folder.parent.name, folder)
    try:
        notebook, place = _prepared(course, submission, tests)
    except UNREADABLE as error:
        return SubmissionResult.for_a_human(submission, f"cannot be read ({type(error).__name__})")
    scores = _in_a_child(notebook, place, limits)
    if scores is None:
        return SubmissionResult.for_a_human(submission, "the process ended without an answer")
    cells = [
        CellResult(name, cell["metadata"]["nbgrader"]["points"], float(scores.get(name, 0.0)), "")
        for name, cell in tests.items()
        if cell["metadata"]["nbgrader"]["grade"]
    ]
    total = sum(cell.score or 0 for cell in cells)
    names = (ASSIGNMENT, submission.student)
    return SubmissionResult(*names, total, FULL + 2.0, 0.0, "graded", "", tuple(cells))


def _prepared(course: Path, submission: Submission, tests: Mapping[str, Any]) -> tuple[Any, Path]:
    """The notebook with the instructor's locked cells, and the folder where it runs."""
    place = course / "autograded" / submission.student / ASSIGNMENT
    path = submission.folder / f"{ASSIGNMENT}.ipynb"
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("not a file")
    notebook = json.loads(path.read_text())
    if notebook["nbformat"] != 4:
        raise ValueError("of another format")
    place.mkdir(parents=True)
    for each in [*submission.folder.iterdir(), course / "source" / ASSIGNMENT / "numbers.csv"]:
        if each.is_file() and each.suffix != ".ipynb":
            shutil.copyfile(each, place / each.name)
    for cell in notebook["cells"]:
        keys = cell["metadata"].get("nbgrader", {})
        original = tests.get(keys.get("grade_id"))
        if original and original["metadata"]["nbgrader"]["locked"]:
            cell |= {"cell_type": "code", "source": original["source"], "outputs": []}
            cell["metadata"] = original["metadata"]
    return notebook, place


def _in_a_child(notebook: Any, place: Path, limits: Limits) -> dict[str, float] | None:
    """The scores that the child writes down; None if it ends, or does not end, without."""
    with tempfile.TemporaryDirectory() as scratch:
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read_end)
                scores = _executed(notebook, place, scratch)
                os.write(write_end, json.dumps(scores).encode())
            finally:
                os._exit(0)
        os.close(write_end)
        answer = _read_all(read_end, time.monotonic() + limits.submission_wall_s)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        try:
            return dict(json.loads(answer))
        except ValueError:
            return None


def _read_all(line: int, until: float) -> bytes:
    found = b""
    with open(line, "rb", 0) as file:
        while select.select([file], [], [], max(0.0, until - time.monotonic()))[0]:
            part = file.read(1 << 16)
            if not part:
                break
            found += part
    return found


def _executed(notebook: Any, place: Path, scratch: str) -> dict[str, float]:
    os.chdir(place)
    quiet = os.open(os.devnull, os.O_RDWR)
    for line in (0, 1, 2):
        os.dup2(quiet, line)
    sys.path.insert(0, "")
    settings = Config({"HistoryManager": {"hist_file": ":memory:"}})
    shell = Shell.instance(config=settings, ipython_dir=scratch)
    sys.modules["__main__"].__dict__.update(shell.user_ns)
    shell.user_module, shell.user_ns = sys.modules["__main__"], sys.modules["__main__"].__dict__
    scores = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = _run(shell, cell["source"])
        keys = cell["metadata"].get("nbgrader", {})
        if keys.get("grade"):
            scores[keys["grade_id"]] = _score(cell["outputs"], keys["points"])
            cell["source"] = cell["source"].split("### BEGIN HIDDEN")[0]
    Path(f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook, default=str))
    return scores


def _run(shell: Any, text: str) -> list[dict[str, Any]]:
    """Execute one cell; its outputs in the notebook format."""
    shown.clear()
    with _captured() as streams:
        result = shell.run_cell(text, store_history=True)
    outputs = list(shown)
    for name, stream in zip(("stdout", "stderr"), streams, strict=True):
        if stream.getvalue():
            outputs.append({"output_type": "stream", "name": name, "text": stream.getvalue()})
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        said = {"ename": type(error).__name__, "evalue": str(error), "traceback": []}
        outputs.append({"output_type": "error", **said})
    return outputs


@contextlib.contextmanager
def _captured() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        yield out, err


def _score(outputs: list[dict[str, Any]], points: float) -> float:
    """The rules of `nbgrader.utils.determine_grade`."""
    for output in outputs:
        if output["output_type"] == "error" or output.get("name") == "stderr":
            return 0.0
        if output["output_type"] == "execute_result":
            try:
                number = float(output["data"]["text/plain"])
            except ValueError:
                return points
            return number if 0 <= number <= points else points if not number > points else 0.0
    return points
