"""`course lab`: JupyterLab on loopback with a student's copy of `release/`."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from course.errors import EnvironmentProblem
from course.files import Layout
from course.outline import Assignment


def hand_out(
    layout: Layout, folder: Path, assignments: Sequence[Assignment]
) -> tuple[list[str], list[str]]:
    """Copy each released notebook that `folder` lacks; returns the names added and kept.

    A file that is there is never touched. Raises EnvironmentProblem.
    """
    added, kept = [], []
    for assignment in assignments:
        for notebook in layout.notebooks(assignment.name):
            target = folder / assignment.name / f"{notebook}.ipynb"
            if target.exists():
                kept.append(notebook)
                continue
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(layout.release_notebook(assignment.name, notebook), target)
            except OSError as error:
                raise EnvironmentProblem(
                    f"cannot write {target}: {error.strerror}. "
                    "Check the folder and its permissions."
                ) from error
            added.append(notebook)
    return added, kept


def command(folder: Path, port: int, browser: bool) -> list[str]:
    """The command line of JupyterLab: this machine only, never beyond it."""
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={browser}",
    ]
    return [*words, "--allow-root"] if os.geteuid() == 0 else words


def start(layout: Layout, folder: Path, port: int, browser: bool) -> None:
    """Become JupyterLab; it ends with Ctrl-C."""
    words = command(folder, port, browser)
    os.chdir(layout.root)  # nbgrader_config.py is read from here
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(words[0], words)
