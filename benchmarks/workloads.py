"""Courses on disk for the benchmarks: what instructors wrote, what a class handed in.

The same every time. The configuration is nbgrader's own: nothing of ours is in it.
"""

import ast
import importlib.util
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from notebook_texts import FIGURES, IMPORTS, TORCH, Cell

from course.answers import fill_in, read_answers, read_notebook, solutions
from course.files import Layout
from course.outline import OUTLINE

CHECKOUT = Path(__file__).resolve().parents[1]
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'
MARKS = ("SOLUTION", "HIDDEN TESTS")
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one assignment."""

    assignment: str
    student: str
    notebook: Any


@dataclass(frozen=True)
class Workload:
    """Assignments and the submissions of a class; `sources` has a notebook for each assignment."""

    name: str
    about: str
    sources: dict[str, Any]
    submissions: tuple[Submission, ...]

    def write(self, root: Path, submissions: Sequence[Submission]) -> Path:
        """Make the course with these submissions; nothing is graded, there is no gradebook."""
        root.mkdir()
        (root / "nbgrader_config.py").write_text(CONFIG)
        for name, source in self.sources.items():
            _write(source, root / "source" / name / f"{name}.ipynb")
        for one in submissions:
            folder = root / "submitted" / one.student / one.assignment
            _write(one.notebook, folder / f"{one.assignment}.ipynb")
        return root

    def sample(self, count: int) -> tuple[Submission, ...]:
        """So many of the submissions, spread over the class.

        Equal steps alone would meet the same exercise each time: they stand in turns.
        """
        step = max(1, len(self.submissions) // count)
        places = range(min(count, len(self.submissions)))
        return tuple(self.submissions[n * step + n % step] for n in places)

    def executed(self, submission: Submission) -> list[tuple[str, bool]]:
        """The code that grading executes, with the hidden tests; whether a cell is a test."""
        answers = {_keys(c).get("grade_id"): c.source for c in submission.notebook.cells}
        cells = []
        for cell in self.sources[submission.assignment].cells:
            if cell.cell_type == "code":
                keys = _keys(cell)
                text = answers[keys["grade_id"]] if keys.get("solution") else cell.source
                cells.append((text, bool(keys.get("grade") and not keys.get("solution"))))
        return cells

    def modules(self) -> list[str]:
        """What the cells import, tests too."""
        return _modules(self.sources.values())

    def seen_modules(self) -> list[str]:
        """What the cells import that students have."""
        return _modules(one.notebook for one in self.submissions)


def imports(students: int) -> Workload:
    """A notebook that imports numpy, matplotlib, seaborn and pandas."""
    about = "numpy, matplotlib, seaborn, pandas; 14 cells, five tests"
    return _generated("imports", about, IMPORTS, students)


def figures(students: int) -> Workload:
    """The same with two figures, which cost any contender the same."""
    return _generated("figures", "the same 14 cells, two of them draw", FIGURES, students)


def torch(students: int) -> Workload | None:
    """A module and its training in torch; None if torch is not installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    return _generated("torch", "a torch module and its training; 6 cells", TORCH, students)


def exercises(count: int) -> Workload:
    """Our own exercises: of each the reference solution, then its wrong answers one by one."""
    layout = Layout(CHECKOUT)
    names = [each.name for each in OUTLINE if each.name.startswith("ex")]
    sources = {name: read_notebook(layout.source_notebook(name)) for name in names}
    classes = [_class_of(layout, name, sources[name]) for name in names]
    rounds = range(max(map(len, classes)))
    mixed = [each[n] for n in rounds for each in classes if n < len(each)][:count]
    used = {one.assignment for one in mixed}
    about = f"{len(used)} of our exercises, the reference and wrong answers"
    return Workload(
        "exercises", about, {name: sources[name] for name in names if name in used}, tuple(mixed)
    )


def _class_of(layout: Layout, name: str, source: Any) -> list[Submission]:
    release = read_notebook(layout.release_notebook(name))
    right = solutions(source)
    wrong = [{answer.solution: answer.source} for answer in read_answers(layout, name, "wrong")]
    return [
        Submission(name, f"student{number:03}", fill_in(release, right | texts))
        for number, texts in enumerate([{}, *wrong])
    ]


def _generated(name: str, about: str, cells: Sequence[Cell], students: int) -> Workload:
    solvable = [cell for cell in cells if cell.is_solution]
    submissions = []
    for number in range(students):
        mistake = ([None, *solvable])[number % (len(solvable) + 1)]
        answers = {cell.name: _answer(cell, number, wrong=cell is mistake) for cell in solvable}
        notebook = _notebook(cells, answers, with_hidden=False)
        submissions.append(Submission(name, f"student{number:03}", notebook))
    source = _notebook(cells, {c.name: _marked(c.text, "SOLUTION") for c in solvable})
    return Workload(name, about, {name: source}, tuple(submissions))


def _answer(cell: Cell, student: int, *, wrong: bool) -> str:
    """No two students write the same text: nothing is to be gained by remembering one."""
    text = cell.text.replace(cell.wrong, cell.instead) if wrong else cell.text
    return f"# student {student}\n{text}"


def _notebook(cells: Iterable[Cell], answers: dict[str, str], with_hidden: bool = True) -> Any:
    return new_notebook(
        metadata=KERNEL,
        cells=[
            new_code_cell(
                answers.get(cell.name) or _test(cell, with_hidden),
                id=cell.name.replace("_", "-"),
                metadata={"nbgrader": _metadata(cell)},
            )
            for cell in cells
        ],
    )


def _test(cell: Cell, with_hidden: bool) -> str:
    if not cell.hidden or not with_hidden:
        return cell.text
    return f"{cell.text}\n{_marked(cell.hidden, 'HIDDEN TESTS')}"


def _marked(text: str, mark: str) -> str:
    return f"### BEGIN {mark}\n{text}\n### END {mark}"


def _metadata(cell: Cell) -> dict[str, Any]:
    points = {"points": cell.points} if cell.points else {}
    return {
        "schema_version": 3,
        "grade_id": cell.name,
        "grade": bool(cell.points),
        "solution": cell.is_solution,
        "locked": not cell.is_solution,
        "task": False,
    } | points


def _modules(notebooks: Iterable[Any]) -> list[str]:
    code = [c.source for notebook in notebooks for c in notebook.cells if c.cell_type == "code"]
    return sorted({name for text in code for name in _imported(text)})


def _imported(text: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _keys(cell: Any) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader", {}))


def _write(notebook: Any, path: Path) -> None:
    path.parent.mkdir(parents=True)
    nbformat.validate(notebook)
    path.write_text(json.dumps(notebook))
