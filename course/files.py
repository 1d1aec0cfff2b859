"""Where the course's files lie, and writing them whole or not at all."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.errors import EnvironmentProblem


@dataclass(frozen=True)
class Layout:
    """The folders of a course checkout below `root`."""

    root: Path

    @property
    def assignments(self) -> Path:
        """Where authors write."""
        return self.root / "course" / "assignments"

    def assignment_text(self, name: str) -> Path:
        """The py:percent text of an assignment; others beside it are further notebooks."""
        return self.assignments / name / f"{name}.py"

    def notebooks(self, name: str) -> list[str]:
        """The names of an assignment's notebooks, the one that is called like it first."""
        texts = {path.stem for path in (self.assignments / name).glob("*.py")}
        return [name, *sorted(texts - {name, "wrong_answers", "right_answers"})]

    def answers(self, name: str, which: str) -> Path:
        """`wrong_answers.py` or `right_answers.py` of an assignment."""
        return self.assignments / name / f"{which}_answers.py"

    def source_notebook(self, name: str, notebook: str = "") -> Path:
        """The instructor's notebook; the one that is called like the assignment by default."""
        return self.root / "source" / name / f"{notebook or name}.ipynb"

    def release_notebook(self, name: str, notebook: str = "") -> Path:
        """The student's notebook."""
        return self.root / "release" / name / f"{notebook or name}.ipynb"

    def submitted_notebook(self, student: str, name: str, notebook: str = "") -> Path:
        """A submission, where nbgrader looks for it."""
        return self.root / "submitted" / student / name / f"{notebook or name}.ipynb"

    def shown(self, path: Path) -> Path:
        """The path as messages show it, from the root."""
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path


def find_layout(start: Path | None = None) -> Layout:
    """Return the checkout that holds `start` (default: the working directory).

    Raises EnvironmentProblem where no parent folder holds `course/assignments`.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "course" / "assignments").is_dir():
            return Layout(folder)
    raise EnvironmentProblem(
        f"{start} is not inside a checkout of the course (no course/assignments above it). "
        "Change to the checkout and try again."
    )


def write_all(files: Mapping[Path, str]) -> list[Path]:
    """Write the files that differ, each whole or not at all; returns the paths written.

    All temporary files are complete before the first replaces its target. Raises
    EnvironmentProblem naming the path that cannot be written.
    """
    changed = {p: t for p, t in files.items() if not p.is_file() or p.read_text("utf-8") != t}
    prepared: dict[Path, Path] = {}
    try:
        for path, text in changed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            prepared[path] = path.with_name(f".{path.name}.{os.getpid()}")
            prepared[path].write_text(text, encoding="utf-8")
        for path in changed:
            prepared[path].replace(path)
    except OSError as error:
        raise EnvironmentProblem(
            f"cannot write {path}: {error.strerror}. Check the folder and its permissions."
        ) from error
    finally:
        for temporary in prepared.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
    return list(changed)
