"""A small instructor's notebook as records, ready for an audit without files."""

from grader.audit.answers import parse_answers
from grader.audit.equivalents import Equivalent
from grader.audit.subjects import Notebook, Subject
from grader.cells import Kind, Rebuilt, RebuiltCell, SourceCell, SourceNotebook
from grader.execution.job import Job
from grader.limits import Limits
from grader.planning.plan import job, plan

SETUP = "factor = 3"
REFERENCE = '''def triple(x):
    """Three times x."""
    ### BEGIN SOLUTION
    return factor * x
    ### END SOLUTION
    raise NotImplementedError("triple")'''
STUB = 'def triple(x):\n    """Three times x."""\n    raise NotImplementedError("triple")'
VISIBLE = 'assert triple(1) == 3, "three times one"'
HIDDEN = 'assert triple(-2) == -6, "a negative number"'
SIZE = "### BEGIN SOLUTION\nsize = 40\n### END SOLUTION"
SIZE_TEST = 'assert size is not None and abs(size - 40) < 1, "forty"'
FIGURE = "raise RuntimeError('a figure that needs a display')"


def cell(name: str, kind: Kind, source: str, released: str = "", points: float = 0) -> SourceCell:
    """A code cell; released as it is unless said otherwise."""
    return SourceCell(name, kind, "code", source, released or source, points)


def source(*more: SourceCell) -> SourceNotebook:
    """Setup, the solution `triple`, two tests of it, a figure, the answer `size`, its test."""
    cells = (
        cell("setup", "readonly", SETUP),
        cell("triple", "solution", REFERENCE, STUB),
        cell("triple_one", "tests", VISIBLE, points=1),
        cell("triple_minus_two", "tests", HIDDEN, "assert callable(triple)", 2),
        cell("cell 5", "plain", FIGURE),
        cell("size", "solution", SIZE, "size = None"),
        cell("size_found", "tests", SIZE_TEST, points=1),
    )
    return SourceNotebook("small", cells + more)


def changed(**texts: str) -> SourceNotebook:
    """The same notebook with other texts in the cells of these names."""
    cells = (
        cell(c.name, c.kind, texts.get(c.name, c.source), c.released, c.points)
        for c in source().cells
    )
    return SourceNotebook("small", tuple(cells))


def job_of(notebook: SourceNotebook, mode: str = "split") -> Job:
    """The job of a submission that holds the reference."""
    solved = tuple(
        RebuiltCell(c.name, c.kind, c.cell_type, c.source if c.kind != "tests" else c.released, c)
        for c in notebook.cells
    )
    return job(
        plan(notebook, "shared" if mode == "shared" else "split"),
        Rebuilt(notebook.name, solved),
        key="small",
        limits=Limits(),
        files={},
        judge_folder=".",
    )


def notebook(of: SourceNotebook | None = None, mode: str = "split") -> Notebook:
    """What an audit works with."""
    of = of or source()
    other = "split" if mode == "shared" else "shared"
    return Notebook("source/ex/small.ipynb", of, job_of(of, mode), job_of(of, other))


def subject(
    of: SourceNotebook | None = None,
    wrong: str = "",
    right: str = "",
    reviewed: tuple[Equivalent, ...] = (),
    mode: str = "split",
) -> Subject:
    """The assignment `ex` with these answers."""
    answers = [
        *parse_answers(wrong, "wrong", "answers/ex/wrong_answers.py"),
        *parse_answers(right, "right", "answers/ex/right_answers.py"),
    ]
    return Subject("ex", (notebook(of, mode),), tuple(answers), reviewed)
