"""What a student sees who opens a notebook and runs all of it, before writing a word."""

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import pytest

from course.files import Layout
from course.outline import OUTLINE

from .conftest import CHECKOUT

LAYOUT = Layout(CHECKOUT)
NOTEBOOKS = [(a.name, notebook) for a in OUTLINE for notebook in LAYOUT.notebooks(a.name)]


@pytest.fixture
def no_window():
    with matplotlib.rc_context():
        plt.switch_backend("agg")
        yield
        plt.close("all")


@pytest.mark.parametrize(("assignment", "name"), NOTEBOOKS)
def test_every_cell_runs_without_an_error(assignment, name, no_window, capsys):
    release = nbformat.read(LAYOUT.release_notebook(assignment, name), as_version=4)
    names = {"__name__": "__main__", "display": print}
    for cell in release.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    assert "✗" not in capsys.readouterr().out
