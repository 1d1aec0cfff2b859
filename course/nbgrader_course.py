"""nbgrader's API as this course uses it: make assignments known, write feedback.

The only module of `course` that opens a gradebook; importing nbgrader takes two seconds.
"""

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.errors import EnvironmentProblem


@contextlib.contextmanager
def open_nbgrader(root: Path) -> Iterator[Any]:
    """nbgrader's API, configured by the `nbgrader_config.py` in `root`, quiet on the console."""
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI
    from sqlalchemy.exc import SAWarning
    from traitlets.config import Config

    config = Config()
    config.Application.logging_config = {"handlers": {"console": {"level": 60}}}
    with warnings.catch_warnings(), contextlib.chdir(root):
        # about the order in which nbgrader links its records; nobody here can act on it
        warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.")
        app = NbGrader()
        app.update_config(config)
        app.initialize([], root=str(root))
        app.update_config(config)
        yield NbGraderAPI(app.coursedir, parent=app)


def generate_assignment(api: Any, name: str) -> None:
    """Put the assignment into the gradebook and `release/`; raises EnvironmentProblem."""
    _succeed(api.generate_assignment(name), f"nbgrader generate_assignment {name}")


def generate_feedback(api: Any, name: str, student: str) -> None:
    """Write the feedback page of one submission; raises EnvironmentProblem."""
    outcome = api.generate_feedback(name, student)
    _succeed(outcome, f"nbgrader generate_feedback {name} --student {student}")


def _succeed(outcome: Any, command: str) -> None:
    if outcome["success"]:
        return
    text = outcome.get("log") or outcome.get("error") or "no reason given"
    reason = next((line for line in text.splitlines() if "ERROR" in line), text.splitlines()[-1])
    raise EnvironmentProblem(f"`{command}` failed: {reason.strip()}. Run it to see its whole log.")
