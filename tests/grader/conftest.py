"""A course on disk, and an executor without processes."""

from pathlib import Path

import pytest

from grader import grading
from grader.testing import FakePool

from .tiny_course import submit, tiny_course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """One assignment of 7 points, 3 of them read by hand: ada is right, bob wrong, eve damaged."""
    root = tiny_course(tmp_path / "course")
    submit(root, "ada")
    submit(root, "bob", "def double(x):\n    return x\n")
    submit(root, "eve").write_text("no notebook")
    return root


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakePool]:
    """Runs jobs in place of the warm processes, without isolation."""
    monkeypatch.setattr(grading, "LocalPool", FakePool)
    monkeypatch.setattr(grading, "require", lambda level: "none")
    return FakePool
