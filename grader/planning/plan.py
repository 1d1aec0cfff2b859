"""What to run where: the instructor's notebook as a plan, and a submission's job made from it.

Pure; a plan is made once for a notebook, a job for each submission.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from grader.cells import Kind, Rebuilt, RebuiltCell, SourceCell, SourceNotebook
from grader.execution.job import Job, Mode, Step, Trait
from grader.ipython_text import PythonText, as_python
from grader.limits import Limits
from grader.planning import libraries
from grader.planning.imports import imported
from grader.planning.names import Statement, excerpt, statements_of
from grader.planning.ownership import ONLY_STUDENTS, Part, Placed, Reading, read_notebook
from grader.planning.scope_bindings import bound, chain

# Line magics that change nothing that a test could look at: the judge leaves them out.
HARMLESS = frozenset(
    {"?", "%%time", "%%capture", "%%prun", "autoreload", "config", "load_ext", "matplotlib", "time"}
    | {"precision", "reload_ext", "timeit", "who", "whos", "xmode"}
)
_PARTS: Mapping[Kind, Part] = {
    "solution": "student",
    "answer": "student",
    "tests": "tests",
    "readonly": "locked",
    "task": "locked",
    "plain": "plain",
}
_MAKE_CLASSES = frozenset({"Enum", "IntEnum", "NamedTuple", "make_dataclass", "namedtuple", "type"})


@dataclass(frozen=True)
class JudgedCell:
    """The judge's part of a cell of the source: nothing, or a text and the names it takes."""

    judge: str | None = None
    fetch: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookPlan:
    """Who runs what of a notebook.

    `judged` is parallel to the cells of the source, `texts` are those of its code cells by their
    place, and `reading` numbers code cells as `code` lists them. `replayed` are tests whose visible
    text the student's process runs too, once they are graded: a later cell needs what they bind.
    `traits` are those that tests have with the solution, as far as that was tried.
    """

    source: SourceNotebook
    mode: Mode
    judged: tuple[JudgedCell, ...]
    replayed: frozenset[int]
    classes: frozenset[str]
    texts: Mapping[int, PythonText]
    reading: Reading
    traits: Mapping[str, tuple[Trait, ...]] = field(default_factory=dict)

    @property
    def code(self) -> tuple[int, ...]:
        """The places of the code cells in the source."""
        return tuple(self.texts)

    @cached_property
    def imports(self) -> "Imports":
        """The modules that its cells import; in shared mode students may see all of them."""
        return _imports(self)


@dataclass(frozen=True)
class Imports:
    """Modules, dotted, with parents. `from a import b` gives `a` and `a.b`, which need not be one.

    Students may see `visible` ones imported; `hidden` are those that hidden text alone imports;
    `judged` is what the judge's texts do.
    """

    visible: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    shared: bool = False  # whether the tests run beside the students' code

    def __or__(self, other: "Imports") -> "Imports":
        visible = self.visible | other.visible
        hidden = (self.hidden | other.hidden) - visible
        return Imports(visible, hidden, self.judged | other.judged, self.shared or other.shared)

    @property
    def all(self) -> frozenset[str]:
        """What students and tests import."""
        return self.visible | self.hidden

    @property
    def kind(self) -> str:
        """Of the warm processes that run them: slow libraries, and what tests read, lie apart."""
        weight = "heavy" if any(map(libraries.is_heavy, self.all)) else "light"
        return f"{weight} shared" if self.shared else weight


