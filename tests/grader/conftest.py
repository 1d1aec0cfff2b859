"""A course on disk, and the fake that grades it."""

from pathlib import Path

import pytest

from grader import nbgrader_autograde
from grader.testing import FakeAutograder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two assignments; ada submitted both, bob and eve the first."""
    root = tmp_path / "course"
    for place in ("release/ex1", "release/ex2", "submitted/ada/ex1", "submitted/ada/ex2"):
        _notebook(root / place)
    for student in ("bob", "eve"):
        _notebook(root / "submitted" / student / "ex1")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    return root


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAutograder:
    """Grades in place of nbgrader: ada 10, bob 5, eve cannot be graded."""
    fake = FakeAutograder(scores={"ada": 10.0, "bob": 5.0})
    monkeypatch.setattr(nbgrader_autograde, "open_course", fake.open_course)
    return fake


def _notebook(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "ex.ipynb").write_text('{"cells": []}')
