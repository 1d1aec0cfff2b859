"""Correct submissions: notebooks of this course, and the tiny one, with the reference solutions."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.cells import SourceNotebook
from grader.intake.read import read_notebook
from grader.intake.source import source_notebook, without
from grader.markers import Markers
from tests.grader import tiny_course

ROOT = Path(__file__).parents[3]
COURSE = ("ex02_vae_kl", "ex05_flow_density", "ex10_diagnostics", "theory")
NAMES = ("tiny", *COURSE)
MARKERS = Markers(code_stub={"python": "# YOUR CODE HERE"})
OWN = "# mine\nmy_helper = 41 + 1"  # a cell that the student added


@dataclass(frozen=True)
class Correct:
    """A source and a submission that deserves full marks; `answers` are its texts by grade_id."""

    source: SourceNotebook
    notebook: str
    answers: dict[str, str]

    def copy(self) -> dict[str, Any]:
        """The submission as JSON, to be spoilt."""
        return json.loads(self.notebook)


@functools.cache
def correct(name: str) -> Correct:
    """The correct submission of this notebook."""
    path = ROOT / "source" / name / f"{name}.ipynb"
    data = json.dumps(tiny_course.instructors_notebook()) if name == "tiny" else path.read_text()
    source = source_notebook(path, read_notebook(data.encode()), None, MARKERS)
    answers = {c.name: solved(c.source) for c in source.cells if c.kind in ("solution", "answer")}
    notebook = json.loads(data)
    for cell, origin in zip(notebook["cells"], source.cells, strict=True):
        cell["source"] = answers.get(origin.name, origin.released).splitlines(keepends=True)
    if name == "tiny":
        answers["why"] = "Adding a number to itself is multiplying it by two."
        notebook["cells"][3]["source"] = [answers["why"]]
    own = {"cell_type": "code", "metadata": {}, "id": "own", "outputs": [], "source": [OWN]}
    notebook["cells"].insert(4, own | {"execution_count": 7})
    return Correct(source, json.dumps(notebook), answers)


def solved(text: str) -> str:
    """The instructor's text without the lines that mark a solution, and without the mark scheme."""
    lines = (without(text, MARKERS.mark_scheme) or text).split("\n")
    marks = (f"# {MARKERS.solution.begin}", f"# {MARKERS.solution.end}")
    return "\n".join(line for line in lines if not line.endswith(marks))


def to_bytes(notebook: Any) -> bytes:
    """A notebook as Jupyter writes it: a line of the text is a line of the file."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()