def plan(source: SourceNotebook, mode: Mode = "split") -> NotebookPlan:
    """Decide for each code cell what the judge runs of it, and what it takes from the student.

    Never raises: a text that is no Python goes to the judge as it is, which then says so.
    """
    read = {n: _read(cell) for n, cell in enumerate(source.cells) if cell.cell_type == "code"}
    code = [source.cells[n] for n in read]
    own = [statements for _, statements in read.values()]
    parts = [_PARTS[cell.kind] for cell in code]
    reading = read_notebook(zip([cell.name for cell in code], parts, own, strict=True))
    texts = {n: text for n, (text, _) in read.items()}
    judged = [JudgedCell()] * len(source.cells)
    if mode == "split":
        for n, kept in zip(read, _kept(reading, len(code)), strict=True):
            judged[n] = _judged(source.cells[n], texts[n], kept)
    missed = _missed(reading, code)
    return NotebookPlan(
        source,
        mode,
        judged=tuple(judged),
        replayed=frozenset(n for n in read if source.cells[n].name in missed),
        classes=frozenset(_classes(reading, parts)),
        texts=texts,
        reading=reading,
    )


def job(
    plan: NotebookPlan,
    rebuilt: Rebuilt,
    *,
    key: str,
    limits: Limits,
    files: Mapping[str, bytes],
    judge_folder: str,
) -> Job:
    """The work order for a rebuilt submission of the planned notebook."""
    steps = _split_steps(plan, rebuilt) if plan.mode == "split" else _shared_steps(rebuilt)
    return Job(
        key=key,
        steps=tuple(steps),
        mode=plan.mode,
        limits=limits,
        classes=plan.classes,
        files=files,
        judge_folder=judge_folder,
        kind=plan.imports.kind,
    )


def reference(source: SourceNotebook) -> Rebuilt:
    """The submission that holds the instructor's solution in every cell."""
    return Rebuilt(source.name, tuple(map(_as_solved, source.cells)))


def _as_solved(cell: SourceCell) -> RebuiltCell:
    written = cell.kind in ("solution", "answer", "plain")
    text = cell.source if written else cell.released
    return RebuiltCell(cell.name, cell.kind, cell.cell_type, text, cell)


def _imports(plan: NotebookPlan) -> Imports:
    cells = [plan.source.cells[n] for n in plan.code]
    seen = [cell.source if _PARTS[cell.kind] == "student" else cell.released for cell in cells]
    visible = {name for text in seen for name in _imported(as_python(text))}
    hidden = {name for text in plan.texts.values() for name in _imported(text)}
    texts = [as_python(one.judge) for one in plan.judged if one.judge is not None]
    judged = {name for text in texts for name in _imported(text)}
    if plan.mode == "shared":
        return Imports(frozenset(visible | hidden), shared=True)
    return Imports(frozenset(visible), frozenset(hidden - visible), frozenset(judged))


def _read(cell: SourceCell) -> tuple[PythonText, tuple[Statement, ...]]:
    text = as_python(cell.source)
    try:
        return text, statements_of(text.tree) if text.tree else ()
    except RecursionError:
        return replace(text, tree=None, problem="it is nested too deeply"), ()


def _kept(reading: Reading, cells: int) -> list[list[Placed]]:
    """For each code cell the statements that the judge runs."""
    kept: list[list[Placed]] = [[] for _ in range(cells)]
    for n in sorted(reading.kept()):
        kept[reading.placed[n].cell].append(reading.placed[n])
    return kept


def _missed(reading: Reading, cells: Sequence[SourceCell]) -> set[str]:
    """Tests that bind, for students to see, what a later cell of the student's process reads."""
    visible = {c.name: _bound(c.released) for c in cells if c.kind == "tests"}
    missed = set()
    for placed in reading.placed:
        one = placed.statement
        for name in one.read.now | one.read.later if placed.where != "judge" else ():
            test = placed.before[name].graded_in if name in placed.before else ""
            if test and name in visible[test]:
                missed.add(test)
    return missed


def _bound(text: str) -> set[str]:
    tree = as_python(text).tree
    return bound(tree.body).names if tree else set()


# --- the judge's texts ----------------------------------------------------------------------------


