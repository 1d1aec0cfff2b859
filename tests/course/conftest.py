"""The checkout, and a small course of its own for tests that write."""

import shutil
from pathlib import Path

import pytest

from course.files import Layout
from course.outline import Assignment

CHECKOUT = Path(__file__).parents[2]
MINI = Assignment("mini", "A small assignment", 5, "add")
MINI_TEXT = '''r"""A small assignment."""

# %% [markdown]
r"""
# Mini

What is $1 + 1$?
"""

# %% solution="kl" reference="vae.kl_to_standard_normal"

# %% points=2 tests="kl_zero"
with attempt():
    expect(kl_to_standard_normal(np.zeros(2), np.zeros(2)), 0.0, about="the prior")
### BEGIN HIDDEN TESTS
SECRET = "hidden"
### END HIDDEN TESTS

# %% [markdown] answer="why" points=3
"""Because of SECRET reasons."""
'''


class MiniCourse:
    """A course of one assignment in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.layout = Layout(root)
        shutil.copy(CHECKOUT / "nbgrader_config.py", root)
        self.text = self.layout.assignment_text(MINI.name)
        self.text.parent.mkdir(parents=True)
        self.write(MINI_TEXT)

    def write(self, text: str) -> None:
        self.text.write_text(text, encoding="utf-8")

    def replace(self, old: str, new: str) -> None:
        assert old in MINI_TEXT
        self.write(MINI_TEXT.replace(old, new))


@pytest.fixture
def mini(tmp_path: Path) -> MiniCourse:
    return MiniCourse(tmp_path)


@pytest.fixture(scope="session")
def layout() -> Layout:
    return Layout(CHECKOUT)