def _judged(cell: SourceCell, text: PythonText, kept: list[Placed]) -> JudgedCell:
    fetch = {name for placed in kept for name in placed.fetch} - {*ONLY_STUDENTS}
    if cell.kind == "tests":
        return JudgedCell(_test_text(cell, text), tuple(sorted(fetch)))
    if text.tree is None:
        return JudgedCell(None if _PARTS[cell.kind] == "student" else cell.source)
    if not kept:
        return JudgedCell()
    nodes = [placed.statement.node for placed in kept]
    return JudgedCell(excerpt(text.text, nodes), tuple(sorted(fetch)))


def _test_text(cell: SourceCell, text: PythonText) -> str:
    """The text of a test. One that needs IPython must fail here: left out, it would hold."""
    needs_ipython = any(magic.name not in HARMLESS for magic in text.magics)
    return cell.source if text.tree is None or needs_ipython else text.text


def _classes(reading: Reading, parts: list[Part]) -> Iterator[str]:
    """Classes whose instances may come from students: theirs, and ours that they make use of."""
    yield from reading.unknown
    solutions = [p.statement for p in reading.placed if parts[p.cell] == "student"]
    used = {name for one in solutions for name in one.read.now | one.read.later}
    for placed in reading.placed:
        if placed.where == "student":
            yield from _class_names(placed.statement.node)
        elif placed.where == "both" and placed.statement.binds & used:
            yield from used.intersection(_class_names(placed.statement.node))


def _class_names(node: ast.stmt) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.ClassDef):
            yield inner.name
        elif isinstance(inner, ast.Call) and (chain(inner.func) or ("",))[-1] in _MAKE_CLASSES:
            yield from (a.value for a in inner.args[:1] if isinstance(a, ast.Constant))  # type: ignore[misc]


def _imported(text: PythonText) -> set[str]:
    return imported(text.tree) if text.tree else set()


# --- the steps of a submission --------------------------------------------------------------------


def _split_steps(plan: NotebookPlan, rebuilt: Rebuilt) -> Iterator[Step]:
    """The submission's cells, each with the judge's part of the cell that it stands for.

    Where that cell is missing in the submission, its part is a step of the judge alone.
    """
    places = {cell.name: n for n, cell in enumerate(plan.source.cells)}
    done = 0  # the cells of the source before this one have had their turn
    for cell in rebuilt.cells:
        at = places.get(cell.origin.name) if cell.origin else None
        is_next = at is not None and at >= done
        if at is not None and is_next:
            yield from _missing(plan, range(done, at))
            done = at + 1
        if cell.cell_type == "code":
            takes = at is not None and (is_next or cell.kind == "tests")
            judged = plan.judged[at] if takes and at is not None else JudgedCell()
            yield _split_step(cell, judged, plan.traits.get(cell.name))
        if at in plan.replayed:
            yield Step(f"{cell.name} for later cells", cell.text)
    yield from _missing(plan, range(done, len(plan.source.cells)))


def _split_step(cell: RebuiltCell, judged: JudgedCell, traits: tuple[Trait, ...] | None) -> Step:
    if cell.kind == "tests" and cell.origin:
        visible = cell.origin.released
        return Step(cell.name, None, judged.judge, True, judged.fetch, visible, traits)
    return Step(cell.name, cell.text, judged.judge, fetch=judged.fetch)


def _missing(plan: NotebookPlan, places: Iterable[int]) -> Iterator[Step]:
    for n in places:
        cell, judged = plan.source.cells[n], plan.judged[n]
        if judged.judge is not None and cell.kind != "tests":
            yield Step(f"{cell.name} of the source", None, judged.judge, fetch=judged.fetch)


def _shared_steps(rebuilt: Rebuilt) -> Iterator[Step]:
    """Everything in the student's process, with the hidden tests."""
    for cell in rebuilt.cells:
        if cell.cell_type == "code":
            is_test = cell.kind == "tests"
            text = cell.origin.source if is_test and cell.origin else cell.text
            yield Step(cell.name, text, graded=is_test)
